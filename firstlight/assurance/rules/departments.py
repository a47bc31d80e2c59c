"""The departments whose ordinary work meets children, and whose heads may endorse for them."""

from __future__ import annotations

from dataclasses import dataclass

from firstlight.risk.rules.grading import RANKS, rank_order


@dataclass(frozen=True, slots=True)
class Department:
    """One department as sources write it. `heads` are roles that speak for it besides a leader."""

    code: str
    title: str
    heads: frozenset[str] = frozenset()


_ROWS = (
    Department("control_room", "Control room", frozenset({"fim"})),
    Department("response", "Response"),
    Department("neighbourhood", "Neighbourhoods"),
    Department("neighbourhood_north", "Neighbourhood North"),
    Department("neighbourhood_south", "Neighbourhood South"),
    Department("neighbourhood_east", "Neighbourhood East"),
    Department("neighbourhood_west", "Neighbourhood West"),
    Department("neighbourhood_central", "Neighbourhood Central"),
    Department("roads_policing", "Roads policing"),
    Department("custody", "Custody", frozenset({"custody"})),
    Department("domestic_abuse", "Domestic abuse"),
    Department("missing", "Missing people", frozenset({"missing"})),
    Department("online", "Online investigation", frozenset({"online"})),
    Department("exploitation", "Exploitation", frozenset({"exploitation"})),
    Department("hub", "Safeguarding hub", frozenset({"hub"})),
    Department("intelligence", "Intelligence"),
    Department("offender_management", "Offender management"),
    Department("civil_orders", "Civil orders"),
)

DEPARTMENTS: dict[str, Department] = {row.code: row for row in _ROWS}
# Whoever leads without a police rank; a rank as a force writes it that the ladder does not hold.
LEADING = frozenset({"missing coordinator", "ch insp"})
FORCE = ""


def title_of(code: str) -> str:
    """Say a department; one that is not in the table is said as it is written."""
    if not code:
        return "Department not said"
    row = DEPARTMENTS.get(code)
    return row.title if row else code.replace("_", " ").capitalize()


def heads(roles: frozenset[str], rank: str) -> tuple[str, ...]:
    """Give the departments somebody of these roles and this rank speaks for."""
    leads = rank_order(rank) >= RANKS.index("sergeant") or rank.strip().lower() in LEADING
    return tuple(row.code for row in _ROWS if row.heads & roles and leads)
