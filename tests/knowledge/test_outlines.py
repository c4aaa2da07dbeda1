"""Outlines: every land has rings, every contested line and land is there, and nothing is drawn twice."""

import pytest

from sayso.knowledge.outlines import Box, Scale, _pair, _rows, load_outlines


@pytest.mark.parametrize("scale", ["world", "region"])
def test_every_land_has_closed_rings_inside_its_box(scale: Scale) -> None:
    for land in load_outlines(scale).lands:
        assert land.rings, land.name
        for ring in land.rings:
            assert ring[0] == ring[-1], land.name
            assert all(land.box.holds(p) for p in ring), land.name


def test_every_contested_line_and_land_is_drawn() -> None:
    outlines = load_outlines("region")
    drawn = {b.lands for b in outlines.borders if b.note}
    assert {tuple(sorted(_pair(row["lands"]))) for row in _rows("contested_borders.tsv")} <= drawn
    hatched = {land.name for land in outlines.lands if land.note}
    assert {row["land"] for row in _rows("contested_lands.tsv")} == hatched


def test_only_the_stretch_meant_is_contested() -> None:
    lines = [b for b in load_outlines("region").borders if b.lands == ("IND", "PAK")]
    assert any(b.note for b in lines)
    assert any(b.note is None for b in lines)


def test_boxes_meet_and_hold() -> None:
    box = Box(10, 20, 12, 24)
    assert box.holds((21, 11))
    assert not box.holds((19, 11))
    assert box.meets(Box(11, 23, 15, 30))
    assert not box.meets(Box(13, 23, 15, 30))
