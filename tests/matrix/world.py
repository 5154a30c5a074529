"""The little world that the tables speak of: Lindenau's organisation, its people, and one thing of each kind."""

from dataclasses import dataclass, field
from datetime import date, time, timedelta

from app.campaigns import links as campaign_links
from app.core import clock
from app.core.drafts import Draft, Revision
from app.core.identifiers import token_hash
from app.core.jobs.models import Job
from app.core.mail.models import Letter
from app.core.storage import keep
from app.core.subjects import Subject
from app.core.tokens import OneTimeToken
from app.core.transaction import transaction
from app.extensions import db
from app.moderation.models import Report
from app.organisations.models import ActsFor, MembershipRequest
from app.practices.models import Completion, ReleaseRequest
from app.search.learning.models import MissingText
from app.search.saved.models import SavedSearch
from app.shops.entering.claims.models import ShopClaim
from app.shops.entering.proofs.models import ClaimProof
from app.shops.entering.uploads.models import ShopUpload
from app.shops.models import ShopEvent, ShopProposal
from app.shops.queries import find_shop
from app.shops.upkeep import links as upkeep
from app.support import links
from app.support.models import Proposal
from app.support.queries.options import options_of
from app.support.services.receipts import confirm_receipt
from app.webtalks.afterwards.models import Recording
from app.webtalks.live.models import Question
from app.webtalks.live.polls.models import Poll
from app.webtalks.models import Series, Wish
from tests.factories.campaigns import CampaignFactory
from tests.factories.media import with_document, with_picture
from tests.factories.organisations import OrganisationFactory
from tests.factories.pictures import PDF
from tests.factories.places import PlaceFactory
from tests.factories.practices import CaseFactory, PracticeFactory, TopicFactory
from tests.factories.shops import ShopFactory
from tests.factories.support import NOBODY, ordered, with_help
from tests.factories.webtalks import RecapFactory, RegistrationFactory, WebtalkFactory
from tests.harness.cast import Person, person


@dataclass
class World:
    """names: what {braces} stand for. people: by name; the guest is missing."""

    names: dict[str, object] = field(default_factory=dict)
    people: dict[str, Person] = field(default_factory=dict)


def build() -> World:
    """Make everything; call it inside an application context on an empty database."""
    world = World()
    place = PlaceFactory(name="Lindenau", key="99000001")
    organisation = OrganisationFactory(title="Stadtmarketing Lindenau", kind="stadtmarketing", place_id=place.id)
    _people(world, organisation.id)
    _things(world, organisation.id, place.id)
    _of_staff(world)
    _around_the_organisation(world, organisation.id, place.id)
    _talks(world, organisation.id)
    _shops(world, organisation.id)
    _helped_shops(world)
    _campaigns(world, organisation.id)
    return world


def _people(world: World, organisation_id: int) -> None:
    world.people = {
        "clara": person("Clara Christ"),
        "bernd": person("Bernd Busch", ("org_member", organisation_id)),
        "dora": person("Dora Dorn", ("org_editor", organisation_id)),
        "anna": person("Anna Adler", ("org_admin", organisation_id)),
        "mona": person("Mona Moor", ("moderator", None)),
        "otto": person("Otto Ort", ("admin", None)),
    }
    world.names |= {"handle": "bernd-busch", "organisation": "stadtmarketing-lindenau", "place": "99000001"}


def _things(world: World, organisation_id: int, place_id: int) -> None:
    anna = world.people["anna"].user_id
    own = {"owner_id": organisation_id, "author_id": anna, "place_id": place_id}
    practice = PracticeFactory(title="Leerstandsmelder", **own)
    case = CaseFactory(title="Laden auf Probe", practice_id=practice.id, mailbox="laden@lindenau.example", **own)
    CaseFactory(title="Verborgen", hidden_at=clock.now(), **own)
    TopicFactory(slug="leerstand", title="Leerstand")
    world.names |= {
        "practice": "leerstandsmelder",
        "case": "laden-auf-probe",
        "hidden": "verborgen",
        "topic": "leerstand",
        "case_id": case.id,
        "case_public_id": case.subject.public_id,
    }
    draft = Subject(kind="case_study", title="Noch geheim", state="draft", **own)
    with transaction():
        db.session.add(draft)
        db.session.flush()
        db.session.add(Draft(subject_id=draft.id, data={}, changed_by_id=anna))
        db.session.add(Revision(subject_id=case.id, number=1, data={}, author_id=anna))
        db.session.add(Completion(case_id=case.id, stub_title="Laden", stub_slug="laden", state="waiting"))
    world.names |= {"draft": draft.public_id, "draft_id": draft.id}
    file_id = with_document(draft, published=False).id
    world.names |= {"picture": with_picture(case.subject).id, "draft_file": file_id, "release": "geheimer-link"}
    request = ReleaseRequest(
        subject_id=draft.id,
        token_hash=token_hash("geheimer-link"),
        recipient="rathaus@lindenau.example",
        data={"title": "Noch geheim", "files": [file_id]},
        draft_version=1,
        expires_at=clock.now() + timedelta(days=14),
    )
    with transaction():
        db.session.add(request)


