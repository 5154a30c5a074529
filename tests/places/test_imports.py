"""The register of municipalities: all of it or nothing, and every bad line with its reason."""

import io
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import func, select

from app.core.csv_lines import Problem
from app.core.subjects import Subject
from app.extensions import db
from app.places.imports import Entry, district_name, read_postcodes, read_register
from app.places.models import Place, Postcode
from app.places.services import import_postcodes, import_register, register_place
from config import ROOT

REGISTER = ROOT / "demo/municipalities/gemeinden_de.csv"
POSTCODES = ROOT / "demo/municipalities/plz_gemeinde.csv"
HEAD = (
    "ags,name,zusatz,typ,kreis_schluessel,kreis,kreis_typ,land_schluessel,land,einwohner,flaeche_km2,"
    "plz_verwaltungssitz,lat,lon,verstaedterung"
)
KELHEIM = "09273152,Neustadt a.d.Donau,Stadt,Stadt,09273,Kelheim,Landkreis,09,Bayern,14604,93.53,93333,48.8,11.7,02"


def stream(*lines: str | bytes) -> io.BytesIO:
    return io.BytesIO(b"\n".join(line if isinstance(line, bytes) else line.encode() for line in (HEAD, *lines)))


def read(*lines: str | bytes) -> list[Entry | Problem]:
    return list(read_register(stream(*lines)))


def reason(line: str | bytes) -> str:
    (problem,) = read(line)
    assert isinstance(problem, Problem)
    assert problem.line == 2
    return problem.reason


def test_a_line_of_the_register_becomes_an_entry():
    (entry,) = read(KELHEIM)
    assert entry == Entry(
        "09273152", "Neustadt a.d.Donau", "Stadt", "Stadt", "09273", "Landkreis Kelheim", "09", 14604, 93.53, "93333",
        48.8, 11.7, "02",
    )  # fmt: skip


def test_an_empty_figure_is_unknown_and_not_zero():
    (entry,) = read(KELHEIM.replace(",14604,93.53,", ",,,"))
    assert (entry.population, entry.area_km2) == (None, None)


@pytest.mark.parametrize(
    ("line", "says"),
    [
        (KELHEIM.replace("09273152", "9273152"), "nicht acht Ziffern"),
        (KELHEIM.replace("Neustadt a.d.Donau", " "), "Der Name fehlt"),
        (KELHEIM.replace(",09,Bayern", ",08,Bayern"), "passt nicht zum Schlüssel"),
        (KELHEIM.replace(",09273,", ",09274,"), "passt nicht zum Schlüssel"),
        (KELHEIM.replace("14604", "-5"), "keine ganze Zahl"),
        (KELHEIM.replace("14604", "99999999999"), "keine ganze Zahl"),
        (KELHEIM.replace("93.53", "1e9"), "keine Zahl"),
        (KELHEIM.replace("93333", "933"), "hat nicht 5 Ziffern"),
        (KELHEIM.replace("48.8", "91"), "keine Zahl"),
        (KELHEIM + ",zu viel", "Erwartet werden 15 Felder, gefunden 16"),
        (KELHEIM.replace("Neustadt", '"Neustadt'), "Anführungszeichen"),
        (KELHEIM.encode().replace(b"Donau", b"D\xf6nau"), "kein gültiges UTF-8"),
        ("x" * 30_000, "länger als 20 kB"),
    ],
)
def test_a_bad_line_is_named_with_its_reason(line, says):
    assert says in reason(line)


def test_a_key_that_stands_twice_is_a_problem():
    assert [str(one) for one in read(KELHEIM, KELHEIM)[1:]] == [
        "Zeile 3: Der Schlüssel 09273152 steht schon in Zeile 2."
    ]


def test_a_file_without_the_right_columns_is_refused_at_once():
    (problem,) = read_register(io.BytesIO(b"a,b\n1,2\n"))
    assert problem.line == 1
    assert "Kopfzeile" in problem.reason


def test_an_empty_file_is_refused():
    assert [one.reason for one in read_register(io.BytesIO())] == ["Die Datei ist leer."]


def test_semicolons_and_a_byte_order_mark_are_understood():
    text = "\ufeff" + HEAD.replace(",", ";") + "\r\n" + KELHEIM.replace(",", ";").replace("93.53", "93,53") + "\r\n"
    (entry,) = read_register(io.BytesIO(text.encode()))
    assert entry.area_km2 == 93.53


