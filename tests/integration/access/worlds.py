"""The same county with and without a sealed child in it: every answer an outsider can be given.

What stands is read, the child comes in and is sealed, and all of it is read again. Her records are
of every sort that opens something: in a family that is known, at an address that is known.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from typing import Any

from django.db import transaction

from firstlight.access.services import restrict
from firstlight.people.services import take_in
from tests.integration.access.asking import Attacker, plain
from tests.integration.access.table import API, Row
from tests.integration.chain.conftest import SYSTEM, Oakshire

Table = list[tuple[str, Row, str]]
Told = tuple[str, tuple[int, str, str]]  # what was asked; status, where it leads, body
GIVEN, FAMILY, BORN = "Quillabet", "Vexmoorland", "2013-02-03"
HOME = "9 Halyard Nook, Wexcombe, ZX1 9QZ"
# What is new at each asking, whatever is held: a position, a reference just made, a secret shown once.
NEW = re.compile(
    r'"position": \d+|"n": \d+|\b(?:B|E|O|S|X|D|A|R|P|M|K|N|F|OG|IN|DR|HD|DS|FL|Q|L|V)-[0-9A-Z]{10}\b'
    r"|\bposition \d+|\bafter=\d+|\bfirstlight_\w+ \d+"
)
# Answered otherwise each time: keys just made, and the journal, which tells those who guard it of every
# act there was, by reference alone: that nothing is left out of it is what it is for.
OTHERWISE = frozenset({"me/second/app", "me/second/key", "me/paper", "journal"})
WORDS = (
    {"words": f"{GIVEN} {FAMILY}"}, {"words": FAMILY}, {"words": f"Quilabet Vexmorland {BORN}"}, {"words": HOME},
    {"words": "ZX1 9QZ"}, {"words": "07700900987"}, {"words": "Quil", "children": "on"},
)  # fmt: skip
SEARCHED = (
    {"name": f"{GIVEN} {FAMILY}"}, {"name": "Vexmorland", "born_on": BORN}, {"address": HOME},
    {"phone": "07700900987"}, {"born_on": BORN},
)  # fmt: skip


def _child(key: str, address: str) -> dict[str, Any]:
    return {"key": key, "role": "child", "given": GIVEN, "family": FAMILY, "born_on": BORN, "sex": "female",
            "phones": ["07700900987"], "address": {"text": address}}  # fmt: skip


def comes_in(force: Oakshire, sibling: dict[str, Any], mother: dict[str, Any]) -> None:
    """Have the child come in by records of many kinds, and be sealed before anybody has looked."""
    told = force.now.isoformat()
    home = sibling["address"]["text"]
    kinds: tuple[tuple[str, str, dict[str, Any]], ...] = (
        ("missing_report", "oak-missing", {"whereabouts_known": "no"}),
        ("vulnerability_report", "oak-ppn", {"concern": ["neglect"], "seen": "Bare cupboards.", "grade": "red"}),
        ("incident", "oak-cad", {"job_type": "concern"}),
    )  # fmt: skip
    targets: list[str] = []
    for number, (kind, source, details) in enumerate(kinds):
        raw = {"source": source, "source_ref": f"SEALED-{number}", "kind": kind, "told_at": told,
               "recorded_at": told, "details": details, "title": "Concern",
               "people": [_child("p1", HOME if number else home)]}  # fmt: skip
        taken = take_in(raw, by=SYSTEM, at=force.now)
        assert taken.outcome == "taken", taken.faults
        targets.append(taken.people["p1"])
    family = {"source": "oak-ppn", "source_ref": "SEALED-FAMILY", "kind": "vulnerability_report",
              "told_at": told, "recorded_at": told, "details": {"concern": ["neglect"], "seen": "Two beds."},
              "people": [_child("p1", home), {**mother, "key": "p2"}, {**sibling, "key": "p3"}],
              "relations": [{"one": "p2", "kind": "parent_of", "other": "p1"}]}  # fmt: skip
    taken = take_in(family, by=SYSTEM, at=force.now)
    assert taken.outcome == "taken", taken.faults
    assert len(set(targets)) == 1, "her records are one child's"
    for target in (targets[0], taken.ref):
        restrict(
            target=target,
            level="sealed",
            custodians=("U-KEEPER",),
            reason="x",
            by=SYSTEM,
            at=force.now,
        )
    force.work()


def told_to(who: Attacker, table: Table) -> Iterator[Told]:
    """Give everything an account can be told: each address and operation, searches, what it follows."""
    pages, api = who.pages, who.system
    for address, row, ref in table:
        for method in ("get", "post") if address not in OTHERWISE else ():
            yield f"{method} {address}", _asked(who.ask, address, row, ref, method)
    for number, words in enumerate(WORDS):
        yield (
            f"search {number}",
            _asked(pages.post, "/search", {**words, "justification": "job 0412"}),
        )
    refs = {row.subject: ref for _, row, ref in table}
    for operation, row in API.items():
        yield operation, _asked(who.call, operation, row, refs.get(row.subject, ""))
    for number, parts in enumerate(SEARCHED):
        yield (
            f"POST search {number}",
            _asked(who.call, "POST search", replace(API["POST search"], json=dict(parts)), ""),
        )
    for more in ("after=0", "updated_since=2026-11-20T00:00:00Z"):
        yield f"GET changes {more}", _asked(api.get, f"/api/v1/changes?{more}")
    for place in (HOME, "16 Larch Court, Stanbridge, ZX3 5LC"):
        yield (
            f"brief of {place}",
            _asked(pages.post, "/briefs/ask", {"address": place}, follow=True),
        )


def _asked(ask: Callable[..., Any], *what: Any, **more: Any) -> tuple[int, str, str]:
    """Ask, and take back what asking wrote down."""
    with transaction.atomic():
        status, leads, body = plain(ask(*what, **more))
        transaction.set_rollback(True)
    return status, NEW.sub("*", leads), NEW.sub("*", body)


def apart(before: Iterable[Told], after: Iterable[Told]) -> list[str]:
    """Give where two worlds answer otherwise, each with the first line that differs."""
    told = []
    for (name, one), (_, other) in zip(before, after, strict=True):
        if one == other:
            continue
        lines = zip(one[2].splitlines(), other[2].splitlines(), strict=False)
        first = next(
            ((a, b) for a, b in lines if a != b), (f"{len(one[2])} characters", f"{len(other[2])}")
        )
        told.append(
            f"{name}: {one[:2]} {other[:2]}\n   - {first[0].strip()[:200]}\n   + {first[1].strip()[:200]}"
        )
    return told