def _of_staff(world: World) -> None:
    with transaction():
        kept = SavedSearch(user_id=world.people["bernd"].user_id, name="Leerstand", address="q=leerstand")
        missing = MissingText(key="x" * 40, text="seilbahn", days=3, times=4, last_day=clock.today())
        db.session.add_all([kept, missing])
        db.session.flush()
        world.names |= {"saved_search": kept.public_id, "missing": missing.id}
        report = Report(kind="content", text="Stimmt nicht.", address="/praxisbeispiele/laden-auf-probe")
        job = Job(name="mail.send", payload={"letter_id": 0}, failed_at=clock.now(), last_error="kaputt")
        letter = Letter(
            template="x", to_address="a@example.org", subject="Gruß", text="Hallo", html="", message_id="<1>"
        )
        db.session.add_all([report, job, letter])
        db.session.flush()
        world.names |= {"report": report.id, "job": job.id, "letter": letter.id}


def _around_the_organisation(world: World, organisation_id: int, place_id: int) -> None:
    """Clara wants to join, somebody is invited, Lindenau is asked; and one organisation is withdrawn."""
    with transaction():
        wish = MembershipRequest(organisation_id=organisation_id, kind="join", user_id=world.people["clara"].user_id)
        invited = MembershipRequest(
            organisation_id=organisation_id,
            kind="invitation",
            email="eva@example.org",
            token_hash=token_hash("einladung"),
            expires_at=clock.now() + timedelta(days=1),
        )
        bond = ActsFor(organisation_id=organisation_id, place_id=place_id)
        db.session.add_all([wish, invited, bond])
        db.session.flush()
        world.names |= {"wish": wish.id, "invitation": "einladung", "bond": bond.id}
    OrganisationFactory(title="Zurückgezogen", state="withdrawn")
    world.names["withdrawn"] = "zurueckgezogen"


def _talks(world: World, organisation_id: int) -> None:
    """One that none of the people leads, one that Clara leads, one for members, one not yet announced."""
    own = {"owner_id": organisation_id, "author_id": world.people["anna"].user_id}
    talk = WebtalkFactory(title="Webtalk Leerstand", **own)
    led = WebtalkFactory(title="Von Clara geleitet", hosts=[world.people["clara"]], **own)
    WebtalkFactory(title="Unter Mitgliedern", visibility="members", **own)
    world.names["series"] = _series(own)
    draft = WebtalkFactory(title="Noch nicht angekündigt", state="draft", **own)
    guest = RegistrationFactory(webtalk_id=talk.id, name="Gerda", email="g@example.org", email_folded="g@example.org")
    world.names |= {"talk": "webtalk-leerstand", "led_talk": "von-clara-geleitet", "members_talk": "unter-mitgliedern"}
    wish = Wish(title="Kühlräume teilen", author_id=world.people["clara"].user_id)
    question = Question(webtalk_id=led.id, text="Und im Winter?", user_id=world.people["clara"].user_id)
    with transaction():
        db.session.add_all([wish, question])
    _recaps(world, own)
    _during(world, led.id)
    world.names |= {"wish_topic": wish.public_id, "question": question.public_id}
    world.names |= {"draft_talk": draft.subject.public_id, "registration": guest.public_id}


def _series(own: dict[str, int]) -> str:
    """Last part of the address of a series whose dates only members see."""
    starts_on, at = date(2030, 1, 8), time(10)
    with transaction():
        row = Series(title="Reihe", rhythm="weekly", count=2, starts_on=starts_on, starts_at_time=at, length_minutes=60)
        db.session.add(row)
    WebtalkFactory(title="Reihe", visibility="members", series_id=row.id, series_on=starts_on, **own)
    return f"reihe-{row.public_id}"


def _during(world: World, talk_id: int) -> None:
    """In the talk that Clara leads."""
    poll = Poll(webtalk_id=talk_id, text="Haben Sie Leerstand?")
    with transaction():
        db.session.add(poll)
    world.names["poll"] = poll.public_id


def _recaps(world: World, own: dict[str, int]) -> None:
    """Clara led a talk and published its recap; that of a talk for members is begun."""
    end = clock.now() - timedelta(days=1)
    times = {"starts_at": end - timedelta(hours=1), "ends_at": end, **own}
    past = WebtalkFactory(title="Vorbei", hosts=[world.people["clara"]], **times)
    unclosed = WebtalkFactory(title="Noch offen", visibility="members", **times)
    recap = RecapFactory(webtalk_id=past.id, title="Vorbei", **own)
    RecapFactory(webtalk_id=unclosed.id, title="Noch offen", state="draft", visibility="members", **own)
    with transaction():
        film = keep(b"Film", name="film.mp4", media_type="video/mp4")
        db.session.add(Recording(recap_id=recap.id, file_id=film.id))
    world.names |= {"past_talk": "vorbei", "unclosed_talk": "noch-offen", "film": film.id}


