"""Whether somebody a search finds is whom an officer declared as of their own life; pure.

It goes by what the search goes by, so that a name written otherwise hides nobody from the rule. What
cannot be told is kept from the officer too: a page they may do without, against a story that is theirs.
"""

from __future__ import annotations

from firstlight.kernel.values.answer import Answer

SAME = 0.999  # names alike but for case, accents and spaces
NEAR = 0.9  # one letter or so is another


def is_own(name: float, born: str) -> Answer:
    """Answer by how alike the names are (0 to 1, as a search has them) and the days of birth are.

    `born` is as in a search: same, turned, near, other, unknown, or '' where no day was declared.
    """
    if born in {"same", "turned"}:
        return Answer.YES
    if born == "other" or name < NEAR:
        return Answer.NO
    if born == "near":
        return Answer.UNKNOWN if name >= SAME else Answer.NO
    return Answer.UNKNOWN
