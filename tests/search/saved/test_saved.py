"""Members keep searches and hear of what appears."""

from datetime import timedelta
from html import unescape

import pytest
from sqlalchemy import func, select

from app.core import clock, ports
from app.core.events import PersonRemoved, SubjectChanged, SubjectPublished, SubjectsImported
from app.core.personal_data import export_of
from app.core.transaction import touch, transaction
from app.extensions import db
from app.search import indexing
from app.search.saved import services
from app.search.saved.models import SavedSearch, SavedSearchHit
from tests.factories.practices import CaseFactory, PracticeFactory, TopicFactory

LONG_AGO = timedelta(days=365)


@pytest.fixture
def bernds(app, bernd, log_in):
    indexing.rebuild()
    return log_in(app.test_client(), bernd)


def keep(client, query: str, name: str = "Meine Suche"):
    return client.post(f"/konto/suchen/neu?{query}", data={"name": name})


def publish(case) -> None:
    with transaction() as tx:
        tx.publish(SubjectPublished(kind="case_study", id=case.id))


def hits() -> int:
    db.session.commit()
    return db.session.scalar(select(func.count()).select_from(SavedSearchHit)) or 0


def page(client) -> str:
    return unescape(client.get("/konto/suchen/").text)


def detail(client) -> str:
    number = db.session.scalar(select(SavedSearch.public_id))
    return unescape(client.get(f"/konto/suchen/{number}").text)


def test_from_the_results_to_the_list(client, bernds, bernd):
    link = "/konto/suchen/neu?q=Leerstand&thema="
    assert 'href="/konto/suchen/neu?q=Leerstand"' in client.get("/suche?q=Leerstand&sortierung=datum").text
    assert client.get(link).headers["Location"].endswith("weiter=/konto/suchen/neu?q%3DLeerstand%26thema%3D")
    assert 'value="Leerstand"' in bernds.get(link).text
    assert keep(bernds, "q=Leerstand&seite=3&fremd=x").status_code == 303
    assert "Diese Suche war schon gemerkt" in bernds.get(keep(bernds, "q=Leerstand").headers["Location"]).text
    assert "Meine Suche" in page(bernds)
    assert db.session.scalar(select(SavedSearch.address)) == "q=Leerstand"


def test_what_appears_later_and_has_all_words_is_a_hit_once(bernds, run_jobs):
    CaseFactory(title="Leerstand am alten Markt")
    keep(bernds, "q=Leerstand+Markt")
    wanted, half = CaseFactory(title="Leerstand am Markt"), CaseFactory(title="Leerstand anderswo")
    for case in (wanted, half, wanted):
        publish(case)
    run_jobs()
    assert "1 neuer Treffer" in page(bernds)
    assert "Neues zu Ihren Suchen" in bernds.get("/konto/").text
    assert "Leerstand am Markt" in detail(bernds)
    assert hits() == 1


def test_what_is_old_or_ones_own_is_no_news(bernds, bernd, run_jobs):
    old = CaseFactory(title="Leerstand von früher")
    with transaction():
        old.subject.created_at = old.subject.published_at = clock.now() - LONG_AGO
    keep(bernds, "q=Leerstand")
    own = CaseFactory(title="Leerstand bei uns", author_id=bernd.user_id)
    with transaction() as tx:
        tx.publish(SubjectsImported(kind="case_study", ids=[old.id, own.id]))
    run_jobs()
    assert hits() == 0


def test_filters_count_too_and_a_changed_entry_may_fit_later(bernds, run_jobs):
    topic = TopicFactory(slug="leerstand")
    keep(bernds, "thema=leerstand&typ=praxisbeispiele")
    CaseFactory(title="Ohne Thema")
    publish(CaseFactory(title="Mit Thema", topics=[topic]))
    publish(PracticeFactory(title="Eine Maßnahme", topics=[topic]))
    run_jobs()
    assert hits() == 1
    later = CaseFactory(title="Erst ohne, dann mit Thema")
    publish(later)
    run_jobs()
    assert hits() == 1
    keep(bernds, "q=Nachtrag")
    with transaction(later) as tx:
        later.subject.title = "Mit Nachtrag"
        touch(later.subject)
        tx.publish(SubjectChanged(kind="case_study", id=later.id))
    run_jobs()
    assert hits() == 1, "it appeared before this search was kept"


