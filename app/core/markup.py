"""Rich text in one place: Markdown in, sanitised HTML out. The only module that says Markup of people's text.

Rendered once, when saved, and stored with RENDERER_VERSION; reading never renders. Images on other hosts become
links, so that no page asks another host for anything.
"""

import re
from dataclasses import dataclass
from html import escape
from html.parser import HTMLParser

import nh3
from markdown_it import MarkdownIt
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token
from markupsafe import Markup

RENDERER_VERSION = 2
LARGEST_BYTES = 100_000
TAGS = {
    "p",
    "br",
    "hr",
    "strong",
    "em",
    "s",
    "code",
    "pre",
    "blockquote",
    "ul",
    "ol",
    "li",
    "a",
    "h2",
    "h3",
    "h4",
    "table",
    "thead",
    "tbody",
    "tr",
    "th",
    "td",
    "img",
}
ATTRIBUTES = {"a": {"href", "title"}, "img": {"src", "alt", "title"}, "ol": {"start"}}
SCHEMES = {"http", "https", "mailto", "tel"}
OWN_IMAGES = "/dateien/"
GENDER_STAR = re.compile(r"\*in(?:nen|\b)")


class TooLong(ValueError):
    """The text has more than LARGEST_BYTES bytes."""


@dataclass(frozen=True)
class RichText:
    html: str
    version: int = RENDERER_VERSION


def _keep_attribute(tag: str, name: str, value: str) -> str | None:
    return None if (tag, name) == ("img", "src") and not value.startswith(OWN_IMAGES) else value


_cleaner = nh3.Cleaner(
    tags=TAGS,
    attributes=ATTRIBUTES,
    url_schemes=SCHEMES,
    attribute_filter=_keep_attribute,
    link_rel="nofollow noopener ugc",
    strip_comments=True,
)


def _image(self, tokens: list[Token], index: int, options, env) -> str:  # type: ignore[no-untyped-def]
    token = tokens[index]
    source, text = str(token.attrs.get("src", "")), escape(token.content or "Bild", quote=True)
    if source.startswith(OWN_IMAGES):
        return f'<img src="{escape(source, quote=True)}" alt="{text}">'
    return f'<a href="{escape(source, quote=True)}">{text} (Bild auf fremder Seite)</a>'


def _heading(self, tokens: list[Token], index: int, options, env) -> str:  # type: ignore[no-untyped-def]
    """The page's own title is h1 and the section's h2 stands above: people's headings start at h3."""
    level = min(4, max(3, int(tokens[index].tag[1]) + 1))
    return f"<{'/' if tokens[index].nesting < 0 else ''}h{level}>"


def _gender_star(state: StateInline, silent: bool) -> bool:
    """The star in "Bürger*innen" is a letter, not the beginning of emphasis."""
    before = state.src[state.pos - 1] if state.pos else ""
    if not before.isalpha() or not GENDER_STAR.match(state.src, state.pos):
        return False
    if not silent:
        state.pending += "*"
    state.pos += 1
    return True


def _parser() -> MarkdownIt:
    parser = MarkdownIt("commonmark", {"html": False, "linkify": True, "maxNesting": 20})
    parser.enable(["table", "strikethrough", "linkify"])
    parser.inline.ruler.before("emphasis", "gender_star", _gender_star)
    parser.add_render_rule("image", _image)
    parser.add_render_rule("heading_open", _heading)
    parser.add_render_rule("heading_close", _heading)
    return parser


_markdown = _parser()


def render(markdown: str) -> RichText:
    """Sanitised HTML of a Markdown text. Raises TooLong above 100 kB."""
    if len(markdown.encode()) > LARGEST_BYTES:
        raise TooLong
    return RichText(sanitise(_markdown.render(markdown)) if markdown.strip() else "")


def stored(html: str | None) -> Markup:
    """Filter `rich` of templates: HTML that `render` made and a table has kept, shown as it is."""
    return Markup(html or "")


def stored_page(html: str) -> Markup:
    """The same where the text itself is the page and no h2 stands above it: headings one level up."""
    for level in (3, 4):
        html = html.replace(f"<h{level}>", f"<h{level - 1}>").replace(f"</h{level}>", f"</h{level - 1}>")
    return Markup(html)


def sanitise(html: str) -> str:
    """Only TAGS and ATTRIBUTES stay; applying it twice changes nothing more."""
    return _cleaner.clean(html)


class _Text(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.parts: list[str] = []

    def handle_data(self, data: str) -> None:
        self.parts.append(data)

    def handle_endtag(self, tag: str) -> None:
        self.parts.append(" ")


def plain(html: str) -> str:
    """The words of sanitised HTML, for search, extracts and mail."""
    reader = _Text()
    reader.feed(html)
    return " ".join("".join(reader.parts).split())
