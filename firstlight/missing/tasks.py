"""Work the outbox asks of missing. Each may be done twice; each works from what is held now."""

from __future__ import annotations

from datetime import datetime, timedelta

from firstlight.audit.selectors import due_moment
from firstlight.audit.services import act
from firstlight.audit.tasks import task
from firstlight.duties import selectors as duties
from firstlight.kernel.values.refusal import NotThere
from firstlight.missing import owed, reconciling
from firstlight.missing.came import interview_came
from firstlight.missing.checking import RETURNED, is_held
from firstlight.missing.joining import settle
from firstlight.missing.models import Episode
from firstlight.missing.moving import lapse_now, move
from firstlight.missing.planning import told_by_sharing
from firstlight.missing.recognising import recognise
from firstlight.missing.rules.steps import OPEN
from firstlight.missing.services import agreed, graded
from firstlight.missing.who import SYSTEM, episodes_of, person_of, unclosed_of
from firstlight.picture.selectors import persons
from firstlight.risk.selectors import assessment
from firstlight.sharing.selectors import decision


@task("missing.after_record")
def after_record(refs: tuple[str, ...], at: datetime) -> None:
    """Open or join an episode for whoever a record says is missing, at once."""
    for ref in refs:
        if ref.startswith("R-"):
            recognise(ref=ref, at=at)
    settle(at)
    if due_moment("missing.reconcile") is None:
        with act("missing.reconciled", by=SYSTEM, at=at) as line:
            line.due("missing.reconcile", at + timedelta(hours=1), "missing.reconcile")


@task("missing.after_person")
def after_person(refs: tuple[str, ...], at: datetime) -> None:  # noqa: ARG001 -- all that is open is settled
    """Join or part episodes when who is who has changed."""
    settle(at)


@task("missing.after_floor")
def after_floor(refs: tuple[str, ...], at: datetime) -> None:
    """Open what a working level starts, and a plan for who is missing again and again."""
    for person in refs:
        if person.startswith("P-"):
            for row in unclosed_of(person):
                owed.by_level(row, at)
            _plan_owed(person, at)


def _plan_owed(person: str, at: datetime) -> None:
    """Ask for a plan, or a new look at it, at each time missing from the third in 90 days on."""
    found = assessment(person, SYSTEM)
    asked = (
        next((o for o in found.opens if o.clock == "MISS_REPEAT_REFERRAL"), None) if found else None
    )
    rows = episodes_of(person)
    held = {one.clock for one in duties.about(person, SYSTEM, at, closed=False)}
    if asked and rows and not rows[0].adult and "MISS_REPEAT_PLAN" not in held:
        because = f"{asked.because} Write the plan for the next time, or look at it again."
        owed.owe(rows[0], "MISS_REPEAT_PLAN", because, at, told_at=rows[0].told_at)


@task("missing.after_grade")
def after_grade(refs: tuple[str, ...], at: datetime) -> None:
    """Let a grade made on any page take its step."""
    for ref in refs:
        if ref.startswith("K-"):
            graded(grade=ref, by=SYSTEM, at=at)


@task("missing.after_agreement")
def after_agreement(refs: tuple[str, ...], at: datetime) -> None:
    """Write an agreement into the open episodes and look again as its level asks; never backdated."""
    for ref in refs:
        if ref.startswith("K-"):
            agreed(grade=ref, by=SYSTEM, at=at)


@task("missing.after_duty")
def after_duty(refs: tuple[str, ...], at: datetime) -> None:
    """Let an acknowledgement made on the duty's own page count for the episode."""
    for ref in refs:
        if not ref.startswith("D-"):
            continue
        try:
            one = duties.duty(ref, SYSTEM, at).row
        except NotThere:
            continue
        if one.clock != "MISS_ACK" or one.state != "acknowledged":
            continue
        for row in Episode.objects.filter(ref__in=one.about, state="reported"):
            with act("missing.acknowledged", by=SYSTEM, at=at) as line:
                move(line, row, "acknowledge", "Acknowledged on the duty's page.",
                     acknowledged_at=one.acknowledged_at, acknowledged_by=one.acknowledged_by)  # fmt: skip
                owed.done(row, "MISS_ACK", "Acknowledged.", at)


@task("missing.lapse")
def lapse(refs: tuple[str, ...], at: datetime) -> None:
    """Turn "away, whereabouts known" into missing once its next contact has passed."""
    for row in Episode.objects.filter(ref__in=refs, state="away", next_contact_at__lte=at):
        with act("missing.lapsed", by=SYSTEM, at=at) as line:
            lapse_now(line, row, "The next contact passed without an answer.")


@task("missing.ukmpu")
def ukmpu(refs: tuple[str, ...], at: datetime) -> None:
    """Ask for the national unit to be told, where somebody is still missing."""
    for row in Episode.objects.filter(ref__in=refs, state__in=OPEN):
        since = row.lapsed_at or row.told_at
        owed.owe(
            row,
            "MISS_UKMPU",
            "Still missing: tell the national unit before 72 hours.",
            at,
            told_at=since,
        )


@task("missing.reconcile")
def reconcile(refs: tuple[str, ...], at: datetime) -> None:  # noqa: ARG001 -- all live reports are compared
    """Compare every report with the episodes each hour: what is reported and not recorded is owed."""
    reconciling.reconcile(at)
    with act("missing.reconciled", by=SYSTEM, at=at) as line:
        line.due("missing.reconcile", at + timedelta(hours=1), "missing.reconcile")


@task("missing.after_moved")
def after_moved(refs: tuple[str, ...], at: datetime) -> None:
    """Look up where and with whom a child was found, at once; what is held is read by a person."""
    for row in Episode.objects.filter(ref__in=refs, adult=False):
        last = row.history.exclude(record="").order_by("-pk").first()
        person = person_of(row)
        if last and last.verb in RETURNED and person and is_held(row, person, at):
            owed.held_of_found(row, at)
        if last and last.verb == "safe_and_seen" and person:
            _interviews_held(person, at)


def _interviews_held(person: str, at: datetime) -> None:
    """Let an interview that came before the return it is of count, once the return is here."""
    picture = persons({person}, viewer=SYSTEM, at=at).get(person)
    for view in picture.of_kind("return_interview") if picture else ():
        if not view.before_live:
            interview_came(view, at)


@task("missing.rhi")
def rhi(refs: tuple[str, ...], at: datetime) -> None:
    """Ask the council where its return interview stands, and again each week until it is answered."""
    for row in Episode.objects.filter(ref__in=refs, adult=False).exclude(state="joined"):
        if not any(one.clock == "RHI" for one in duties.about(row.ref, SYSTEM, at, closed=False)):
            continue
        owed.owe(row, "RHI_CHASE", "The return home interview is not answered: ask the council.", at,
                 told_at=at, extra=f"{at:%Y%m%d}")  # fmt: skip
        with act("missing.rhi_asked", by=SYSTEM, at=at) as line:
            line.about(row.ref)
            line.due(f"missing.rhi:{row.ref}", at + owed.RHI_ASKED_AGAIN, "missing.rhi", (row.ref,))


@task("missing.after_sharing")
def after_sharing(refs: tuple[str, ...], at: datetime) -> None:
    """Let a referral that went to a council count as telling children's services."""
    for ref in refs:
        try:
            person = decision(ref, SYSTEM, at).row.person or ""
        except NotThere:
            continue
        for row in unclosed_of(person):
            told_by_sharing(row, person, at)
