"""An address at which somebody is to live or be: who looks at it, and what its answer needs."""

from __future__ import annotations

PURPOSES = {
    "bail": "Bail address",
    "curfew": "Curfew address",
    "release": "Release address: licence, or released under investigation",
}
ANSWERS = {
    "accepted": "Accepted",
    "accepted_with_conditions": "Accepted with conditions",
    "refused": "Not accepted",
}
FORCE_ANSWERS = {
    "waiting": "Asked, no answer yet",
    "nothing_found": "Nothing held, as they answered",
    "found": "Something is held",
    "refused": "They refused to answer",
}


def decide_faults(
    *, answer: str, because: str, children: int, asked: int, waiting: int, none_concerned: bool
) -> tuple[tuple[str, str], ...]:
    """Say everything that lacks before an address may be accepted. Not accepting needs a reason alone.

    With conditions it may be accepted while another force still owes its answer.
    """
    faults = []
    if answer not in ANSWERS:
        faults.append(("answer", "Choose one of the answers"))
    if not because.strip():
        how = f", and how {_children(children)} considered" if answer != "refused" else ""
        faults.append(("because", f"Say why{how}"))
    if answer == "refused":
        return tuple(faults)
    if not asked and not none_concerned:
        faults.append(("none_concerned", "Ask another force, or say that none is concerned"))
    if waiting and answer == "accepted":
        said = "a force that was asked" if waiting == 1 else f"{waiting} forces that were asked"
        faults.append(("answer", f"The answer of {said} is not written yet"))
    return tuple(faults)


def _children(number: int) -> str:
    if not number:
        return "whoever may live there was"
    return "the child there was" if number == 1 else f"the {number} children there were"
