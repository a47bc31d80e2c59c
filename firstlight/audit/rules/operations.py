"""The operations section 62 of the Data Protection Act 2018 asks to be logged."""

from __future__ import annotations

from enum import StrEnum


class Operation(StrEnum):
    """What was done to personal data."""

    COLLECTION = "collection"
    ALTERATION = "alteration"
    CONSULTATION = "consultation"
    DISCLOSURE = "disclosure"
    COMBINATION = "combination"
    ERASURE = "erasure"


# Lines whose references answer "who saw this child".
LISTED = frozenset({Operation.CONSULTATION, Operation.DISCLOSURE})
