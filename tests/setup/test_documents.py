"""What we tell operators and catalogues must be true."""

import re

import pytest

from config import ROOT, Settings

OPERATING = (ROOT / "docs" / "operating.md").read_text(encoding="utf-8")
ROWS = dict(re.findall(r"^\| `([A-Z_0-9]+)` \| (.+?) \| .+ \|$", OPERATING, re.M))


def written_default(value: object, required: bool) -> str:
    if required:
        return "keine"
    if value == "":
        return "leer"
    if value == ROOT / "instance":
        return "`instance`"
    return f"`{str(value).lower() if isinstance(value, bool) else value}`"


@pytest.mark.parametrize("name", Settings.model_fields)
def test_the_handbook_names_every_setting_with_its_default(name):
    field = Settings.model_fields[name]
    assert ROWS.get(name.upper()) == written_default(field.default, field.is_required())


def test_the_handbook_names_no_setting_that_does_not_exist():
    assert {name.lower() for name in ROWS} <= set(Settings.model_fields)


def test_every_make_target_that_the_readme_names_exists():
    targets = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text(), re.M))
    named = set(re.findall(r"\bmake ([a-z][a-z-]*)", (ROOT / "README.md").read_text(encoding="utf-8")))
    assert named <= targets


def test_the_licence_is_complete():
    text = (ROOT / "LICENSE").read_text(encoding="utf-8")
    assert all(f"\n{number}." in text for number in range(1, 16))
    assert "Appendix" in text
    assert "EUPL-1.2" in (ROOT / "publiccode.yml").read_text(encoding="utf-8")


@pytest.mark.parametrize("lock", ["requirements.txt", "requirements-dev.txt"])
def test_every_locked_package_has_hashes_and_no_index_is_named(lock):
    text = (ROOT / lock).read_text()
    packages = re.findall(r"^[A-Za-z0-9_.\[\]-]+==.*$", text, re.M)
    assert packages
    assert all(line.endswith("\\") for line in packages)
    assert "http" not in text
