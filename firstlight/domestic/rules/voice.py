"""What the voice of a child still lacks, and by when somebody sees the child by day. Pure.

Source: HMICFRS on the voice of the child: wider than speech, it covers children who do not speak
yet; presentation, behaviour, relationships and surroundings belong to it.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime, time, timedelta

from firstlight.kernel.values.when import LONDON, london

SPOKEN: dict[str, str] = {
    "alone": "Yes, alone",
    "with_someone": "Yes, with somebody there",
    "seen_asleep": "Seen asleep, not woken",
    "not_seen": "Not seen",
}
# A child of this age or younger may say nothing that can be written down; what they show is the voice.
NO_WORDS_YET = 2
_DAY_ENDS, _LEFT = time(18), timedelta(hours=4)
_SEEN = ("appearance", "behaviour", "relationships", "surroundings")


def lacks(told: Mapping[str, str], age: int | None) -> tuple[str, ...]:
    """Say what is missing of a child's voice. It refuses nothing: it is told, and asked again."""
    spoken = told.get("spoken", "")
    found = []
    if spoken not in SPOKEN:
        found.append("Whether the child was spoken to or seen.")
    if spoken == "not_seen":
        return tuple(found) if told.get("why_not") else ("Why the child was not seen.",)
    if spoken == "with_someone" and not told.get("with_whom"):
        found.append("Who was with the child.")
    if spoken == "seen_asleep":
        found += [said for name, said in _ASLEEP.items() if not told.get(name)]
    elif not told.get("words") and not (age is not None and age <= NO_WORDS_YET):
        found.append("The child's own words, or that the child said nothing.")
    empty = [name for name in _SEEN if not told.get(name)]
    if spoken != "seen_asleep" and empty:
        found.append(f"What was seen: {', '.join(empty)}.")
    return tuple(found)


_ASLEEP = {
    "condition": "What condition the sleeping child was in.",
    "room": "What the room was like.",
}


def asks_for_daytime(spoken: str) -> bool:
    """Tell whether somebody sees the child by day: nobody has yet spoken to the child alone."""
    return spoken != "alone"


def by_daytime(at: datetime) -> datetime:
    """Give 6 pm (UK) of the first day that still has four hours until then."""
    here = london(at)
    end = datetime.combine(here.date(), _DAY_ENDS, LONDON)
    if end.astimezone(UTC) - at < _LEFT:
        end = datetime.combine(here.date() + timedelta(days=1), _DAY_ENDS, LONDON)
    return end.astimezone(UTC)
