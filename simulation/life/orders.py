"""Orders, bail and warning markers: what protects on paper, and whether anybody served it."""

from __future__ import annotations

from datetime import datetime, timedelta

from simulation.book import Cast, stamp
from simulation.life.scene import Scene
from simulation.people import Person


def bail(scene: Scene, suspect: Person, begins: datetime, event: str = "") -> None:
    """Released on one of the four kinds of bail, or under investigation, which has no conditions."""
    kind = scene.pick(
        ("police_pre_charge", "police_pre_charge", "released_under_investigation", "court")
    )
    conditions = (
        []
        if kind == "released_under_investigation"
        else ["not to contact the victim directly or indirectly", "not to attend the home address"]
    )
    scene.write(
        "oak-custody",
        "bail",
        [Cast(suspect, "suspect")],
        begins,
        recorded=begins,
        title="Bail",
        event=event,
        details={
            "bail_type": kind,
            "conditions": conditions,
            "begins_at": stamp(begins),
            "ends_at": stamp(begins + timedelta(days=scene.rng.choice((28, 56, 84)))),
            "address_checked_for_children": scene.pick(("not_asked", "no", "yes")),
        },
    )


def order(scene: Scene, victim: Person, suspect: Person) -> None:
    """A court makes an order; whether it was served is often unknown."""
    told = scene.when("day")
    served = scene.pick(("yes", "yes", "unknown", "no"))
    details = {
        "order_type": scene.pick(
            ("non_molestation", "non_molestation", "restraining", "occupation", "dvpo", "dapo")
        ),
        "made_at": stamp(told - timedelta(days=1)),
        "served": served,
        "made_by": "Stanbridge Family Court",
        "ends_at": stamp(told + timedelta(days=scene.rng.choice((28, 180, 365)))),
        "power_of_arrest": scene.pick(("yes", "unknown")),
        "conditions": [
            "not to use or threaten violence",
            "not to come within 100 metres of the address",
        ],
    }
    if served == "yes":
        details |= {"served_at": stamp(told), "served_by": scene.officer()}
    scene.write(
        "oak-orders",
        "order",
        [Cast(victim, "protected_party"), Cast(suspect, "respondent")],
        told,
        recorded=scene.later(told, 2, 90),
        title="Court order",
        relations=[(1, "ex_partner_of", 0)],
        details=details,
    )


def marker(scene: Scene, who: Person) -> None:
    """A warning marker with owner, reason and review."""
    told = scene.when("day")
    kind, reason = scene.pick(
        (
            ("weapons", "Knife found on arrest"),
            ("violent", "Assaulted officers"),
            ("self_harm", "Harmed self in custody"),
            ("officer_safety", "Large dog, aggressive"),
            ("firearms", "Shotgun certificate revoked"),
        )
    )
    scene.write(
        "oak-orders",
        "warning_marker",
        [Cast(who, "subject")],
        told,
        title="Warning marker",
        details={
            "marker": kind,
            "reason": reason,
            "owner": "Stanbridge response",
            "begins_at": stamp(told),
            "review_at": stamp(told + timedelta(days=365)),
        },
    )
