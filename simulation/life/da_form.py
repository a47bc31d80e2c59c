"""The form an officer fills after a domestic abuse call: who is named, what is answered."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from simulation.book import Cast
from simulation.life.scene import Scene
from simulation.people import Person
from simulation.words import DA_FORM

# How many answers of the tool's own are yes, and which words are written: weighted so that the share
# that would go to conference is near the published one (calibration.md). Most calls are about less.
_YES = tuple(range(2, 18))
_HOW_OFTEN = (10, 12, 13, 12, 11, 10, 8, 7, 6, 5, 4, 3, 2, 2, 1, 1)
_STRANGLED = 0.18  # how often the words may be any of them, one of which tells of it
_MILDER = tuple(words for words in DA_FORM if "throat" not in words)


def _named(scene: Scene, child: Person) -> Cast:
    """A child as the form names them."""
    said = {
        "present": scene.pick(("yes", "yes", "no", "unknown")),
        "categories": ["child", "victim"],
        "seen": scene.pick(("yes", "no", "not_asked")),
    }
    return Cast(child, "child", said)


def _answers(scene: Scene, words: str, yes: int, *, named: bool, young: bool) -> dict[str, Any]:
    """What the form asks of the victim, as it was answered; `yes` counts the tool's own."""
    return {
        "tool": scene.pick(("DARA", "DASH_POLICE")),
        "tool_yes": yes,
        "grade": "high" if yes > 14 else "medium" if yes > 8 else "standard",
        "strangulation": "yes" if "throat" in words else scene.pick(("no", "not_asked")),
        "separated": "yes" if "eparated" in words else scene.pick(("no", "not_asked", "unknown")),
        "children_present": "yes" if named else "unknown",
        "weapon": scene.asked(0.015),
        "children_heard": scene.pick(("yes", "no", "not_asked")),
        "threat_to_kill": scene.asked(0.015),
        "firearm": scene.asked(0.002),
        "pregnant": scene.asked(0.08) if young else "no",
    }


def form(
    scene: Scene,
    *,
    victim: Person,
    suspect: Person,
    children: list[Person],
    told: datetime,
    event: str,
    job: str,
) -> None:
    """Write the form of one evening."""
    yes = scene.rng.choices(_YES, _HOW_OFTEN)[0]
    words = scene.pick(DA_FORM if scene.chance(_STRANGLED) else _MILDER)
    named = [child for child in children if scene.chance(0.75)]
    cast = [
        Cast(victim, "victim", {"categories": ["victim"]}),
        Cast(suspect, "suspect", {"categories": ["suspect"]}),
    ]
    cast += [_named(scene, child) for child in named]
    tie = "partner_of" if suspect in scene.family.adults else "ex_partner_of"
    relations = [(1, tie, 0)] + [(0, "parent_of", place) for place in range(2, len(cast))]
    scene.write(
        "oak-da",
        "domestic_abuse_incident",
        cast,
        told,
        recorded=scene.later(told, 0.8, 9),
        event=event,
        title="Domestic abuse form",
        narrative=words,
        author=scene.officer(),
        department="response",
        relations=relations,
        happening=job,
        details={"job": job}
        | _answers(scene, words, yes, named=bool(named), young=victim.age_on(told.date()) < 45)
        | _judged(scene, told, yes),
    )


def _judged(scene: Scene, told: datetime, yes: int) -> dict[str, str]:
    """What a second reader and the conference made of it: seldom, and mostly of the worst."""
    said: dict[str, str] = {}
    if scene.chance(0.02):
        said["professional_judgement_high"] = "yes"
        said["judgement_rationale"] = (
            "More frightened than her answers tell." if scene.chance(0.7) else ""
        )
    if scene.chance(0.2):
        said["secondary_grade"] = "high" if yes > 12 else scene.pick(("standard", "medium"))
    if yes > 13 and scene.chance(0.5):
        heard = told.date() - timedelta(days=scene.rng.randint(20, 330))
        said["marac_heard_on"] = heard.isoformat()
    return said
