"""How the case moves, by a person or by what a record says. No step touches a child's clock."""

from __future__ import annotations

from datetime import datetime

from firstlight.audit.services import Line, act
from firstlight.duties.services import close_by_key
from firstlight.kernel.values.refusal import Refusal
from firstlight.online.events import CaseMoved
from firstlight.online.models import Case
from firstlight.online.opening import note
from firstlight.online.rules.steps import OF_OUTCOME, OF_WARRANT, STATES, step, why_not
from firstlight.online.who import SYSTEM, heard_by, suspect_of
from firstlight.picture.rules.values import RecordView
from firstlight.records.rules.kinds.online import OnlineReferral


def move(line: Line, case: Case, verb: str, said: str, *, record: str = "") -> Case:
    """Take a step the table allows from where the case stands now. Refuses any other."""
    row = Case.objects.select_for_update().get(pk=case.pk)
    arrow = step(verb, row.state)
    if arrow is None:
        raise Refusal(why_not(row.state), next_step="Open the case again.", code="stale")
    row.state = arrow.after
    if arrow.after in {"acted", "charged", "ended"} and row.acted_at is None:
        row.acted_at = line.at
        words = f"{STATES[arrow.after]}."
        close_by_key(f"{row.ref}:ONLINE_CASE:{row.level or 'unknown'}", words, (), SYSTEM, line.at)
    row.save(update_fields=["state", "acted_at"])
    note(line, row, verb, said, record=record)
    line.about(row.ref, *([record] if record else []))
    line.emit(CaseMoved(ref=row.ref, heard_by=heard_by(row)))
    return row


def verb_of(view: RecordView, suspect: str) -> str:
    """Say which step a record is of; empty where it is of none."""
    details = view.details
    if isinstance(details, OnlineReferral):
        return OF_WARRANT.get(details.warrant, "")
    if not view.roles_of(suspect) & {"suspect", "detained", "subject"}:
        return ""
    if view.kind == "crime" and view.outcome:
        return OF_OUTCOME.get(view.outcome, "")
    images = getattr(view.details, "offence_group", "") in {"images", "sexual", "exploitation"}
    return "act" if view.kind == "arrest" and images else ""


def follow(ref: str, view: RecordView, at: datetime) -> bool:
    """Let a record move the case where the table leads on from where it stands; give whether."""
    case = Case.objects.get(ref=ref)
    suspect = suspect_of(case)
    verb = verb_of(view, suspect) if suspect else ""
    if not verb or step(verb, case.state) is None or case.kind != "suspect":
        return False
    if case.history.filter(record=view.ref, verb=verb).exists():
        return False
    with act(f"online.{verb}", by=SYSTEM, at=at) as line:
        move(line, case, verb, "Told by a record.", record=view.ref)
    return True
