"""What real calendar programs understand: the same moment, in both nights in which the clocks change."""

import os
import subprocess
import threading
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from icalendar import Calendar

from app.core import clock
from app.core.zone import BERLIN
from app.webtalks.calendars.entries import Entry, Invited, calendar
from tools.machine import find_calendars

NIGHTS = [
    ("2026-03-28T09:00", "2026-03-30T09:00"),
    ("2026-10-24T09:00", "2026-10-26T09:00"),
    ("2027-03-27T09:00", "2027-03-29T09:00"),
    ("2027-10-30T09:00", "2027-11-01T09:00"),
]
FOLD = datetime(2026, 10, 25, 0, 30, tzinfo=UTC), datetime(2026, 10, 25, 1, 30, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _programs():
    if find_calendars() is None:
        pytest.skip("khal, calcurse and vdirsyncer are missing")


def berlin(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=clock.BERLIN).astimezone(UTC)


def entry(starts_at: datetime, number: int = 0, **changes: object) -> Entry:
    values = {
        "public_id": f"talk{number}",
        "title": f"Termin {number}",
        "summary": "Leerstand; füllen, mit\nZeilen",
        "starts_at": starts_at,
        "ends_at": starts_at + timedelta(hours=1),
        "sequence": 0,
        "is_cancelled": False,
        "changed_at": datetime(2026, 1, 1, tzinfo=UTC),
        "url": "https://ortskern.example/webtalks/termin",
    }
    return Entry(**{**values, **changes})


def run(command: list[str], place: Path, **environment: str) -> str:
    env = {**os.environ, "HOME": str(place), "TZ": "Europe/Berlin", "LC_ALL": "C.UTF-8", **environment}
    env |= {"XDG_CONFIG_HOME": str(place / "config"), "XDG_DATA_HOME": str(place / "data")}
    done = subprocess.run(command, cwd=place, env=env, capture_output=True, text=True, timeout=60)
    assert done.returncode == 0, done.stderr
    return done.stdout


def khal(place: Path) -> list[str]:
    """Starts as khal shows them, in Berlin."""
    (place / "khal.conf").write_text(
        f"[calendars]\n[[ours]]\npath = {place / 'ours'}\ntype = calendar\n"
        "[locale]\nlocal_timezone = Europe/Berlin\ndefault_timezone = Europe/Berlin\n"
        "timeformat = %H:%M\ndateformat = %Y-%m-%d\nlongdateformat = %Y-%m-%d\n"
        "datetimeformat = %Y-%m-%d %H:%M\nlongdatetimeformat = %Y-%m-%d %H:%M\n"
        f"[sqlite]\npath = {place / 'khal.db'}\n"
    )
    command = ["khal", "-c", "khal.conf", "list", "--format", "{start-date} {start-time}", "--day-format", ""]
    return [line for line in run([*command, "2026-01-01", "700d"], place).splitlines() if line.strip()]


@pytest.mark.parametrize(("before", "after"), NIGHTS)
def test_nine_o_clock_is_nine_o_clock_on_both_sides_of_a_clock_change(app, tmp_path, before, after):
    (tmp_path / "ours").mkdir()
    for number, text in enumerate((before, after)):
        data = calendar([entry(berlin(text), number)])
        (tmp_path / "ours" / f"{number}.ics").write_bytes(data)
    assert khal(tmp_path) == [before.replace("T", " "), after.replace("T", " ")]
    assert calcurse(tmp_path) == ["09:00", "09:00"]


def calcurse(place: Path) -> list[str]:
    """Starts as calcurse shows them."""
    (place / "config" / "calcurse").mkdir(parents=True, exist_ok=True)
    for file in sorted((place / "ours").iterdir()):
        run(["calcurse", "-q", "-i", str(file)], place)
    query = ["calcurse", "-Q", "--input-datefmt", "4", "--from", "2026-01-01", "--to", "2027-12-31"]
    shown = run([*query, "--format-apt", "at %(start:%H:%M)\\n"], place)
    return [line.removeprefix("at ") for line in shown.splitlines() if line.startswith("at ")]


def test_the_hour_that_comes_twice_stays_two_moments(app):
    data = calendar([entry(moment, number) for number, moment in enumerate(FOLD)])
    events = Calendar.from_ical(data).walk("VEVENT")
    assert tuple(event.decoded("dtstart") for event in events) == FOLD


def test_summer_time_begins_at_two_and_ends_at_three():
    rules = {one.name: one.to_ical().decode() for one in BERLIN.subcomponents}
    assert "DTSTART:19810329T020000" in rules["DAYLIGHT"]
    assert "DTSTART:19961027T030000" in rules["STANDARD"]
    zone = BERLIN.to_tz()
    assert datetime(2026, 3, 29, 3, 0, tzinfo=zone).utcoffset() == timedelta(hours=2)
    assert datetime(2026, 3, 29, 1, 59, tzinfo=zone).utcoffset() == timedelta(hours=1)


def test_a_title_with_line_breaks_breaks_nothing(app):
    wild = entry(FOLD[0], title="Eins\r\nEND:VEVENT\nBEGIN:VEVENT")
    (event,) = Calendar.from_ical(calendar([wild])).walk("VEVENT")
    assert "END:VEVENT" in event["summary"]
    assert max(map(len, calendar([wild]).split(b"\r\n"))) <= 75


def test_an_invitation_names_one_reader_and_a_cancellation_takes_the_entry_out(app):
    to = Invited("Anna Adler", "anna@example.org")
    asked = Calendar.from_ical(calendar([entry(FOLD[0])], method="REQUEST", to=to))
    gone = Calendar.from_ical(calendar([entry(FOLD[0], is_cancelled=True, sequence=2)], method="CANCEL", to=to))
    (event,), (cancelled,) = asked.walk("VEVENT"), gone.walk("VEVENT")
    assert (asked["method"], event["attendee"], event["status"]) == ("REQUEST", "mailto:anna@example.org", "CONFIRMED")
    assert (gone["method"], cancelled["status"], cancelled["sequence"]) == ("CANCEL", "CANCELLED", 2)
    assert event["uid"] == cancelled["uid"]


@pytest.fixture
def served(app) -> Iterator[str]:
    data = calendar([entry(berlin(text), number) for number, (text, _) in enumerate(NIGHTS)], "Webtalks")

    class Feed(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200)
            self.send_header("Content-Type", "text/calendar")
            self.end_headers()
            self.wfile.write(data)

        def log_message(self, *_values: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Feed)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/kalender.ics"
    server.shutdown()


def test_vdirsyncer_fetches_the_feed_and_khal_shows_it(served, tmp_path):
    (tmp_path / "sync.conf").write_text(
        f'[general]\nstatus_path = "{tmp_path}/status"\n'
        '[pair ours]\na = "far"\nb = "near"\ncollections = null\n'
        f'[storage far]\ntype = "http"\nurl = "{served}"\n'
        f'[storage near]\ntype = "filesystem"\npath = "{tmp_path}/ours"\nfileext = ".ics"\n'
    )
    environment = {"VDIRSYNCER_CONFIG": str(tmp_path / "sync.conf"), "NO_PROXY": "127.0.0.1", "no_proxy": "127.0.0.1"}
    (tmp_path / "ours").mkdir()
    run(["vdirsyncer", "discover"], tmp_path, **environment)
    run(["vdirsyncer", "sync"], tmp_path, **environment)
    assert khal(tmp_path) == [text.replace("T", " ") for text, _ in NIGHTS]
