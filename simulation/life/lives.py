"""How much happens to a family: most have little, a few have much."""

from __future__ import annotations

from random import Random

from simulation.book import Book
from simulation.institutions import Institution
from simulation.life import (
    care,
    concern,
    domestic,
    everyday,
    exploitation,
    missing,
    online,
    orders,
    schooling,
)
from simulation.life.scene import Scene
from simulation.people import Family, Person
from simulation.population import County

_RATE = {"quiet": 1.2, "some": 2.0, "much": 3.4}


def _times(rng: Random, mean: float) -> int:
    """Draw a count with a long tail about a mean."""
    return round(rng.expovariate(1 / mean)) if mean else 0


def live(county: County, book: Book, family: Family) -> None:
    """Write everything that reached the force about one family."""
    scene = Scene(Random(f"{county.seed}/life/{family.key}"), book, county, family)
    years = (county.until - county.since).days / 365
    for child in family.children:
        schooling.enrolments(scene, child)
    _noise(scene, years)
    if family.trouble != "quiet":
        _trouble(scene, years)


def _noise(scene: Scene, years: float) -> None:
    rate = _RATE[scene.family.trouble] * years / 3
    for what, mean in (
        (everyday.incident, 2.6),
        (everyday.crime, 1.5),
        (everyday.contact, 0.9),
        (everyday.stop_search, 0.3),
    ):
        for _ in range(_times(scene.rng, mean * rate)):
            what(scene)


def _trouble(scene: Scene, years: float) -> None:
    rate = (2.2 if scene.family.trouble == "much" else 0.75) * years / 3
    rng, family = scene.rng, scene.family
    if scene.chance(0.55):
        domestic.history(scene, _times(rng, 5.5 * rate) + 1)
    for child in family.children:
        if child.age_on(scene.county.until) < 18:
            _childhood(scene, child, rate)
    for adult in [*family.adults, *family.away]:
        _adulthood(scene, adult, rate)


def _childhood(scene: Scene, child: Person, rate: float) -> None:
    rng, age = scene.rng, child.age_on(scene.county.until)
    if age >= 11 and scene.chance(0.07):
        online.images(scene, child)
    for what, mean in ((concern.report, 1.4), (concern.school, 0.7), (concern.check, 0.35)):
        for _ in range(_times(rng, mean * rate)):
            what(scene, child)
    if scene.chance(0.03 * rate):
        concern.protection(scene, child)
    if scene.chance(0.30 * rate):
        scene.harm(child, "neglect", 900)
    home = _cared_for(scene, child, rate)
    if age >= 11 and scene.chance(0.9 if home else 0.42 * rate):
        for _ in range(_times(rng, 9.0 if home else 2.8) + 1):
            missing.episode(scene, child, home)
    if age >= 12 and scene.chance(0.2 * rate):
        _drawn_in(scene, child, rate)


def _cared_for(scene: Scene, child: Person, rate: float) -> Institution | None:
    age = child.age_on(scene.county.until)
    for what, odds in (
        ("early_help", 0.2),
        ("child_in_need", 0.35),
        ("section_47", 0.2),
        ("protection_plan", 0.15),
    ):
        if scene.chance(odds * rate):
            care.involvement(
                scene, child, what, scene.pick(("neglect", "emotional", "physical", "sexual"))
            )
    if scene.chance(0.4 if age > 10 else 0.06):
        care.involvement(scene, child, "looked_after", "")
        return care.placement(scene, child)
    return None


def _drawn_in(scene: Scene, child: Person, rate: float) -> None:
    """A child is used by others: some of it shows, some never does."""
    scene.harm(child, scene.pick(("exploitation_criminal", "exploitation_sexual")), 500)
    for what, mean in (
        (exploitation.intelligence, 2.2),
        (exploitation.arrest, 0.8),
        (exploitation.fenshire, 0.5),
        (online.images, 0.6),
    ):
        for _ in range(_times(scene.rng, mean * rate)):
            what(scene, child)
    for _ in range(_times(scene.rng, 0.8 * rate)):
        kinds = [kind for kind, _, _ in child.harms if kind.startswith("exploitation")]
        concern.report(scene, child, kinds[0])


def _adulthood(scene: Scene, adult: Person, rate: float) -> None:
    if scene.chance(0.35 * rate):
        for _ in range(_times(scene.rng, 1.6 * rate) + 1):
            exploitation.intelligence(scene, adult)
    if adult.sex == "male" and scene.chance(0.08 * rate):
        online.referral(scene, adult)
    if adult.sex == "male" and scene.chance(0.07 * rate):
        online.managed(scene, adult)
    if scene.chance(0.08 * rate):
        orders.marker(scene, adult)
