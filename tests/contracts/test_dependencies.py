"""Every dependency is named in the docs with its reason, and nothing of the default install has a licence that binds its users."""

from __future__ import annotations

import re
import tomllib
from importlib import metadata
from pathlib import Path

import pytest
from packaging.requirements import Requirement

ROOT = Path(__file__).parents[2]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf8"))["project"]
DIRECT = [Requirement(r) for r in PROJECT["dependencies"]]
NAMED = (ROOT / "docs" / "dependencies.md").read_text(encoding="utf8")
PERMISSIVE = re.compile(r"MIT|BSD|Apache|ISC|Python|PSF|MPL|Zlib|Unlicense|CC0|0BSD|HPND|Public Domain", re.I)
CHOSEN = {"tld": "MPL-1.1"}  # of several that it may be had under
BINDING = re.compile(r"(?<!L)GPL|AGPL|Affero|SSPL|BUSL", re.I)


def installed() -> dict[str, metadata.Distribution]:
    """Return what the default install brings, by name, as far as it is installed here."""
    found: dict[str, metadata.Distribution] = {}
    todo = list(DIRECT)
    while todo:
        wanted = todo.pop()
        name = re.sub(r"[-_.]+", "-", wanted.name).lower()
        if name in found or (wanted.marker is not None and not wanted.marker.evaluate({"extra": ""})):
            continue
        found[name] = metadata.distribution(name)
        todo += [Requirement(r) for r in found[name].requires or ()]
    return found


def licence_of(of: metadata.Distribution) -> str:
    about = of.metadata
    named = [c for c in about.get_all("Classifier") or () if c.startswith("License ::")]
    return " ".join([about.get("License-Expression") or "", (about.get("License") or "")[:200], *named])


@pytest.mark.parametrize("requirement", DIRECT, ids=lambda r: r.name)
def test_it_is_named_with_its_reason(requirement: Requirement) -> None:
    assert re.search(rf"^\|.*\b{re.escape(requirement.name)}\b.*\|.*\|.*\|.*\|$", NAMED, re.M)


@pytest.mark.parametrize("name", sorted(installed()))
def test_its_licence_binds_nobody(name: str) -> None:
    licence = CHOSEN.get(name) or licence_of(installed()[name])
    assert PERMISSIVE.search(licence), f"{name}: {licence.strip() or 'says none'}"
    assert not BINDING.search(licence), f"{name}: {licence}"


def test_the_lock_holds_every_dependency() -> None:
    locked = set(re.findall(r"^([a-z0-9-]+)==", (ROOT / "requirements.lock").read_text(encoding="utf8"), re.M))
    assert set(installed()) <= locked
