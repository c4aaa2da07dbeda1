"""Places with events -> a map that shows no more than is known, and no name as markup."""

from dataclasses import replace
from xml.etree import ElementTree

from sayso.faces.web.map import BIGGEST, Spot, draw, scale, view_of
from sayso.knowledge.outlines import Box

TARN = Spot(name="Tarn", lat=31.8, lon=35.2, events=4, exact=True, href="?place=Tarn")


def drawn(*spots: Spot, **shaded: int) -> ElementTree.Element:
    return ElementTree.fromstring(draw(spots, shaded))


def of(svg: ElementTree.Element, kind: str) -> list[ElementTree.Element]:
    return [x for x in svg.iter() if kind in (x.get("class") or "").split()]


def test_a_place_is_a_circle_whose_area_is_its_events() -> None:
    svg = drawn(TARN, Spot(name="Ostra", lat=33.0, lon=36.0, events=16, exact=True, href="?place=Ostra"))
    radii = [float(c.get("r") or 0) for c in of(svg, "spot")]
    assert round(radii[0] / radii[1], 1) == 2.0


def test_area_stands_for_events_however_many_there_are() -> None:
    many = [Spot(name=f"Town {n}", lat=n / 10, lon=n / 9, events=100 * n, exact=True, href="?") for n in range(1, 101)]
    radii = [float(c.get("r") or 0) for c in of(drawn(*many), "spot")]
    assert max(radii) <= BIGGEST
    assert round((radii[0] / radii[50]) ** 2, 1) == 2.0
    assert all(abs(r * r / n - max(radii) ** 2 / 10_000) < 0.001 for n, r in scale(many))


def test_a_scale_has_round_numbers_that_occur() -> None:
    assert scale([]) == []
    assert [n for n, _ in scale([TARN])] == [1, 2]
    assert [n for n, _ in scale([replace(TARN, events=300)])][-1] == 200


def test_the_biggest_places_have_their_names_where_there_is_room() -> None:
    near = [replace(TARN, name=f"Town {n}", lat=31 + n / 1000, events=9 - n) for n in range(3)]
    assert [x.text for x in of(drawn(*near, replace(TARN, name="Far", lat=34.0)), "place")] == ["Town 0", "Far"]


def test_what_is_known_of_a_country_alone_has_no_dot() -> None:
    svg = drawn(LBN=3)
    assert not of(svg, "spot")
    assert len(of(svg, "shaded")) == 1


def test_a_province_is_drawn_as_less_exact() -> None:
    svg = drawn(Spot(name="Coast", lat=31.0, lon=35.0, events=1, exact=False, href="?"))
    assert len(of(svg, "area")) == 1


def test_contested_borders_and_lands_are_marked_and_say_why() -> None:
    svg = drawn(TARN)
    assert any("agreed" in "".join(x.itertext()) for x in of(svg, "contested-border"))
    assert of(svg, "contested-land")


def test_a_name_is_never_markup() -> None:
    svg = drawn(Spot(name='<script>"x"</script>', lat=31.0, lon=35.0, events=1, exact=True, href='?a="b"&c'))
    assert not list(svg.iter("script"))
    assert '<script>"x"</script>' in "".join(svg.itertext())


def test_the_whole_earth_where_nothing_has_a_place() -> None:
    assert "no event with a place" in "".join(drawn().itertext())


def test_a_view_keeps_what_it_was_asked_to_show_and_its_shape() -> None:
    for box in (Box(31, 35, 31, 35), Box(-40, -100, 60, 150), Box(10, 20, 40, 21)):
        view = view_of(box)
        assert view.box.south <= box.south <= box.north <= view.box.north
        assert view.box.west <= box.west <= box.east <= view.box.east
        assert 380 <= view.height <= 740
