"""Online's work for the outbox: from references alone, from present state, twice as good as once."""

from __future__ import annotations

from datetime import datetime

from firstlight.audit.tasks import task
from firstlight.kernel.values.refusal import NotThere
from firstlight.online.moving import follow
from firstlight.online.opening import KINDS, open_from
from firstlight.online.reworking import rework, touched_by, touched_by_person
from firstlight.online.who import SYSTEM
from firstlight.people.selectors import stands_as
from firstlight.picture.selectors import record


@task("online.after_record")
def after_record(refs: tuple[str, ...], at: datetime) -> None:
    """Open the case of a referral; work again each case another record says something about."""
    for ref in (one for one in refs if one.startswith("R-")):
        try:
            view = record(ref, viewer=SYSTEM, at=at)
        except NotThere:
            continue
        cases = touched_by(view)
        if view.kind in KINDS:
            cases = [open_from(view, at), *cases]
        for case in dict.fromkeys(cases):
            rework(case, at)
            follow(case, view, at)


@task("online.after_person")
def after_person(refs: tuple[str, ...], at: datetime) -> None:
    """Work the cases of a person again whose appearances were joined or parted."""
    for ref in (one for one in refs if one.startswith("P-")):
        for case in touched_by_person(stands_as(ref)):
            rework(case, at)
