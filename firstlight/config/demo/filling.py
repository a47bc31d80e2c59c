"""Filling a demonstration: the history in the order the force learnt it, each batch at its time."""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta

from firstlight.audit.outbox import claim, perform_all, tick
from firstlight.audit.selectors import waiting_tasks
from firstlight.config.demo import staffing
from firstlight.config.demo.acting import carry_out
from firstlight.config.demo.folder import Arrived, Folder
from firstlight.intake.rules.offers import Offer
from firstlight.intake.services import Counts, load_files, take_batch
from firstlight.kernel import clock
from firstlight.kernel.values.viewer import Viewer
from firstlight.people.services import loading

Move = Callable[[int], None]
# Who is who is worked out anew for all a batch touches, so large batches are much cheaper; "as at"
# tells no finer than one batch. Old history is told coarsely, the last weeks and hours finely.
BATCH = 1000
# How many floors one process takes while nobody waits for an answer: of many, neighbours go together.
TOGETHER = 4000
# The last night is lived through hour by hour: the force went live a day before history ends.
NIGHT = timedelta(hours=24)
FINER = (
    (timedelta(days=1), timedelta(hours=1)),
    (timedelta(days=7), timedelta(days=1)),
    (timedelta(days=60), timedelta(days=7)),
)


def batches(
    history: Iterator[Arrived], until: datetime, acts: list[datetime]
) -> Iterator[list[Arrived]]:
    """Cut the history so that a batch holds an hour of the last day, a day of the last week.

    No batch spans something a person did.
    """
    batch: list[Arrived] = []
    for one in history:
        if batch and (len(batch) >= BATCH or _parted(batch[0].at, one.at, until, acts)):
            yield batch
            batch = []
        batch.append(one)
    if batch:
        yield batch


def _parted(first: datetime, then: datetime, until: datetime, acts: list[datetime]) -> bool:
    if any(first <= act < then for act in acts):
        return True
    length = next((length for before, length in FINER if then > until - before), None)
    return length is not None and then - first > length


def _received(batch: list[Arrived]) -> Callable[[Offer], datetime | None]:
    when = {id(one.offer): one.at for one in batch}

    def received(offer: Offer) -> datetime | None:
        return when[id(offer)]

    return received


def take_history(folder: Folder, *, until: datetime, move: Move, by: Viewer) -> Counts:
    """Take the whole history in, doing in between what people did."""
    counts, waiting = Counts(), folder.acts()
    moments = [datetime.fromisoformat(act["at"]) for act in waiting]
    with loading():
        for batch in batches(folder.history(), until, moments):
            while waiting and moments[0] < batch[0].at:
                carry_out(waiting.pop(0), at=moments.pop(0))
            take_batch(
                [one.offer for one in batch],
                counts,
                source=batch[0].source,
                received=_received(batch),
                by=by,
                at=batch[-1].at,
            )
            move(counts.read)
            if until - batch[-1].at <= NIGHT:
                live_through(batch[-1].at)
    while waiting:
        carry_out(waiting.pop(0), at=moments.pop(0))
    return counts


def live_through(at: datetime) -> None:
    """Let the outbox and the people on duty catch up with a moment of the last night."""
    drain(at)
    staffing.work(at)
    drain(at)


def take_returns(folder: Folder, *, by: Viewer, at: datetime) -> Counts:
    """Take in the partners' yearly returns, a list by its mapping, and a day's lines of which many wait."""
    counts = Counts()
    partners = folder.path / "partners"
    for code, files in (
        ("looked-after-children", sorted((partners / "ssda903").glob("*.csv"))),
        ("children-in-need", sorted((partners / "cin").glob("*.xml"))),
    ):
        if files:
            counts.add(load_files(files, source=code, by=by, at=at))
    for table in sorted((partners / "mapped").glob("*.toml")):
        visits = table.with_suffix(".csv")
        counts.add(load_files([visits], source=table.stem, mapping=table, by=by, at=at))
    dirty = folder.path / "records-dirty.jsonl"
    if dirty.exists():
        counts.add(load_files([dirty], source="", any_source=True, by=by, at=at))
    return counts


def drain(at: datetime, move: Move = lambda _: None) -> int:
    """Do everything the outbox asks for now; gives how many tasks were done."""
    done = 0
    while True:
        tick(at)
        held = claim(at, clock.real_now(), limit=50, together=TOGETHER)
        if not held:
            return done
        done += perform_all(held, at)
        move(done)


def drain_together(at: datetime, move: Move) -> None:
    """As `drain`, by this process and one more: floors are worked out outside the database's lock."""
    command = [
        sys.executable,
        "-m",
        "firstlight.config.cli",
        "work",
        "--until-empty",
        "--at",
        at.isoformat(),
    ]
    beside = subprocess.Popen(command)  # noqa: S603 -- our own interpreter and module
    begun = left(at)
    while True:
        drain(at, lambda _: move(begun - left(at)))
        if beside.poll() is not None and not left(at):
            return
        time.sleep(0.2)


def left(at: datetime) -> int:
    """Count what the outbox still asks for."""
    return waiting_tasks(at)
