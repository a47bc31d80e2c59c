"""Seized devices in the queue by danger to a child, and images among children with a referral."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from firstlight.assurance.rules.measure import Case, Measure, Number, Status, days, middle

LONG = 28  # days; ours, set by nobody: no national limit for an examination is known to us
DEVICE_STATES = (
    ("child_at_risk", "Waiting; a child is at risk"),
    ("unknown", "Waiting; whether a child is at risk is not known"),
    ("no_child", "Waiting; no child at risk, as somebody said"),
    ("examined", "Examined"),
)
CHILD_STATES = (
    ("referred", "Every child in it has a referral"),
    ("partly", "Some child in it has none"),
    ("not_referred", "No referral was opened"),
    ("nobody_named", "It names no child that is known"),
)


@dataclass(frozen=True, slots=True)
class Device:
    """A device in the queue; `child_risk` is yes, no or anything else for not known."""

    ref: str
    seized_at: datetime
    completed_at: datetime | None
    child_risk: str
    victims_own: bool


def _state(device: Device) -> str:
    if device.completed_at is not None:
        return "examined"
    return {"yes": "child_at_risk", "no": "no_child"}.get(device.child_risk, "unknown")


def devices(held: Sequence[Device], *, at: datetime, period: str) -> Measure:
    """Say which devices wait, how long, and where a child is or may be in danger."""
    states = [_state(device) for device in held]
    n = {code: states.count(code) for code, _ in DEVICE_STATES}
    waiting = [d for d, s in zip(held, states, strict=True) if s != "examined"]
    ages = [days(at - d.seized_at) for d in waiting]
    long = sum(days(at - d.seized_at) > LONG for d in waiting if d.child_risk != "no")
    said = dict(DEVICE_STATES)
    cases = tuple(
        Case(d.ref, f"/records/{d.ref}", s, f"{said[s]}; {days((d.completed_at or at) - d.seized_at):g} days since it "
             f"was seized{'; the victim’s own device' if d.victims_own else ''}.", d.seized_at, "online")
        for d, s in sorted(zip(held, states, strict=True), key=lambda pair: (_RANK[pair[1]], pair[0].seized_at))
    )  # fmt: skip
    return Measure(
        code="devices", title="Devices in the queue", period=period,
        question="Are devices examined where a child may be in danger before the others?",
        status=_device_status(len(held), long, n["unknown"]),
        said=_device_said(len(held), len(waiting), long, n["unknown"]),
        numbers=(
            Number("Devices waiting", len(waiting), len(held)),
            Number("Waiting, a child at risk", n["child_at_risk"], len(waiting), cases="child_at_risk"),
            Number("Waiting, not known whether a child is at risk", n["unknown"], len(waiting), cases="unknown"),
            Number("Waiting, no child at risk as somebody said", n["no_child"], len(waiting), cases="no_child"),
            Number(f"Over {LONG} days with a child at risk or not known", long, len(waiting)),
            Number("Longest wait", max(ages, default=None), unit="days"),
            Number("Middle wait", middle(ages), unit="days"),
        ),
        cases=cases, states=DEVICE_STATES,
    )  # fmt: skip


_RANK = {code: place for place, (code, _) in enumerate(DEVICE_STATES)}


def _device_status(held: int, long: int, unknown: int) -> Status:
    if not held:
        return Status.NOT_KNOWN
    if long:
        return Status.RED
    return Status.AMBER if unknown else Status.GREEN


def _device_said(held: int, waiting: int, long: int, unknown: int) -> str:
    if not held:
        return "No examination of a device was told in this time: nothing to tell it by."
    return (
        f"{waiting} of {held} devices wait. For {unknown} nobody said whether a child is at risk; {long} such, or with "
        f"a child at risk, wait over {LONG} days (ours, set by nobody)."
    )


@dataclass(frozen=True, slots=True)
class Among:
    """An image matter among children, and which of the children have a referral or an open duty."""

    ref: str
    told_at: datetime
    children: tuple[str, ...]
    referred: tuple[str, ...]


def among_children(held: Sequence[Among], *, period: str) -> Measure:
    """Say for how many image matters among children each child has a referral."""
    said = dict(CHILD_STATES)
    states = [_among_state(one) for one in held]
    n = {code: states.count(code) for code, _ in CHILD_STATES}
    children = sum(len(one.children) for one in held)
    referred = sum(len(one.referred) for one in held)
    cases = tuple(
        Case(one.ref, f"/records/{one.ref}", state, f"{said[state]}: {len(one.referred)} of {len(one.children)}.",
             one.told_at, "online", one.children)
        for one, state in zip(held, states, strict=True)
    )  # fmt: skip
    status = (
        Status.NOT_KNOWN if not children else Status.GREEN if referred == children else Status.RED
    )
    said_so = (
        "No image matter among children was told in this time: nothing to tell it by." if not children
        else f"{referred} of {children} children in {len(held)} image matters have a referral; sender and shown alike."
    )  # fmt: skip
    return Measure(
        code="among_children", title="Images among children", period=period,
        question="Has each child, the sender and the one shown alike, a referral?",
        status=status, said=said_so,
        numbers=(
            Number("Image matters among children", len(held)),
            Number("Children with a referral or a duty to refer", referred, children),
            Number("Matters in which every child has one", n["referred"], len(held), cases="referred"),
            Number("Matters in which some child has none", n["partly"], len(held), cases="partly"),
            Number("Matters without any", n["not_referred"], len(held), cases="not_referred"),
            Number("Matters that name no child we know", n["nobody_named"], len(held), cases="nobody_named"),
        ),
        cases=cases, states=CHILD_STATES,
    )  # fmt: skip


def _among_state(one: Among) -> str:
    if not one.children:
        return "nobody_named"
    if len(one.referred) == len(one.children):
        return "referred"
    return "partly" if one.referred else "not_referred"
