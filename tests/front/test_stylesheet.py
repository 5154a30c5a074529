"""The built stylesheet is fresh, small, and asks nobody else for anything."""

import gzip
import re

import brotli

from tools import build_css, packing

LARGEST_CSS = 30_000
LARGEST_PAGE = 60_000


def test_the_built_stylesheet_is_what_its_sources_say():
    assert build_css.TARGET.read_text("utf-8") == build_css.build(), "run: python -m tools.build_css"


def test_every_packed_file_holds_the_file_beside_it():
    for path in packing.files():
        for ending, unpack in {"br": brotli.decompress, "gz": gzip.decompress}.items():
            packed = packing.packed_path(path, ending)
            assert unpack(packed.read_bytes()) == path.read_bytes(), f"{packed.name}: run tools.build_css"


def test_styles_and_scripts_of_an_ordinary_page_stay_under_their_weight():
    styles = len(gzip.compress(build_css.TARGET.read_bytes(), 9))
    own = sum(len(gzip.compress(path.read_bytes(), 9)) for path in (build_css.STATIC / "js").glob("*.js"))
    htmx = len(gzip.compress((build_css.STATIC / "vendor/htmx-2.0.11/htmx.min.js").read_bytes(), 9))
    assert styles <= LARGEST_CSS
    assert styles + own + htmx <= LARGEST_PAGE


def test_the_stylesheet_loads_only_files_that_are_here():
    css = build_css.TARGET.read_text("utf-8")
    for address in re.findall(r"url\(\"?([^\")]+)", css):
        assert (build_css.TARGET.parent / address).resolve().is_file(), address


def test_every_variable_that_is_asked_for_is_set():
    css = build_css.TARGET.read_text("utf-8")
    without_default = set(re.findall(r"var\((--[\w-]+)\)", css))
    assert without_default <= set(re.findall(r"(--[\w-]+)\s*:", css))


def test_scripts_stay_short():
    for path in (build_css.STATIC / "js").glob("*.js"):
        assert len(path.read_text("utf-8").splitlines()) <= 110, path.name
