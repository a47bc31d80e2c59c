"""Verbs on settings and organisations."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from firstlight.access.selectors import is_one_person, may
from firstlight.audit.services import act
from firstlight.force.events import ApprovalAsked, OrganisationsKept, SettingChanged
from firstlight.force.models import Approval, Organisation, SettingRow
from firstlight.force.rules.settings import SETTINGS
from firstlight.force.selectors import held
from firstlight.kernel.values.refs import new_ref
from firstlight.kernel.values.refusal import NotThere, Refusal
from firstlight.kernel.values.viewer import Viewer


def _checked(code: str, value: Any) -> None:
    row = SETTINGS.get(code)
    if row is None:
        raise Refusal(f"There is no setting {code!r}.", next_step="Choose one of the list.")
    fault = row.fault(value)
    if fault:
        raise Refusal(f"{row.title} {fault}.", next_step="Choose a value within its bounds.")


def propose_setting(*, code: str, value: Any, reason: str, by: Viewer, at: datetime) -> str:
    """Propose a value; it applies when a second person agrees. Gives the approval's reference.

    Refuses a value out of bounds, one that stands already, and a proposal without a reason or
    beside one that waits.
    """
    if not may(by, "force.settings"):
        raise NotThere
    _checked(code, value)
    if not reason.strip():
        raise Refusal(
            "No reason is given.", next_step="Say why it should change.",
            faults=(("reason", "say why it should change"),),
        )  # fmt: skip
    if held(code).value == value:
        raise Refusal("That is how it stands already.", next_step="Choose another value.")
    if Approval.objects.filter(what="setting", about=code, state="waiting").exists():
        raise Refusal(
            "A change of this waits for its second person.",
            next_step="Have that one agreed or refused first: the next one starts from it.",
        )
    with act("force.setting_proposed", by=by, at=at) as line:
        row = Approval.objects.create(
            ref=new_ref("A"),
            what="setting",
            about=code,
            proposal={"value": value, "was": held(code).value},
            asked_by=by.ref,
            asked_at=at,
            reason=reason,
        )
        line.about(row.ref)
        line.say(code=code, reason=reason)
        line.emit(ApprovalAsked(ref=row.ref))
        return row.ref


def decide(*, ref: str, agreed: bool, by: Viewer, at: datetime, because: str = "") -> None:
    """Agree or refuse what waits: another person than the one who asked, who may approve.

    Two accounts with one collar number are one person. Refusing needs a reason.
    """
    row = Approval.objects.filter(ref=ref, state="waiting").first()
    if row is None or not may(by, "force.approve"):
        raise NotThere
    if is_one_person(row.asked_by, by.ref):
        raise Refusal("You asked for this.", next_step="A second person decides it.")
    if not agreed and not because.strip():
        raise Refusal(
            "No reason is given.", next_step="Say why it is refused.",
            faults=(("because", "say why it is refused"),),
        )  # fmt: skip
    with act("force.setting_decided", by=by, at=at) as line:
        line.about(ref)
        line.say(agreed=agreed, because=because)
        decided = Approval.objects.filter(pk=row.pk, state="waiting").update(
            state="agreed" if agreed else "refused", decided_by=by.ref, decided_at=at,
            because=because,
        )  # fmt: skip
        if not decided:
            raise Refusal("Somebody has decided this meanwhile.", next_step="Look at it again.")
        if agreed:
            SettingRow.objects.create(
                code=row.about,
                value=row.proposal["value"],
                set_by=row.asked_by,
                agreed_by=by.ref,
                reason=row.reason,
                known_seq=line.seq,
                at=at,
            )
            line.emit(SettingChanged(ref=ref))


def set_up(*, values: dict[str, Any], by: Viewer, at: datetime) -> None:
    """Set values when a force is first set up; only the system's own work may."""
    if not by.is_system:
        raise NotThere
    for code, value in values.items():
        _checked(code, value)
    with act("force.set_up", by=by, at=at) as line:
        SettingRow.objects.bulk_create(
            SettingRow(code=code, value=value, set_by=by.ref, known_seq=line.seq, at=at)
            for code, value in values.items()
        )


def keep_organisations(*, rows: list[dict[str, Any]], by: Viewer, at: datetime) -> int:
    """Add organisations or bring them up to date by code; give how many."""
    with act("force.organisations_kept", by=by, at=at) as line:
        for row in rows:
            Organisation.objects.update_or_create(
                code=row["code"], defaults={k: v for k, v in row.items() if k != "code"}
            )
        line.say(count=len(rows))
        line.emit(OrganisationsKept(ref=str(line.seq)))
    return len(rows)