def test_only_what_the_person_may_see(app, bernds, clara, log_in, organisation, run_jobs):
    claras = log_in(app.test_client(), clara)
    for client in (bernds, claras):
        keep(client, "q=Leerstand")
    inside = CaseFactory(title="Leerstand intern", visibility="organisation", owner_id=organisation.id)
    publish(inside)
    run_jobs()
    assert "1 neuer Treffer" in page(bernds)
    assert "neuer Treffer" not in page(claras)
    with transaction(inside):
        inside.subject.hidden_at = clock.now()
    assert "neuer Treffer" not in page(bernds)


def test_seen_renamed_paused_and_deleted(bernds, run_jobs):
    keep(bernds, "q=Leerstand")
    base = f"/konto/suchen/{db.session.scalar(select(SavedSearch.public_id))}"
    publish(CaseFactory(title="Leerstand eins"))
    run_jobs()
    bernds.post(f"{base}/gesehen")
    assert "neuer Treffer" not in page(bernds)
    assert "Schon gesehen" in bernds.get(base).text
    bernds.post(base, data={"name": "Leere Läden"})
    bernds.post(f"{base}/pause")
    publish(CaseFactory(title="Leerstand zwei"))
    run_jobs()
    assert "Leere Läden" in page(bernds)
    assert "ruht" in page(bernds)
    assert hits() == 1
    bernds.post(f"{base}/pause", data={"weiter": "1"})
    publish(CaseFactory(title="Leerstand drei"))
    run_jobs()
    assert "1 neuer Treffer" in page(bernds)
    assert "/suche.atom?q=Leerstand" in bernds.get(base).text
    bernds.post(f"{base}/loeschen")
    assert "Noch keine Suche gemerkt" in page(bernds)


def test_limits_and_empty_searches_get_a_sentence(bernds, bernd):
    answer = bernds.get("/konto/suchen/neu?sortierung=datum")
    assert answer.status_code == 303
    assert "Bitte geben Sie zuerst Suchwörter ein" in bernds.get(answer.headers["Location"]).text
    assert bernds.get("/konto/suchen/neu?q=der+die+das").status_code == 303
    for number in range(services.MOST):
        services.save("Suche", f"q=wort{number}", actor=bernd.actor)
    full = keep(bernds, "q=eins+mehr")
    assert full.status_code == 422
    assert "schon 50 Suchen gemerkt" in full.text
    assert keep(bernds, "&".join(f"thema={'x' * 400}{number}" for number in range(50)) + "&q=a").status_code == 422


def test_a_digest_can_ask_for_news_since_then(bernds, bernd, run_jobs):
    began = clock.now()
    keep(bernds, "q=Leerstand", "Leere Läden")
    case = CaseFactory(title="Leerstand eins")
    publish(case)
    run_jobs()
    (news,) = ports.saved_hits(bernd.user_id, began)
    assert (news.name, news.url, news.subject_ids) == ("Leere Läden", "/suche?q=Leerstand&sortierung=datum", (case.id,))
    assert list(ports.saved_hits(bernd.user_id, clock.now())) == []


def test_it_goes_along_with_ones_data_and_goes_with_the_person(bernds, bernd, run_jobs):
    keep(bernds, "q=Leerstand", "Leere Läden")
    assert export_of(bernd.user_id)["gemerkte_suchen"][0]["name"] == "Leere Läden"
    with transaction() as tx:
        tx.publish(PersonRemoved(person_id=bernd.user_id))
    run_jobs()
    assert db.session.scalar(select(func.count()).select_from(SavedSearch)) == 0


def test_the_list_takes_the_same_number_of_statements(bernds, bernd, count_sql, run_jobs):
    def statements() -> int:
        with count_sql() as seen:
            page(bernds)
        return len(seen)

    keep(bernds, "q=Leerstand")
    page(bernds)
    few = statements()
    for number in range(12):
        services.save("Suche", f"q=wort{number}&thema=leerstand", actor=bernd.actor)
    assert statements() == few
