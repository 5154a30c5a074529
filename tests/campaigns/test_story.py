"""A town prepares, switches on, extends, ends; shops hear of it and decide."""

import io
import re
from datetime import timedelta

from sqlalchemy import select

from app.campaigns import links
from app.campaigns.events import CampaignStopped
from app.campaigns.models import Campaign, CampaignShop, CampaignVoice
from app.campaigns.services import calling_off, passing
from app.campaigns.services.parts import decide
from app.campaigns.services.writing import stop
from app.core import clock
from app.core.drafts import Draft, Revision
from app.core.subjects import Subject
from app.core.transaction import transaction
from app.extensions import db
from tests.factories.campaigns import CampaignFactory
from tests.factories.pictures import picture
from tests.factories.shops import ShopFactory
from tests.harness.cast import person

FORM = {
    "title": "Hauptstraße offen",
    "occasion": "works",
    "summary": "Wir bauen, die Läden haben offen.",
    "story": "Ein halbes Jahr **Baustelle**.",
    "helps": ["geld", "gutschein"],
    "covers": "town",
    "starts_day": "28.03.2026",
    "starts_time": "",
    "ends_day": "25.10.2026",
    "ends_time": "",
    "contact": "Rathaus, 06221 1234",
    "version": "0",
    "marks": "{}",
}


def only() -> Campaign:
    db.session.rollback()
    return db.session.scalars(select(Campaign)).one()


def begun(mine, town) -> str:
    """Path of the draft."""
    value = f"{town.organisation.id}-{town.place.id}"
    data = {"town": value, "title": "Hauptstraße", "occasion": "works"}
    return mine.post("/neu/hilfsaktion", data=data).headers["Location"].removesuffix("/bearbeiten")


def test_a_town_prepares_switches_on_and_it_begins_and_ends_by_itself(client, inside, town, outbox, at, run_jobs):
    at("2026-03-20T12:00")
    mine = inside(town.anna)
    draft = begun(mine, town)
    assert client.get(draft).status_code == 404
    assert "fehlt noch" in mine.get(draft).text
    mine.post(f"{draft}/einschalten")
    assert only().subject.state == "draft"
    assert mine.post(f"{draft}/bearbeiten", data=FORM).status_code == 303
    assert mine.post(f"{draft}/einschalten").headers["Location"] == "/hilfsaktionen/hauptstrasse-offen"
    page = client.get("/hilfsaktionen/hauptstrasse-offen").text
    assert "vom 28. März 2026 bis zum 25. Oktober 2026" in page
    assert "Kommt" in page
    assert "Buchhandlung Kranich" in page
    # the night in which the clock jumps lies between; the last day ends an hour later in the year's other half
    assert only().starts_at.isoformat() == "2026-03-27T23:00:00+00:00"
    assert only().ends_at.isoformat() == "2026-10-25T23:00:00+00:00"
    at("2026-03-28T00:00")
    assert "Läuft" in client.get("/hilfsaktionen/").text
    assert "Hauptstraße offen" in client.get("/laeden/buchhandlung-kranich").text
    passing.tick()
    assert only().opened_at is not None
    at("2026-10-25T23:59")
    assert "Läuft" in client.get("/hilfsaktionen/hauptstrasse-offen").text
    at("2026-10-26T00:00")
    assert "ging bis zum 25. Oktober 2026" in client.get("/hilfsaktionen/hauptstrasse-offen").text
    assert "Hauptstraße offen" not in client.get("/laeden/buchhandlung-kranich").text
    passing.tick()
    passing.tick()
    [letter] = outbox.to("stadt@hd.example")
    assert "0,00 €" in letter.text
    assert "/bericht" in letter.text


