"""Bringing an export into an empty database: what was held there is held here, to the letter."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path
from typing import Any

from firstlight.access.selectors import may
from firstlight.audit.rules.operations import Operation
from firstlight.audit.services import act
from firstlight.intake.lines import read_bytes
from firstlight.intake.loading import Counts, Progress, batches, take_batch, untold
from firstlight.intake.rules.jsonlines import parsed
from firstlight.intake.rules.offers import Offer
from firstlight.kernel.values.refusal import NotThere, Refusal
from firstlight.kernel.values.viewer import Viewer
from firstlight.people.selectors import appearance_of
from firstlight.people.services import judge, loading
from firstlight.records.selectors import counts as held
from firstlight.records.selectors import record_of_source
from firstlight.records.services import bring_waiting, register_source

FILES = ("sources.jsonl", "records.jsonl", "quarantine.jsonl")


def bring_in(folder: Path, *, progress: Progress = untold, by: Viewer, at: datetime) -> Counts:
    """Bring in an export of `firstlight export`: sources, records in their order, what waited, judgements.

    Records keep when they were received, so that what is reckoned from it stays the same. Refuses
    who may not load, a folder that is no export, and a database that holds records already.
    """
    if not may(by, "intake.load"):
        raise NotThere
    _check(folder)
    for row in _rows(folder / "sources.jsonl"):
        _register(row, by, at)
    counts = Counts()
    with loading():
        for batch in batches(_offers(folder / "records.jsonl")):
            take_batch(batch, counts, source="", received=_received, by=by, at=at)
            progress(counts)
    waited = [
        one | {"received_at": _moment(one["received_at"])}
        for one in _rows(folder / "quarantine.jsonl")
    ]
    with act("intake.brought_in", by=by, at=at, operation=Operation.COLLECTION) as line:
        counts.quarantined += bring_waiting(line, waited)
        line.say(read=counts.read)
    for row in _rows(folder / "judgements.jsonl") if (folder / "judgements.jsonl").exists() else ():
        _judge(row, by, at)
    return counts


def _judge(row: dict[str, Any], by: Viewer, at: datetime) -> None:
    """Say again what a person said there of two appearances; whose word it was stays with it."""
    ends = [_standing(**one) for one in row["of"]]
    if all(ends):
        reason = (
            f"Brought in; said by {row['by']} on {_moment(row['at']):%-d %B %Y}: {row['reason']}"
        )
        judge(one=ends[0], other=ends[1], answer=row["answer"], reason=reason, by=by, at=at)


def _standing(source: str, source_ref: str, key: str) -> str:
    held = record_of_source(source, source_ref)
    return (appearance_of(held.ref, key) if held else None) or ""


def _check(folder: Path) -> None:
    missing = [(name, "is not there") for name in FILES if not (folder / name).is_file()]
    if missing:
        raise Refusal(
            f"{folder} is no export.", next_step="Name the folder that firstlight export wrote.",
            faults=tuple(missing),
        )  # fmt: skip
    if held():
        raise Refusal(
            "This database holds records already.",
            next_step="Bring an export into an empty one: set FIRSTLIGHT_HOME or FIRSTLIGHT_DATABASE_URL.",
        )


def _rows(path: Path) -> Iterator[dict[str, Any]]:
    for place, line in enumerate(read_bytes(path), start=1):
        value, fault = parsed(line)
        if value is None:
            said = fault.problem if fault else "is empty"
            raise Refusal(
                f"{path.name}:{place} {said}.", next_step="Export again: the file is not whole."
            )
        yield value


def _offers(path: Path) -> Iterator[Offer]:
    for place, row in enumerate(_rows(path), start=1):
        yield Offer(row["provenance"], place, row["record"], text=row["received_at"], size=2000)


def _received(offer: Offer) -> datetime:
    return _moment(offer.text)


def _moment(text: str) -> datetime:
    return datetime.fromisoformat(text)


def _register(row: dict[str, Any], by: Viewer, at: datetime) -> None:
    since, live = row.pop("coverage_since"), row.pop("live_from")
    register_source(
        **row, coverage_since=date.fromisoformat(since) if since else None,
        live_from=_moment(live) if live else None, by=by, at=at,
    )  # fmt: skip
