"""Domestic's work for the outbox: a job is briefed before anybody asks."""

from __future__ import annotations

from datetime import datetime

from firstlight.audit.tasks import Priority, task
from firstlight.domestic import services
from firstlight.domestic.rules.likeness import is_typed_domestic as is_typed
from firstlight.kernel.values.refusal import NotThere
from firstlight.kernel.values.viewer import system_viewer
from firstlight.picture import selectors as pictures

BY = system_viewer("domestic")
# What may change a brief that an officer has already.
MATERIAL = frozenset({
    "order", "bail", "warning_marker", "arrest", "crime", "missing_report", "offender_management",
    "intelligence", "vulnerability_report", "partner_concern", "social_care", "care_placement",
    "police_protection",
})  # fmt: skip


@task("domestic.after_record", priority=Priority.BRIEF)
def after_record(refs: tuple[str, ...], at: datetime) -> None:
    """Open and brief a domestic abuse job, push to its crew, propose others, make briefs again."""
    for ref in refs:
        if not ref.startswith("R-"):
            continue
        try:
            view = pictures.record(ref, viewer=system_viewer("domestic"), at=at)
        except NotThere:
            continue
        job = services.job_of(view)
        if view.kind == "domestic_abuse_incident" or (view.kind == "incident" and is_typed(view)):
            services.open_job(record=ref, by=BY, at=at)
        elif view.kind == "unit_crewing":
            services.crew(record=ref, by=BY, at=at)
        elif view.kind in {"incident", "contact"} and job:
            services.told_again(job=job, view=view, by=BY, at=at)
        elif view.kind == "incident":
            services.propose(record=ref, by=BY, at=at)
        elif view.kind in MATERIAL:
            persons = {a.person for a in view.people if a.person}
            services.touched(people=persons, by=BY, at=at)


@task("domestic.after_floor", together=True)
def after_floor(refs: tuple[str, ...], at: datetime) -> None:
    """Make briefs again where a floor of somebody they show has moved."""
    persons = [ref for ref in refs if ref.startswith("P-")]
    services.touched(people=persons, by=BY, at=at)