def test_a_half_filled_draft_and_wrong_days_lose_nothing(inside, town):
    mine = inside(town.dora)
    draft = begun(mine, town)
    typed = {**FORM, "starts_day": "irgendwann", "story": "Viel Text"}
    assert mine.post(f"{draft}/entwurf", data=typed).json == {"version": 1}
    assert mine.post(f"{draft}/entwurf", data=typed).status_code == 409
    assert "Viel Text" in mine.get(f"{draft}/bearbeiten").text
    answer = mine.post(f"{draft}/bearbeiten", data=typed)
    assert answer.status_code == 422
    assert "24.11.2026" in answer.text
    for wrong, says in (
        ({"ends_day": "27.03.2026"}, "vor dem Beginn"),
        ({"starts_day": "29.03.2026", "starts_time": "2:30"}, "springt die Uhr"),
        ({"ends_time": "2:30"}, "zweimal"),
        ({"ends_day": ""}, "beide Tage"),
        ({"ends_day": "1.1.2028"}, "höchstens ein Jahr"),
    ):
        assert says in mine.post(f"{draft}/bearbeiten", data={**FORM, **wrong}).text
    mine.post(f"{draft}/bearbeiten", data={**FORM, "summary": ""})
    assert only().subject.summary == ""
    assert db.session.scalar(select(Draft)) is None


def test_of_two_who_write_at_once_each_keeps_what_she_wrote(inside, town):
    campaign = CampaignFactory(title="Hilfe", place_id=town.place.id, owner_id=town.organisation.id)
    path = f"{campaign.subject.address}/bearbeiten"
    ends = (clock.today() + timedelta(days=30)).strftime("%d.%m.%Y")
    anna, dora = inside(town.anna), inside(town.dora)
    forms = {who: shown(who.get(path).text) for who in (anna, dora)}
    assert anna.post(path, data={**forms[anna], "summary": "Von Anna", "ends_day": ends}).status_code == 303
    assert dora.post(path, data={**forms[dora], "contact": "Zimmer 7"}).status_code == 303
    assert (only().subject.summary, only().contact) == ("Von Anna", "Zimmer 7")
    answer = dora.post(path, data={**forms[dora], "summary": "Von Dora", "contact": "Zimmer 7"})
    assert answer.status_code == 409
    assert "Von Anna" in answer.text
    assert "Von Dora" in answer.text
    assert dora.post(path, data=shown(answer.text)).status_code == 303
    assert only().subject.summary == "Von Dora"
    assert len(db.session.scalars(select(Revision)).all()) == 3


def shown(page: str) -> dict:
    """What a form shows, to send it again."""
    found = dict(re.findall(r'<input[^>]*name="(\w+)"[^>]*?value="([^"]*)"', page))
    found |= dict(re.findall(r'<textarea[^>]*name="(\w+)"[^>]*>\r?\n?([^<]*)</textarea>', page))
    checked = re.findall(r'<input checked[^>]*name="(\w+)"[^>]*value="(\w+)"', page)
    marks = re.search(r'name="marks"[^>]*value="([^"]*)"', page)[1].replace("&#34;", '"')
    chosen = re.search(r'<option selected value="(\w+)"', page)
    kept = {name: value for name, value in found.items() if name not in ("helps", "covers", "csrf_token", "q")}
    helps = [value for name, value in checked if name == "helps"]
    return {**kept, "helps": helps, "covers": dict(checked)["covers"], "occasion": chosen[1], "marks": marks}


def test_shops_are_told_once_and_may_stay_out_with_the_link_of_the_mail(client, town, outbox):
    ShopFactory(title="Niemandes Kiosk", claimed_at=None, origin="offene_daten", place_id=town.place.id)
    campaign = CampaignFactory(title="Hilfe", place_id=town.place.id, owner_id=town.organisation.id)
    assert passing.are_shops_to_tell()
    passing.tell_shops()
    passing.tell_shops()
    assert not passing.are_shops_to_tell()
    [letter] = list(outbox)
    assert letter.to_address == town.clara.email
    link = re.search(r"http://\S+(/hilfsaktionen/mitmachen/\S+)", letter.text)[1]
    listed = f"/laeden/?hilfsaktion={campaign.subject.slug}"
    assert "Kranich" in client.get(listed).text
    client.post(link, data={"answer": "nein", "shares_sum": "y"})
    row = db.session.get(CampaignShop, (campaign.id, town.shop.id), populate_existing=True)
    assert row.left_at is not None
    assert row.shares_sum is False
    assert "Kranich" not in client.get(listed).text
    assert "Kranich" not in client.get(campaign.subject.address).text
    assert "Hilfsaktion in Heidelberg" not in client.get(town.shop.subject.address).text
    client.post(link, data={"answer": "ja"})
    assert "Kranich" in client.get(listed).text
    with transaction():
        town.shop.claimed_at = clock.now() + timedelta(minutes=1)
    assert client.get(link).status_code == 410


