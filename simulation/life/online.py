"""Online: referrals about adults, images among children, devices in the queue, managed offenders."""

from __future__ import annotations

from datetime import datetime, timedelta

from simulation.book import Cast, stamp
from simulation.life.scene import Scene
from simulation.people import Person


def referral(scene: Scene, who: Person) -> None:
    """A referral about an adult; whether there are children in the house is mostly not asked."""
    told = scene.when("day")
    entry = scene.write(
        "oak-online",
        "online_referral",
        [Cast(who, "suspect", {"categories": ["suspect"]})],
        told,
        recorded=scene.later(told, 3, 200),
        title="Online referral",
        department="online",
        narrative="Account traced to the address by subscriber check.",
        details={
            "referrer": scene.pick(("NCA", "NCMEC", "P2P", "IWF")),
            "activity": scene.pick(("viewing", "distribution", "viewing")),
            "suspect_tool_level": scene.pick(("low", "medium", "medium", "high", "very_high")),
            "household_children_checked": scene.pick(("not_asked", "not_asked", "no", "yes")),
            "warrant": scene.pick(("none", "sought", "granted", "executed")),
            "access_to_children": "unknown",
            "referrer_received_at": stamp(told - timedelta(days=scene.rng.randint(2, 60))),
        },
    )
    for child in scene.family.children:
        if scene.chance(0.3):
            scene.harm(child, "online", 300)
    if scene.chance(0.6):
        _device(scene, who, told, entry.ref)


def _device(scene: Scene, who: Person, told: datetime, ref: str) -> None:
    seized = scene.later(told, 200, 2500)
    if seized > scene.book.until:
        return
    done = scene.chance(0.4) and seized < scene.book.until - timedelta(days=100)
    scene.write(
        "oak-online",
        "device_examination",
        [Cast(who, "suspect")],
        seized,
        title="Device",
        happening=ref,
        details={
            "device": "black handset",
            "device_kind": scene.pick(("phone", "laptop", "tablet")),
            "exhibit": f"{scene.pick('ABCDEFGHJK')}{scene.pick('BDGHLMNPRS')}/{scene.rng.randint(1, 9)}",
            "seized_at": stamp(seized),
            "submitted_at": stamp(seized),
            "completed_at": stamp(seized + timedelta(days=90)) if done else "",
            "child_risk": "unknown" if not done else scene.pick(("yes", "no", "unknown")),
            "findings": "Outcome told to the officer in the case." if done else "",
        },
    )


def images(scene: Scene, child: Person) -> None:
    """A school finds that a picture has gone round."""
    told = scene.when("day", after=child.born + timedelta(days=11 * 366))
    scene.write(
        "oak-online",
        "image_sharing",
        [Cast(child, "child", {"categories": ["child", "victim"]})],
        told,
        title="Images among children",
        narrative="A picture was sent on in a group chat. Nothing was viewed by staff.",
        details={
            "adult_involved": scene.pick(("no", "unknown")),
            "coerced": scene.pick(("no", "unknown", "yes")),
            "under_13": "yes" if child.age_on(told.date()) < 13 else "no",
            "immediate_risk": "no",
            "images_contained": scene.pick(("yes", "no", "unknown")),
            "report_remove": "signposted",
        },
    )


def managed(scene: Scene, who: Person) -> None:
    """A registered offender is visited at home."""
    told = scene.when("day")
    scene.write(
        "oak-online",
        "offender_management",
        [Cast(who, "subject", {"categories": ["convicted"]})],
        told,
        title="Managed offender",
        department="offender_management",
        details={
            "category": "1",
            "registered_sex_offender": "yes",
            "poses_risk_to_children": scene.pick(("yes", "unknown")),
            "tool": "ARMS",
            "tool_outcome": scene.pick(("low", "medium", "high")),
            "tool_on": told.date().isoformat(),
            "next_visit_on": (told.date() + timedelta(days=90)).isoformat(),
        },
    )
