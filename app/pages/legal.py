"""The pages that every installation needs: our texts with marked gaps, until the operator has written his own."""

from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from pathlib import Path

from sqlalchemy import select

from app.accounts.terms import Terms
from app.core import markup
from app.core.actors import Actor
from app.core.audit import record
from app.core.transaction import Stale, transaction
from app.extensions import db
from app.pages.models import PageVersion

TERMS = "nutzungsbedingungen"
TEXTS = Path(__file__).parent / "texts"
TITLES = {
    "impressum": "Impressum",
    "datenschutz": "Datenschutz",
    TERMS: "Nutzungsbedingungen",
    "barrierefreiheit": "Erklärung zur Barrierefreiheit",
    "leichte-sprache": "Leichte Sprache",
    "gutscheine": "Gutscheine: Bedingungen und Widerruf",
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
    needs_consent: bool = False

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


def terms() -> Terms:
    """For the accounts: the version shown now, and the newest that asks for consent."""
    query = select(PageVersion.number, PageVersion.needs_consent, PageVersion.note).where(PageVersion.slug == TERMS)
    rows = db.session.execute(query.order_by(PageVersion.number.desc())).all()
    asking = next((row for row in rows if row.needs_consent), None)
    return Terms(rows[0].number if rows else 0, asking.number if asking else None, asking.note if asking else "")


def save(
    slug: str, *, title: str, text: str, seen: int, actor: Actor, needs_consent: bool = False, note: str = ""
) -> None:
    """Write the next version. seen: the version the editor started from; raises Stale when there is a newer one.

    needs_consent: ask members at their next log-in. note: what has changed, for them.
    """
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
                needs_consent=needs_consent,
                note=note,
                author_id=actor.id,
            )
        )
        record("page.changed", actor_id=actor.id, page=slug, version=seen + 1)


def _of(row: PageVersion) -> LegalPage:
    return LegalPage(row.slug, row.title, row.text_md, row.text_html, row.number, row.created_at, row.needs_consent)
