"""Everyday calls and crimes: the noise in which the few that matter must be found."""

from __future__ import annotations

from datetime import datetime, timedelta

from simulation.book import Cast
from simulation.life.scene import Scene
from simulation.people import Person
from simulation.places import DISTRICT
from simulation.words import CRIMES, INCIDENTS


def _somebody(scene: Scene) -> Person:
    grown = [*scene.family.adults, *scene.family.elders, *scene.family.away]
    teenagers = [c for c in scene.family.children if c.age_on(scene.county.until) >= 15]
    if teenagers and scene.chance(0.2):
        return scene.pick(teenagers)
    return scene.pick(grown)


def incident(scene: Scene) -> None:
    """A call to the control room about nothing much."""
    who = _somebody(scene)
    told = scene.when("evening", after=who.born + timedelta(days=13 * 366))
    job_type, words, grade = scene.pick(INCIDENTS)
    home = who.home_on(told.date())
    entry = scene.write(
        "oak-cad",
        "incident",
        [Cast(who, scene.pick(("informant", "witness", "mentioned")))],
        told,
        title=job_type,
        narrative=words,
        department="control_room",
        event=f"{scene.family.key}/i/{told:%y%j%H}",
        places=[{"role": "scene", "address": {"text": home.line(short=True)}}] if home else None,
        details={"job_type": job_type, "grade": grade},
    )
    entry.record["details"]["job"] = entry.ref
    if scene.chance(0.15):
        _crew(scene, entry.ref, told)


def _crew(scene: Scene, job: str, told: datetime) -> None:
    unit = scene.unit()
    start = told + timedelta(minutes=scene.rng.randint(3, 30))
    scene.write(
        "oak-cad",
        "unit_crewing",
        [],
        start,
        recorded=start,
        details={"unit": unit, "crew": [str(scene.rng.randint(2100, 4999))], "job": job},
    )


def crime(scene: Scene) -> None:
    """A crime with one of the family as victim, witness or suspect."""
    who = _somebody(scene)
    told = scene.when("evening", after=who.born + timedelta(days=12 * 366))
    offence, group = scene.pick(CRIMES)
    role = scene.rng.choices(("victim", "witness", "suspect"), (60, 20, 20))[0]
    entry = scene.write(
        "oak-rms",
        "crime",
        [Cast(who, role, {"categories": [role]})],
        told,
        recorded=scene.later(told, 0.2, 40),
        title=offence,
        narrative=f"{offence} reported. Enquiries made.",
        department=f"neighbourhood_{DISTRICT[scene.family.town]}",
        author=scene.officer(),
        occurred={
            "begins": (told - timedelta(hours=3)).strftime("%Y-%m-%dT%H:%M:%SZ"),
            "precision": "minute",
        },
        outcome=scene.pick(("reported", "no_further_action", "charged", "not_proved")),
        retention_group="crime",
        legal_hold="Public inquiry, all records of 2025" if scene.chance(0.006) else "",
        details={"offence": offence, "offence_group": group, "domestic": "no"},
    )
    entry.record["details"]["crime_number"] = entry.ref


def contact(scene: Scene) -> None:
    """Somebody rings, writes or comes to the counter."""
    who = _somebody(scene)
    told = scene.when("day", after=who.born + timedelta(days=13 * 366))
    scene.write(
        "oak-cad",
        "contact",
        [Cast(who, "informant")],
        told,
        title="Contact",
        narrative=scene.pick(
            (
                "Asked for an update on a crime.",
                "Wants advice about a neighbour.",
                "Silent call, rang back, no reply.",
                "Reports post gone astray.",
            )
        ),
        details={
            "channel": scene.pick(("101", "101", "999", "counter", "mail", "portal", "social")),
            "repeat_caller": scene.pick(("yes", "no", "unknown")),
        },
    )


def stop_search(scene: Scene) -> None:
    """A stop and search, from the stop book."""
    young = [c for c in scene.family.children if c.age_on(scene.county.until) >= 13]
    who = scene.pick([*young, *scene.family.adults])
    told = scene.when("night", after=who.born + timedelta(days=13 * 366))
    scene.write(
        "oak-rms",
        "stop_search",
        [Cast(who, "subject")],
        told,
        recorded=scene.later(told, 0.2, 10),
        title="Stop and search",
        author=scene.officer(),
        narrative="Matched a description given minutes before.",
        details={
            "object_of_search": scene.pick(("drugs", "weapons", "stolen goods")),
            "found": scene.pick(("nothing", "nothing", "cannabis", "lock knife")),
        },
    )
