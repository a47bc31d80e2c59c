"""The legal bases a decision can rest on: one table, each dated. Consent is not among them.

Consent is neither needed nor the default where a child is at risk (advice on sharing information
for safeguarding, Department for Education, April 2024), so it is told apart from the basis.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Literal

Kind = Literal["duty", "power"]
Territory = Literal["England", "Wales", "England and Wales"]
_ACT = "https://www.legislation.gov.uk"


@dataclass(frozen=True, slots=True)
class Basis:
    """One gateway. `in_force_from` is None where nobody has confirmed that it has begun.

    `tag` says how well it is known: P and R read at the source, K known and not read again,
    UNCONFIRMED where even that is open.
    """

    code: str
    title: str
    statute: str
    kind: Kind
    in_force_from: date | None
    in_force_to: date | None
    territory: Territory
    tag: str
    source: str

    def begins(self, commenced: dict[str, date]) -> date | None:
        """Give the day it begins: the table's, else the day the force has set."""
        return self.in_force_from or commenced.get(self.code)

    def in_force(self, on: date, commenced: dict[str, date]) -> bool:
        """Tell whether it is in force on a day, by the table or by what the force has set."""
        begins = self.begins(commenced)
        return (
            begins is not None and begins <= on and not (self.in_force_to and self.in_force_to < on)
        )


_CA = "Children Act 2004"
_EW: Territory = "England and Wales"
_ROWS = (
    Basis("CA2004-11", "Arrangements to safeguard and promote the welfare of children", f"{_CA} s.11", "duty", date(2005, 10, 1), None, "England", "K", f"{_ACT}/ukpga/2004/31/section/11"),
    Basis("CA2004-10", "Co-operation to improve well-being", f"{_CA} s.10", "duty", date(2005, 4, 1), None, "England", "K", f"{_ACT}/ukpga/2004/31/section/10"),
    Basis("CA2004-25", "Co-operation to improve well-being: Wales", f"{_CA} s.25", "duty", date(2006, 9, 1), None, "Wales", "K", f"{_ACT}/ukpga/2004/31/section/25"),
    Basis("CA2004-28", "Arrangements to safeguard children: Wales", f"{_CA} s.28", "duty", date(2006, 10, 1), None, "Wales", "K", f"{_ACT}/ukpga/2004/31/section/28"),
    Basis("CA2004-16LA", "Duty to share information about a child", f"{_CA} s.16LA (Children's Wellbeing and Schools Act 2026 s.4)", "duty", None, None, "England", "UNCONFIRMED", f"{_ACT}/ukpga/2026/21/section/4/enacted"),
    Basis("CA1989-47", "Help with the council's enquiries", "Children Act 1989 s.47(9) to (11)", "duty", date(1991, 10, 14), None, _EW, "K", f"{_ACT}/ukpga/1989/41/section/47"),
    Basis("CA1989-17", "A child in need", "Children Act 1989 s.17", "power", date(1991, 10, 14), None, "England", "K", f"{_ACT}/ukpga/1989/41/section/17"),
    Basis("CA1989-27", "Co-operation between authorities", "Children Act 1989 s.27", "power", date(1991, 10, 14), None, "England", "K", f"{_ACT}/ukpga/1989/41/section/27"),
    Basis("CA1989-46", "Police protection: tell the authority", "Children Act 1989 s.46(3)", "duty", date(1991, 10, 14), None, _EW, "K", f"{_ACT}/ukpga/1989/41/section/46"),
    Basis("DAA2021-49A", "Tell a child's school of domestic abuse", "Domestic Abuse Act 2021 s.49A", "duty", date(2025, 11, 7), None, _EW, "P", "SI 2025/1168 reg 2"),
    Basis("CDA1998-115", "Disclosure to a relevant authority", "Crime and Disorder Act 1998 s.115", "power", date(1998, 9, 30), None, _EW, "R", f"{_ACT}/ukpga/1998/37/section/115"),
    Basis("CDA1998-17A", "Sharing for community safety", "Crime and Disorder Act 1998 s.17A", "duty", date(2007, 8, 1), None, _EW, "K", f"{_ACT}/ukpga/1998/37/section/17A"),
    Basis("CJA2003-325", "Public protection arrangements", "Criminal Justice Act 2003 s.325", "duty", date(2004, 4, 5), None, _EW, "K", f"{_ACT}/ukpga/2003/44/section/325"),
    Basis("CJA2003-327A", "Disclosure about a child sex offender", "Criminal Justice Act 2003 s.327A", "duty", date(2008, 7, 14), None, _EW, "K", f"{_ACT}/ukpga/2003/44/section/327A"),
    Basis("MSA2015-52", "Notify a potential victim of modern slavery", "Modern Slavery Act 2015 s.52", "duty", date(2015, 11, 1), None, _EW, "P", f"{_ACT}/ukpga/2015/30/section/52"),
    Basis("COMMON-LAW", "A policing purpose, a pressing social need", "Common law", "power", date(1900, 1, 1), None, _EW, "K", "common law police powers"),
)  # fmt: skip
BASES: dict[str, Basis] = {row.code: row for row in _ROWS}
DEFAULT = "CA2004-11"


def commenced_of(lines: Iterable[str]) -> dict[str, date]:
    """Read what the force has set, as `CODE YYYY-MM-DD`; a line that cannot be read begins nothing."""
    found: dict[str, date] = {}
    for line in lines:
        code, _, day = str(line).strip().partition(" ")
        try:
            found[code] = date.fromisoformat(day.strip())
        except ValueError:
            continue
    return {code: day for code, day in found.items() if code in BASES}


def selectable(
    on: date, commenced: dict[str, date], territory: str = "England"
) -> tuple[Basis, ...]:
    """Give the bases somebody may choose on a day; one not known to have begun is not offered."""
    here = (territory, "England and Wales")
    return tuple(r for r in _ROWS if r.territory in here and r.in_force(on, commenced))


def why_not(code: str, on: date, commenced: dict[str, date]) -> str:
    """Say why a basis cannot carry a disclosure on a day; nothing where it can."""
    row = BASES.get(code)
    if row is None:
        return "Choose a legal basis of the list."
    if row.begins(commenced) is None:
        return f"{row.statute} is not known to be in force: the force has not set the day it began."
    if not row.in_force(on, commenced):
        return f"{row.statute} is not in force on this day."
    return ""
