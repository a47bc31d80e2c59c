"""Records of which nothing at all may be told: handling C, without their owner's own line."""

from __future__ import annotations

from dataclasses import replace

from firstlight.briefs.rules.danger import is_silent
from firstlight.briefs.rules.document import Given
from firstlight.picture.rules.values import RecordView


def silenced(given: Given) -> Given:
    """Take out the records of which nothing may be told; who is known by them alone is left out too."""
    held = [r for p in given.pictures.values() for r in (*p.records, *p.may_be)]
    held += list(given.place.records) if given.place else []
    silent = frozenset(record.ref for record in held if is_silent(record))
    if not silent:
        return given

    def kept(records: tuple[RecordView, ...]) -> tuple[RecordView, ...]:
        return tuple(record for record in records if record.ref not in silent)

    pictured = {
        ref: replace(one, records=kept(one.records), may_be=kept(one.may_be))
        for ref, one in given.pictures.items()
    }
    place = replace(given.place, records=kept(given.place.records)) if given.place else None
    return replace(given, pictures=pictured, place=place, silent=silent)