def test_fifty_megabytes_of_rubbish_end_early():
    problems = list(read_register(io.BytesIO(HEAD.encode() + b"\n" + (b"\xff" * 499 + b"\n") * 100_000)))
    assert "Hier brechen wir ab" in problems[-1].reason
    one_line = list(read_register(io.BytesIO(HEAD.encode() + b"\n" + b"x" * 50_000_000)))
    assert len(one_line) == 1


@pytest.mark.parametrize(
    ("name", "kind", "is_called"),
    [
        ("Kelheim", "Landkreis", "Landkreis Kelheim"),
        ("Vogtlandkreis", "Landkreis", "Vogtlandkreis"),
        ("Region Hannover", "Landkreis", "Region Hannover"),
        ("Kiel", "Kreisfreie Stadt", "kreisfreie Stadt"),
    ],
)
def test_a_district_is_called_as_people_call_it(name, kind, is_called):
    assert district_name(name, kind) == is_called


def count(model: type = Place) -> int:
    return db.session.scalar(select(func.count()).select_from(model)) or 0


def test_the_whole_register_comes_in_by_few_statements_and_only_once(app, count_sql):
    with REGISTER.open("rb") as file, count_sql() as statements:
        report = import_register(read_register(file), as_of=date(2019, 12, 31))
    assert (report.new, report.problems) == (11_004, [])
    assert len(statements) < 80
    levels = dict(db.session.execute(select(Place.level, func.count()).group_by(Place.level)).all())
    assert levels == {"gemeinde": 11_004, "kreis": 401, "land": 16}
    with REGISTER.open("rb") as file:
        again = import_register(read_register(file))
    assert (again.new, again.changed, again.unchanged) == (0, 0, 11_004)
    assert count() == count(Subject) == 11_421
    with POSTCODES.open("rb") as file:
        codes = import_postcodes(read_postcodes(file))
    assert codes.written
    assert [note[:11] for note in codes.notes] == ["Zeile 4858:"]
    assert count(Postcode) == 12_882


def test_one_bad_line_and_nothing_is_taken(app):
    report = import_register(read_register(stream(KELHEIM, "kaputt")))
    assert not report.written
    assert [one.line for one in report.problems] == [3]
    assert count() == 0


def test_a_dry_run_says_what_would_happen_and_writes_nothing(app):
    report = import_register(read_register(stream(KELHEIM)), dry_run=True)
    assert (report.new, report.written, count()) == (1, False, 0)


def test_a_changed_figure_changes_the_place_and_its_version(app):
    import_register(read_register(stream(KELHEIM)), as_of=date(2019, 12, 31))
    report = import_register(read_register(stream(KELHEIM.replace("14604", "15000"))))
    assert (report.new, report.changed, report.unchanged) == (0, 1, 0)
    place = db.session.scalars(select(Place).where(Place.key == "09273152")).one()
    assert (place.population, place.as_of, place.subject.version) == (15_000, date(2019, 12, 31), 2)


def test_a_town_of_the_register_has_an_address_and_an_origin(app):
    import_register(read_register(stream(KELHEIM)))
    subject = db.session.scalars(select(Subject).where(Subject.slug == "09273152")).one()
    assert (subject.address, subject.origin, subject.state) == ("/orte/09273152", "offene_daten", "published")


def test_an_invented_town_is_registered_once(app):
    entry = Entry("03990001", "Erlbrück", "Stadt", "Stadt", "03990", "Landkreis Erltal", "03", 9840, 87.31)
    first = register_place(entry, origin="demo", summary="Eine Stadt am Rand.")
    assert register_place(entry, origin="demo") == first
    subject = db.session.get_one(Subject, first)
    assert (subject.origin, subject.summary) == ("demo", "Eine Stadt am Rand.")


def test_the_command_reports_line_by_line(app, tmp_path: Path):
    path = tmp_path / "register.csv"
    path.write_bytes(stream(KELHEIM, "kaputt").getvalue())
    result = app.test_cli_runner().invoke(args=["places", "import", str(path)])
    assert result.exit_code == 1
    assert result.output.splitlines() == [
        "Zeile 3: Erwartet werden 15 Felder, gefunden 1.",
        "register.csv: 1 Zeilen sind fehlerhaft. Es wurde nichts übernommen.",
    ]


def test_the_command_takes_the_date_from_the_file_beside(app, tmp_path: Path):
    path = tmp_path / "register.csv"
    path.write_bytes(stream(KELHEIM).getvalue())
    path.with_suffix(".meta.json").write_text('{"stand": "2024-12-31"}')
    assert app.test_cli_runner().invoke(args=["places", "import", str(path)]).exit_code == 0
    assert db.session.scalar(select(Place.as_of).where(Place.key == "09273152")) == date(2024, 12, 31)
