"""make test may not be green when something was skipped, left out or never ran."""

import pytest

from tools import test as make_test
from tools.machine import CHROMIUM
from tools.tally import Tally

REPORT = '<testsuites><testsuite tests="{}" failures="{}" errors="0" skipped="{}"/></testsuites>'


@pytest.fixture
def report(tmp_path):
    def write(tests, failures=0, skipped=0):
        path = tmp_path / "report.xml"
        path.write_text(REPORT.format(tests, failures, skipped))
        return path

    return write


def test_passed_tests_add_up_over_the_runs(report):
    tally = Tally()
    tally.read("auf SQLite", report(5), 0)
    tally.read("auf PostgreSQL", report(7), 0)
    assert (tally.passed, tally.failed, tally.reasons) == (12, 0, [])


def test_a_failed_test_fails_the_whole(report, capsys):
    tally = Tally()
    tally.read("auf SQLite", report(5, failures=2), 1)
    assert make_test.conclude(tally, [], 60.0) == 1
    assert "Summe: 3 passed, 2 failed, 0 skipped" in capsys.readouterr().out


@pytest.mark.parametrize("code", [2, 3, 5])
def test_a_run_that_broke_off_or_found_no_test_fails(report, code):
    tally = Tally()
    tally.read("auf SQLite", report(0), code)
    assert tally.reasons


def test_a_skipped_test_fails_only_where_nothing_may_be_left_out(report, monkeypatch):
    for ci, expected in ((False, 0), (True, 1)):
        monkeypatch.setattr(make_test, "CI", ci)
        tally = Tally()
        tally.read("auf SQLite", report(5, skipped=1), 0)
        assert make_test.conclude(tally, [], 60.0) == expected


def test_only_the_test_with_a_real_prosody_may_be_left_out_and_the_summary_says_so(tmp_path, monkeypatch, capsys):
    monkeypatch.setattr(make_test, "CI", True)
    path, tally = tmp_path / "report.xml", Tally()
    case = '<testcase classname="{}" name="test_x"><skipped/></testcase>'
    for name, expected in (("tests.webtalks.room.test_prosody", 0), ("tests.webtalks.room.test_door", 1)):
        path.write_text(f'<testsuites><testsuite tests="5" skipped="1">{case.format(name)}</testsuite></testsuites>')
        tally.read("auf SQLite", path, 0)
        assert make_test.conclude(tally, [], 60.0) == expected
        assert "Ausgelassen: 1 Prüfungen mit einem echten Prosody" in capsys.readouterr().out


def test_a_missing_program_is_named_and_fails_where_nothing_may_be_left_out(monkeypatch, capsys):
    for ci, expected in ((False, 0), (True, 1)):
        monkeypatch.setattr(make_test, "CI", ci)
        assert make_test.conclude(Tally(passed=1), [CHROMIUM], 60.0) == expected
    assert "Ausgelassen: was Chromium braucht. Abhilfe: sudo apt-get install chromium" in capsys.readouterr().out
