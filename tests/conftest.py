"""What every test shares: marks by folder, one fixed clock, and no test left out in silence."""

from __future__ import annotations

import atexit
import os
import shutil
import tempfile
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import django
import pytest
from django.conf import settings

ROOT = Path(__file__).resolve().parent.parent
MARKS = {
    "unit": "unit",
    "integration": "integration",
    "journeys": "journey",
    "house": "house",
    "campaign": "campaign",
}
# A test of a part that is listed in tests/house/pending.py waits for it; nothing else may wait
# where everything is required.
WAITS = "not built yet: "

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "firstlight.config.settings")
if "FIRSTLIGHT_HOME" not in os.environ:  # keys and files of a test never meet those of a force
    os.environ["FIRSTLIGHT_HOME"] = tempfile.mkdtemp(prefix="firstlight-test-")
    atexit.register(shutil.rmtree, os.environ["FIRSTLIGHT_HOME"], ignore_errors=True)
django.setup()  # after the two lines above, which its settings read
# A password is made slow to guess at half a second of processor each; here it need not be.
settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark each test by the folder it stands in, and put files of dear tests first."""
    here = Path(__file__).parent
    for item in items:
        folder = item.path.relative_to(here).parts[0] if item.path.is_relative_to(here) else ""
        if folder in MARKS:
            item.add_marker(MARKS[folder])
    dear = {item.path for item in items if item.get_closest_marker("dear")}
    items.sort(key=lambda item: item.path not in dear)


def _refuse_skip(report: pytest.TestReport | pytest.CollectReport) -> None:
    """Turn a test that was left out into one that failed, where everything is required."""
    if not os.environ.get("FIRSTLIGHT_REQUIRE_ALL") or not report.skipped:
        return
    if hasattr(report, "wasxfail"):
        return
    why = str(report.longrepr[2]) if isinstance(report.longrepr, tuple) else str(report.longrepr)
    if WAITS in why:
        return
    report.outcome = "failed"
    report.longrepr = f"left out, but everything is required here: {why}"


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport() -> Iterator[None]:
    report = yield
    _refuse_skip(report)
    return report


@pytest.hookimpl(wrapper=True)
def pytest_make_collect_report() -> Iterator[None]:
    report = yield
    _refuse_skip(report)
    return report


@pytest.fixture(scope="session")
def at() -> datetime:
    """The one fixed clock: Sunday 22 November 2026, 02:10 in the United Kingdom."""
    return datetime(2026, 11, 22, 2, 10, tzinfo=UTC)


def pytest_sessionfinish(session: pytest.Session) -> None:
    """Drop the databases of what was laid down for this run of pytest alone."""
    if hasattr(session.config, "workerinput") or "FIRSTLIGHT_TEST_RUN" in os.environ:
        return
    base = session.config._tmp_path_factory.getbasetemp()
    if any(base.glob("*.once")):
        from tests.once import drop  # noqa: PLC0415 -- what it loads is of use to few runs

        drop(base)
