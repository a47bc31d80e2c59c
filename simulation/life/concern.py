"""Concerns: what officers see, partners tell, hubs share, and police protection."""

from __future__ import annotations

from datetime import timedelta

from simulation.book import Cast, stamp
from simulation.life.domestic import voice
from simulation.life.scene import Scene
from simulation.life.schooling import school_concern
from simulation.people import Person
from simulation.words import CHILD_WORDS, PPN_SEEN, SCHOOL_CONCERN

_SIGNS = ("X01", "X03", "X04", "X08", "X09", "X14", "X15", "X22")
_TOPICS = (
    "neglect",
    "neglect",
    "neglect",
    "physical",
    "emotional",
    "self_harm",
    "parent_substance",
    "parent_mental_health",
    "mental_health",
    "online",
)


def report(scene: Scene, child: Person, topic: str = "") -> None:
    """An officer raises a concern about a child and usually the hub decides what to share."""
    topic = topic or scene.pick(_TOPICS)
    told = scene.when("any", after=child.born + timedelta(days=30))
    siblings = [
        c for c in scene.family.children_on(told.date()) if c is not child and scene.chance(0.5)
    ]
    cast = [
        Cast(
            child,
            "child",
            {"categories": ["child"], "seen": scene.pick(("yes", "yes", "no", "not_asked"))},
        )
    ]
    cast += [Cast(each, "child") for each in siblings]
    cast += [Cast(adult, "parent") for adult in scene.family.adults[:1]]
    grade = scene.rng.choices(("green", "amber", "red", ""), (46, 36, 12, 6))[0]
    entry = scene.write(
        "oak-ppn",
        "vulnerability_report",
        cast,
        told,
        recorded=scene.later(told, 0.3, 30),
        author=scene.officer(),
        title="Vulnerability report",
        department=scene.pick(("response", "neighbourhood", "roads_policing", "custody")),
        relations=[(0, "sibling_of", place) for place in range(1, 1 + len(siblings))],
        details={
            "concern": [topic],
            "seen": scene.pick(PPN_SEEN[topic]),
            "grade": grade,
            "told": scene.pick(CHILD_WORDS) if scene.chance(0.5) else "",
            "disclosed_by_child": scene.asked(0.15),
            "learning_disability": "yes"
            if child.disability == "learning disability"
            else scene.asked(0.01),
            "named_exploiter": scene.asked(0.12) if topic.startswith("exploitation") else "",
            "indicators": scene.rng.sample(_SIGNS, 2) if topic.startswith("exploitation") else [],
        },
    )
    if scene.chance(0.6):
        _shared(scene, child, entry.ref, grade)
    if scene.chance(0.25):
        voice(scene, child, told)


def _shared(scene: Scene, child: Person, ref: str, grade: str) -> None:
    """The hub's decision at the time; a green grade too often meant that nothing went out."""
    found = next(e for e in reversed(scene.book.entries) if e.ref == ref and e.source == "oak-ppn")
    at = scene.later(found.received, 4, 90)
    decision = (
        "not"
        if grade == "green" and scene.chance(0.7)
        else scene.pick(("shared", "shared", "part", "deferred"))
    )
    scene.write(
        "oak-ppn",
        "disclosure",
        [Cast(child, "subject")],
        at,
        recorded=at,
        title="Sharing decision",
        department="hub",
        happening=ref,
        author=scene.officer("DS"),
        details={
            "decision": decision,
            "recipient": "Children's social care, Oakshire",
            "basis": "CA2004-11",
            "reason": "Graded green, below threshold." if decision == "not" else "Threshold met.",
        },
    )


def school(scene: Scene, child: Person) -> None:
    """A school worries."""
    said = scene.pick(SCHOOL_CONCERN)
    school_concern(
        scene, child, said, scene.pick(("neglect", "domestic", "mental_health", "county_lines"))
    )


def check(scene: Scene, child: Person) -> None:
    """An officer asks social care what they know."""
    told = scene.when("day", after=child.born + timedelta(days=60))
    answer = scene.pick(("found", "nothing_found", "no_answer_yet", "refused"))
    scene.write(
        "oak-rms",
        "check",
        [Cast(child, "subject")],
        told,
        title="Check with social care",
        author=scene.officer(),
        details={
            "asked_of": "Children's social care, Oakshire",
            "question": "known to you?",
            "answer": answer,
            "said": "Open case." if answer == "found" else "",
            "children_found": "unknown",
        },
    )


def protection(scene: Scene, child: Person) -> None:
    """Police protection for at most 72 hours."""
    told = scene.when("night", after=child.born + timedelta(days=30))
    scene.write(
        "oak-ppn",
        "police_protection",
        [Cast(child, "child")],
        told,
        recorded=told + timedelta(minutes=50),
        title="Police protection",
        narrative="No safe adult at the address.",
        details={
            "begins_at": stamp(told),
            "ends_at": stamp(told + timedelta(hours=scene.rng.randint(6, 70))),
            "initiating_officer": str(scene.rng.randint(2100, 4999)),
            "designated_officer": str(scene.rng.randint(1100, 1999)),
            "child_wishes": scene.pick(CHILD_WORDS),
            "authority_told_at": stamp(told + timedelta(hours=1)),
        },
    )
