"""What may be done when an order, bail or licence is breached: by its kind, and who may act.

A record says whether a power of arrest was attached; whether there is one at all is law. What the law
gives is said as law, what a record tells as told; a kind that is not in the table says that nobody told.
Sources stand in each row; a force's legal adviser confirms them before they are relied upon.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from firstlight.kernel.values.answer import Answer

Power = Literal["offence", "arrest", "attached", "recall", "court", "none"]


@dataclass(frozen=True, slots=True)
class Breach:
    """One kind's consequence of a breach: the power, its words in few and in full, and its source."""

    power: Power
    short: str
    said: str
    source: str


_OFFENCE = "breach is an offence"
_ROWS: dict[str, Breach] = {
    "non_molestation": Breach("offence", _OFFENCE, "breach is an offence once the respondent knows of the order: may be arrested", "FLA 1996 s42A"),
    "restraining": Breach("offence", _OFFENCE, "breach is an offence: may be arrested", "Sentencing Act 2020 s363; PHA 1997 s5A"),
    "dapo": Breach("offence", _OFFENCE, "breach is an offence: may be arrested", "DAA 2021 s39"),
    "shpo": Breach("offence", _OFFENCE, "breach is an offence: may be arrested", "Sentencing Act 2020 s354"),
    "sro": Breach("offence", _OFFENCE, "breach is an offence: may be arrested", "SOA 2003 s122H"),
    "stpo": Breach("offence", _OFFENCE, "breach is an offence: may be arrested", "MSA 2015 s30"),
    "stro": Breach("offence", _OFFENCE, "breach is an offence: may be arrested", "MSA 2015 s30"),
    "dvpn": Breach("arrest", "power of arrest", "a constable may arrest for its breach; no offence in itself", "CSA 2010 s25"),
    "dvpo": Breach("arrest", "power of arrest", "a constable may arrest for its breach; before a court within 24 hours", "CSA 2010 s29"),
    "dapn": Breach("arrest", "power of arrest", "a constable may arrest for its breach; before a court within 24 hours", "DAA 2021 s26"),
    "occupation": Breach("attached", "", "breach is no offence: arrest only where a power is attached, else the court's warrant", "FLA 1996 s47"),
    "child_arrangements": Breach("court", "for the court", "breach is for the court: no power of arrest by it", "CA 1989 s11J"),
    "prohibited_steps": Breach("court", "for the court", "breach is for the court: no power of arrest by it", "CA 1989 s8"),
    "cawn": Breach("none", "no arrest by it alone", "its breach is no offence in itself: it shows that the person knew", "CAA 1984 s2; CA 1989 s49"),
    "care_order": Breach("court", "recovery order", "taking or keeping the child away is an offence; a recovery order finds the child", "CA 1989 s49, s50"),
    "interim_care_order": Breach("court", "recovery order", "taking or keeping the child away is an offence; a recovery order finds the child", "CA 1989 s49, s50"),
    "emergency_protection": Breach("offence", "obstruction is an offence", "obstructing it is an offence; a recovery order finds the child", "CA 1989 s44, s50"),
    "police_pre_charge": Breach("arrest", "arrest for breach", "any constable may arrest for a broken condition, to a police station", "PACE 1984 s46A"),
    "police_post_charge": Breach("arrest", "arrest for breach", "any constable may arrest for a broken condition; before a court within 24 hours", "Bail Act 1976 s7"),
    "court": Breach("arrest", "arrest for breach", "any constable may arrest for a broken condition; before a court within 24 hours", "Bail Act 1976 s7"),
    "street": Breach("arrest", "arrest for breach", "any constable may arrest for a broken condition, to a police station", "PACE 1984 s30D"),
    "released_under_investigation": Breach("none", "nothing to breach", "there is nothing to breach: arrest needs grounds of its own", "PACE 1984 s34"),
    "licence": Breach("recall", "recall by probation", "its breach is no power of arrest: ask the probation service to recall", "CJA 2003 s254"),
}  # fmt: skip
_NOT_TOLD = Breach("none", "", "what may be done for its breach is not told", "")


def breach_of(what: str) -> Breach:
    """Give what may be done for a breach of this kind of order or bail."""
    return _ROWS.get(what, _NOT_TOLD)


def arrest_said(what: str, told: Answer, arrest_for: str = "") -> str:
    """Say whether somebody may be arrested for a breach, law and record each by its own words."""
    row = breach_of(what)
    if row.power not in {"attached", "none"} or what in {"released_under_investigation", "cawn"}:
        return row.said
    attached = {
        Answer.YES: "power of arrest attached" + (f" to {arrest_for}" if arrest_for else ""),
        Answer.NO: "no power of arrest attached, as told",
        Answer.UNKNOWN: "whether a power of arrest is attached is not known",
    }[told]
    return attached if told is Answer.YES else f"{attached}; {row.said}"


KINDS = frozenset(_ROWS)
