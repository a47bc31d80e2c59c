"""Devices that wait to be examined, a child's own first."""

from __future__ import annotations

from datetime import datetime

from firstlight.kernel.values.refusal import NotThere
from firstlight.kernel.values.viewer import Viewer
from firstlight.online.reworking import views_of
from firstlight.online.rules.devices import Device, ordered
from firstlight.online.rules.times import lateness
from firstlight.online.who import visible
from firstlight.people.selectors import appearances_of
from firstlight.picture import selectors as picture
from firstlight.picture.rules.values import RecordView
from firstlight.records import selectors as records
from firstlight.records.rules.kinds.online import DeviceExamination, OnlineReferral


def devices(viewer: Viewer, at: datetime, *, ref: str = "") -> tuple[Device, ...]:
    """Give devices that wait, the child first; of one case or of all, those of no case too."""
    told = []
    for version in records.newest(kinds=["device_examination"], limit=500):
        details = version.details
        if isinstance(details, DeviceExamination) and details.completed_at is None:
            try:
                view = picture.record(version.ref, viewer=viewer, at=at)
            except NotThere:
                continue
            told.append(_device(view, viewer, at))
    return tuple(one for one in ordered(told) if not ref or one.case == ref)


def _device(view: RecordView, viewer: Viewer, at: datetime) -> Device:
    details = view.details
    if not isinstance(details, DeviceExamination):
        raise NotThere
    persons = [a.person for a in view.people if a.person]
    refs = [ref for person in persons for ref in appearances_of(person)]
    owner = visible(viewer).filter(anchor__in=refs).first()
    owner = owner or visible(viewer).filter(children__anchor__in=refs).first()
    referrals = (
        [v.details for v in views_of(owner, at) if isinstance(v.details, OnlineReferral)]
        if owner
        else []
    )
    return Device(
        record=view.ref, case=owner.ref if owner else "", what=details.device_kind or details.device,
        exhibit=details.exhibit, child_risk=details.child_risk,
        victim_unidentified=_most([r.victim_unidentified for r in referrals]),
        trust_or_access=_most([x for r in referrals for x in (r.position_of_trust, r.access_to_children)]),
        victims_own=details.victims_own_device,
        enforcement_due=lateness(owner.told_at, owner.level, None, at).due_at if owner else None,
        seized_at=details.seized_at, submitted_at=details.submitted_at,
        completed_at=details.completed_at, findings=details.findings,
    )  # fmt: skip


def _most(answers: list[str]) -> str:
    """Join answers: any yes is yes; all no is no; else it is not known."""
    if "yes" in answers:
        return "yes"
    return "no" if answers and set(answers) == {"no"} else "unknown"
