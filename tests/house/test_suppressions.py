"""A check that is switched off on a line says which and why, and that is rare."""

import io
import re
import tokenize

from house.tree import ROOT, named, python, text

NOQA = re.compile(
    r"#\s*noqa\b(?P<codes>:\s*[A-Z]+\d+(?:\s*,\s*[A-Z]+\d+)*)?(?P<reason>\s+--\s+\S.{4,})?"
)
# mypy takes no words behind its code, so that the reason is a second comment on the line.
TYPE = re.compile(
    r"#\s*type:\s*ignore\b(?P<codes>\[[\w, -]+\])?(?P<reason>\s+#\s*(?:noqa.*)?--\s+\S.{4,})?"
)
LINES_PER_SUPPRESSION = 1000


def _suppressions():
    for path in python("firstlight", "simulation", "bench", "scripts"):
        for token in tokenize.generate_tokens(io.StringIO(text(path)).readline):
            if token.type == tokenize.COMMENT:
                for pattern in (NOQA, TYPE):
                    if found := pattern.search(token.string):
                        yield f"{named(path)}:{token.start[0]}", found


def test_each_names_its_code_and_its_reason():
    wrong = [where for where, found in _suppressions() if not (found["codes"] and found["reason"])]
    assert wrong == [], "write `noqa: CODE -- why` or `type: ignore[code]  # -- why`"


def test_they_are_rare():
    lines = sum(len(text(p).splitlines()) for p in python("firstlight", "simulation", "bench"))
    places = [where for where, _ in _suppressions()]
    assert len(places) <= max(1, lines // LINES_PER_SUPPRESSION), places


def test_every_check_left_out_of_the_project_has_its_reason_beside_it():
    lines = text(ROOT / "pyproject.toml").split("[tool.ruff.format", 1)[0].splitlines()
    start = lines.index("ignore = [")
    rows = lines[start + 1 : lines.index("]", start)]
    assert len(rows) <= 20
    assert [row for row in rows if not re.search(r"#\s\S.{8,}", row)] == []
