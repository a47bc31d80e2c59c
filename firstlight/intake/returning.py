"""What is typed in Firstlight goes back to the force's own systems, each version once, with a receipt.

The queue is the outbox: a system that does not answer is asked again with growing waits, and work
that failed for good becomes a duty. Each try carries the same Idempotency-Key, so that one that
was received and not noted is not taken twice.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import TYPE_CHECKING

from firstlight.access.selectors import sight
from firstlight.audit.rules.operations import Operation
from firstlight.audit.services import Line, act
from firstlight.audit.tasks import Priority
from firstlight.intake.models import SendBack
from firstlight.intake.posting import OURS
from firstlight.intake.targets import Target, targets
from firstlight.kernel.values.refs import new_ref
from firstlight.kernel.values.viewer import Viewer, system_viewer
from firstlight.people.selectors import cast_of
from firstlight.records.rules.kinds import KINDS
from firstlight.records.selectors import VersionView, history, record, texts_of

if TYPE_CHECKING:
    import httpx

BY = system_viewer("return")
SECONDS = 10.0


class NotReceivedError(Exception):
    """The system did not take it; it is tried again. Says the answer's code, never what was sent."""


def ask_all_back(refs: Iterable[str], at: datetime) -> None:
    """Ask for each of these records to go back as `ask_back` does; nothing where no system takes any."""
    known = targets()
    for ref in refs if known else ():
        ask_back(ref, known, at)


def ask_back(ref: str, known: tuple[Target, ...], at: datetime) -> None:
    """Ask for a record that was typed here to go to each system that takes its kind, once a version.

    What tells of anybody or any place sealed or restricted, and intelligence under handling code C,
    is held: another system does not know what must not be seen, so a person hands it over.
    """
    view = record(ref)
    if view is None or view.source != OURS or KINDS[view.kind].ours:
        return
    wanted = [one for one in known if one.takes(view.kind)]
    held = set(SendBack.objects.filter(record=ref).values_list("version", "target"))
    fresh = [
        (version, one)
        for version in history(ref) for one in wanted if (version.number, one.code) not in held
    ]  # fmt: skip
    if not fresh:
        return
    states = {version.id: "waiting" if _may_leave(version) else "held" for version, _ in fresh}
    with act("intake.return_asked", by=BY, at=at) as line:
        line.about(ref)
        for version, one in fresh:
            _ask(line, version, one, states[version.id])


def _ask(line: Line, view: VersionView, target: Target, state: str) -> None:
    row = SendBack.objects.create(
        ref=new_ref("Z"), record=view.ref, version=view.number, target=target.code, state=state,
        asked_at=line.at,
    )  # fmt: skip
    if state == "waiting":
        line.queue("intake.send_back", (row.ref,), priority=Priority.WIDER, key=f"send:{row.ref}")


def _may_leave(view: VersionView) -> bool:
    """Tell whether nobody and no place in it is sealed or restricted, by who they truly are."""
    seen = sight(Viewer(ref="system-of-the-force", name="A system of the force"))
    hidden = seen.restricted | seen.sealed
    if view.ref in hidden or view.envelope.statement.handling == "C":
        return False
    cast = cast_of([view.id], viewer=BY).get(view.id, [])
    return not any({one.person, one.place, *one.may_be} & hidden for one in cast)


def send_back(ref: str, at: datetime) -> None:
    """Send one version to its system, and keep the receipt. Raises NotReceivedError to be tried again."""
    row = SendBack.objects.filter(ref=ref, state="waiting").first()
    target = next((one for one in targets() if row and one.code == row.target), None)
    if row is None or target is None:
        return
    view = next((one for one in history(row.record) if one.number == row.version), None)
    if view is None or not _may_leave(view):
        SendBack.objects.filter(pk=row.pk).update(state="held", tried_at=at)
        return
    status, receipt = _posted(target, row, view)
    with act("intake.returned", by=BY, at=at, operation=Operation.DISCLOSURE) as line:
        line.about(row.record, row.ref)
        line.say(target=target.code, answer=status)
        row.tries, row.tried_at, row.answer = row.tries + 1, at, status
        if receipt is not None:
            row.state, row.receipt, row.received_at = "received", receipt, at
        row.save()
    if receipt is None:
        raise NotReceivedError(status)


def _posted(target: Target, row: SendBack, view: VersionView) -> tuple[str, str | None]:
    """Post it; gives the answer's code, and the receipt where it was received."""
    import httpx

    content = texts_of([view.id]).get(view.id, "")
    headers = {"Content-Type": "application/json", "Idempotency-Key": row.ref,
               "Firstlight-Record": view.ref, "Firstlight-Version": str(view.number)}  # fmt: skip
    if target.token:
        headers["Authorization"] = f"Bearer {target.token}"
    try:
        answer = httpx.post(target.url, content=content.encode(), headers=headers, timeout=SECONDS)
    except httpx.HTTPError as fault:
        return type(fault).__name__[:40], None
    if not answer.is_success:
        return str(answer.status_code), None
    return str(answer.status_code), _receipt(answer)


def _receipt(answer: httpx.Response) -> str:
    """Read the system's own reference for it; a system that gives none has still received it."""
    try:
        told = answer.json()
    except ValueError:
        return ""
    found = (
        told.get("receipt") or told.get("ref") or told.get("id") if isinstance(told, dict) else ""
    )
    return str(found or "")[:64]
