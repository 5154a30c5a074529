"""Vendored files are the ones the lock names, unchanged, with their licences. No network is asked."""

import json
import tarfile
import zipfile
from pathlib import Path

import pytest

from tools import vendor

LISTS = {"VENDOR.md", "integrity.json"}


@pytest.mark.parametrize("into", vendor.targets())
def test_every_vendored_file_has_the_checksum_of_the_list(into):
    assert json.loads((vendor.ROOT / into / "integrity.json").read_text("utf-8")) == vendor.listing(into)


@pytest.mark.parametrize("into", vendor.targets())
def test_nothing_lies_in_the_vendor_folders_that_the_lock_does_not_name(into):
    base = vendor.ROOT / into
    found = {path.relative_to(base).as_posix() for path in base.rglob("*") if path.is_file()}
    assert found - LISTS - {"vendor.lock.json"} == set(vendor.listing(into))


def test_every_vendored_package_brings_its_licence():
    for package in vendor.packages():
        assert any(name.startswith("LICENSE") for name in package["files"].values()), package["name"]


def test_vendoring_anew_from_the_same_archives_gives_the_same_bytes(tmp_path):
    for package in vendor.packages():
        vendor.unpack(package, packed(package, tmp_path), tmp_path / "anew")
    vendor.write_lists(tmp_path / "anew")
    for into in vendor.targets():
        for name in {*vendor.listing(into), *LISTS}:
            assert (tmp_path / "anew" / into / name).read_bytes() == (vendor.ROOT / into / name).read_bytes(), name


def test_an_archive_with_another_checksum_is_refused(tmp_path, monkeypatch):
    package = vendor.packages()[0]
    monkeypatch.setattr(vendor.subprocess, "run", lambda *_, cwd, **__: (cwd / "other.tgz").write_bytes(b"other"))
    with pytest.raises(SystemExit, match="but the registry gave"):
        vendor.fetch(package, tmp_path / "one")


def packed(package: dict, place: Path) -> Path:
    """An archive of the package's kind with the files as they lie here."""
    base = vendor.ROOT / package["into"] / package["folder"]
    if package.get("from") == "pypi":
        with zipfile.ZipFile(path := place / f"{package['folder']}.whl", "w") as wheel:
            for source, name in package["files"].items():
                wheel.write(base / name, source)
    else:
        with tarfile.open(path := place / f"{package['folder']}.tgz", "w:gz") as tar:
            for source, name in package["files"].items():
                tar.add(base / name, f"package/{source}")
    return path
