"""The words under which sources type somebody who is missing. LOCAL: a force adds its own.

A typed word is a category (a job type, a title, a concern code). A category never suppresses a
missing record (design, invariant 3; inspection notes T3, T4). Words in running text are weaker:
they ask a person to read, and never make an episode by themselves.
"""

from __future__ import annotations

import re

# Typed so, somebody's whereabouts are in question, whatever the category was meant to do.
TYPED = (
    "missing", "absent", "absence", "abscond", "awol", "whereabouts unknown",
    "whereabouts not known", "not returned", "did not return", "failed to return", "not come home",
    "not back", "run away", "ran away", "runaway", "staying out", "away without authorisation",
)  # fmt: skip
# Typed so, it may hide somebody missing: it counts with whereabouts not known, or from a home.
CONCERN = (
    "concern for safety",
    "concern for welfare",
    "welfare check",
    "safe and well",
    "late back",
)
# Missing things, and words that deny it: typed so, a person reads.
_THINGS = re.compile(
    r"\bmissing (?:property|vehicles?|cars?|dogs?|cats?|pets?|phones?|passports?|mail|items?|keys?)\b"
)
_DENIED = re.compile(r"\bnot (?:a )?missing\b|\bfound\b|\breturned\b|\bmissing from school\b")
_SCHOOL = re.compile(r"\babsen(?:t|ce) from (?:school|lessons?|education)\b")
_TEXT = re.compile(
    r"\bmissing (?:from|since|person|child|again|boy|girl|overnight)\b"
    r"|\b(?:went|gone|reported|is|been|go|going) missing\b"
    r"|\bwhereabouts (?:are |is )?(?:unknown|not known|not established)\b"
    r"|\b(?:ran|run|runs) (?:away|off)\b"
    r"|\bnot (?:yet )?(?:come|come back|been|got|returned|back|arrived) ?(?:home|back|in)?\b"
    r"(?=.{0,40}\b(?:home|back|placement|school|tea|curfew|night)\b)"
    r"|\bdo(?:es)? not know where\b|\bdon't know where\b|\bdoesn't know where\b"
    r"|\bhas(?:n't| not) been seen\b|\babscond(?:ed|s)?\b|\bawol\b"
    r"|\bcannot (?:get hold of|find)\b"
)


def folded(text: str) -> str:
    """Write words alike: small letters, one space, no hyphens."""
    return " ".join(re.sub(r"[^a-z' ]+", " ", text.lower()).split())


def typed_missing(*categories: str) -> str:
    """Give the first category that says somebody is missing; empty where none does."""
    return next((one for one in categories if _says_missing(folded(one))), "")


def _says_missing(text: str) -> bool:
    if _THINGS.search(text) or _DENIED.search(text) or _SCHOOL.search(text):
        return False
    return any(re.search(rf"\b{word}", text) for word in TYPED)


def typed_concern(*categories: str) -> str:
    """Give the first category under which somebody missing is sometimes typed."""
    return next((one for one in categories if any(w in folded(one) for w in CONCERN)), "")


def typed_doubtful(*categories: str) -> str:
    """Give the first category whose words only a person can settle (`not missing`, `absent from school`)."""
    for one in categories:
        text = folded(one)
        if not _THINGS.search(text) and (
            _SCHOOL.search(text) or (_DENIED.search(text) and "missing" in text)
        ):
            return one
    return ""


def told_in_words(*texts: str) -> str:
    """Give the words of running text that may tell of somebody missing; empty where none do."""
    for one in texts:
        found = _TEXT.search(" ".join(one.lower().split()))
        if found:
            return found.group(0)
    return ""
