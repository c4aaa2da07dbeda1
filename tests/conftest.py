"""Options of the tests: `--soak` runs the long ones, `--wheel` those of what is installed; under SAYSO_NO_SKIP, as in CI, a skip fails."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

os.environ["SAYSO_ACTORS"] = os.environ["SAYSO_RULES"] = ""  # a developer's own overlays have no say in the tests


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--soak", action="store_true", help="run tests/soak, which takes minutes")
    parser.addoption("--wheel", action="store_true", help="run tests/wheel, which installs from PyPI")


def pytest_ignore_collect(collection_path: Path, config: pytest.Config) -> bool | None:
    name = collection_path.name
    return True if name in ("soak", "wheel") and not config.getoption(f"--{name}") else None


@pytest.hookimpl(trylast=True)
def pytest_sessionfinish(session: pytest.Session) -> None:
    reporter = session.config.pluginmanager.get_plugin("terminalreporter")
    if os.environ.get("SAYSO_NO_SKIP") and reporter is not None and reporter.stats.get("skipped"):
        session.exitstatus = pytest.ExitCode.TESTS_FAILED
