"""The site moves to another address: docs/operating.md, "Auf eine andere Adresse umziehen"."""

import re

from icalendar import Calendar

from tests.factories.practices import CaseFactory
from tests.factories.webtalks import WebtalkFactory

PAGES = ("/praxisbeispiele/laden-auf-probe", "/praxisbeispiele.atom", "/sitemap.xml", "/webtalks/leerstand")


def test_all_carries_the_new_address_while_old_paper_and_calendars_go_on(make_app):
    old, new = (make_app(server_name=name).test_client() for name in ("alt.example", "neu.example"))
    with old.application.app_context():
        case = CaseFactory(title="Laden auf Probe").subject.public_id
        WebtalkFactory(title="Leerstand")
    for path in PAGES:
        text = new.get(path, headers={"Host": "neu.example"}).text
        assert re.findall(r"https?://(\w+)\.example", text), path
        assert set(re.findall(r"https?://(\w+)\.example", text)) == {"neu"}, path
    printed = new.get(f"/k/{case}", headers={"Host": "alt.example"})
    assert (printed.status_code, printed.location) == (302, "/praxisbeispiele/laden-auf-probe")
    kept, fresh = (one.get("/webtalks/leerstand/termin.ics").data for one in (old, new))
    assert b"http://neu.example/webtalks/leerstand" in fresh
    uids = [Calendar.from_ical(data).walk("VEVENT")[0]["uid"] for data in (kept, fresh)]
    assert uids[0] == uids[1]
