"""When the duty about a notice is met: it was sent; another force's child, when that force accepted."""

from __future__ import annotations

from datetime import datetime

from firstlight.duties.services import close_by_key, open_duty
from firstlight.kernel.values.viewer import system_viewer
from firstlight.kernel.values.when import day_ends, london_date
from firstlight.people.selectors import appearances_of, persons_at
from firstlight.sharing import gathering
from firstlight.sharing.deciding import settle_duties
from firstlight.sharing.models import Decision, Notice

SYSTEM = system_viewer("sharing")


def duty_key(first: str, record: str) -> str:
    """Give the key the rule about schools opens its duty under, so that one duty stands and not two."""
    return f"{first}:DA_ENCOMPASS:ENC_SCHOOL:{record}"


def _of(row: Decision) -> Notice | None:
    return Notice.objects.filter(decision=row.ref).first() if row.kind == "notice" else None


def sent(row: Decision, at: datetime) -> None:
    """End the duty of a notice that was sent; the rules' other duty of its kind only with the last one.

    A child handed to another force stays owed until that force has accepted.
    """
    notice = _of(row)
    if notice is None:
        return
    whom = gathering.recipient(row.recipient)
    if whom is not None and whom.kind == "police_force":
        open_duty(
            clock="ENC_HANDOVER", about=(notice.ref, row.ref), people=(notice.anchor,), told_at=at,
            because="A child of another area was handed to that force: see that it accepts today.",
            due_at=day_ends(london_date(at)), key=f"handover:{row.ref}", by=SYSTEM, at=at,
        )  # fmt: skip
        return
    _end(notice, row, "A notice was sent", at)


def accepted(row: Decision, at: datetime) -> None:
    """End what is owed for another force's child: that force has said that it has it."""
    notice = _of(row)
    if notice is not None:
        close_by_key(f"handover:{row.ref}", "The other force accepted", (row.ref,), SYSTEM, at)
        _end(notice, row, "Acknowledged by the recipient", at)


def _end(notice: Notice, row: Decision, said: str, at: datetime) -> None:
    close_by_key(duty_key(notice.anchor, notice.record), said, (row.ref,), SYSTEM, at)
    person = persons_at([notice.anchor]).get(notice.anchor)
    if person is None:
        return
    drafts = Notice.objects.filter(state="draft", anchor__in=appearances_of(person))
    if not drafts.exists():
        settle_duties(("ENC_SCHOOL",), person, said, row, at)
