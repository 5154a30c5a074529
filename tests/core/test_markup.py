import time
from html.parser import HTMLParser

import bleach
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.core import markup

HOSTILE = [
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "[a](javascript:alert(1))",
    "[a](data:text/html,x)",
    "![x](https://tracker.example/p.gif)",
    "<svg><script>x</script></svg>",
    "`<b>`",
    "[x](vbscript:1)",
    "<math><mtext><table><mglyph><style><img src=x onerror=alert(1)>",
    "[a]( java\tscript:alert(1))",
]
PIECES = st.sampled_from(
    [
        *HOSTILE,
        "# Titel",
        "* a",
        "1. b",
        "| a | b |\n|---|---|\n| c | d |",
        "[x](/orte/1)",
        "<",
        ">",
        "&",
        '"',
        "`",
        "**",
        "\n\n",
        "ä😀",
        "![a](/dateien/1/b.png)",
        "https://ortskern.example",
    ]
)


class Seen(HTMLParser):
    """Every tag with its attributes, as a browser would read it."""

    def __init__(self, html):
        super().__init__()
        self.tags, self.attributes = set(), []
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        self.tags.add(tag)
        self.attributes += attrs


@pytest.mark.parametrize("text", HOSTILE)
def test_nothing_hostile_survives(text):
    seen = Seen(markup.render(text).html)
    assert seen.tags <= markup.TAGS
    assert {name for name, _ in seen.attributes} <= {"href", "title", "src", "alt", "start", "rel"}
    assert not [value for name, value in seen.attributes if name == "href" and not value.startswith("http")]


def test_a_foreign_image_becomes_a_link():
    html = markup.render("![Plan](https://tracker.example/p.gif)").html
    assert "<img" not in html
    assert 'href="https://tracker.example/p.gif"' in html


def test_an_own_image_stays_with_its_text():
    assert markup.render("![Markt](/dateien/1/markt.webp)").html == (
        '<p><img src="/dateien/1/markt.webp" alt="Markt"></p>\n'
    )


def test_headings_stand_below_those_of_the_page():
    assert "<h3>Ziel</h3>" in markup.render("# Ziel").html
    assert "<h1" not in markup.render("# Ziel\n\n## Weg").html


@settings(max_examples=200, deadline=None)
@given(st.lists(st.one_of(PIECES, st.text(max_size=20)), max_size=12).map("".join))
def test_sanitising_twice_changes_nothing_and_a_second_oracle_agrees(text):
    html = markup.render(text).html
    assert markup.sanitise(html) == html
    seen = bleach.clean(
        html,
        tags=markup.TAGS,
        attributes={"*": ["href", "title", "src", "alt", "start", "rel"]},
        protocols=markup.SCHEMES,
    )
    assert seen.count("<a") == html.count("<a")
    assert "<script" not in seen


@pytest.mark.parametrize(
    "shape", ["[" * 20_000, "[a](" * 8_000, "*" * 40_000, "> " * 20_000, "`" * 40_000, "|" * 20_000]
)
def test_hostile_shapes_take_linear_time(shape):
    began = time.process_time()
    markup.render(shape)
    assert time.process_time() - began < 10


def test_more_than_100_kb_is_refused():
    with pytest.raises(markup.TooLong):
        markup.render("ä" * 50_001)


def test_plain_words_for_search():
    assert markup.plain("<p>Der <strong>Markt</strong></p><ul><li>lebt</li></ul>") == "Der Markt lebt"


def test_the_star_of_a_gendered_word_is_no_emphasis():
    html = markup.render("Eigentümer*innen und Bewohner*innen, eine Händler*in, *betont*").html
    assert "Eigentümer*innen und Bewohner*innen, eine Händler*in, <em>betont</em>" in html


def test_a_text_that_is_the_page_begins_with_the_second_level():
    html = markup.render("# Kontakt\n\n### Telefon").html
    assert markup.stored_page(html) == "<h2>Kontakt</h2><h3>Telefon</h3>"
