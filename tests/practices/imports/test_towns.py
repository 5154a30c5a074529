"""A town is named only when the register leaves no doubt."""

import pytest

from app.practices.imports.towns import find_town, town_names

NAMES = town_names(
    [
        ("05911000", "Bochum"),
        ("05913000", "Dortmund"),
        ("11000000", "Berlin"),
        ("05117000", "Mülheim an der Ruhr"),
        ("06412000", "Frankfurt am Main"),
        ("12053000", "Frankfurt (Oder)"),
        ("15002000", "Halle (Saale)"),
        ("05754012", "Halle (Westf.)"),
        ("05513000", "Gelsenkirchen"),
        ("09775135", "Neu-Ulm"),
        ("08421000", "Ulm"),
        ("12054000", "Potsdam"),
        ("08111000", "Stuttgart"),
        ("05113000", "Essen"),
        ("03453006", "Essen (Oldenburg)"),
        ("06635003", "Bad Wildungen"),
        ("16076041", "Neustadt"),
        ("09575153", "Neustadt a.d.Aisch"),
    ]
)


@pytest.mark.parametrize(
    ("words", "ags"),
    [
        ("Tapetenwechsel Bochum", "05911000"),
        ("Bochum - eine produktive Stadt?!", "05911000"),
        ("Zentrum Hörde,Dortmund", "05913000"),
        ("Ausstellung(DASA)Dortmund", "05913000"),
        ("Schokofabrik in Berlin-Kreuzberg(Workshops)", "11000000"),
        ("Wettbewerb Mülheim an der Ruhr 2011", "05117000"),
        ("Laden Bad Wildungen", "06635003"),
        ("Markt in Neu-Ulm", "09775135"),
        ("City-Logistik Stuttgart", "08111000"),
    ],
)
def test_one_name_of_one_town_is_that_town(words, ags):
    assert find_town(words, NAMES) == ags


@pytest.mark.parametrize(
    "words",
    [
        "Bochumer Originale",
        "Bochumplatz",
        "Moltkemarkt",
        "bochum",  # no whole word
        "Plattform Frankfurt",
        "Eltingviertel Essen",
        "Kunst in Neustadt",  # fits several
        "Halle 1 in Gelsenkirchen",
        "Von Bochum nach Dortmund",  # two names
        "IHK Potsdam",
        "Handwerkskammer Region Stuttgart",
        "Landkreis Potsdam",  # a larger area
        "Alt-Bochum",
        "2011",
        "",
    ],
)
def test_in_doubt_the_town_stays_empty(words):
    assert find_town(words, NAMES) is None


def test_the_same_town_twice_is_no_doubt():
    assert find_town("Bochum für Bochum", NAMES) == "05911000"
