"""When something happens in one room, which work starts in another: all cross-talk, one page."""

from __future__ import annotations

from importlib import import_module
from importlib.util import find_spec

from django.apps import apps

from firstlight.audit.tasks import known_tasks, react

# Kind of event -> names of the tasks that react to it, done at least once.
REACTIONS: dict[str, tuple[str, ...]] = {
    "people.record_taken": (
        "domestic.after_record",
        "risk.after_record",
        "missing.after_record",
        "online.after_record",
        "exploitation.after_record",
        "assurance.after_record",
        "orders.after_record",
        "sharing.encompass_after_record",
        "intake.after_record",
    ),
    "risk.floor_moved": (
        "duties.after_floor",
        "missing.after_floor",
        "exploitation.after_floor",
        "sharing.after_floor",
        "domestic.after_floor",
    ),
    "access.restriction_made": ("people.after_restriction", "desk.after_restriction"),
    "access.restriction_lifted": ("people.after_restriction",),
    "access.asked_in_vain": ("desk.after_asking_in_vain",),
    "people.sealed_touched": ("duties.after_sealed_touched",),
    "risk.graded": ("duties.after_grade", "missing.after_grade"),
    "risk.grade_refused": ("duties.after_refusal",),
    "risk.grade_agreed": ("duties.after_agreement", "missing.after_agreement"),
    "force.approval_asked": ("risk.after_proposal",),
    "force.organisations_kept": ("people.name_institutions",),
    "force.setting_changed": ("risk.after_setting",),
    "people.person_changed": ("missing.after_person", "online.after_person"),
    "people.link_parted": ("sharing.after_parting",),
    "people.link_restored": ("sharing.after_restoring",),
    "brief.read_offline": ("sharing.after_reading",),
    "duty.acknowledged": ("missing.after_duty",),
    "missing.moved": ("missing.after_moved",),
    "sharing.released": ("missing.after_sharing",),
}


def register() -> None:
    """Import every app's tasks, then say who reacts to what."""
    for app in apps.get_app_configs():
        if app.name.startswith("firstlight.") and find_spec(f"{app.name}.tasks"):
            import_module(f"{app.name}.tasks")
    known = known_tasks()
    react({kind: tuple(n for n in names if n in known) for kind, names in REACTIONS.items()})
