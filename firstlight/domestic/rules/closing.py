"""When a domestic abuse job may be closed: a line for every child, and where they sleep tonight."""

from __future__ import annotations

from firstlight.picture.rules.values import Nearness

# Each child of these classes needs a line of their own (invariant 5).
OWN_LINE = frozenset({Nearness.HOUSEHOLD, Nearness.RELATED, Nearness.CONTACT})
GROUPS = {
    "place_only": "Children of other flats, or of the institution",
    "age_not_known": "People whose age is not known, who may be under 18",
}
NEARNESS = {
    Nearness.HOUSEHOLD: "Living there now, or named in the job",
    Nearness.RELATED: "Related, living elsewhere or where is not told",
    Nearness.CONTACT: "In regular contact",
    Nearness.FORMERLY: "Lived there before",
    Nearness.PLACE_ONLY: "Other parts of the building, or the institution",
}


def missing_for_close(
    *, children: int, lines: int, groups: int, group_lines: int, tonight: bool
) -> tuple[str, ...]:
    """Say everything that is still missing before a job may be closed; empty where nothing is."""
    faults = []
    if lines < children:
        faults.append(f"{children - lines} of {children} children have no line yet.")
    if group_lines < groups:
        faults.append("A group of children or people of unknown age has no line yet.")
    if children and not tonight:
        faults.append("Where the children sleep tonight is not told.")
    return tuple(faults)
