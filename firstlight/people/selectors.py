"""Reads of who is who, as at a position and as one viewer may know it: the face of the rooms."""

from firstlight.people.finding import Explained, Found, Hit, Matched, Wanted
from firstlight.people.reading.bearing import Bearing, bearing, hidden_records, rare_names
from firstlight.people.reading.casting import Cast, appearances_in, cast_of
from firstlight.people.reading.learnt import cast_learnt
from firstlight.people.reading.naming import (
    Tie,
    bare_records_of,
    place_uses,
    records_of,
    things_of,
    ties,
    told_at,
    versions_at,
    versions_of,
)
from firstlight.people.reading.persons import (
    anchor,
    appearance_of,
    appearances_of,
    count_mentions,
    everybody,
    exists,
    partition,
    person_at,
    persons_at,
    records_of_links,
    stands_as,
)
from firstlight.people.reading.places import (
    PlaceView,
    crowded,
    home_told,
    known_places,
    place_of,
    places,
    same_building,
)
from firstlight.people.reading.reliance import Parted, Relied, partings_of, relied_on
from firstlight.people.reading.relinking import Relinked, relink
from firstlight.people.reading.reviewing import Asked, JudgementView, judgements_on, to_review
from firstlight.people.reading.searching import born_hint, explain, find, hits, search, who
from firstlight.people.reading.told_of import homes_of, surnames_of
from firstlight.people.rules.asking import Words, read_words
from firstlight.people.taking.places import said as address_text

__all__ = [
    "Asked",
    "Bearing",
    "Cast",
    "Explained",
    "Found",
    "Hit",
    "JudgementView",
    "Matched",
    "Parted",
    "PlaceView",
    "Relied",
    "Relinked",
    "Tie",
    "Wanted",
    "Words",
    "address_text",
    "anchor",
    "appearance_of",
    "appearances_in",
    "appearances_of",
    "bare_records_of",
    "bearing",
    "born_hint",
    "cast_learnt",
    "cast_of",
    "count_mentions",
    "crowded",
    "everybody",
    "exists",
    "explain",
    "find",
    "hidden_records",
    "hits",
    "home_told",
    "homes_of",
    "judgements_on",
    "known_places",
    "partings_of",
    "partition",
    "person_at",
    "persons_at",
    "place_of",
    "place_uses",
    "places",
    "rare_names",
    "read_words",
    "records_of",
    "records_of_links",
    "relied_on",
    "relink",
    "same_building",
    "search",
    "stands_as",
    "surnames_of",
    "things_of",
    "ties",
    "to_review",
    "told_at",
    "versions_at",
    "versions_of",
    "who",
]
