"""What a record of a sighting, return or arrest does to a search. Only safe and seen ends it.

Source: College of Policing APP, missing persons (missing until located and well-being confirmed);
inspection notes T9: a telephone call is not "seen".
"""

from __future__ import annotations

import re

from firstlight.picture.rules.values import RecordView
from firstlight.records.rules.kinds.missing import Return

RETURNING = frozenset({"sighting", "return", "arrest"})
_BY_PHONE = re.compile(r"\b(?:phone|telephone|call|text|message|video|facetime)\b", re.IGNORECASE)


def verb_of(record: RecordView) -> str:
    """Give the step a record makes: sighting, locate or safe_and_seen; empty where none."""
    if record.kind == "sighting":
        return "sighting"
    if record.kind == "arrest":
        return "locate"
    details = record.details
    if not isinstance(details, Return):
        return ""
    if details.state == "sighted":
        return "sighting"
    if details.state != "safe_and_seen":
        return "locate"
    return "safe_and_seen" if is_seen(details.seen_by) else "locate"


def is_seen(seen_by: str) -> bool:
    """Tell whether somebody is named who saw them in person; a call or message is not seeing."""
    return bool(seen_by.strip()) and not _BY_PHONE.search(seen_by)


def said(record: RecordView) -> str:
    """Say what a record does, in a sentence without a name."""
    details = record.details
    if record.kind == "arrest":
        return "Arrested: located in custody."
    if record.kind == "sighting" or not isinstance(details, Return):
        return "A sighting; it does not end the search."
    if verb_of(record) == "safe_and_seen":
        return f"Safe and seen by {details.seen_by}."
    if details.state == "safe_and_seen":
        return "Said to be safe, but nobody who saw them in person is named: the search goes on."
    return f"Recorded as {details.state.replace('_', ' ')}; it does not end the search."
