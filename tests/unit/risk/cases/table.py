"""Every rule's cases by its code: {"yes": Situation, "no": Situation, "unknown": Situation}."""

from unit.risk.cases import cumulative, domestic, exploitation, harm, missing, online

CASES = {
    code: case
    for room in (missing, domestic, exploitation, online, cumulative, harm)
    for code, case in room.CASES.items()
}
