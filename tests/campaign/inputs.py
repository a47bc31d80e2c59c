"""What inputs made by chance are tried on: a county with a sealed child, and what goes wrong told."""

from __future__ import annotations

import os
import time
import traceback
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

import pytest
from django.db import transaction

from firstlight.access.services import restrict
from firstlight.people.selectors import place_of
from firstlight.people.services import take_in
from firstlight.records.services import register_source
from tests.integration.access.asking import words
from tests.integration.chain.conftest import SYSTEM

MANY = int(os.environ.get("GENERATED", "100000"))
SEED = int(os.environ.get("GENERATED_SEED", "1"))
SHOWN = 15
NAME = ("Quillabet", "Vexmoorland")
HOME = "9 Halyard Nook, Wexcombe, ZX1 9QZ"
SOURCES = ("gen-api", "gen-lines", "gen-csv", "looked-after-children", "children-in-need")


@contextmanager
def taken_back() -> Iterator[None]:
    """Roll back whatever is done inside."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


@dataclass
class Told:
    """What went wrong, one line a fault and place, with the first input that showed it."""

    secrets: tuple[str, ...]
    faults: dict[str, tuple[int, int, str]] = field(default_factory=dict)
    tried_in_all: int = 0
    spent: float = 0.0

    def wrong(self, what: str, number: int, shown: object) -> None:
        count, first, said = self.faults.get(what, (0, number, repr(shown)[:300]))
        self.faults[what] = (count + 1, first, said)

    def batches(self, many: int, size: int) -> Iterator[range]:
        """Give the inputs' numbers in batches; what a batch leaves behind is rolled back.

        An input is tried on the county as it was filled: its cost does not grow with their number.
        """
        began = time.process_time()
        for begin in range(0, many, size):
            numbers = range(begin, min(begin + size, many))
            with taken_back():
                yield numbers
        self.spent += time.process_time() - began
        self.tried_in_all += many

    def none(self) -> None:
        """Demand that nothing went wrong."""
        found = f"{len(self.faults)} faults"
        print(f"{self.tried_in_all} inputs, {self.spent:.0f} s of processor, {found}")  # noqa: T201 -- the campaign's figures
        rows = [f"{count} times, first in {first}: {what}\n    {said}"
                for what, (count, first, said) in self.faults.items()]  # fmt: skip
        if rows:
            pytest.fail("\n".join(rows[:SHOWN]), pytrace=False)

    def tried(self, number: int, shown: object, work: Callable[[], Any], *, keep: bool) -> Any:
        """Do something with an input in a transaction of its own; a crash is told, and goes on."""
        try:
            with transaction.atomic():
                done = work()
                if not keep:
                    transaction.set_rollback(True)
                return done
        except Exception as fault:  # noqa: BLE001 -- any crash at all is what is looked for
            at = traceback.extract_tb(fault.__traceback__)
            ours = [one for one in at if "/firstlight/" in one.filename] or at
            where = f"{ours[-1].filename.rpartition('/firstlight/')[2]}:{ours[-1].lineno}"
            self.wrong(f"{type(fault).__name__} at {where}: {str(fault)[:120]}", number, shown)
            return None

    def answer(self, number: int, sent: str, answer: Any, door: str) -> None:
        """Look through what came back for a fault of the server and for what is sealed."""
        if answer is None:
            return
        if answer.status_code >= 500:
            self.wrong(f"{door}: {answer.status_code}", number, sent)
        if answer.headers.get("Content-Type", "").startswith("application/pdf"):
            said = words(answer)
        else:
            said = answer.content.decode("utf-8", "replace") + answer.headers.get("Location", "")
        for one in self.secrets:
            if one in said and one.casefold() not in sent.casefold():
                self.wrong(f"{door} tells {one}", number, sent)


@pytest.fixture(scope="module")
def hidden(filled) -> tuple[str, ...]:
    """Hold a sealed child, and give what nobody else may be told of her."""
    for code in SOURCES:
        register_source(code=code, name=code, owner="Chance", by=SYSTEM, at=filled.now)
    raw = {
        "source": "gen-lines", "source_ref": "SEALED", "kind": "vulnerability_report",
        "told_at": "2026-11-20T10:00:00Z", "recorded_at": "2026-11-20T10:00:00Z",
        "title": "Ferrule seen", "narrative": "A ferrule on the step.",
        "people": [{"key": "p1", "role": "child", "given": NAME[0], "family": NAME[1], "born_on": "2013-02-03",
                    "phones": ["07700900987"], "address": {"text": HOME}}],
        "details": {"concern": ["neglect"], "seen": "A ferrule", "grade": "amber"},
    }  # fmt: skip
    taken = take_in(raw, by=SYSTEM, at=filled.now)
    child, place = taken.people["p1"], place_of(HOME)
    for target in (child, taken.ref, place):
        restrict(
            target=target,
            level="sealed",
            custodians=("U-KEEPER",),
            reason="x",
            by=SYSTEM,
            at=filled.now,
        )
    filled.work()
    return (child, taken.ref, str(place), *NAME, "errule")


@pytest.fixture
def told(oakshire, hidden) -> Iterator[Told]:
    found = Told(hidden)
    yield found
    found.none()
