"""The page behind the letter, without log-in."""

import re

import pytest
from sqlalchemy import delete, select

from app.accounts.models import Grant
from app.core import clock
from app.core.mail.models import Letter
from app.core.tokens import OneTimeToken
from app.core.transaction import transaction
from app.extensions import db
from app.shops.queries import open_state
from tests.shops.upkeep.conftest import stored

HOURS = {"day_1_1": "9-12", "holidays": "closed", **{f"day_{number}_1": "" for number in range(2, 7)}}


def test_the_page_shows_what_we_hold_and_opening_it_changes_nothing(client, link, kranich):
    for path in ("", "/aendern", "/geschlossen"):
        answer = client.get(link + path)
        assert (answer.status_code, answer.headers["Cache-Control"]) == (200, "no-store")
        assert "noindex" in answer.get_data(as_text=True)
    text = client.get(link).get_data(as_text=True)
    for words in ("Kranich", "Hauptstraße 12", "Mo bis Fr: 10:00 bis 18:30", "06221 12345", "https://kranich.example"):
        assert words in text
    assert (stored(kranich.id).confirmed_at, stored(kranich.id).closed_at) == (None, None)


def test_alles_stimmt_noch_confirms_entry_and_hours_as_often_as_pressed(client, link, kranich):
    for _ in range(2):
        done = client.post(link, follow_redirects=True)
        assert "Vielen Dank" in done.get_data(as_text=True)
    shop = stored(kranich.id)
    assert (shop.confirmed_at, shop.hours_confirmed_at, shop.confirmed_by) == (clock.now(), clock.now(), "shop")
    assert open_state(shop).is_open


def test_hours_phone_and_website_are_changed_without_log_in_and_the_owner_hears_of_new_contact(client, link, kranich):
    page = client.get(f"{link}/aendern").get_data(as_text=True)
    assert "10:00-18:30" in page
    wrong = client.post(f"{link}/aendern", data={**HOURS, "website": "kein Ort", "phone": "06221 99"})
    assert (wrong.status_code, "06221 99" in wrong.get_data(as_text=True)) == (422, True)
    client.post(f"{link}/aendern", data={**HOURS, "website": "neu.example", "phone": "06221 99887"})
    shop = stored(kranich.id)
    assert (shop.opening_hours, shop.phone, shop.website) == (
        "Mo 09:00-12:00; PH off",
        "06221 99887",
        "https://neu.example",
    )
    assert shop.hours_confirmed_at == clock.now()
    letter = db.session.scalars(select(Letter).where(Letter.template == "shops/mail/upkeep_done")).one()
    assert "https://neu.example" in letter.text


def form_of(client, page):
    """What the form shows, to send it again."""
    text = client.get(page).get_data(as_text=True)
    shown = dict(re.findall(r'<input[^>]*name="([\w]+)"[^>]*?value="([^"]*)"', text))
    marks = re.search(r'name="marks"[^>]*value="([^"]*)"', text)[1].replace("&#34;", '"')
    return {name: value for name, value in shown.items() if name not in ("csrf_token", "q")} | {
        "marks": marks,
        "holidays": "closed",
    }


def test_of_two_who_change_it_at_once_the_later_one_is_told_and_keeps_what_she_typed(client, link, kranich):
    page = f"{link}/aendern"
    first, second = form_of(client, page), form_of(client, page)
    assert client.post(page, data={**first, "day_1_1": "9-12", "phone": "06221 1"}).status_code == 303
    answer = client.post(page, data={**second, "day_1_1": "8-13"})
    text = answer.get_data(as_text=True)
    assert answer.status_code == 409
    for words in ("inzwischen geändert", "Mo: 09:00 bis 12:00", "Mo: 08:00 bis 13:00", 'value="8-13"'):
        assert words in text
    assert stored(kranich.id).opening_hours.startswith("Mo 09:00-12:00")
    again = re.search(r'name="marks"[^>]*value="([^"]*)"', text)[1].replace("&#34;", '"')
    assert client.post(page, data={**second, "day_1_1": "8-13", "marks": again}).status_code == 303
    shop = stored(kranich.id)
    assert shop.opening_hours.startswith("Mo 08:00-13:00")
    assert shop.phone == "06221 1"  # what the later one left alone stays as the first wrote it


