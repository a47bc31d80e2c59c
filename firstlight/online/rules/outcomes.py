"""What can come of considering a child: each outcome says which of the child's clocks it ends."""

from __future__ import annotations

from dataclasses import dataclass

# The clocks of a child in an online case, and of one in images among children.
SUSPECT_CLOCKS = ("ONLINE_CHILDREN", "STRATEGY_DISCUSSION")
IMAGES_CLOCKS = ("IMAGES_REFERRAL",)
REFERRALS = ("ONLINE_CHILDREN", "IMAGES_REFERRAL", "CSC_REFERRAL", "ONLINE_CHILD_CHECK")
ALL = (*REFERRALS, "STRATEGY_DISCUSSION")


@dataclass(frozen=True, slots=True)
class Outcome:
    """One row. `ends` are the clocks it ends; `reason` and `rank` what it needs."""

    code: str
    label: str
    ends: tuple[str, ...]
    hint: str = ""
    needs_reason: bool = False
    least_rank: str = ""


_ROWS = (
    Outcome("referred", "Referred to children's social care", REFERRALS,
            "Ends the referral clock. The strategy discussion has its own."),
    Outcome("discussed", "Referred, and strategy discussion held", ALL,
            "Say who took part and what was decided.", needs_reason=True),
    Outcome("being_done", "Considered, work is going on", (), "No clock ends."),
    Outcome("not_needed", "Considered, no referral needed", ALL,
            "Needs a reason, and an inspector or above.", needs_reason=True, least_rank="inspector"),
    Outcome("not_near", "Not near the suspect, checked", ALL,
            "Say what was checked. Needs an inspector or above.", needs_reason=True,
            least_rank="inspector"),
)  # fmt: skip

OUTCOMES: dict[str, Outcome] = {row.code: row for row in _ROWS}


def faults(
    code: str, said: str, *, ranks_as: int, rank_of: dict[str, int]
) -> list[tuple[str, str]]:
    """Say all that a line lacks: an outcome of the table, its reason, its rank."""
    row = OUTCOMES.get(code)
    if row is None:
        return [("outcome", "Choose what came of it.")]
    found = []
    if row.needs_reason and not said.strip():
        found.append(("said", "Say why, and what was checked."))
    if row.least_rank and ranks_as < rank_of[row.least_rank]:
        found.append(("outcome", "An inspector or above must be the one who says this."))
    return found
