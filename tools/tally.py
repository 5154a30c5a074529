"""Counts what several test runs said, from pytest's own report files."""

from dataclasses import dataclass, field
from pathlib import Path
from xml.etree import ElementTree

NO_TESTS = 5


@dataclass
class Tally:
    passed: int = 0
    failed: int = 0
    skipped: int = 0
    reasons: list[str] = field(default_factory=list)

    def fail(self, reason: str) -> None:
        self.failed += 1
        self.reasons.append(reason)

    def read(self, name: str, report: Path, code: int) -> None:
        """Add one run.  code: pytest's exit status; a run without a single test counts as failed."""
        counts = counts_in(report)
        broken = counts["failures"] + counts["errors"]
        self.failed += broken
        self.skipped += counts["skipped"]
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