def test_the_map_shows_the_shops_of_the_list_and_no_others(client, inside, town):
    ShopFactory(title="Blumen am Rand", street="Ringstraße", place_id=town.place.id, lat=49.42, lon=8.70)
    campaign = CampaignFactory(title="Hilfe", place_id=town.place.id, owner_id=town.organisation.id, covers="chosen")
    page, mine = campaign.subject.address, inside(town.anna)
    assert "Blumen am Rand" in mine.get(f"{page}/laeden?q=ringstr").text
    chosen = db.session.scalar(select(Subject.id).where(Subject.title == "Blumen am Rand"))
    mine.post(f"{page}/laeden", data={"laden": [chosen, 999_999]})
    box = "bbox=8.5,49.3,8.9,49.5&zoom=17&hilfsaktion=hilfe"
    names = [one["properties"]["name"] for one in client.get(f"/laeden/karte.geojson?{box}").json["features"]]
    assert names == ["Blumen am Rand"]
    assert "hilfsaktion=hilfe" in client.get("/laeden/karte?hilfsaktion=hilfe").text
    shown_list = client.get("/laeden/?hilfsaktion=hilfe").text
    assert "Kranich" not in shown_list
    assert "Blumen am Rand" in client.get(page).text
    mine.post(f"{page}/laeden/{chosen}/entfernen")
    assert "Blumen am Rand" not in client.get(page).text
    assert client.get("/laeden/?hilfsaktion=gibt-es-nicht").status_code == 200


def test_faces_need_consent_and_go_with_their_picture(client, inside, town):
    campaign = CampaignFactory(title="Hilfe", place_id=town.place.id, owner_id=town.organisation.id)
    page, mine = campaign.subject.address, inside(town.anna)
    words = {"kind": "face", "name": "Rosa <b>", "role": "Blumenhändlerin", "words": "Kommt vorbei!"}
    assert mine.post(f"{page}/gesichter", data=words).status_code == 422
    sent = {**words, "agreed": "y", "file": (io.BytesIO(picture()), "rosa.jpg")}
    assert mine.post(f"{page}/gesichter", data=sent).status_code == 303
    assert "Rosa &lt;b&gt;" in client.get(page).text
    address = re.search(r'src="(/dateien/[^"]+)"', client.get(page).text)[1]
    assert client.get(address).status_code == 200
    voice = db.session.scalars(select(CampaignVoice)).one()
    mine.post(f"{page}/gesichter/{voice.id}/entfernen")
    assert "Rosa" not in client.get(page).text
    assert client.get(address).status_code == 404


def test_staff_may_end_it_and_the_page_says_so(client, inside, town, mona):
    campaign = CampaignFactory(title="Hilfe", place_id=town.place.id, owner_id=town.organisation.id)
    inside(mona).post(f"{campaign.subject.address}/beenden", data={"reason": "Das war ein Irrtum."})
    page = client.get(campaign.subject.address).text
    assert "von der Redaktion vorzeitig beendet" in page
    assert "Das war ein Irrtum." in page
    path = f"{campaign.subject.address}/bearbeiten"
    mine = inside(town.anna)
    later = {**shown(mine.get(path).text), "ends_day": (clock.today() + timedelta(days=60)).strftime("%d.%m.%Y")}
    assert "ihr Zeitraum steht fest" in mine.post(path, data=later).text


def test_only_shops_that_everybody_sees_are_chosen_and_who_took_part_stands_after_the_end(inside, town):
    draft = ShopFactory(title="Noch geheim", state="draft", place_id=town.place.id)
    own = {"place_id": town.place.id, "owner_id": town.organisation.id, "covers": "chosen"}
    campaign = CampaignFactory(title="Hilfe", **own)
    page, mine = f"{campaign.subject.address}/laeden", inside(town.anna)
    said = mine.post(page, data={"laden": [draft.id, town.shop.id]}, follow_redirects=True).text
    assert "1 Laden hinzugefügt." in said
    assert "Noch geheim" not in said
    assert "Bitte haken Sie erst Läden an" in mine.post(page, follow_redirects=True).text
    stop(campaign, "", by="city", actor=town.anna.actor)
    assert "steht fest" in mine.post(f"{page}/{town.shop.id}/entfernen", follow_redirects=True).text
    assert "steht fest" in mine.post(page, data={"laden": [town.shop.id]}, follow_redirects=True).text
    form = shown(mine.get(f"{campaign.subject.address}/bearbeiten").text)
    answer = mine.post(f"{campaign.subject.address}/bearbeiten", data={**form, "covers": "town"})
    assert (answer.status_code, "steht fest" in answer.text) == (422, True)


