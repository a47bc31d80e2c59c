"""Taking what a reader offers in, a batch at a time; a crash at any instant loses nothing taken."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime

from firstlight.audit.rules.operations import Operation
from firstlight.audit.services import act
from firstlight.intake.rules.offers import Offer
from firstlight.kernel.values.viewer import Viewer
from firstlight.people.services import Taken, take_in_many
from firstlight.records.rules.reading import Fault, read
from firstlight.records.services import set_aside

# A batch holds the journal's lock while it is written: 100 records take some 50 to 100 ms.
BATCH = 100
# Records that are long for their text: a batch of them is ended sooner, to stay small in memory.
LARGEST_BATCH = 4 * 1024 * 1024
TOLD = 20


@dataclass(frozen=True, slots=True)
class Became:
    """What became of one thing that was read; `ref` is the record's, or that under which it waits."""

    offer: Offer
    outcome: str
    ref: str
    faults: tuple[Fault, ...] = ()


@dataclass(slots=True)
class Counts:
    """What a load came to. `first_faults` tells (where, field, problem) of the first that wait."""

    read: int = 0
    taken: int = 0
    same: int = 0
    older: int = 0
    conflict: int = 0
    quarantined: int = 0
    disposed: int = 0
    removed: int = 0
    bytes: int = 0
    first_faults: list[tuple[str, str, str]] = field(default_factory=list)
    files: list[str] = field(default_factory=list)

    def note(self, offer: Offer, taken: Taken) -> None:
        """Count one record that was offered."""
        self.read += 1
        setattr(self, taken.outcome, getattr(self, taken.outcome) + 1)
        self.removed += len(taken.removed)
        self.tell(offer.where, [(f.field, f.problem) for f in taken.faults])

    def moved(self, size: int) -> None:
        """Count the bytes that were read."""
        self.bytes += size

    def tell(self, where: str, faults: Iterable[tuple[str, str]]) -> None:
        """Keep the first faults for the one who loads."""
        for name, problem in faults:
            if len(self.first_faults) < TOLD:
                self.first_faults.append((where, name, problem))

    def add(self, other: Counts) -> None:
        """Add another file's counts."""
        for name in (
            "read",
            "taken",
            "same",
            "older",
            "conflict",
            "quarantined",
            "disposed",
            "removed",
            "bytes",
        ):
            setattr(self, name, getattr(self, name) + getattr(other, name))
        self.files += other.files
        self.first_faults = (self.first_faults + other.first_faults)[:TOLD]


Progress = Callable[[Counts], None]


def untold(_: Counts) -> None:
    """Tell nobody how far a load has come."""


def batches(offers: Iterable[Offer], size: int = BATCH) -> Iterator[list[Offer]]:
    """Cut what is offered into batches, by number and by size."""
    batch: list[Offer] = []
    held = 0
    for offer in offers:
        batch.append(offer)
        held += offer.size
        if len(batch) >= size or held >= LARGEST_BATCH:
            yield batch
            batch, held = [], 0
    if batch:
        yield batch


def check_batch(batch: list[Offer], counts: Counts, *, at: datetime) -> None:
    """Count what taking a batch would come to, as far as the records alone tell; nothing is taken."""
    for offer in batch:
        reading = read(offer.record, at) if offer.record is not None else None
        faults = offer.faults if reading is None else reading.faults
        counts.read += 1
        counts.removed += len(reading.removed) if reading else 0
        counts.quarantined += bool(faults)
        counts.tell(offer.where, [(one.field, one.problem) for one in faults])


def take_batch(
    batch: list[Offer],
    counts: Counts,
    *,
    source: str,
    received: Callable[[Offer], datetime | None] = lambda _: None,
    by: Viewer,
    at: datetime,
) -> list[Became]:
    """Take one batch: its records in one transaction, and what could not be read set aside."""
    sound = [offer for offer in batch if offer.record is not None]
    taken = take_in_many(
        [offer.record for offer in sound if offer.record is not None],
        by=by,
        at=at,
        provenance=[offer.where for offer in sound],
        received_at=[received(offer) for offer in sound],
    )
    for offer, one in zip(sound, taken, strict=True):
        counts.note(offer, one)
    became = [
        Became(offer, one.outcome, one.ref, one.faults)
        for offer, one in zip(sound, taken, strict=True)
    ]
    broken = [offer for offer in batch if offer.record is None]
    if broken:
        became += _set_aside(broken, counts, source=source, by=by, at=at)
    return sorted(became, key=lambda one: one.offer.place)


def _set_aside(
    broken: list[Offer], counts: Counts, *, source: str, by: Viewer, at: datetime
) -> list[Became]:
    became = []
    with act("intake.set_aside", by=by, at=at, operation=Operation.COLLECTION) as line:
        for offer in broken:
            ref = set_aside(
                line, source=source, text=offer.text, faults=offer.faults,
                provenance=offer.where, source_ref=offer.source_ref,
            )  # fmt: skip
            line.about(ref)
            became.append(Became(offer, "quarantined", ref, offer.faults))
            counts.read += 1
            counts.quarantined += 1
            counts.tell(offer.where, [(f.field, f.problem) for f in offer.faults])
    return became
