"""Verbs on breaches: seen by a job's arrival or told by a person, then answered, never without owner."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from firstlight.access.selectors import may
from firstlight.audit.services import act
from firstlight.duties.selectors import about as duties_about
from firstlight.duties.services import close_like, open_duty
from firstlight.kernel.values.answer import Answer
from firstlight.kernel.values.refs import new_ref
from firstlight.kernel.values.refusal import NotThere, Refusal
from firstlight.kernel.values.viewer import Viewer, system_viewer
from firstlight.orders.events import BreachAnswered, BreachOpened
from firstlight.orders.models import Breach, BreachAnswer
from firstlight.orders.rules.breaches import (
    ANSWERS,
    JOBS,
    Doubt,
    answer_faults,
    breached,
    met,
    victims_of,
)
from firstlight.people.selectors import anchors
from firstlight.picture import selectors as pictures
from firstlight.picture.rules.orders import order_view
from firstlight.picture.rules.values import OrderView, PersonPicture, RecordView

_SYSTEM = system_viewer("orders")
_CLOCK = "BREACH_ACTION"


def watch_breach(*, job: str, by: Viewer, at: datetime) -> tuple[str, ...]:
    """Open a breach for each order or bail that a job breaches, or may; give their references.

    Looks at orders that bind somebody the job says was there. The same job again opens none again.
    """
    view = pictures.record(job, viewer=_SYSTEM, at=at)
    if view.kind not in JOBS or view.before_live:
        return ()
    held = pictures.persons_alone(set(met(view)), viewer=_SYSTEM, at=at)
    orders = {o.record: o for p in held.values() for o in p.orders}
    protected = {ref: _victims(one, held) for ref, one in orders.items() if one.is_bail}
    doubts = breached(view, orders.values(), protected)
    return tuple(
        ref for doubt in doubts if (ref := _opened(view, orders[doubt.order], doubt, by, at))
    )


def _victims(order: OrderView, held: dict[str, PersonPicture]) -> frozenset[str]:
    records = [record for ref in order.binds if ref in held for record in held[ref].records]
    return victims_of(records, order)


def _opened(
    job: RecordView, order: OrderView, doubt: Doubt, by: Viewer, at: datetime
) -> str | None:
    if Breach.objects.filter(order=order.record, job=job.ref).exists():
        return None
    people = anchors((*order.protects, *order.binds)).values()
    return _begin(
        order.record, job.ref, tuple(people), job.told_at or job.recorded_at, doubt.because,
        sure=doubt.answer is Answer.YES, by=by, at=at,
    )  # fmt: skip


def _begin(
    order: str,
    job: str,
    people: Iterable[str],
    told_at: datetime,
    because: str,
    *,
    sure: bool,
    by: Viewer,
    at: datetime,
) -> str:
    with act("orders.breach_opened", by=by, at=at) as line:
        row = Breach.objects.create(
            ref=new_ref("BR"), order=order, job=job, sure=sure, because=because[:300],
            people=list(people), told_at=told_at, opened_at=at, opened_by=by.ref, known_seq=line.seq,
        )  # fmt: skip
        line.about(row.ref, order, *filter(None, (job,)))
        line.emit(BreachOpened(ref=row.ref))
        open_duty(
            clock=_CLOCK, about=tuple(filter(None, (row.ref, order, job))),
            people=tuple(row.people), told_at=told_at, because=because, key=f"{_CLOCK}:{row.ref}",
            instead_of=_asked_already(job, at), by=by, at=at,
        )  # fmt: skip
    return row.ref


def _asked_already(job: str, at: datetime) -> str:
    """Give the duty that a child's floor opened about this job, which becomes this one."""
    if not job:
        return ""
    rows = duties_about(job, _SYSTEM, at, closed=False)
    return next((row.ref for row in rows if row.clock == _CLOCK), "")


def tell_breach(*, order: str, told: str, by: Viewer, at: datetime) -> str:
    """Tell by hand that an order was breached; give the breach. Refuses without what was told."""
    if not may(by, "orders.work"):
        raise NotThere
    view = order_view(pictures.record(order, viewer=by, at=at), at)
    if view is None:
        raise NotThere
    if not told.strip():
        raise Refusal(
            "A breach needs what was told.", next_step="Say what happened, in a few words.",
            faults=(("told", "Say what happened, in a few words"),),
        )  # fmt: skip
    number = Breach.objects.filter(order=order, job__startswith="#").count()
    return _begin(
        order, f"#{number + 1}", anchors((*view.protects, *view.binds)).values(), at,
        f"Told by hand: {told.strip()}", sure=False, by=by, at=at,
    )  # fmt: skip


def answer_breach(
    *,
    breach: str,
    answer: str,
    owner: str,
    why_not: str = "",
    by_when: datetime | None = None,
    by: Viewer,
    at: datetime,
) -> None:
    """Answer a breach: arrested, or why not, by whom, by when. Refuses with all that lacks.

    "Not yet" keeps it open: its duty falls due again when it was promised.
    """
    row = Breach.objects.filter(ref=breach).first()
    if row is None or not may(by, "orders.work"):
        raise NotThere
    pictures.record(row.order, viewer=by, at=at)
    if row.state in {"arrested", "no_breach"}:
        raise Refusal(
            f"This breach was answered: {ANSWERS[row.state].lower()}.",
            next_step="Tell a new breach on the order's page.", code="stale",
        )  # fmt: skip
    if faults := answer_faults(answer, owner, why_not, by_when, at):
        raise Refusal(
            "A breach is answered with all of it.", next_step="Complete these:", faults=faults
        )
    with act("orders.breach_answered", by=by, at=at) as line:
        BreachAnswer.objects.create(
            breach=row, answer=answer, owner=owner.strip()[:120], why_not=why_not.strip()[:300],
            by_when=by_when if answer == "not_yet" else None, by=by.ref, at=at, known_seq=line.seq,
        )  # fmt: skip
        row.state = answer
        row.save(update_fields=["state"])
        line.about(row.ref, row.order)
        line.say(answer=answer, why_not=why_not)
        line.emit(BreachAnswered(ref=row.ref))
        close_like(f"{_CLOCK}:{row.ref}", f"{ANSWERS[answer]}.", (row.order,), _SYSTEM, at)
        if answer == "not_yet":
            _promised(row, by_when, at)


def _promised(row: Breach, by_when: datetime | None, at: datetime) -> None:
    """Ask again when it was promised: from now the promise is what falls due."""
    number = row.answers.count()
    about = tuple(ref for ref in (row.ref, row.order, row.job) if ref and not ref.startswith("#"))
    open_duty(
        clock=_CLOCK, about=about, people=tuple(row.people), told_at=at,
        because="A breach without an arrest yet: what was promised falls due.", due_at=by_when,
        key=f"{_CLOCK}:{row.ref}:{number}", by=_SYSTEM, at=at,
    )  # fmt: skip
