"""What every test may ask for; the fixtures themselves live in tests/harness/."""

pytest_plugins = [
    "tests.harness.selection",
    "tests.harness.quick",
    "tests.harness.database",
    "tests.harness.application",
    "tests.harness.redis",
    "tests.harness.cast",
    "tests.harness.live_site",
    "tests.harness.browser",
    "tests.harness.accessibility",
]
