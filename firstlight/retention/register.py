"""The register of disposals: tombstones in a file kept apart, by which an older copy is put right."""

from __future__ import annotations

import json
from collections import defaultdict
from datetime import datetime
from pathlib import Path
from typing import Any

from django.conf import settings
from django.utils.dateparse import parse_datetime

from firstlight.audit.services import act
from firstlight.kernel.values.refusal import Refusal
from firstlight.kernel.values.viewer import system_viewer
from firstlight.records.selectors import buried, by_sealed_reference
from firstlight.retention.carrying_out import carry_out
from firstlight.retention.models import Disposal, Item

NAME = "disposals.jsonl"


def write_register() -> Path:
    """Write every tombstone anew: references, codes, days, and an HMAC of the source's reference."""
    folder = Path(settings.ANCHORS)
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    decided = {row.ref: row for row in Disposal.objects.exclude(state="refused")}
    beside = folder / f"{NAME}.new"
    with beside.open("w", encoding="utf-8") as file:
        for one in buried():
            file.write(json.dumps(_told(one, decided.get(one["disposal"]))) + "\n")
    return beside.replace(folder / NAME)


def _told(one: dict[str, Any], row: Disposal | None) -> dict[str, Any]:
    at = row.done_at or row.decided_at if row else None
    return one | {
        "authority": row.authority if row else "review",
        "reference": row.reference if row else "",
        "done_at": at.isoformat() if at else None,
    }


def dispose_again(path: Path, *, at: datetime) -> int:
    """Dispose again of what an older copy brought back; give how many records went.

    Refuses a file that is no register. Under a hold made since, a record stays and says so.
    """
    found: dict[str, list[str]] = defaultdict(list)
    rows = _read(path)
    for ref, sealed in by_sealed_reference({row["sealed"] for row in rows}).items():
        found[sealed].append(ref)
    by_disposal: dict[str, list[str]] = defaultdict(list)
    told = {row["disposal"]: row for row in rows}
    for row in rows:
        by_disposal[row["disposal"]] += found.get(row["sealed"], [])
    return sum(_again(told[ref], records, at) for ref, records in by_disposal.items() if records)


def _read(path: Path) -> list[dict[str, Any]]:
    try:
        rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line]
        if all({"sealed", "disposal", "kind"} <= row.keys() for row in rows):
            return rows
    except (OSError, ValueError, AttributeError):
        pass
    raise Refusal(f"{path.name} is no register of disposals.", next_step=f"Name the file {NAME}.")


def _again(told: dict[str, Any], records: list[str], at: datetime) -> int:
    done = parse_datetime(told.get("done_at") or "") or at
    with act("retention.disposed_again", by=system_viewer("retention"), at=at) as line:
        row, _ = Disposal.objects.update_or_create(
            ref=told["disposal"],
            defaults={"state": "agreed", "done_at": done},
            create_defaults={
                "state": "agreed", "done_at": done, "authority": told["authority"],
                "reference": told.get("reference", ""), "proposed_by": told["proposed_by"],
                "decided_by": told["confirmed_by"], "proposed_at": done, "decided_at": done,
                "reason": "Disposed of before; an older copy brought it back.", "known_seq": line.seq,
            },
        )  # fmt: skip
        for ref in records:
            Item.objects.update_or_create(
                disposal=row, record=ref, defaults={"state": "waiting", "kind": told["kind"]}
            )
        line.about(row.ref, *records)
    return carry_out(disposal=row.ref, at=at)
