"""The pages that every installation needs: our texts with marked gaps, until the operator has written his own."""

from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from pathlib import Path

from sqlalchemy import select

from app.core import markup
from app.core.actors import Actor
from app.core.audit import record
from app.core.transaction import Stale, transaction
from app.extensions import db
from app.pages.models import PageVersion

TEXTS = Path(__file__).parent / "texts"
TITLES = {
    "impressum": "Impressum",
    "datenschutz": "Datenschutz",
    "nutzungsbedingungen": "Nutzungsbedingungen",
    "barrierefreiheit": "Erklärung zur Barrierefreiheit",
    "leichte-sprache": "Leichte Sprache",
}
GAP = "[BITTE ERGÄNZEN"


@dataclass(frozen=True)
class LegalPage:
    """number: 0 for our template, else the operator's version. has_gaps: something is still to be filled in."""

    slug: str
    title: str
    text_md: str
    text_html: str
    number: int = 0
    changed_at: datetime | None = None

    @property
    def has_gaps(self) -> bool:
        return GAP in self.text_md


def page(slug: str) -> LegalPage | None:
    """The page as shown now, or None when there is none of that name."""
    if slug not in TITLES:
        return None
    newest = select(PageVersion).where(PageVersion.slug == slug).order_by(PageVersion.number.desc()).limit(1)
    row = db.session.scalar(newest)
    return _of(row) if row else template(slug)


def version(slug: str, number: int) -> LegalPage | None:
    """An earlier version; number 0 is our template."""
    if slug not in TITLES or number == 0:
        return template(slug) if slug in TITLES else None
    row = db.session.scalar(select(PageVersion).where(PageVersion.slug == slug, PageVersion.number == number))
    return _of(row) if row else None


def versions(slug: str) -> list[LegalPage]:
    """All versions, the newest first, our template last."""
    rows = db.session.scalars(select(PageVersion).where(PageVersion.slug == slug).order_by(PageVersion.number.desc()))
    return [*map(_of, rows), template(slug)]


@lru_cache
def template(slug: str) -> LegalPage:
    text = (TEXTS / f"{slug}.md").read_text()
    return LegalPage(slug, TITLES[slug], text, markup.render(text).html)


def save(slug: str, *, title: str, text: str, seen: int, actor: Actor) -> None:
    """Write the next version. seen: the version the editor started from; raises Stale when there is a newer one."""
    html = markup.render(text)
    with transaction():
        current = page(slug)
        if current is None or current.number != seen:
            raise Stale(current.number if current else 0)
        db.session.add(
            PageVersion(
                slug=slug,
                number=seen + 1,
                title=title,
                text_md=text,
                text_html=html.html,
                renderer_version=html.version,
                author_id=actor.id,
            )
        )
        record("page.changed", actor_id=actor.id, page=slug, version=seen + 1)


def _of(row: PageVersion) -> LegalPage:
    return LegalPage(row.slug, row.title, row.text_md, row.text_html, row.number, row.created_at)
