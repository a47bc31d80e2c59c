"""The other question about the past: what the force had been told and written down by a moment."""

from __future__ import annotations

from datetime import datetime

from firstlight.access.selectors import sight
from firstlight.kernel.values.refusal import NotThere
from firstlight.kernel.values.viewer import Viewer
from firstlight.people.selectors import cast_learnt, exists, place_uses, records_of, stands_as
from firstlight.picture.fetching import disposed_of, facts_about
from firstlight.picture.rules.build import build_person
from firstlight.picture.rules.facts import Facts
from firstlight.picture.rules.values import PersonPicture
from firstlight.picture.viewing import Asked, record_view
from firstlight.records import selectors as records


def person(ref: str, *, viewer: Viewer, at: datetime, learnt_by: datetime) -> PersonPicture:
    """Give the picture of a person from what was written down by a moment, told at that moment."""
    standing = stands_as(ref)
    if not exists(standing, viewer):
        raise NotThere
    today = facts_about({standing}, Asked(viewer, at))
    refs = {record.ref for record in today.records} | records_of([standing])
    cast = cast_learnt(sorted(refs), learnt_by, viewer=viewer)
    seen, names, uses = sight(viewer), records.source_names(), place_uses(cast)
    found = tuple(
        record_view(v, cast[v.id], uses.get(v.id, []), names, seen) for v in records.versions(cast)
    )
    disposed = disposed_of([standing], learnt_by=learnt_by)
    facts = Facts(found, today.places, disposed=disposed, restricted=today.restricted)
    picture = build_person(facts, standing, learnt_by)
    viewer.seen.add(standing)
    return picture
