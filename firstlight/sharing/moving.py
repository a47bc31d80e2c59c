"""What becomes of a decision: released, sent, acknowledged, answered, recalled."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from firstlight.access.selectors import may
from firstlight.audit.rules.operations import Operation
from firstlight.audit.services import Line, act
from firstlight.delivery.services import alert
from firstlight.duties.services import close_by_key, open_duty
from firstlight.force.rules.calendar import working_days_after
from firstlight.kernel.values.refusal import NotThere, Refusal
from firstlight.kernel.values.viewer import Viewer
from firstlight.people.selectors import persons_at
from firstlight.people.services import rely
from firstlight.picture.selectors import persons as pictures_of
from firstlight.sharing import gathering, met
from firstlight.sharing.deciding import SYSTEM, settle_duties
from firstlight.sharing.events import (
    SharingRecalled,
    SharingReleased,
)
from firstlight.sharing.models import Decision
from firstlight.sharing.rules import gaps, screening
from firstlight.sharing.rules.decisions import OUT
from firstlight.sharing.rules.referral import Chosen, build
from firstlight.sharing.rules.story import Story
from firstlight.sharing.seeing import decisions
from firstlight.sharing.stepping import heard_by, move, note

# A partner who has not opened what was sent is chased after this long; a force's own number.
CHASE_AFTER = timedelta(hours=4)


def one_of(ref: str, by: Viewer, permission: str) -> Decision:
    """Give a decision this viewer may do this with. NotThere where there is none."""
    row = decisions(by).filter(ref=ref).first() if may(by, permission) else None
    if row is None:
        raise NotThere
    return row


def shown_by(row: Decision) -> dict[str, str]:
    """Give the persons a decision shows now, by the appearance it was noted under."""
    refs = list(row.links.filter(shown=True).values_list("ref", flat=True))
    return persons_at(refs)


def complete(ref: str, answers: Mapping[str, str], *, by: Viewer, at: datetime) -> None:
    """Fill gaps of a referral that has not left, and make its document afresh.

    Refuses once it is released: what left is kept as it left.
    """
    row = one_of(ref, by, "sharing.decide")
    _still_here(row)
    row.answers = {**row.answers, **{k: v for k, v in answers.items() if v.strip()}}
    content = rebuilt(row, by=by, at=at)
    with act("sharing.completed", by=by, at=at) as line:
        row.document = content
        row.save()
        note(line, row, "completed")


def _still_here(row: Decision) -> None:
    if row.state != "decided":
        raise Refusal(
            "It has been released, and is kept as it left.",
            next_step="Recall it, or make a new decision.",
            code="stale",
        )


def rebuilt(row: Decision, *, by: Viewer, at: datetime) -> dict[str, Any]:
    """Make a referral's document afresh from what is held now; a notice stays as it was made."""
    if row.kind != "referral" or not row.document:
        return screened(row)
    subject = persons_at([row.anchor], viewer=by).get(row.anchor)
    if subject is None:
        raise NotThere
    kept = [one for one in shown_by(row).values() if one not in gathering.not_for_outside()]
    whole = gathering.given(tuple(dict.fromkeys((subject, *kept))), by=by, at=at)
    made = gathering.kept_from(whole, gathering.recipient(row.recipient))
    chosen = Chosen(
        tuple(row.items),
        row.withheld,
        row.answers,
        addresses_released=bool(row.address_released_by),
    )
    content = screening.without(build(made, chosen, at), made.hidden)
    protected = frozenset() if row.address_released_by else made.protected
    return dict(
        screening.clean(content, screening.pattern_of(gathering.protected_words(protected)))
    )


def screened(row: Decision) -> dict[str, Any]:
    """Give a document less what was sealed or protected since it was made."""
    named = {persons_at([row.anchor]).get(row.anchor, "")}
    hidden = gathering.not_for_outside(named)
    content = screening.without(row.document, hidden)
    if row.address_released_by:
        return content
    found = pictures_of(set(shown_by(row).values()), viewer=SYSTEM, at=row.at)
    words = gathering.protected_words(gathering.protected_places(found))
    return dict(screening.clean(content, screening.pattern_of(words)))


