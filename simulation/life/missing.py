"""Missing episodes: one night as a call, a form, a home's mail, a sighting, a return, an interview."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from simulation.book import Cast, stamp
from simulation.institutions import Institution
from simulation.life.scene import Scene
from simulation.people import Person
from simulation.words import INTERVIEW_STORY, MISSING_STORY, MISSING_WORDS, RETURN_STORY

_LEVELS = ("very_low", "low", "medium", "high")


def episode(scene: Scene, child: Person, home: Institution | None = None) -> None:
    """Write one missing episode as it reached the force."""
    told = scene.when("night", after=child.born + timedelta(days=9 * 366), lively=0.3)
    if home and child.home_on(told.date()) != home.home:
        home = None  # not yet placed that night
    event = f"{child.id}/m/{told:%y%j%H%M}"
    seen = told - timedelta(minutes=scene.rng.randint(40, 420))
    routes = _routes(scene, home)
    for route in routes:
        late = timedelta(minutes=scene.rng.randint(0, 90))
        _report(
            scene, child=child, home=home, told=told + late, seen=seen, event=event, route=route
        )
    if "oak-missing" in routes:
        _graded(scene, child, told, event)
    _afterwards(scene, child, told, event)


def _routes(scene: Scene, home: Institution | None) -> list[str]:
    if home is None:
        return scene.pick(
            (["oak-cad"], ["oak-missing"], ["oak-cad", "oak-missing"], ["oak-cad", "oak-missing"])
        )
    return scene.pick(
        (
            ["care-homes", "oak-missing"],
            ["oak-cad", "oak-missing"],
            ["care-homes"],
            ["oak-cad"],
            ["care-homes", "oak-cad", "oak-missing"],
        )
    )


def _report(
    scene: Scene,
    *,
    child: Person,
    home: Institution | None,
    told: datetime,
    seen: datetime,
    event: str,
    route: str,
) -> None:
    words = scene.pick(MISSING_WORDS)
    cast = [
        Cast(child, "subject", {"categories": ["child"]} if child.child_on(told.date()) else {})
    ]
    relations = []
    if scene.family.adults and home is None and scene.chance(0.5):
        cast.append(Cast(scene.family.adults[0], "informant"))
        relations = [(1, "parent_of", 0)]
    if route == "oak-cad":
        _call(
            scene, cast, relations, told=told, words=words, event=event, from_home=home is not None
        )
        return
    details = _asked(scene, child, home, told=told, seen=seen, words=words)
    scene.write(
        route,
        "missing_report",
        cast,
        told,
        relations=relations,
        title=words,
        narrative=scene.pick(MISSING_STORY),
        event=event,
        occurred={"begins": stamp(seen), "precision": "minute"},
        details=details,
        originator=home.name if home and route == "care-homes" else "",
    )


def _call(
    scene: Scene,
    cast: list[Cast],
    relations: list[tuple[int, str, int]],
    *,
    told: datetime,
    words: str,
    event: str,
    from_home: bool,
) -> None:
    """What the call taker typed."""
    entry = scene.write(
        "oak-cad",
        "incident",
        cast,
        told,
        relations=relations,
        title=words,
        narrative=scene.pick(MISSING_STORY),
        event=event,
        department="control_room",
        details={
            "job_type": words,
            "grade": scene.pick(("priority", "scheduled", "resolution")),
            "whereabouts_known": scene.pick(("no", "no", "unknown")),
            "from_care_home": from_home,
        },
    )
    entry.record["details"]["job"] = entry.ref


def _asked(
    scene: Scene,
    child: Person,
    home: Institution | None,
    *,
    told: datetime,
    seen: datetime,
    words: str,
) -> dict[str, Any]:
    """What the form asks, as it was answered: often not at all."""
    away = scene.chance(0.09)
    return {
        "words_used": "away from placement" if away and home else words,
        **_whereabouts(scene, told, known=away),
        "last_seen_at": stamp(seen),
        "from_care_home": home is not None,
        "home": home.name if home else "",
        "out_of_character": scene.pick(("yes", "no", "unknown", "not_asked")),
        "medication_missed": scene.asked(),
        "self_harm": scene.asked(),
        "disability_affects_safety": scene.asked(0.3 if child.disability else 0.02),
        "carer_able": scene.pick(("yes", "yes", "not_asked", "no" if scene.chance(0.2) else "yes")),
        "significant_harm_likely": scene.asked(),
        "named_exploiter": scene.asked(0.16 if _used(child) else 0.01),
    }


def _used(child: Person) -> bool:
    return any(kind.startswith("exploitation") for kind, _, _ in child.harms)


def _whereabouts(scene: Scene, told: datetime, *, known: bool) -> dict[str, str]:
    """Not known, not told, or known: by whom, spoken to or not, and when next heard of."""
    if not known:
        return {"whereabouts_known": scene.pick(("no", "no", "no", "unknown"))}
    later = stamp(scene.later(told, 2, 14)) if scene.chance(0.7) else ""
    return {
        "whereabouts_known": "yes",
        "how_known": scene.pick(("telephone call to carer", "friend's mother", "social media")),
        "spoken_to": scene.pick(("yes", "no", "not_asked")),
        "next_contact_at": later,
    }


def _graded(scene: Scene, child: Person, told: datetime, event: str) -> None:
    """What a sergeant graded in the missing system at the time: too low, now and then, for a usual child."""
    at = scene.later(told, 0.3, 3)
    level = scene.rng.choices(_LEVELS, (6, 28, 54, 12))[0]
    scene.write(
        "oak-missing",
        "grading",
        [Cast(child, "subject")],
        at,
        recorded=at,
        title="Risk assessment",
        event=event,
        author=scene.officer("PS"),
        details={
            "framework": "missing",
            "level": level,
            "rank": "sergeant",
            "rationale": scene.pick(
                (
                    "Usual behaviour, streetwise, expected to return.",
                    "Age and time of night.",
                    "Links to older males. Weather cold.",
                    "First time missing.",
                )
            ),
        },
    )


def _afterwards(scene: Scene, child: Person, told: datetime, event: str) -> None:
    """Sighted, come back, spoken to: any of which may never be written down."""
    if scene.chance(0.22):
        scene.write(
            "oak-missing",
            "sighting",
            [Cast(child, "subject")],
            scene.later(told, 1, 8),
            event=event,
            title="Sighting",
            narrative="Said to have been seen near the bus station.",
            details={
                "confirmed": scene.pick(("no", "unknown", "yes")),
                "with_unknown_adult": scene.pick(("yes", "no", "unknown")),
            },
        )
    if scene.chance(0.06) and told < scene.book.until - timedelta(days=20):
        return
    back = scene.later(told, 1.5, 30)
    _returned(scene, child, back, event)
    if scene.chance(0.5):
        _interviewed(scene, child, scene.later(back, 10, 160), event)


def _returned(scene: Scene, child: Person, back: datetime, event: str) -> None:
    words = scene.pick(RETURN_STORY)
    scene.write(
        "oak-missing",
        "return",
        [Cast(child, "subject")],
        back,
        event=event,
        title="Returned",
        narrative=words,
        details={
            "state": scene.rng.choices(
                ("safe_and_seen", "located_not_safe", "in_custody", "in_hospital"), (86, 8, 4, 2)
            )[0],
            "seen_by": scene.officer() if scene.chance(0.8) else "carer by telephone",
            "found_with_adult": "yes"
            if "adult" in words or "older" in words
            else scene.pick(("no", "unknown")),
            "away_from_area": "yes" if "Fenborough" in words else "no",
            "prevention_interview_at": stamp(scene.later(back, 1, 40))
            if scene.chance(0.5) and back < scene.book.until - timedelta(days=3)
            else "",
        },
    )


def _interviewed(scene: Scene, child: Person, at: datetime, event: str) -> None:
    accepted = scene.pick(("yes", "yes", "declined", "not_offered"))
    scene.write(
        "oak-missing",
        "return_interview",
        [Cast(child, "subject")],
        at,
        event=event,
        title="Return home interview",
        narrative=scene.pick(INTERVIEW_STORY) if accepted == "yes" else "",
        details={
            "accepted": accepted,
            "independent": scene.pick(("yes", "yes", "no", "unknown")),
            "harm_suffered": scene.pick(("no", "unknown", "yes"))
            if accepted == "yes"
            else "unknown",
        },
    )
