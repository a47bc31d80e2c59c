"""What could not be taken in waits with its faults until a named person closes it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from firstlight.audit.services import Line
from firstlight.kernel.rows import add_rows
from firstlight.kernel.values.refs import new_ref
from firstlight.kernel.values.refusal import NotThere
from firstlight.kernel.values.viewer import Viewer
from firstlight.records.models import Waiting
from firstlight.records.rules.reading import Fault, content_hash, fields_at_fault


def set_aside(
    line: Line,
    *,
    source: str,
    text: str,
    faults: tuple[Fault, ...],
    provenance: str,
    source_ref: str = "",
) -> str:
    """Keep a line that could not even be read, with its faults; media must be cut out already."""
    digest = content_hash({"text": text})
    held = Waiting.objects.filter(source=source, content_hash=digest, state="waiting").first()
    if held is not None:
        return held.ref
    return Waiting.objects.create(
        ref=new_ref("Q"),
        source=source,
        source_ref=source_ref[:200],
        text=text,
        faults=[[f.field, f.problem, f.mend] for f in faults],
        fields=fields_at_fault(faults),
        content_hash=digest,
        provenance=provenance,
        received_at=line.at,
        known_seq=line.seq,
    ).ref


def from_file(refs: Iterable[str], file: str) -> None:
    """Note which file things that wait came in; what came before in another file stays with it."""
    wanted = list(refs)
    for begin in range(0, len(wanted), 500):
        Waiting.objects.filter(ref__in=wanted[begin : begin + 500], file="").update(file=file)


def reopen(line: Line, *, ref: str) -> None:
    """Let something that was dropped wait again."""
    if not Waiting.objects.filter(ref=ref, state="dropped").update(state="waiting", by=""):
        raise NotThere
    line.about(ref)


def settle(line: Line, *, ref: str, state: str, by: Viewer) -> None:
    """Close something that waited: `mended` or `dropped`, by a named person."""
    changed = Waiting.objects.filter(ref=ref, state="waiting").update(state=state, by=by.ref)
    if not changed:
        raise NotThere
    line.about(ref)


def write_waiting(waiting: list[Waiting]) -> dict[str, str]:
    """Write what waits, but for what waits already; gives under which reference each of those does."""
    rows = Waiting.objects.filter(
        content_hash__in={row.content_hash for row in waiting}, state="waiting"
    )
    held = {
        (source, digest): ref
        for source, digest, ref in rows.values_list("source", "content_hash", "ref")
    } if waiting else {}  # fmt: skip
    fresh, instead = [], {}
    for row in waiting:
        ref = held.setdefault((row.source, row.content_hash), row.ref)
        if ref == row.ref:
            fresh.append(row)
        else:
            instead[row.ref] = ref
    add_rows(Waiting, fresh)
    return instead


def bring_waiting(line: Line, rows: Iterable[Mapping[str, Any]]) -> int:
    """Write what waited in another database, as its export tells it; gives how many there were."""
    made = [Waiting(ref=new_ref("Q"), known_seq=line.seq, **one) for one in rows]
    add_rows(Waiting, made)
    return len(made)
