"""Everything that refers to a record, and its own words: what a disposal reaches."""

from __future__ import annotations

from datetime import date

from firstlight.kernel.values.gone import Gone
from firstlight.people.selectors import bearing, rare_names
from firstlight.records.rules.words import names, own_words
from firstlight.records.selectors import Contents, contents_of, words_of

BESIDE = 2000  # versions of other records whose words are kept; the newest of more


def gone_of(record: str, on: date) -> tuple[Gone, Contents] | None:
    """Work out what a disposal of this record reaches; None where it is gone already."""
    held = contents_of(record)
    if held is None:
        return None
    near = bearing(record, held.ids)
    told = {word for one in held.told for word in names(one)}
    own = own_words(
        held.told, words_of(sorted(near.beside)[-BESIDE:]), rare=rare_names(told, record)
    )
    gone = Gone(
        record=record, source=held.source, source_ref=held.source_ref, on=on, since=held.since,
        versions=held.ids, appearances=near.appearances, people=near.people, places=near.places,
        others=near.relied, own=own,
    )  # fmt: skip
    return gone, held
