"""The shape of the files in demo/: what a wrong file is told before anything is written."""

import json
from datetime import date
from pathlib import Path
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, TypeAdapter

from config import ROOT

FOLDER = ROOT / "demo"
OPEN_SHOPS = tuple(FOLDER / "shops" / name for name in ("berlin_kreuzberg.csv", "wochenmaerkte_de.csv"))

Slug = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")]
Mailbox = Annotated[str, StringConstraints(pattern=r"^[a-z.-]+@[a-z.-]+\.example$")]
Month = Annotated[str, StringConstraints(pattern=r"^20\d\d-(0[1-9]|1[0-2])$")]


class Record(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class DemoTopic(Record):
    slug: Slug
    name: str
    description: str
    in_default_search: bool


class TopicList(Record):
    """topics, and which of them the field of action (handlungsfeld) and the id of an imported measure lead to."""

    topics: list[DemoTopic]
    handlungsfelder: dict[str, list[Slug]]
    massnahmen: dict[str, list[Slug]]


class Town(Record):
    """Columns as in municipalities/gemeinden_de.csv, with numbers as numbers, and a sentence about the town."""

    ags: Annotated[str, StringConstraints(pattern=r"^\d{2}99[01]\d{3}$")]
    ars: Annotated[str, StringConstraints(pattern=r"^\d{12}$")]
    name: str
    zusatz: str
    typ: str
    kreis_schluessel: str
    kreis: str
    kreis_typ: str
    land_schluessel: str
    land: str
    land_iso: Annotated[str, StringConstraints(pattern=r"^DE-[A-Z]{2}$")]
    einwohner: int = Field(gt=0)
    flaeche_km2: float = Field(gt=0)
    plz_verwaltungssitz: Annotated[str, StringConstraints(pattern=r"^00\d{3}$")]
    lat: float = Field(gt=47, lt=55.1)
    lon: float = Field(gt=5.8, lt=15.1)
    verstaedterung: Literal["01", "02", "03"]
    beschreibung: str


class DemoOrganisation(Record):
    """acts_for: name of the town it acts for; acts_for_state: whether the town has confirmed it."""

    key: Slug
    name: str
    kind: Literal[
        "kommune", "stadtmarketing", "handel", "anbieter", "eigentuemer", "projektentwickler", "verband", "forschung"
    ]
    town: str
    mailbox: Mailbox
    description: str
    website: str
    acts_for: str | None
    acts_for_state: Literal["requested", "confirmed"] | None
    verified: bool
    verified_domain: str | None


class DemoPerson(Record):
    """login: the German name of the role this log-in shows; None: a person without log-in."""

    key: Slug
    name: str
    email: Mailbox
    role_title: str
    organisation: Slug | None
    organisation_role: Literal["org_admin", "org_editor", "org_member"] | None
    site_role: Literal["admin", "moderator"] | None
    expertise: list[str]
    about: str
    login: str | None


class PeopleList(Record):
    password: str = Field(min_length=12)
    people: list[DemoPerson]


class FiveQuestions(Record):
    what_done: str = Field(min_length=40, max_length=600)
    what_cost: str = Field(max_length=600)
    how_long: str = Field(max_length=600)
    do_again: str = Field(max_length=600)
    whom_to_call: str = Field(max_length=121)


class Figure(Record):
    label: str
    unit: str
    before: float | None
    before_on: Month | None
    after: float
    after_on: Month
    method: str = Field(min_length=5)


class DemoFact(Record):
    """low and high in whole units (money: cents); or text."""

    key: Literal[
        "one_off_cost", "yearly_cost", "staff_hours_week", "months_to_start", "months_running", "area_m2",
        "funding_programme", "legal_basis", "political_body",
    ]  # fmt: skip
    low: int | None = Field(None, ge=0)
    high: int | None = Field(None, ge=0)
    unit: str = ""
    text: str = ""
    source: str = Field(min_length=3)
    as_of: date


class DemoAttachment(Record):
    """Evidence: what it proves, who made it, who confirmed it (keys of organisations)."""

    file: Annotated[str, StringConstraints(pattern=r"^documents/[a-z0-9-]+\.pdf$")]
    kind: Literal["figures", "before_after", "external"]
    title: str
    organisation: Slug
    confirmed_by: Slug | None


class DemoImage(Record):
    file: Annotated[str, StringConstraints(pattern=r"^images/[a-z-]+\.webp$")]
    alt: str = Field(min_length=30, max_length=200)
    caption: str = Field(min_length=5)


class Vendor(Record):
    """Whether the town has confirmed the vendor's case."""

    confirmed: bool
    confirmed_by: Slug | None = None
    confirmed_on: date | None = None


class DemoCase(Record):
    """practice: id of a measure of the catalogue (pu-…); learned_from: key of another demo case."""

    key: Slug
    title: str = Field(min_length=20, max_length=120)
    summary: str = Field(min_length=100, max_length=300)
    town: str
    organisation: Slug
    author: Slug
    practice: str | None
    topics: list[Slug] = Field(min_length=2, max_length=5)
    status: Literal["idea", "running", "finished", "stopped"]
    started_on: Month | None
    ended_on: Month | None
    published_on: date
    five_questions: FiveQuestions
    problem: str = Field(min_length=200)
    approach: str = Field(min_length=300)
    result_expected: str = Field(min_length=20)
    result_happened: str
    lessons: str = Field(min_length=100)
    would_do_again: Literal["yes", "with_changes", "no"] | None
    figures: list[Figure]
    facts: list[DemoFact]
    evidence_level: Literal["idea", "running", "own_figures", "before_after", "external"]
    attachments: list[DemoAttachment]
    images: list[DemoImage]
    contact_mailbox: Mailbox
    vendor: Vendor | None
    learned_from: Slug | None

    def fact(self, key: str) -> DemoFact | None:
        return next((fact for fact in self.facts if fact.key == key), None)


class Question(Record):
    """answered_after_hours: None while nobody has answered."""

    case: Slug
    asker: Slug
    message: str
    sent_on: date
    answered_after_hours: int | None


class Bookmarked(Record):
    person: Slug
    case: Slug
    note: str


class JoinWish(Record):
    person: Slug
    organisation: Slug
    message: str


class DemoDraft(Record):
    """data: the fields of the form as somebody has typed them so far."""

    key: Slug
    organisation: Slug
    author: Slug
    town: str
    data: dict[str, str | list[str]]


class DemoWish(Record):
    """A topic wished for; voters: keys of people beside the author."""

    title: str
    why: str
    author: Slug
    voters: list[Slug]


class Life(Record):
    wishes: list[DemoWish]
    questions: list[Question]
    bookmarks: list[Bookmarked]
    join_requests: list[JoinWish]
    drafts: list[DemoDraft]


class DemoSpeaker(Record):
    """person: key of a member, or nothing for a guest."""

    name: str
    role: str
    about: str
    person: str


class DemoTalk(Record):
    """days: from the day it is loaded. time: on the wall, or "now" for one that runs. moved_days: the old start.

    agenda: (minutes after the start, text). questions: (label, "text" or "choice", answers). series: key, or nothing.
    recorded: everybody is told before coming in.
    """

    key: Slug
    title: str
    summary: str
    description: str
    organisation: Slug
    host: Slug
    days: int
    time: str
    minutes: int
    topics: list[Slug]
    admission: Literal["public", "members", "municipalities", "invited"]
    capacity: int | None
    cancelled: str
    moved_days: int
    series: str
    recorded: bool = False
    links: list[Slug]
    speakers: list[DemoSpeaker]
    questions: list[tuple[str, Literal["text", "choice"], list[str]]]
    agenda: list[tuple[int, str]]
    registered: list[Slug]
    waiting: list[Slug]


class DemoSlides(Record):
    """description: in words, for who cannot see them. pages: (heading, lines, rows of a table)."""

    file: str
    title: str
    description: str
    pages: list[tuple[str, list[str], list[tuple[str, str]]]]


class DemoRecording(Record):
    """captions: a WebVTT file."""

    file: str
    captions: str


class DemoRecap(Record):
    """Of a talk by its key; no recap yet when the summary is empty. questions: (text, votes, answer or nothing).

    recording: of a talk where everybody who came had said yes.
    """

    talk: Slug
    summary: str
    statements: list[str]
    text: str
    slides: list[DemoSlides]
    recording: DemoRecording | None
    questions: list[tuple[str, int, str]]


class DemoQuestion(Record):
    """voters: beside the person who asks."""

    person: Slug
    text: str
    state: Literal["open", "listed", "now", "answered"]
    is_anonymous: bool
    voters: list[Slug]


class DemoPoll(Record):
    """options: (text, who chose it)."""

    text: str
    is_multiple: bool
    state: Literal["draft", "open", "closed"]
    shown: Literal["", "screen", "phones"]
    options: list[tuple[str, list[Slug]]]


class DemoFeedback(Record):
    """As FeedbackForm."""

    person: Slug
    useful: int
    usable: int
    text: str


class DemoDuring(Record):
    """What happened in a talk, by its key, and what people said of it afterwards."""

    talk: Slug
    questions: list[DemoQuestion]
    polls: list[DemoPoll]
    feedback: list[DemoFeedback]


class DemoShopEvent(Record):
    """days: from the day it is loaded; time: on the wall."""

    title: str
    text: str
    days: int
    time: str
    minutes: int


class DemoShop(Record):
    """An invented shop in a real street. owner: key of a person; image: a drawing, or nothing."""

    key: Slug
    title: str
    category: str
    summary: str
    story: str
    street: str
    house_number: str
    postcode: str
    lat: float = Field(gt=47, lt=55.1)
    lon: float = Field(gt=5.8, lt=15.1)
    opening_hours: str | None
    hours_text: str
    phone: str
    website: str
    online_shop: str
    delivers: bool
    delivery_text: str
    wheelchair: Literal["", "yes", "limited", "no"]
    wheelchair_text: str
    social: list[str]
    owner: Slug
    confirmed_by: Literal["shop", "city"]
    image: str
    image_alt: str
    events: list[DemoShopEvent]


class DataSource(Record):
    """One entry of /datenquellen."""

    key: Slug
    title: str
    files: list[str]
    publisher: str
    url: str
    licence: str
    licence_url: str
    attribution: str
    as_of: str
    changes: str
    used_for: str


class DemoVoice(Record):
    """Somebody invented who speaks for a campaign."""

    kind: Literal["face", "partner"]
    name: str
    role: str
    words: str


class DemoCampaign(Record):
    """An invented call for help. organisation, shops: keys; days: from the day it is loaded, begun before it."""

    key: Slug
    title: str
    occasion: Literal["flood", "works", "closure", "other"]
    summary: str
    story: str
    organisation: str
    shops: list[str]
    helps: list[str]
    contact: str
    begun_days_ago: int = Field(gt=0)
    days: int = Field(gt=0)
    image: str
    image_alt: str
    voices: list[DemoVoice]


def topics(folder: Path = FOLDER) -> TopicList:
    return TopicList.model_validate_json(_read(folder, "topics"))


def towns(folder: Path = FOLDER) -> list[Town]:
    return TypeAdapter(list[Town]).validate_json(_read(folder, "towns"))


def organisations(folder: Path = FOLDER) -> list[DemoOrganisation]:
    return TypeAdapter(list[DemoOrganisation]).validate_json(_read(folder, "organisations"))


def people(folder: Path = FOLDER) -> PeopleList:
    return PeopleList.model_validate_json(_read(folder, "people"))


def case_studies(folder: Path = FOLDER) -> list[DemoCase]:
    return TypeAdapter(list[DemoCase]).validate_json(_read(folder, "case_studies"))


def life(folder: Path = FOLDER) -> Life:
    return Life.model_validate_json(_read(folder, "life"))


def talks(folder: Path = FOLDER) -> list[DemoTalk]:
    return TypeAdapter(list[DemoTalk]).validate_json(_read(folder, "webtalks"))


def shops(folder: Path = FOLDER) -> list[DemoShop]:
    return TypeAdapter(list[DemoShop]).validate_json(_read(folder, "shops"))


def campaigns(folder: Path = FOLDER) -> list[DemoCampaign]:
    return TypeAdapter(list[DemoCampaign]).validate_json(_read(folder, "campaigns"))


def recaps(folder: Path = FOLDER) -> list[DemoRecap]:
    return TypeAdapter(list[DemoRecap]).validate_json(_read(folder, "recaps"))


def during(folder: Path = FOLDER) -> list[DemoDuring]:
    return TypeAdapter(list[DemoDuring]).validate_json(_read(folder, "during"))


def sources(folder: Path = FOLDER) -> list[DataSource]:
    return TypeAdapter(list[DataSource]).validate_json(_read(folder, "sources"))


def register_day(folder: Path = FOLDER) -> date:
    """The day the population figures of the register are of."""
    return date.fromisoformat(json.loads((folder / "municipalities/gemeinden_de.meta.json").read_text())["stand"])


def _read(folder: Path, name: str) -> bytes:
    return (folder / f"{name}.json").read_bytes()