def release_address(ref: str, reason: str, *, by: Viewer, at: datetime) -> bool:
    """Let protected addresses into a referral: two people, each by name; give whether both have.

    Refuses without a reason, and the same person twice.
    """
    row = one_of(ref, by, "sharing.release")
    _still_here(row)
    if not reason.strip():
        raise Refusal("Say why the address is needed there.", next_step="Give the reason.",
                      faults=(("reason", "Say why the address is needed there."),))  # fmt: skip
    if row.address_asked_by == by.ref:
        raise Refusal("You are the first of the two.", next_step="A second person releases it.")
    with act("sharing.address_released", by=by, at=at) as line:
        second = bool(row.address_asked_by)
        if second:
            row.address_released_by = by.ref
            row.document = rebuilt(row, by=by, at=at)
        else:
            row.address_asked_by = by.ref
        row.save()
        note(line, row, "address_released" if second else "address_asked", reason.strip())
        line.say(reason=reason.strip())
        return second


def readers_of(row: Decision, at: datetime) -> Story:
    """Check who would read a decision's document against whom it shows."""
    shown = set(shown_by(row).values())
    found = pictures_of(shown, viewer=SYSTEM, at=at)
    return gathering.story(row.recipient, shown, found)


def release(ref: str, *, by: Viewer, at: datetime, blanks_not_asked: bool = False) -> None:
    """Let a document go, by a named person, and send it.

    Refuses while a required field is blank, naming all of them; with `blanks_not_asked` they go as
    "not asked" and are chased by a duty, so that nothing urgent waits. Where nobody of the recipient
    can sign in, or all who can may be in the story, it waits as released to be sent by hand.
    """
    row = one_of(ref, by, "sharing.release")
    content = screened(row)
    blank = gaps.blanks(content) if row.kind == "referral" else ()
    if blank and not blanks_not_asked:
        raise Refusal(
            "Something a partner needs is blank.",
            next_step="Answer each, or let it go with the blanks marked not asked.",
            code="blank",
            faults=tuple((gap.code, f"{gap.title} is blank.") for gap in blank),
        )
    content = gaps.marked(content) if blank else content
    story = readers_of(row, at)
    with act("sharing.released", by=by, at=at, operation=Operation.DISCLOSURE) as line:
        row.document, row.hash = content, hash_of(content)
        row.released_by, row.released_at, row.barred = by.ref, at, list(story.barred)
        move(line, row, "release")
        line.about(*shown_by(row).values())
        line.say(recipient=row.recipient, hash=row.hash)
        line.emit(SharingReleased(ref=row.ref, heard_by=heard_by(row)))
        _chased(row, at)
        if story.free:
            _send(line, row, tuple(f"user:{one}" for one in story.free), "portal")


