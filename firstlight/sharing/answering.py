"""What a recipient says of what was sent to them: received, answered, destroyed."""

from __future__ import annotations

from datetime import datetime

from firstlight.access.selectors import may
from firstlight.audit.services import act
from firstlight.duties.services import close_by_key
from firstlight.kernel.values.refusal import NotThere, Refusal
from firstlight.kernel.values.viewer import Viewer
from firstlight.sharing.deciding import SYSTEM
from firstlight.sharing.events import SharingAnswered, SharingReceived
from firstlight.sharing.met import accepted
from firstlight.sharing.models import Decision
from firstlight.sharing.moving import one_of
from firstlight.sharing.seeing import theirs
from firstlight.sharing.stepping import heard_by, move, note


def receive(ref: str, *, by: Viewer, at: datetime) -> None:
    """Note that the recipient acknowledged it; a second time is the same. NotThere if not theirs."""
    row = _theirs(ref, by)
    if row.state != "sent":
        return
    with act("sharing.received", by=by, at=at) as line:
        move(line, row, "receive")
        line.emit(SharingReceived(ref=row.ref, heard_by=heard_by(row)))
        close_by_key(f"share-ack:{ref}", "Acknowledged by the recipient", (ref,), SYSTEM, at)
        accepted(row, at)


def read(ref: str, *, by: Viewer, at: datetime) -> None:
    """Note that the recipient opened it: the first time. NotThere if not theirs."""
    row = _theirs(ref, by)
    if row.state in {"sent", "received", "answered"} and not row.steps.filter(step="read").exists():
        with act("sharing.read", by=by, at=at) as line:
            note(line, row, "read")


def receive_by_hand(ref: str, how: str, *, by: Viewer, at: datetime) -> None:
    """Keep an acknowledgement that came by the force's secure mail or another way. Refuses without how."""
    row = one_of(ref, by, "sharing.decide")
    if not how.strip():
        raise Refusal("Say how it came and from whom.", next_step="Name the channel and the role.",
                      faults=(("received", "Say how it came and from whom."),))  # fmt: skip
    with act("sharing.received", by=by, at=at) as line:
        move(line, row, "receive", how.strip())
        line.emit(SharingReceived(ref=row.ref, heard_by=heard_by(row)))
        close_by_key(f"share-ack:{ref}", "Acknowledged by the recipient", (ref,), SYSTEM, at)
        accepted(row, at)


def _theirs(ref: str, by: Viewer) -> Decision:
    row = theirs(by).filter(ref=ref).first() if may(by, "sharing.answer") else None
    if row is None:
        raise NotThere
    return row


def answer(ref: str, said: str, *, by: Viewer, at: datetime) -> None:
    """Keep the recipient's answer. NotThere if not theirs; refuses an empty one."""
    row = _theirs(ref, by)
    _answered(row, said, by, at)


def answer_by_hand(ref: str, said: str, *, by: Viewer, at: datetime) -> None:
    """Keep an answer that came another way, written down by somebody of the force."""
    _answered(one_of(ref, by, "sharing.decide"), said, by, at)


def _answered(row: Decision, said: str, by: Viewer, at: datetime) -> None:
    if not said.strip():
        raise Refusal("Write the answer.", next_step="Say what you decided or did.",
                      faults=(("said", "Write the answer."),))  # fmt: skip
    with act("sharing.answered", by=by, at=at) as line:
        row.answered_at = row.answered_at or at
        move(line, row, "answer", said.strip())
        line.emit(SharingAnswered(ref=row.ref, heard_by=heard_by(row)))
        close_by_key(f"share-ack:{row.ref}", "Answered", (row.ref,), SYSTEM, at)
        close_by_key(f"share-answer:{row.ref}", "Answered by the recipient", (row.ref,), SYSTEM, at)
        accepted(row, at)


def destroyed(ref: str, *, by: Viewer, at: datetime) -> None:
    """Note that the recipient says a recalled document is destroyed; a second time is the same."""
    row = _theirs(ref, by)
    if row.state != "recalled" or row.steps.filter(step="destroyed").exists():
        return
    with act("sharing.destroyed", by=by, at=at) as line:
        note(line, row, "destroyed")
