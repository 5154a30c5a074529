"""Build the one stylesheet of the site: `python -m tools.build_css`.

Takes KERN's components named in KEEP (only those rules, and only the variables they need that tokens.css
doesn't set), puts them into a cascade layer below ours, appends tokens.css, base.css and css/blocks/*.css,
removes comments and blanks, and writes app/static/dist/ortskern.css; then packs it and what tools/packing.py names.
`--check` only says whether the stylesheet is up to date.
"""

import re
import sys
from collections.abc import Iterator
from pathlib import Path

from tools import packing

ROOT = Path(__file__).parent.parent
STATIC = ROOT / "app/static"
KERN = STATIC / "vendor/kern-ux-native-2.7.2/kern.css"
TARGET = STATIC / "dist/ortskern.css"
NOTICE = (
    "/*! Ortskern, EUPL-1.2. The layer `kern` holds selected, unchanged rules of KERN UX 2.7.2 "
    "(EUPL-1.2, see vendor/kern-ux-native-2.7.2/LICENSE.md). Fira Sans: OFL-1.1. */\n"
)
KEPT_NAMES = """
alert alert--info alert--success alert--warning alert--danger alert__body badge
btn btn--primary btn--secondary btn--tertiary btn--block
fieldset fieldset--error fieldset__body fieldset__body--horizontal
form-check form-check__radio form-check__checkbox
form-input form-input__input form-input__input--error form-input__select
hint label label__optional error
table table__header table__cell table__header--numeric table__cell--numeric
"""
KEEP = frozenset(f"kern-{name}" for name in KEPT_NAMES.split())


def without_comments(css: str) -> str:
    """The same style sheet without comments."""
    return re.sub(r"/\*(?!!).*?\*/", "", css, flags=re.S)


def rules(css: str) -> Iterator[tuple[str, str]]:
    """(prelude, body) of every block on the outermost level."""
    depth = start = opened = 0
    for position, letter in enumerate(css):
        if letter == "{":
            depth += 1
            opened = position if depth == 1 else opened
        elif letter == "}":
            depth -= 1
            if depth == 0:
                yield css[start:opened].strip(), css[opened + 1 : position].strip()
                start = position + 1


def is_kept(selector: str) -> bool:
    """Does the selector name KERN classes, and only those we use?"""
    classes = set(re.findall(r"\.(kern-[\w-]+)", selector))
    return bool(classes) and classes <= KEEP


def components(css: str) -> str:
    """KERN's rules for the kept classes; pictures in data: addresses are left out, we have our own."""
    out = []
    for prelude, body in rules(css):
        if prelude.startswith("@media"):
            inner = components(body)
            out += [f"{prelude}{{{inner}}}"] if inner else []
        elif not prelude.startswith("@"):
            kept = [part for part in re.split(r",(?![^(]*\))", prelude) if is_kept(part)]
            out += [f"{','.join(kept)}{{{body}}}"] if kept and "data:" not in body else []
    return "".join(out)


def definitions(css: str) -> dict[str, str]:
    """Name → value of the variables KERN sets on :root outside its colour schemes."""
    return {
        name: value.strip()
        for prelude, body in rules(css)
        if prelude == ":root"
        for name, value in re.findall(r"(--[\w-]+)\s*:\s*([^;]+)", body)
    }


def uses(css: str) -> set[str]:
    """Names of all variables asked for."""
    return set(re.findall(r"var\(\s*(--[\w-]+)", css))


def needed(css: str, known: dict[str, str], ours: set[str]) -> dict[str, str]:
    """KERN's variables that css asks for, directly or through others, and that we don't set ourselves."""
    found: dict[str, str] = {}
    waiting = uses(css) - ours
    while waiting:
        name = waiting.pop()
        if name in known and name not in found:
            found[name] = known[name]
            waiting |= uses(known[name]) - ours - found.keys()
    return dict(sorted(found.items()))


def compact(css: str) -> str:
    """The same rules with as few blanks as their meaning allows."""
    css = re.sub(r"\s+", " ", without_comments(css))
    css = re.sub(r"\s*([{};])\s*", r"\1", css)
    css = re.sub(r"(?<=[\w)\"-]):\s+(?=[^{}]*[;}])", ":", css)
    return re.sub(r",\s+", ",", css).replace(";}", "}").strip()


def build() -> str:
    """The whole style sheet."""
    source = without_comments(KERN.read_text("utf-8"))
    parts = [
        STATIC / "css/tokens.css",
        STATIC / "css/base.css",
        *sorted((STATIC / "css/blocks").glob("*.css")),
    ]
    ours = "\n".join(part.read_text("utf-8") for part in parts)
    picked = components(source)
    own_names = set(re.findall(r"(--[\w-]+)\s*:", ours))
    variables = ";".join(f"{name}:{value}" for name, value in needed(picked, definitions(source), own_names).items())
    picked = re.sub(r"var\((--[\w-]+),[^()]*\)", r"var(\1)", picked)
    return NOTICE + compact(f"@layer kern{{:root{{{variables}}}{picked}}}{ours}") + "\n"


def main() -> None:
    """Write the files, or with --check only compare."""
    css = build().encode()
    if "--check" in sys.argv:
        fresh = TARGET.exists() and TARGET.read_bytes() == css
        sys.exit(None if fresh else "app/static/dist is stale; run: python -m tools.build_css")
    TARGET.parent.mkdir(exist_ok=True)
    TARGET.write_bytes(css)
    for path in packing.files():
        sizes = packing.pack(path)
        print(f"{path.relative_to(ROOT)}: {path.stat().st_size:,} bytes; compressed {sizes}")


if __name__ == "__main__":
    main()
