"""Domestic abuse: one evening told by a call, a form, a crime, a concern, an arrest and an order."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from simulation.book import Cast, stamp
from simulation.life.da_form import form
from simulation.life.orders import bail, marker, order
from simulation.life.scene import Scene
from simulation.people import Person
from simulation.words import CHILD_LOOKS, CHILD_PLACE, CHILD_WORDS, DA_CALL, DA_FORM, PPN_SEEN


def _pair(scene: Scene) -> tuple[Person, Person] | None:
    adults = scene.family.adults
    if len(adults) > 1:
        return adults[0], adults[1]
    return (adults[0], scene.family.away[0]) if scene.family.away else None


def history(scene: Scene, count: int) -> None:
    """Write a couple's domestic abuse calls; their children are truly harmed by it."""
    pair = _pair(scene)
    if pair is None:
        return
    for child in scene.family.children:
        scene.harm(child, "domestic", 900)
    for _ in range(count):
        evening(scene, *pair, scene.when("night"))
    if count > 2 and scene.chance(0.5):
        order(scene, *pair)
    if count > 2 and scene.chance(0.3):
        marker(scene, pair[1])


def evening(scene: Scene, victim: Person, suspect: Person, told: datetime) -> None:
    """One evening, in as many systems as it reached."""
    event = f"{scene.family.key}/da/{told:%y%j%H%M}"
    children = scene.family.children_on(told.date())
    job = _call(scene, victim, suspect, told, event, heard=children if scene.chance(0.3) else [])
    if scene.chance(0.72):
        form(
            scene,
            victim=victim,
            suspect=suspect,
            children=children,
            told=told,
            event=event,
            job=job,
        )
    if scene.chance(0.45):
        _crime(scene, victim, suspect, told, event)
    if children and scene.chance(0.4):
        _ppn(scene, victim, children, told, event)
    if children and scene.chance(0.22):
        voice(scene, scene.pick(children), scene.later(told, 0.5, 3), event)
    if scene.chance(0.18):
        _arrest(scene, suspect, told, event)


def _call_words(scene: Scene) -> str:
    """What the call taker typed; children are heard only where there are some."""
    with_children = scene.family.children
    return scene.pick([w for w in DA_CALL if with_children or "hild" not in w])


def _call(
    scene: Scene, victim: Person, suspect: Person, told: datetime, event: str, heard: list[Person]
) -> str:
    said: dict[str, Any] = {"present": "unknown"}
    cast = [Cast(victim, "victim", {"phones": [victim.phone]} if victim.phone else {})]
    if scene.chance(0.6):
        cast.append(Cast(suspect, "suspect"))
    cast += [Cast(child, "child", said) for child in heard[:1]]
    home = victim.home_on(told.date())
    kind = "domestic_abuse_incident" if scene.chance(0.7) else "incident"
    details = {"children_present": scene.pick(("yes", "unknown", "not_asked"))}
    if kind == "incident":
        details = {
            "job_type": scene.pick(("domestic", "concern for safety", "violence", "disturbance"))
        }
        details |= {
            "grade": "immediate",
            "children_asked": scene.pick(("yes", "not_asked", "unknown")),
        }
    entry = scene.write(
        "oak-cad",
        kind,
        cast,
        told,
        recorded=told + timedelta(minutes=scene.rng.randint(1, 6)),
        title="Domestic",
        narrative=_call_words(scene),
        event=event,
        department="control_room",
        places=[{"role": "scene", "address": {"text": home.line(short=scene.chance(0.5))}}]
        if home
        else None,
        details=details,
    )
    entry.record["details"]["job"] = entry.ref
    unit = scene.unit()
    entry.record["details"]["unit"] = unit
    if scene.chance(0.35):
        _crewed(scene, told, unit, entry.ref)
    return entry.ref


