"""Which person a case or child row is about now, and which cases a viewer may know of."""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import QuerySet

from firstlight.access.selectors import sealed_targets, sight
from firstlight.kernel.values.refusal import NotThere
from firstlight.kernel.values.viewer import Viewer, system_viewer
from firstlight.online.events import TEAM
from firstlight.online.models import Case
from firstlight.people.selectors import appearances_of, persons_at

SYSTEM = system_viewer("online")


def suspect_of(case: Case) -> str:
    """Give the suspect as a person now; empty where nobody is known, or there is none."""
    return persons_at([case.anchor]).get(case.anchor, "") if case.anchor else ""


def _held_by(refs: Iterable[str]) -> set[str]:
    """Give persons' appearances and other references as they are."""
    found: set[str] = set()
    for ref in refs:
        found |= set(appearances_of(ref)) if ref.startswith("P-") else {ref}
    return found


def visible(viewer: Viewer) -> QuerySet[Case]:
    """Give the cases a viewer may know of: none of their own story, no sealed suspect or record."""
    rows = Case.objects.all()
    if viewer.is_system:
        return rows
    own = _held_by(viewer.own_refs)
    if own:
        rows = rows.exclude(ties__ref__in=own).exclude(children__anchor__in=own)
    sealed = _held_by(sight(viewer).sealed)
    if sealed:
        rows = rows.exclude(anchor__in=sealed).exclude(record__in=sealed)
    return rows


def found(ref: str, viewer: Viewer) -> Case:
    """Find a case this viewer may know of; NotThere otherwise."""
    row = visible(viewer).filter(ref=ref).first()
    if row is None:
        raise NotThere
    return row


def heard_by(case: Case) -> tuple[str, ...]:
    """Say who may hear of a case: the team, or a sealed suspect's custodians alone."""
    custodians = sealed_targets().get(suspect_of(case))
    return tuple(custodians) if custodians else TEAM