def test_so_is_she_who_changes_the_hours_after_log_in(client, inside, clara, link, kranich):
    page, mine = "/laeden/kranich/oeffnungszeiten", inside(clara)
    hers = form_of(mine, page)
    client.post(f"{link}/aendern", data={**form_of(client, f"{link}/aendern"), "day_1_1": "9-12"})
    assert mine.post(page, data={**hers, "day_1_1": "8-13"}).status_code == 409
    assert mine.post(page, data={**hers, "words": "Klingeln Sie."}).status_code == 303
    assert (stored(kranich.id).opening_hours[:14], stored(kranich.id).hours_text) == ("Mo 09:00-12:00", "Klingeln Sie.")


def test_closed_for_good_is_asked_twice_told_to_the_owner_and_can_be_taken_back(client, link, kranich):
    assert "für immer geschlossen" in client.get(f"{link}/geschlossen").get_data(as_text=True)
    client.post(f"{link}/geschlossen", data={"wie": "immer"})
    client.post(f"{link}/geschlossen", data={"wie": "immer"})
    assert stored(kranich.id).is_closed
    assert "dauerhaft geschlossen" in client.get(link).get_data(as_text=True)
    assert len(db.session.scalars(select(Letter).where(Letter.template == "shops/mail/upkeep_done")).all()) == 1
    client.post(f"{link}/wieder-da")
    assert not stored(kranich.id).is_closed


def test_closed_for_now_is_a_rule_of_the_hours_and_ends_by_itself(client, link, kranich, at):
    assert client.post(f"{link}/geschlossen", data={"last": "2026-12-31"}).status_code == 422
    client.post(f"{link}/geschlossen", data={"last": "2027-01-12"})
    shop = stored(kranich.id)
    assert open_state(shop).words == "öffnet am Mi., 13. Januar 2027, 10:00 Uhr"
    assert "5.1.2027-12.1.2027 geschlossen" in client.get(link).get_data(as_text=True)
    at("2027-01-13T11:00")
    assert open_state(stored(kranich.id)).is_open


def test_the_owner_closes_for_now_after_log_in_too(inside, clara, kranich):
    page = "/laeden/kranich/schliessen"
    assert inside(clara).post(page, data={"wie": "pause", "last": ""}).status_code == 422
    done = inside(clara).post(page, data={"wie": "pause", "last": "2027-01-12"}, follow_redirects=True)
    assert "Danach gelten wieder die gewohnten Zeiten" in done.get_data(as_text=True)
    shop = stored(kranich.id)
    assert not shop.is_closed
    assert shop.opening_hours.endswith("; 2027 Jan 05-2027 Jan 12 off")


@pytest.mark.parametrize("why", ["wrong", "old", "not hers", "hidden", "unclaimed"])
def test_every_link_that_opens_nothing_gives_one_and_the_same_answer(client, link, kranich, clara, at, why):
    if why == "wrong":
        link = link[:-2] + "AA"
    with transaction():
        if why == "not hers":
            db.session.execute(delete(Grant).where(Grant.user_id == clara.user_id))
        if why == "hidden":
            kranich.subject.hidden_at = clock.now()
        if why == "unclaimed":
            kranich.claimed_at = None
    if why == "old":
        at("2027-04-20T10:00")
    texts = set()
    for path in ("", "/aendern", "/geschlossen"):
        answers = [client.get(link + path), client.post(link + path, data={"wie": "immer"})]
        texts |= {re.sub(r"Nummer.*|csrf.*", "", one.get_data(as_text=True)) for one in answers}
        assert {one.status_code for one in answers} == {410}
    assert client.post(f"{link}/wieder-da").status_code == 410
    assert all("Dieser Link ist abgelaufen" in text for text in texts)
    assert not stored(kranich.id).is_closed


def test_the_link_is_kept_as_a_hash_and_opens_neither_account_nor_edit_form(client, link, kranich):
    secret = link.rsplit("/", 1)[1]
    (row,) = db.session.scalars(select(OneTimeToken).where(OneTimeToken.purpose == "shop_upkeep")).all()
    assert secret not in str([row.link_hash, row.code_hash, row.payload])
    client.post(link)
    assert client.get("/laeden/kranich/bearbeiten").status_code in (302, 303)
    assert client.get("/konto/laeden").status_code in (302, 303)
