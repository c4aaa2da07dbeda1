from pathlib import Path

import pytest

from sayso.settings import load


def test_flags_over_environment_over_file_over_default(tmp_path: Path) -> None:
    file = tmp_path / "sayso.toml"
    file.write_text("timeout = 3\nmax_redirects = 2\nallow_private = true\n")
    settings = load(file, {"SAYSO_TIMEOUT": "4", "SAYSO_MAX_BYTES": "10"}, max_bytes=20, threads=None)
    assert (settings.timeout, settings.max_redirects, settings.max_bytes) == (4.0, 2, 20)
    assert settings.allow_private is True
    assert settings.threads == 1


@pytest.mark.parametrize(
    ("environment", "message"),
    [({"SAYSO_TIMEOUT": "soon"}, "SAYSO_TIMEOUT: timeout cannot be 'soon'"),
     ({"SAYSO_ALLOW_PRIVATE": "perhaps"}, "SAYSO_ALLOW_PRIVATE: allow_private is yes or no")],
)  # fmt: skip
def test_a_wrong_value_names_its_source(environment: dict[str, str], message: str) -> None:
    with pytest.raises(ValueError, match=message):
        load(None, environment)


def test_an_unknown_setting_is_named(tmp_path: Path) -> None:
    file = tmp_path / "sayso.toml"
    file.write_text("colour = 1\n")
    with pytest.raises(ValueError, match="no setting named colour"):
        load(file, {})


def test_the_file_may_be_named_by_the_environment(tmp_path: Path) -> None:
    file = tmp_path / "sayso.toml"
    file.write_text("threads = 2\n")
    assert load(environment={"SAYSO_CONFIG": str(file)}).threads == 2
