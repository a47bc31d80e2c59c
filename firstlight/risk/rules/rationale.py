"""Words in a rationale that do not reassure: told in one line after saving, never blocking it.

What somebody said, given in quotation marks, is exempt: a child's or carer's words are wanted.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from firstlight.risk.rules.sources import (
    APP_MISSING,
    DESIGN,
    LANGUAGE,
    MISSING_PRINCIPLES,
    Source,
)

_QUOTED = re.compile(r"\"[^\"]*\"|“[^”]*”|‘[^’]*’|(?<!\w)'[^'\n]*'(?!\w)")


@dataclass(frozen=True, slots=True)
class Reason:
    """A kind of words that give no reason for a lower level, and the line that says why."""

    code: str
    pattern: re.Pattern[str]
    note: str
    source: Source


@dataclass(frozen=True, slots=True)
class Barred:
    """Words found in a rationale, as written, and the line about them."""

    code: str
    words: str
    note: str


def _words(text: str) -> re.Pattern[str]:
    return re.compile(text, re.IGNORECASE)


REASONS: tuple[Reason, ...] = (
    Reason(
        "streetwise",
        _words(r"\bstreet[\s-]?wise\b"),
        "Streetwise is no reason for a lower level: say what keeps this child safe tonight.",
        APP_MISSING,
    ),
    Reason(
        "willing",
        _words(
            r"\b(complicit|went willingly|gone willingly|left willingly|of (her|his|their) own (free will|accord))\b"
        ),
        "A child who seems willing may be exploited: say what you know about who they are with.",
        APP_MISSING,
    ),
    Reason(
        "usual",
        _words(
            r"\b(usual (behaviou?r|pattern|for (her|him|them))|normal (behaviou?r|for (her|him|them))"
            r"|as usual|always (does|comes back|returns)|does this all the time|(regular|frequent|serial|habitual)(ly)? (missing|absconder|runaway))\b"
        ),
        "Going missing often raises the risk: say what is different, or known, this time.",
        MISSING_PRINCIPLES,
    ),
    Reason(
        "in_care",
        _words(
            r"\b(because|as|since|given|due to|only)\b[^.;\n]{0,40}\b(in care|in a (care|children'?s) home|looked[\s-]after|care[\s-]home (child|kid|resident))\b"
        ),
        "Being in care never lowers a level: say what is known about this child tonight.",
        DESIGN,
    ),
    Reason(
        "choice",
        _words(
            r"\b(life[\s-]?style|(put(s|ting)?|plac(es|ing)) (herself|himself|themselves|themself) at risk"
            r"|promiscuous|(makes?|making|made) (her|his|their) own choices?|risk[\s-]?taking behaviou?r"
            r"|(won't|will not|refus(es|ed) to|does not|doesn't) engage|attention[\s-]?seeking)\b"
        ),
        "These words lay the harm on the child: say who poses the risk and what they do.",
        LANGUAGE,
    ),
    Reason(
        "boyfriend",
        _words(r"\b(with|at|staying with|residing with)\b[^.;\n]{0,25}\bboyfriend\b"),
        "A boyfriend who is not named, aged and checked is an open question, not a reason.",
        LANGUAGE,
    ),
    Reason(
        "relationship",
        _words(
            r"\b(in a (sexual |consensual )?relationship with|consent(s|ed|ing|ual)? (to )?sex\w*|consensual sex"
            r"|sexually active with|(associat|mix|hang)(es|ing|ed)?( out)? with (older|adult|gang)\w*)\b"
        ),
        "A child cannot consent to being abused: say who the other is, their age and what they hold over the child.",
        LANGUAGE,
    ),
    Reason(
        "trade",
        _words(
            r"\b(prostitut(e|es|ing|ion)|selling (herself|himself|themselves)|drug[\s-]?runn(er|ing)"
            r"|(works?|working) (for|with) (a|the) (gang|line|dealers?)|deals? drugs|chose to (sell|deal|carry))\b"
        ),
        "A child used for sex or to carry drugs is exploited: say by whom, and what is gained by them.",
        LANGUAGE,
    ),
)


def barred_reasons(text: str) -> tuple[Barred, ...]:
    """Find words in a rationale that give no reason, in the order they stand; quotes are exempt."""
    plain = _QUOTED.sub(lambda match: " " * len(match.group()), text)
    found = [
        (match.start(), Barred(reason.code, match.group(), reason.note))
        for reason in REASONS
        for match in [reason.pattern.search(plain)]
        if match
    ]
    return tuple(barred for _, barred in sorted(found, key=lambda one: one[0]))


def one_line(text: str) -> str:
    """Say the first kind of such words in one line, and how many kinds more; '' where there is none."""
    found = barred_reasons(text)
    if not found:
        return ""
    more = len(found) - 1
    return f"{found[0].note} (And {more} more.)" if more else found[0].note
