"""The documents: generated ones are fresh, links lead somewhere, records of decisions are short."""

import re
import subprocess
import sys

import pytest

from house.tree import ROOT, files, named, text

LINK = re.compile(r"!?\[[^\]]*\]\(([^)\s#]+)(?:#[\w-]*)?\)")
PATH = re.compile(
    r"`((?:firstlight|tests|scripts|docs|simulation|bench|requirements|\.ci)/[\w./-]+)`"
)
PAGES = [p for p in files() if p.suffix == ".md" and not named(p).startswith("docs/generated/")]
RECORDS = [p for p in PAGES if named(p).startswith("docs/adr/") and p.stem[:4].isdigit()]


def test_generated_documents_say_what_the_tables_say():
    done = subprocess.run(
        [sys.executable, "scripts/docs", "check"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize("page", PAGES, ids=named)
def test_a_link_leads_somewhere(page):
    targets = [
        t for t in LINK.findall(text(page)) if "://" not in t and not t.startswith("mailto:")
    ]
    assert [t for t in targets if not (page.parent / t).exists()] == []


@pytest.mark.parametrize("page", PAGES, ids=named)
def test_a_file_that_is_named_exists(page):
    """A page that names a part not built yet says so on that line: "(not built yet)"."""
    wrong = [
        name
        for line in text(page).splitlines() if "not built yet" not in line
        for name in PATH.findall(line)
        if "NAME" not in name and not (ROOT / name.rstrip(".")).exists()
    ]  # fmt: skip
    assert wrong == []


@pytest.mark.parametrize("page", RECORDS, ids=named)
def test_a_record_of_a_decision_is_short_and_whole(page):
    said = text(page)
    assert [h for h in ("## Context", "## Decision", "## Consequences") if h not in said] == []
    assert 12 <= len(said.splitlines()) <= 40


def test_records_of_decisions_are_numbered_without_a_gap_and_listed():
    numbers = sorted(int(p.stem[:4]) for p in RECORDS)
    assert numbers == list(range(1, len(numbers) + 1))
    listed = text(ROOT / "docs/adr/README.md")
    assert [p.name for p in RECORDS if p.name not in listed] == []


def test_every_habit_of_the_makefile_is_in_the_readme_or_contributing():
    habits = re.findall(r"^([a-z-]+):.*## ", text(ROOT / "Makefile"), re.MULTILINE)
    said = text(ROOT / "README.md") + text(ROOT / "CONTRIBUTING.md")
    assert [h for h in habits if f"make {h}" not in said and h != "help"] == []
