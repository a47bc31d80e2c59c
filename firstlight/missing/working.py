"""What every verb on an episode begins with: whose it is, whether the step is there, the record."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from firstlight.access.selectors import may
from firstlight.kernel.values.refs import new_ref
from firstlight.kernel.values.refusal import NotThere, Refusal
from firstlight.kernel.values.viewer import Viewer
from firstlight.missing.models import Episode
from firstlight.missing.rules.steps import step, why_not
from firstlight.missing.who import persons_of
from firstlight.people.services import Taken, write


def mine(ref: str, by: Viewer) -> tuple[Episode, str]:
    """Find an episode this viewer may work, and its person now; one joined leads on."""
    row = Episode.objects.filter(ref=ref).first()
    if row is not None and row.joined_to:
        row = Episode.objects.filter(ref=row.joined_to).first()
    if row is None or not may(by, "missing.work", ref):
        raise NotThere
    person = persons_of([row], by).get(row.ref)
    if person is None:
        raise NotThere
    return row, person


def allowed(row: Episode, verb: str) -> None:
    """Refuse a step the table does not have from where the episode stands, saying which are."""
    if step(verb, row.state, adult=row.adult) is None:
        raise Refusal(why_not(verb, row.state), next_step="Open the episode again.", code="stale")


def written(
    kind: str, raw: Mapping[str, Any], about: Mapping[str, str], by: Viewer, at: datetime
) -> Taken:
    """Write a record about the persons of `about`. Refuses, all together, what cannot be taken."""
    return write(envelope(kind, raw, by, at), by=by, at=at, about=about)


def envelope(kind: str, raw: Mapping[str, Any], by: Viewer, at: datetime) -> dict[str, Any]:
    """Give a record of Firstlight's own from what a form holds; it happened now, if not said."""
    told: dict[str, Any] = {
        "source": "firstlight", "source_ref": new_ref("F"), "kind": kind, "author": by.name,
        "told_at": at.isoformat(), "recorded_at": at.isoformat(), "department": "missing",
        "people": [{"key": "p1", "role": "subject"}], **raw,
    }  # fmt: skip
    told.setdefault("occurred", {"begins": at.isoformat()})
    return told
