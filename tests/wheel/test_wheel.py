"""The wheel, built and tried in empty environments, as a stranger would have it. Run with --wheel (`make wheel`)."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tarfile
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
VERSIONS = ("3.11", "3.12", "3.13", "3.14")
REPORT = "Gunmen shot dead two guards at a bank in Lima on Monday, police said.\n"
NO_NETWORK = """
import runpy, socket, sys
def refused(*_, **__): raise AssertionError("a socket was opened")
socket.socket.connect = socket.create_connection = socket.getaddrinfo = refused
from sayso.faces.cli import main
sys.argv = ["sayso", "read", sys.argv[1], "--format", "jsonl"]
main()
"""


def interpreters() -> Iterator[tuple[str, str]]:
    """Yield each version of Python that this machine has, with its command."""
    pyenv = Path.home() / ".pyenv" / "versions"
    for version in VERSIONS:
        commands = [shutil.which(f"python{version}"), *map(str, sorted(pyenv.glob(f"{version}.*/bin/python")))]
        for command in filter(None, commands):
            asked = subprocess.run([command, "-c", "import ensurepip, venv"], capture_output=True)
            if asked.returncode == 0:
                yield version, command
                break


def run(*command: str | Path, cwd: Path | None = None) -> str:
    clean = {k: v for k, v in os.environ.items() if not k.startswith(("PYTHON", "SAYSO", "VIRTUAL_ENV"))}
    done = subprocess.run(list(map(str, command)), cwd=cwd, env=clean, capture_output=True, text=True)
    assert done.returncode == 0, f"{' '.join(map(str, command))}\n{done.stdout[-2000:]}\n{done.stderr[-4000:]}"
    return done.stdout


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the sdist from the tree, and the wheel from the sdist: a folder with both."""
    folder = tmp_path_factory.mktemp("dist")
    run(sys.executable, "-m", "hatchling", "build", "-d", folder, cwd=ROOT)
    return folder


def of(folder: Path, pattern: str) -> Path:
    (found,) = folder.glob(pattern)
    return found


def contents(wheel: Path) -> dict[str, int]:
    with zipfile.ZipFile(wheel) as file:
        return {i.filename: i.CRC for i in file.infolist()}


def test_the_sdist_builds_the_same_wheel(built: Path, tmp_path: Path) -> None:
    with tarfile.open(of(built, "*.tar.gz")) as file:
        file.extractall(tmp_path, filter="data")
    (source,) = tmp_path.iterdir()
    run(sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", tmp_path / "again", cwd=source)
    assert contents(of(tmp_path / "again", "*.whl")) == contents(of(built, "*.whl"))


def test_the_wheel_holds_the_package_with_its_data_and_licences_and_nothing_else(built: Path) -> None:
    names = contents(of(built, "*.whl"))
    assert {n.split("/")[0].partition("-")[0] for n in names} == {"sayso"}
    for needed in ("sayso/py.typed", "sayso/language/weights/network.onnx", "sayso/language/weights/LICENSE",
                   "sayso/knowledge/places/places.bin", "sayso/faces/web/static/style.css"):  # fmt: skip
        assert needed in names
    assert not [n for n in names if n.endswith((".pyc", ".db", ".pt")) or "__pycache__" in n]


@pytest.mark.parametrize(("version", "command"), list(interpreters()))
def test_it_works_from_an_empty_environment(version: str, command: str, built: Path, tmp_path: Path) -> None:
    run(command, "-m", "venv", tmp_path / "env")
    bin_ = tmp_path / "env" / "bin"
    # Only wheels: nobody needs a compiler.
    run(bin_ / "pip", "install", "-q", "--disable-pip-version-check", "--only-binary=:all:", of(built, "*.whl"))
    report, ledger = tmp_path / "report.txt", tmp_path / "trial.db"
    report.write_text(REPORT, encoding="utf8")
    found = json.loads(run(bin_ / "sayso", "doctor", "--json", cwd=tmp_path))
    assert not [name for name, finding in found.items() if finding["good"] is False], found
    lines = [json.loads(x) for x in run(bin_ / "python", "-c", NO_NETWORK, report, cwd=tmp_path).splitlines()]
    assert "ASSAULT" in [x["type"] for x in lines if x["record"] == "claim"]
    assert "1 added" in run(bin_ / "sayso", "add", report, "--ledger", ledger, cwd=tmp_path)
    assert "ASSAULT" in run(bin_ / "sayso", "events", "--ledger", ledger, "--format", "jsonl", cwd=tmp_path)
    size = sum(p.stat().st_size for p in (tmp_path / "env").rglob("*") if p.is_file() and not p.is_symlink())
    print(f"Python {version}: environment {size / 1e6:.0f} MB, wheel {of(built, '*.whl').stat().st_size / 1e6:.0f} MB")
    assert size < 450e6


def test_a_version_of_python_was_found() -> None:
    assert list(interpreters())