def _crewed(scene: Scene, told: datetime, unit: str, job: str) -> None:
    start = told + timedelta(minutes=scene.rng.randint(4, 25))
    scene.write(
        "oak-cad",
        "unit_crewing",
        [],
        start,
        recorded=start,
        details={"unit": unit, "crew": [str(scene.rng.randint(2100, 4999))], "job": job},
    )


def _crime(scene: Scene, victim: Person, suspect: Person, told: datetime, event: str) -> None:
    offence = scene.pick(
        (
            "Assault occasioning actual bodily harm",
            "Common assault",
            "Controlling or coercive behaviour",
            "Criminal damage",
            "Harassment",
        )
    )
    entry = scene.write(
        "oak-rms",
        "crime",
        [
            Cast(victim, "victim", {"categories": ["victim"]}),
            Cast(suspect, "suspect", {"categories": ["suspect"]}),
        ],
        told,
        recorded=scene.later(told, 2, 60),
        title=offence,
        event=event,
        author=scene.officer(),
        narrative="Domestic related. " + scene.pick(DA_FORM),
        department="domestic_abuse",
        outcome=scene.pick(("reported", "no_further_action", "charged", "no_further_action")),
        details={"offence": offence, "offence_group": "violence", "domestic": "yes"},
    )
    entry.record["details"]["crime_number"] = entry.ref


def _ppn(scene: Scene, victim: Person, children: list[Person], told: datetime, event: str) -> None:
    cast = [
        Cast(child, "child", {"categories": ["child", "victim"]})
        for child in children
        if scene.chance(0.85)
    ]
    cast.append(Cast(victim, "parent"))
    last = len(cast) - 1
    scene.write(
        "oak-ppn",
        "vulnerability_report",
        cast,
        told,
        recorded=scene.later(told, 1, 12),
        event=event,
        title="Vulnerability report",
        author=scene.officer(),
        department="response",
        relations=[(last, "parent_of", place) for place in range(last)],
        details={
            "concern": ["domestic"],
            "seen": scene.pick(PPN_SEEN["domestic"]),
            "told": scene.pick(CHILD_WORDS),
            "inferred": "Children are affected by what happens between the adults.",
            "grade": scene.rng.choices(("green", "amber", "red"), (50, 38, 12))[0],
            "tonight": scene.pick(("Staying with mother.", "With grandmother.", "")),
        },
    )


def voice(scene: Scene, child: Person, told: datetime, event: str = "") -> None:
    """A child is heard, or an officer writes what a child who cannot speak looks like."""
    spoken = scene.pick(("alone", "with_someone", "seen_asleep", "not_seen"))
    details = {"spoken": spoken, "surroundings": scene.pick(CHILD_PLACE)}
    if spoken in {"alone", "with_someone"}:
        details |= {"words": scene.pick(CHILD_WORDS), "appearance": scene.pick(CHILD_LOOKS)}
        details |= {"afraid": scene.pick(("yes", "no", "unknown", "not_asked"))}
    if spoken == "not_seen":
        details["why_not"] = "Said to be asleep upstairs."
    scene.write(
        "oak-ppn",
        "voice_of_child",
        [Cast(child, "child")],
        told,
        event=event,
        details=details,
        title="Voice of the child",
        author=scene.officer(),
    )


def _arrest(scene: Scene, suspect: Person, told: datetime, event: str) -> None:
    start = scene.later(told, 0.5, 6)
    entry = scene.write(
        "oak-custody",
        "arrest",
        [Cast(suspect, "detained", {"categories": ["suspect"]})],
        start,
        recorded=start,
        title="Detention authorised",
        event=event,
        narrative="Arrested at the scene for domestic assault.",
        details={
            "offence": "Common assault",
            "offence_group": "violence",
            "arrived_at": stamp(start),
            "released_at": stamp(start + timedelta(hours=14)),
        },
    )
    entry.record["details"]["custody_number"] = entry.ref
    if scene.chance(0.6):
        bail(scene, suspect, start + timedelta(hours=14), event)