def _shops(world: World, organisation_id: int) -> None:
    """Clara's shop and her draft; both lie in Ahorn, for which Lindenau's organisation acts."""
    town, clara = PlaceFactory(name="Ahorn", key="99000002"), world.people["clara"]
    with transaction():
        db.session.add(ActsFor(organisation_id=organisation_id, place_id=town.id, state="confirmed"))
    own = {"owners": [clara], "place_id": town.id, "author_id": clara.user_id}
    shop = ShopFactory(title="Claras Café", email="cafe@example.org", **own)
    draft = ShopFactory(title="Noch nicht offen", state="draft", **own)
    ShopFactory(title="Verborgener Laden", hidden_at=clock.now())
    event = ShopEvent(shop_id=shop.id, title="Lesung", starts_at=clock.now(), ends_at=clock.now() + timedelta(hours=1))
    proposal = ShopProposal(title="Bäckerei Korn", town="Ahorn")
    with transaction():
        db.session.add_all([event, proposal])
    world.names |= {"shop": "claras-cafe", "draft_shop": draft.subject.public_id, "shop_event": event.public_id}
    world.names["shop_proposal"] = proposal.public_id
    world.names["open_shop"] = "kiosk-aus-der-karte"
    clara = world.people["clara"].user_id
    secret = {"link_hash": token_hash("gelesen"), "code_hash": "", "payload": {"shop_id": shop.id}, "user_id": clara}
    with transaction():
        db.session.add(OneTimeToken(purpose=upkeep.PURPOSE, expires_at=clock.now() + upkeep.LASTS, **secret))
    world.names["letters"] = upkeep.letters_path(clara).rsplit("/", 1)[1]
    ShopFactory(title="Kiosk aus der Karte", claimed_at=None, origin="offene_daten", place_id=town.id)
    _wanted_shop(world)


def _wanted_shop(world: World) -> None:
    """Clara says that it is hers, and has sent a document."""
    shop = ShopFactory(title="Kiosk am Eck", claimed_at=None, origin="offene_daten")
    with transaction():
        claim = ShopClaim(shop_id=shop.id, user_id=world.people["clara"].user_id, way="staff")
        db.session.add(claim)
        db.session.flush()
        file = keep(PDF, name="nachweis.pdf", media_type="application/pdf")
        proof = ClaimProof(claim_id=claim.id, file_id=file.id, name="Gewerbe.pdf")
        db.session.add(proof)
    upload = ShopUpload(name="laeden.csv", state="checking")
    with transaction():
        db.session.add(upload)
    world.names["shop_upload"] = upload.public_id
    world.names |= {"wanted_shop": "kiosk-am-eck", "shop_claim": claim.public_id, "claim_proof": proof.public_id}


def _helped_shops(world: World) -> None:
    """Clara's shop and another one, each with an order and a payment to look at."""
    own = with_help(ShopFactory(title="Buchhandlung Kranich", owners=[world.people["clara"]]))
    other = with_help(ShopFactory(title="Fahrrad Doris"))
    for shop, prefix in ((own, ""), (other, "foreign_")):
        order = ordered(shop)
        row = Proposal(shop_id=shop.id, order_id=order.id, line_key=f"key-{shop.id}", amount_cents=1, why="amount")
        with transaction():
            db.session.add(row)
        gift = ordered(shop, kind="gift")
        confirm_receipt(gift.id, actor=NOBODY)
        world.names[f"{prefix}gift_order"] = gift.public_id
        world.names |= {f"{prefix}order": order.public_id, f"{prefix}proposal": row.id}
        world.names |= {
            f"{prefix}{name}": one.id
            for name, one in zip(("option", "voucher_option"), options_of(shop.id), strict=True)
        }
        world.names[f"{prefix}signed_order"] = links.signed(order.public_id)
    world.names |= {"helped_shop": "buchhandlung-kranich", "other_shop": "fahrrad-doris"}


def _campaigns(world: World, organisation_id: int) -> None:
    """Of Ahorn, where Clara's shop lies: one that runs, one that is prepared, a hidden one; and one of another town."""
    shop = find_shop("claras-cafe")
    own = {"owner_id": organisation_id, "place_id": shop.subject.place_id}
    running = CampaignFactory(title="Hilfe für Ahorn", **own)
    draft = CampaignFactory(title="Vorbereitet", state="draft", **own)
    CampaignFactory(title="Verborgene Hilfe", hidden_at=clock.now(), **own)
    CampaignFactory(title="Hilfe anderswo", place_id=PlaceFactory(name="Buchau", key="99000003").id)
    world.names |= {"campaign": "hilfe-fuer-ahorn", "campaign_id": running.subject.public_id}
    world.names |= {"draft_campaign": draft.subject.public_id, "hidden_campaign": "verborgene-hilfe"}
    world.names["foreign_campaign"] = "hilfe-anderswo"
    world.names["taking_part"] = campaign_links.path_for(running, shop).rsplit("/", 1)[-1]
