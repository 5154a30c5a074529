"""Vendored files are the ones the lock names, unchanged, with their licences."""

import json

from tools import vendor


def test_every_vendored_file_has_the_checksum_of_the_list():
    for into in ("app/static/vendor", "tests/vendor"):
        stored = json.loads((vendor.ROOT / into / "integrity.json").read_text("utf-8"))
        assert stored == vendor.listing(into)


def test_nothing_lies_in_the_vendor_folders_that_the_lock_does_not_name():
    known = {"VENDOR.md", "integrity.json", "vendor.lock.json"}
    for into in ("app/static/vendor", "tests/vendor"):
        base = vendor.ROOT / into
        found = {path.relative_to(base).as_posix() for path in base.rglob("*") if path.is_file()}
        assert found - known == set(vendor.listing(into))


def test_every_vendored_package_brings_its_licence():
    for package in vendor.packages():
        assert any(name.startswith("LICENSE") for name in package["files"].values()), package["name"]
