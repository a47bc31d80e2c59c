"""The three answers a rule can give. Unknown is an answer, never a no."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Answer(StrEnum):
    """What is known about a question."""

    YES = "yes"
    NO = "no"
    UNKNOWN = "unknown"

    def __bool__(self) -> bool:
        """Refuse to be read as true or false: UNKNOWN would silently become one of them."""
        message = "compare an Answer with `is Answer.YES`; it is not a truth value"
        raise TypeError(message)


@dataclass(frozen=True, slots=True)
class Finding:
    """A rule's answer about one person, with its reason in words and the records behind it.

    `evidence` holds record references. `because` is a sentence for the reader and names no
    person. `asks` is the question whose answer would settle an UNKNOWN.
    """

    answer: Answer
    because: str
    evidence: tuple[str, ...] = ()
    asks: str = ""
    also: str = ""


def yes(because: str, *evidence: str, also: str = "") -> Finding:
    """Build a finding that is so."""
    return Finding(Answer.YES, because, tuple(dict.fromkeys(evidence)), also=also)


def no(because: str, *evidence: str) -> Finding:
    """Build a finding that is known not to be so."""
    return Finding(Answer.NO, because, tuple(dict.fromkeys(evidence)))


def unknown(because: str, *evidence: str, asks: str = "") -> Finding:
    """Build a finding that cannot be told from what is held."""
    return Finding(Answer.UNKNOWN, because, tuple(dict.fromkeys(evidence)), asks=asks)
