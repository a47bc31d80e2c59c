"""What could not be taken in waits with its faults until a named person closes it."""

from __future__ import annotations

from firstlight.audit.services import Line
from firstlight.kernel.values.refs import new_ref
from firstlight.kernel.values.refusal import NotThere
from firstlight.kernel.values.viewer import Viewer
from firstlight.records.models import Waiting
from firstlight.records.rules.reading import Fault, content_hash


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
        content_hash=digest,
        provenance=provenance,
        received_at=line.at,
        known_seq=line.seq,
    ).ref


def settle(line: Line, *, ref: str, state: str, by: Viewer) -> None:
    """Close something that waited: `mended` or `dropped`, by a named person."""
    changed = Waiting.objects.filter(ref=ref, state="waiting").update(state=state, by=by.ref)
    if not changed:
        raise NotThere
    line.about(ref)
