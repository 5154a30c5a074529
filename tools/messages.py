"""Gather the sentences to translate: `python -m tools.messages` writes app/translations/messages.pot.

Message ids are the German sentences; babel.cfg says where they stand. A new language is then one command:
`pybabel init -i app/translations/messages.pot -d app/translations -l en`, later `pybabel update`, and at last
`pybabel compile -d app/translations`.
"""

from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import DEFAULT_KEYWORDS, extract_from_dir
from babel.messages.frontend import parse_mapping_cfg
from babel.messages.pofile import write_po

ROOT = Path(__file__).parent.parent
TARGET = ROOT / "app/translations/messages.pot"
KEYWORDS = {**DEFAULT_KEYWORDS, "_l": None}


def gathered() -> Catalog:
    """Each sentence once, with the files it stands in."""
    with (ROOT / "babel.cfg").open(encoding="utf-8") as file:
        methods, options = parse_mapping_cfg(file)
    catalog = Catalog(project="Ortskern", charset="utf-8", fuzzy=False)
    for name, line, message, comments, context in extract_from_dir(ROOT, methods, options, KEYWORDS, ("Übersetzen:",)):
        catalog.add(message, None, [(name, line)], auto_comments=comments, context=context)
    return catalog


def main() -> None:
    catalog = gathered()
    TARGET.parent.mkdir(exist_ok=True)
    with TARGET.open("wb") as file:
        write_po(file, catalog, sort_by_file=True, width=120)
    print(f"{TARGET.relative_to(ROOT)}: {len(catalog)} Sätze.")


if __name__ == "__main__":
    main()
