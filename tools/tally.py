"""Counts what several test runs said, from pytest's own report files."""

from dataclasses import dataclass, field
from pathlib import Path
from xml.etree import ElementTree

NO_TESTS = 5
MAY_BE_LEFT_OUT = "tests.webtalks.room.test_prosody"
"""Needs files that no package index carries; every other skipped test is a mistake."""


@dataclass
class Tally:
    passed: int = 0
    failed: int = 0
    skipped: int = 0
    left_out: int = 0
    reasons: list[str] = field(default_factory=list)

    @property
    def wrongly_skipped(self) -> int:
        return self.skipped - self.left_out

    def fail(self, reason: str) -> None:
        self.failed += 1
        self.reasons.append(reason)

    def read(self, name: str, report: Path, code: int) -> None:
        """Add one run.  code: pytest's exit status; a run without a single test counts as failed."""
        counts = counts_in(report)
        broken = counts["failures"] + counts["errors"]
        self.failed += broken
        self.skipped += counts["skipped"]
        self.left_out += left_out_in(report)
        self.passed += counts["tests"] - broken - counts["skipped"]
        if code == NO_TESTS:
            self.fail(f"{name}: kein einziger Test")
        elif broken:
            self.reasons.append(f"{name}: {broken} fehlgeschlagen")
        elif code != 0:
            self.fail(f"{name}: pytest endete mit {code}")


def counts_in(report: Path) -> dict[str, int]:
    names = ("tests", "failures", "errors", "skipped")
    if not report.exists():
        return dict.fromkeys(names, 0)
    suites = ElementTree.parse(report).iter("testsuite")
    attributes = [suite.attrib for suite in suites]
    return {name: sum(int(each.get(name, 0)) for each in attributes) for name in names}


def left_out_in(report: Path) -> int:
    """Skipped ones of the single file that may be."""
    cases = ElementTree.parse(report).iter("testcase") if report.exists() else []
    return sum(case.find("skipped") is not None and case.get("classname") == MAY_BE_LEFT_OUT for case in cases)
