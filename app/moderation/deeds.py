"""German words for what the log keeps: what was done, and what stands beside it."""

from typing import Any

from app.core.formats import euro
from app.organisations.staff import ACTIONS

DEEDS = {
    **{action: f"Organisation: {words}" for action, words in ACTIONS.items()},
    "campaign.stopped": "Hilfsaktion beendet",
    "campaign.switched_on": "Hilfsaktion eingeschaltet",
    "case.town_asked": "Kommune um Bestätigung eines Beispiels gebeten",
    "case.town_confirmed": "Beispiel von der Kommune bestätigt",
    "case.town_declined": "Beispiel von der Kommune nicht bestätigt",
    "completion.kept": "Ergänztes Beispiel: beide bleiben stehen",
    "completion.replaced": "Ergänztes Beispiel: löst das Beispiel laut Quelle ab",
    "job.repeated": "Aufgabe wiederholt",
    "page.changed": "Seite geändert",
    "person.blocked": "Person gesperrt",
    "person.left": "Konto gelöscht",
    "person.roles": "Rollen einer Person geändert",
    "person.unblocked": "Sperre aufgehoben",
    "release.change_wanted": "Freigabe: Änderung gewünscht",
    "release.released": "Freigabe erteilt",
    "release.sent": "Um Freigabe gebeten",
    "release.taken_in": "Freigabe außerhalb des Netzwerks übernommen",
    "search.rebuild": "Suchindex neu aufgebaut",
    "search_words.added": "Suchwörter ergänzt",
    "search_words.changed": "Suchwörter geändert",
    "search_words.deleted": "Suchwörter gelöscht",
    "search_words.imported": "Suchwörter aus einer Datei übernommen",
    "shop.brought_back": "Entfernten Laden zurückgeholt",
    "shop.changed_by_city": "Laden von der Stadt geändert",
    "shop.changed_by_link": "Laden über den Link der Vierteljahrespost geändert",
    "shop.claim_granted": "Laden seiner Inhaberin oder seinem Inhaber übergeben",
    "shop.claim_letter": "Brief mit Code für einen Laden ausgestellt",
    "shop.claim_refused": "Anspruch auf einen Laden abgelehnt",
    "shop.closed": "Laden als geschlossen eingetragen",
    "shop.import": "Läden aus einer Liste übernommen",
    "shop.removed": "Laden entfernt",
    "shop.reopened": "Laden wieder geöffnet",
    "shop_proposal.asked": "Vorgeschlagenen Laden angefragt",
    "shop_proposal.decided": "Über einen vorgeschlagenen Laden entschieden",
    "subject.hidden": "Eintrag verborgen",
    "subject.shown_again": "Eintrag wieder gezeigt",
    "support.account": "Bankkonto eines Ladens geändert",
    "support.account-kept": "Neues Bankkonto eines Ladens verworfen",
    "support.gift_refund_undone": "Rückgabe einer Unterstützung zurückgenommen",
    "support.gift_refunded": "Unterstützung zurückgegeben",
    "support.statement": "Kontoauszug eines Ladens eingelesen",
    "support.till": "Kassenlink angelegt",
    "support.till-revoked": "Kassenlink gesperrt",
    "topic.changed": "Thema geändert",
    "topic.created": "Thema angelegt",
    "webtalk.host_dismissed": "Leitung eines Webtalks entzogen",
    "webtalk.host_named": "Leitung eines Webtalks benannt",
    "webtalk.meeting_moved": "Raum eines Webtalks geändert",
    "webtalk.question_hidden": "Frage im Webtalk verborgen",
    "webtalk.question_removed": "Frage im Webtalk entfernt",
    "webtalk.question_restored": "Frage im Webtalk zurückgeholt",
    "webtalk.question_shown": "Frage im Webtalk wieder gezeigt",
    "webtalk.recording_announced": "Aufzeichnung eines Webtalks angekündigt",
    "webtalk.recording_called_off": "Aufzeichnung eines Webtalks abgesagt",
}
NAMES = {
    "asked": "gefragt",
    "by": "durch",
    "by_mail": "per E-Mail",
    "cents": "Betrag",
    "domain": "Domain",
    "file": "Datei",
    "kind": "Art",
    "name": "Name",
    "new": "neu",
    "old": "bisher",
    "person": "Person",
    "place": "Ort",
    "proposal": "Vorschlag",
    "question": "Frage",
    "reason": "Grund",
    "recipient": "an",
    "role": "Rolle",
    "roles": "Rollen",
    "slug": "Adresse",
    "source": "Quelle",
    "state": "Stand",
    "title": "Titel",
    "user_id": "Person",
    "wanted": "gewünscht",
    "what": "was",
}


def deed(action: str) -> str:
    """What was done, in words; an action without words stays as it is stored."""
    return DEEDS.get(action, action)


def circumstances(detail: dict[str, Any]) -> str:
    """ "neu: DE… 0006, an: Amt für Kultur"; what is empty is left out."""
    said = ((NAMES.get(name, name), euro(value) if name == "cents" else _said(value)) for name, value in detail.items())
    return ", ".join(f"{name}: {value}" for name, value in said if value)


def _said(value: Any) -> str:
    if isinstance(value, bool):
        return "ja" if value else "nein"
    if isinstance(value, list):
        return ", ".join(str(one) for one in value)
    return "" if value is None else str(value)