def test_after_the_end_a_shop_may_still_hide_its_sum_but_not_leave(client, inside, town):
    campaign = CampaignFactory(title="Hilfe", place_id=town.place.id, owner_id=town.organisation.id)
    link = links.path_for(campaign, town.shop)
    client.post(link, data={"answer": "ja", "shares_sum": "y"})
    stop(campaign, "", by="city", actor=town.anna.actor)
    page = client.get(link).text
    assert "das steht nun fest" in page
    assert 'name="answer"' not in page
    own = f"{town.shop.subject.address}/hilfsaktionen"
    assert "Beendet" in inside(town.clara).get(own).text
    assert inside(town.clara).get(f"{own}/{campaign.subject.public_id}").status_code == 200
    assert client.post(link, data={"answer": "nein"}).status_code == 303
    row = db.session.get(CampaignShop, (campaign.id, town.shop.id), populate_existing=True)
    assert (row.left_at, row.shares_sum) == (None, False)
    assert "Zurzeit gibt es keine" in inside(town.clara).get(own).text


def test_who_says_no_in_the_same_moment_is_not_told_that_it_takes_part(town, outbox):
    campaign = CampaignFactory(title="Hilfe", place_id=town.place.id, owner_id=town.organisation.id)
    decide(campaign, town.shop.id, takes_part=False, shares_sum=False)
    passing._tell(campaign, town.shop.id)
    assert len(outbox) == 0


def test_a_called_off_campaign_is_passed_on_no_more(client, inside, town, at):
    now = clock.now()
    times = {"starts_at": now + timedelta(days=3), "ends_at": now + timedelta(days=9)}
    campaign = CampaignFactory(title="Hilfe", place_id=town.place.id, owner_id=town.organisation.id, **times)
    address, mine = campaign.subject.address, inside(town.anna)
    assert "Gezählt wird von da an" in client.get(f"{address}/zaehler").text
    assert "beginnt dann nicht" in mine.get(f"{address}/beenden").text
    mine.post(f"{address}/beenden", data={"reason": "Das Wasser ging zurück."})
    assert "abgesagt" in client.get(f"{address}/zaehler").text
    assert "Plakat A4" not in client.get(f"{address}/teilen").text
    assert "Abgesagt" in mine.get(f"{address}/bericht").text


def test_shops_that_were_told_hear_once_that_it_is_called_off(inside, town, outbox, run_jobs):
    """Who has said no, and who never heard of it, hears nothing."""
    leaving, own = person("Gerd Grün"), {"place_id": town.place.id}
    florist = ShopFactory(title="Blumen am Rand", owners=[leaving], **own)
    times = {"starts_at": clock.now() + timedelta(days=3), "ends_at": clock.now() + timedelta(days=9)}
    campaign = CampaignFactory(title="Hilfe", owner_id=town.organisation.id, **own, **times)
    passing.tell_shops()
    decide(campaign, florist.id, takes_part=False, shares_sum=False)
    ShopFactory(title="Neu am Platz", owners=[person("Nele Neu")], **own)
    page = f"{campaign.subject.address}/beenden"
    for _twice in range(2):
        inside(town.anna).post(page, data={"reason": "Das Wasser ging zurück."})
        run_jobs()
        calling_off.tell_shops(CampaignStopped(campaign.id))
    [letter] = [one for one in outbox if one.template == "campaigns/mail/stopped"]
    assert letter.to_address == town.clara.email
    assert letter.subject == "Abgesagt: Hilfe"
    assert "Heidelberg hat die Hilfsaktion „Hilfe“ abgesagt." in letter.text
    assert "Das Wasser ging zurück." in letter.text
    assert f"{campaign.subject.address}\n" in letter.text
