"""Children's social care: plans, enquiries, placements in the county's homes and with foster carers."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta

from simulation.book import Cast
from simulation.institutions import Institution
from simulation.life.scene import Scene
from simulation.people import Person, some_day

COUNCIL = "Oakshire Council"


def _noon(day: date) -> datetime:
    return datetime.combine(day, time(13), UTC)


def council_id(child: Person) -> str:
    """Give the child the number by which the council knows them."""
    child.council_id = child.council_id or str(700_000 + int(child.id[1:]))
    return child.council_id


def involvement(scene: Scene, child: Person, what: str, category: str) -> None:
    """Write one involvement, opened and perhaps closed."""
    council_id(child)
    since = max(scene.book.since, child.born + timedelta(days=5))
    begins = some_day(scene.rng, since, scene.county.until - timedelta(days=3))
    ended = scene.chance(0.45) and begins < scene.county.until - timedelta(days=120)
    details = {
        "involvement": what,
        "category": category,
        "authority": COUNCIL,
        "begins_on": begins.isoformat(),
        "social_worker": scene.pick(
            ("Priti Anand", "Gareth Lowe", "Mel Osborne", "Samson Idowu", "Kirsty Vane")
        ),
        "as_of": begins.isoformat(),
    }
    cast = [Cast(child, "child")] + [Cast(adult, "parent") for adult in scene.family.adults[:1]]
    entry = scene.write(
        "council-csc",
        "social_care",
        cast,
        _noon(begins),
        recorded=_noon(begins + timedelta(days=1)),
        regime="uk_gdpr",
        controller=COUNCIL,
        title="Involvement",
        details=details,
        relations=[(1, "parent_of", 0)] if len(cast) > 1 else None,
    )
    if ended:
        ends = some_day(
            scene.rng, begins + timedelta(days=60), scene.county.until - timedelta(days=10)
        )
        after = timedelta(days=(ends - begins).days)
        scene.book.amend(
            scene.rng,
            entry,
            {"details": details | {"ends_on": ends.isoformat(), "as_of": ends.isoformat()}},
            after=after,
        )


def placement(scene: Scene, child: Person) -> Institution | None:
    """Take the child into care: in one of the six homes, or with a foster carer (None)."""
    council_id(child)
    begins = some_day(
        scene.rng,
        max(scene.book.since, child.born + timedelta(days=400)),
        scene.county.until - timedelta(days=40),
    )
    home = (
        scene.pick(list(scene.county.homes.values()))
        if child.age_on(begins) >= 10 and scene.chance(0.6)
        else None
    )
    child.homes.append((begins, home.home if home else scene.county.map.home()))
    child.homes.sort(key=lambda pair: pair[0])
    scene.write(
        "council-csc",
        "care_placement",
        [Cast(child, "child")],
        _noon(begins),
        recorded=_noon(begins + timedelta(days=1)),
        regime="uk_gdpr",
        controller=COUNCIL,
        title="Placement",
        details={
            "home": home.name if home else "foster carer",
            "placement_type": "K2" if home else "U6",
            "legal_status": scene.pick(("C2", "V2", "C1")),
            "authority": COUNCIL,
            "begins_on": begins.isoformat(),
            "from_other_area": "no",
            "as_of": begins.isoformat(),
        },
    )
    scene.stays.setdefault(child.id, []).append(
        (begins, scene.county.until, home.name if home else "")
    )
    return home
