"""One letter per person and quarter, in the daytime, to those who want it, with figures or a tip."""

from datetime import date

import pytest

from app.accounts.models import User
from app.core.mail.sending import message_of
from app.core.transaction import transaction
from app.extensions import db
from app.shops.figures.models import ShopFigure
from app.shops.figures.quarters import Quarter
from app.shops.upkeep import letters, personal, services
from tests.factories.shops import ShopFactory


def test_one_letter_a_quarter_however_often_the_ticker_runs(kranich, mails, at, clara):
    assert [one.to_address for one in mails()] == [clara.email]
    letters.write_due()
    letters.write_to(clara.user_id, Quarter(2026, 4))
    at("2027-03-31T12:00")
    assert len(mails()) == 1
    at("2027-04-04T12:00")
    assert len(mails()) == 2
    assert "1. Quartal 2027" in mails()[1].subject


@pytest.mark.parametrize("moment", ["2027-01-03T12:00", "2027-01-05T07:59", "2027-01-05T18:00"])
def test_nobody_is_written_to_at_night_or_on_new_years_day(kranich, mails, at, moment):
    at(moment)
    assert mails() == []


def test_the_quarter_changes_at_midnight_in_berlin(at, app):
    at("2026-12-31T23:30+01:00")
    assert Quarter.now() == Quarter(2026, 4)
    at("2026-12-31T23:30+00:00")
    assert Quarter.now() == Quarter(2027, 1)


def test_several_shops_of_one_person_stand_in_one_letter_and_each_owner_gets_his(kranich, mails, clara, bernd):
    ShopFactory(title="Zaunkönig", owners=[clara, bernd], claimed_at=kranich.claimed_at, opening_hours="24/7")
    first, second = mails()
    assert {first.to_address, second.to_address} == {clara.email, bernd.email}
    assert "Ihre 2 Läden" in first.subject
    assert first.text.index("Kranich") < first.text.index("Zaunkönig")
    assert "Kranich" not in second.text


@pytest.mark.parametrize(
    "shop",
    [
        {"claimed_at": None, "origin": "offene_daten"},
        {"closed_at": "now"},
        {"state": "draft"},
        {"hidden_at": "now"},
        {"claimed_at": "now"},
    ],
)
def test_no_letter_for_what_nobody_claimed_or_is_not_public_or_new(at, mails, clara, shop):
    now = at("2027-01-05T10:00")
    old = at("2026-11-23T12:00")
    at("2027-01-05T10:00")
    values = {"claimed_at": old, **{name: now if value == "now" else value for name, value in shop.items()}}
    ShopFactory(title="Still", owners=[clara], **values)
    assert mails() == []


@pytest.mark.parametrize("column", ["blocked_at", "left_at", "confirmed_at"])
def test_no_letter_to_who_cannot_be_reached(kranich, mails, clara, at, column):
    with transaction():
        setattr(db.session.get_one(User, clara.user_id), column, None if column == "confirmed_at" else at("2027-01-05"))
    at("2027-01-05T10:00")
    assert mails() == []


def test_the_operator_can_do_without(app, kranich, mails, monkeypatch):
    monkeypatch.setitem(app.config, "SETTINGS", app.config["SETTINGS"].model_copy(update={"shop_letters": False}))
    assert mails() == []


def test_the_letter_tells_figures_beside_those_before(kranich, mails):
    with transaction():
        for day, number in ((date(2026, 11, 1), 1234), (date(2026, 8, 1), 40)):
            db.session.add(ShopFigure(shop_id=kranich.id, day=day, kind="seen", way="", number=number))
    (letter,) = mails()
    assert "1.234-mal angesehen, 1.194-mal öfter als im 3. Quartal." in letter.text
    assert "Angesehen: 1.234 (davor 40), 1.194 mehr" in letter.text
    assert "Gutschein" not in letter.text
    assert "/laeden/kranich/zahlen" in letter.text
    assert "Ein Tipp" not in letter.text
    assert "Mo bis Fr: 10:00 bis 18:30" in letter.text
    assert "4. Quartal 2026" in letter.subject


def test_below_the_threshold_one_tip_stands_where_zeros_would(kranich, mails):
    (letter,) = mails()
    assert "Zeigen Sie ein Foto" in letter.text
    assert "/laeden/kranich/bilder" in letter.text
    assert "Angesehen" not in letter.text


def test_one_click_in_the_mail_program_ends_the_letters_and_a_tick_brings_them_back(kranich, mails, client, clara, at):
    message = message_of(mails()[0])
    url = message["List-Unsubscribe"].strip("<>").removeprefix("http://127.0.0.1:8000")
    assert message["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert client.get(url).status_code == 200
    assert services.takes_letters(clara.user_id)
    assert client.post(url, data={"List-Unsubscribe": "One-Click"}).status_code == 204
    at("2027-04-05T10:00")
    assert len(mails()) == 1
    client.post(url, data={"wanted": "y"})
    assert len(mails()) == 2
    assert client.get(url.replace("~", "x~")).status_code == 410


def test_a_letter_that_breaks_off_leaves_nothing_half_and_is_written_the_next_time(kranich, mails, bernd, monkeypatch):
    ShopFactory(title="Zaunkönig", owners=[bernd], claimed_at=kranich.claimed_at)
    whole = letters.told

    def breaks_for_kranich(shops, *rest):
        if shops[0].id == kranich.id:
            raise RuntimeError("the machine stops here")
        return whole(shops, *rest)

    monkeypatch.setattr(letters, "told", breaks_for_kranich)
    assert [one.to_address for one in mails()] == [bernd.email]
    monkeypatch.setattr(letters, "told", whole)
    assert len(mails()) == 2


def test_meine_daten_tells_of_letters(kranich, mails, clara):
    mails()
    services.choose_letters(clara.user_id, False)
    first, second = personal.export(clara.user_id)
    assert (first["quartal"], second) == ("2026-4", {"abbestellt": True})