def hash_of(document: Mapping[str, Any]) -> str:
    """Give the SHA-256 of a document's canonical JSON."""
    text = json.dumps(document, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def _chased(row: Decision, at: datetime) -> None:
    """Open a duty for what nobody has asked yet; it closes when somebody tells the partner."""
    owed = gaps.owed(row.document) if row.kind == "referral" else ()
    if owed:
        names = ", ".join(dict.fromkeys(gap.title.lower() for gap in owed))
        open_duty(
            clock="RECORD_OVERDUE", about=(row.ref,), people=(row.anchor,), told_at=at,
            because=f"A referral went with questions nobody asked: {names}."[:300],
            key=f"share-gaps:{row.ref}", by=SYSTEM, at=at,
        )  # fmt: skip


def _send(line: Line, row: Decision, to: tuple[str, ...], channel: str) -> None:
    row.sent_at = line.at
    if row.kind == "referral":
        row.response_due = working_days_after(line.at, 1)
    move(line, row, "send", channel)
    if to:
        alert(line, to=to, title=f"{row.ref} waits for you", url=f"/portal/{row.ref}", level="high",
              about=(row.ref,), insists=True)  # fmt: skip
        line.due(f"sharing.chase:{row.ref}", line.at + CHASE_AFTER, "sharing.chase", (row.ref,))
    met.sent(row, line.at)
    people = tuple(shown_by(row).values())
    rely(line, kind="disclosure", ref=row.ref, people=people, left_force=True)
    for person in people:
        _done_for(row, person, line.at)
    if row.kind == "referral":
        open_duty(
            clock="REF_DECISION", about=(row.ref,), people=(row.anchor,), told_at=line.at,
            because="A referral was sent; its answer is due.", key=f"share-answer:{row.ref}",
            due_at=row.response_due, by=SYSTEM, at=line.at,
        )  # fmt: skip


def _done_for(row: Decision, person: str, at: datetime) -> None:
    """Close what asked for exactly this: a referral to the council, a notice to the school."""
    whom = gathering.recipient(row.recipient)
    if row.kind == "referral" and whom is not None and whom.kind == "council":
        settle_duties(("CSC_REFERRAL",), person, "Referred", row, at)


def sent_by_hand(ref: str, how: str, *, by: Viewer, at: datetime) -> None:
    """Note that a released document was given another way, where nobody there can sign in.

    Refuses without how and to whom.
    """
    row = one_of(ref, by, "sharing.release")
    if not how.strip():
        raise Refusal("Say how it was sent and to whom.", next_step="Name the channel and the role.",
                      faults=(("how", "Say how it was sent and to whom."),))  # fmt: skip
    with act("sharing.sent", by=by, at=at, operation=Operation.DISCLOSURE) as line:
        _send(line, row, (), how.strip())


def recall(ref: str, reason: str, *, by: Viewer, at: datetime, wrong: bool = False) -> None:
    """Take back what was shared: its content closes to the recipient, who is told. Refuses no reason.

    `wrong`: it reached somebody it was not for, and the data protection officer assesses the breach.
    """
    row = one_of(ref, by, "sharing.release")
    if not reason.strip():
        raise Refusal("A recall needs its reason.", next_step="Say what is wrong with it.",
                      faults=(("reason", "Say what is wrong with it."),))  # fmt: skip
    was_out = row.state in OUT
    with act("sharing.recalled", by=by, at=at) as line:
        move(line, row, "recall", reason.strip())
        line.say(reason=reason.strip())
        line.emit(SharingRecalled(ref=row.ref, heard_by=heard_by(row)))
        readers = [one.ref for one in gathering.readers(row.recipient) if one.ref not in row.barred]
        if was_out and readers:
            alert(line, to=tuple(f"user:{one}" for one in readers), title=f"{ref} is recalled",
                  url=f"/portal/{ref}", level="urgent", about=(ref,))  # fmt: skip
        if wrong and was_out:
            open_duty(
                clock="DPO_BREACH", about=(ref,), people=(row.anchor,), told_at=at,
                because="What was shared reached somebody it was not for.", key=f"breach:{ref}",
                by=SYSTEM, at=at,
            )  # fmt: skip
        for key in (f"share-answer:{ref}", f"share-ack:{ref}", f"share-gaps:{ref}"):
            close_by_key(key, "Recalled", (ref,), SYSTEM, at)


def chase(ref: str, at: datetime) -> None:
    """Ask the hub to chase a recipient who has not acknowledged."""
    row = Decision.objects.filter(ref=ref, state="sent").first()
    if row is None or row.sent_at is None:
        return
    open_duty(
        clock="SHARE_ACK", about=(ref,), people=(row.anchor,), told_at=row.sent_at,
        because="What was sent has not been acknowledged.", key=f"share-ack:{ref}", by=SYSTEM, at=at,
    )  # fmt: skip
