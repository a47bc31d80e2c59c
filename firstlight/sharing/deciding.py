"""Deciding: the one door out of the force. Nothing leaves here yet; a named person releases it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from firstlight.access.selectors import may
from firstlight.audit.rules.operations import Operation
from firstlight.audit.services import Line, act
from firstlight.duties import selectors as duties
from firstlight.duties.services import close
from firstlight.force.selectors import setting
from firstlight.kernel.values.refs import is_ref, new_ref
from firstlight.kernel.values.refusal import NotThere, Refusal
from firstlight.kernel.values.viewer import Viewer, system_viewer
from firstlight.kernel.values.when import london_date
from firstlight.people.selectors import anchor, person_at, stands_as
from firstlight.people.services import rely, write
from firstlight.picture.rules.values import PersonPicture
from firstlight.risk.selectors import standing
from firstlight.sharing import gathering
from firstlight.sharing.events import SharingDecided
from firstlight.sharing.models import Decision, DecisionLink
from firstlight.sharing.rules import bases, screening
from firstlight.sharing.rules.decisions import INFORMED, LEAVES, REGIMES, SAID, faults
from firstlight.sharing.rules.referral import Chosen, Given, build
from firstlight.sharing.stepping import heard_by, note

SYSTEM = system_viewer("sharing")


def disclose(
    *,
    about: tuple[str, ...],
    people: tuple[str, ...],
    decision: str,
    recipient: str,
    purpose: str,
    basis: str,
    items: Iterable[str] = (),
    withheld: Mapping[str, str] | Iterable[str] = (),
    reason: str = "",
    caveat: str = "",
    by: Viewer,
    at: datetime,
    family_informed: str = "unknown",
    supervisor: str = "",
    role: str = "",
    regime: str = "part3",
    answers: Mapping[str, str] | None = None,
    kind: str = "referral",
    document: Mapping[str, Any] | None = None,
) -> str:
    """Record a decision to share, in part, not, or later; give its reference.

    `people` are persons or appearances, the child it is about first; `about` records and app
    references; `items`, `withheld` and `answers` as `Chosen` has them. Refuses, all together: no
    decision, no recipient, a basis not in force, nothing chosen, "not" without reason and supervisor.
    """
    if not may(by, "sharing.decide"):
        raise NotThere
    persons = _persons(people, by)
    held = Chosen(tuple(items), _why(withheld, reason), dict(answers or {}))
    whom = gathering.recipient(recipient)
    _checked(decision, whom, basis, held, reason=reason, supervisor=supervisor, at=at)
    made = gathering.kept_from(gathering.given(persons, by=by, at=at), whom)
    content = _content(made, held, document, at) if decision in LEAVES else {}
    with act("sharing.decided", by=by, at=at, operation=Operation.DISCLOSURE) as line:
        row = Decision(
            kind=kind, decision=decision, purpose=purpose.strip(), basis=basis, document=content,
            regime=regime if regime in REGIMES else "part3", recipient=recipient,
            recipient_name=whom.name if whom else "", reason=reason.strip(), caveat=caveat.strip(),
            recipient_role=role or (whom.role if whom else ""), supervisor=supervisor.strip(),
            family_informed=family_informed if family_informed in INFORMED else "unknown",
        )  # fmt: skip
        return _keep(line, row, held, persons=persons, about=about, made=made)


def _content(
    made: Given, held: Chosen, document: Mapping[str, Any] | None, at: datetime
) -> dict[str, Any]:
    """Give the document of a decision, less what is sealed or protected."""
    content = dict(document) if document is not None else build(made, held, at)
    pattern = screening.pattern_of(gathering.protected_words(made.protected))
    return dict(screening.clean(screening.without(content, made.hidden), pattern))


def _keep(
    line: Line,
    row: Decision,
    held: Chosen,
    *,
    persons: tuple[str, ...],
    about: tuple[str, ...],
    made: Given,
) -> str:
    """Keep a decision with what was chosen, and let what follows from it begin."""
    row.ref, row.anchor, row.known_seq, row.at = new_ref("S"), anchor(persons[0]), line.seq, line.at
    row.author, row.author_title = line.by.ref, line.by.name
    row.items, row.withheld, row.answers = list(held.items), dict(held.withheld), dict(held.answers)
    row.grade_shown = _levels(persons[0], line.at)
    row.record = _record(row, persons, line.by, line.at)
    row.save()
    _linked(row, about, persons, made.pictures)
    _after(line, row, persons)
    return row.ref


def _persons(people: tuple[str, ...], by: Viewer) -> tuple[str, ...]:
    """Give the persons meant, the child it is about first; NotThere for one `by` may not know of."""
    found = [
        stands_as(ref) if ref.startswith("P-") else person_at(ref, viewer=by) for ref in people
    ]
    kept = tuple(dict.fromkeys(ref for ref in found if ref))
    if not kept:
        raise NotThere
    return kept


def _why(withheld: Mapping[str, str] | Iterable[str], reason: str) -> dict[str, str]:
    if isinstance(withheld, Mapping):
        return {str(code): str(why).strip() or reason for code, why in withheld.items()}
    return {str(code): reason for code in withheld}


def _checked(
    decision: str,
    whom: gathering.Recipient | None,
    basis: str,
    held: Chosen,
    *,
    reason: str,
    supervisor: str,
    at: datetime,
) -> None:
    found = list(
        faults(
            decision, reason=reason, supervisor=supervisor,
            recipient=whom.code if whom else "", items=held.items,
        )
    )  # fmt: skip
    begun = bases.commenced_of(setting("sharing.commenced"))
    if decision in LEAVES and (why := bases.why_not(basis, london_date(at), begun)):
        found.append(("basis", why))
    if any(not why.strip() for why in held.withheld.values()):
        found.append(("withheld_why", "Say why something is held back."))
    if found:
        raise Refusal(
            "This decision is not complete.",
            next_step="Nothing was lost; complete what is named.",
            code="incomplete",
            faults=tuple(found),
        )


def _levels(person: str, at: datetime) -> dict[str, str]:
    """Keep what the levels were: shown beside the decision, and no part of it."""
    rows = standing(person, viewer=SYSTEM, at=at)
    return {row.framework: row.working for row in rows if row.working}


def _record(row: Decision, persons: tuple[str, ...], by: Viewer, at: datetime) -> str:
    keys = {f"p{place}": ref for place, ref in enumerate(persons, start=1)}
    named = [{"key": key, "role": "subject" if key == "p1" else "mentioned"} for key in keys]
    told = {
        "source": "firstlight", "source_ref": row.ref, "kind": "disclosure",
        "told_at": at.isoformat(), "recorded_at": at.isoformat(), "author": by.name[:200],
        "title": "Sharing decision", "people": named,
        "details": {
            "decision": row.decision, "recipient": row.recipient_name, "purpose": row.purpose,
            "basis": row.basis, "items": [str(one)[:200] for one in row.items],
            "withheld": [str(one)[:200] for one in row.withheld], "reason": row.reason,
        },
    }  # fmt: skip
    return write(told, by=by, at=at, about=keys).ref


def _linked(
    row: Decision,
    about: tuple[str, ...],
    persons: tuple[str, ...],
    made: Mapping[str, PersonPicture],
) -> None:
    """Note what it is about and whom it shows, by appearance, so that a split moves it.

    The addresses told of them too: who may not know of one may not read it here.
    """
    shown = dict.fromkeys((*persons, *screening.people_in(row.document)))
    refs = {ref: False for ref in (*about, row.record) if is_ref(ref)}
    for person in shown:
        if person in made:
            refs[anchor(person)] = True
            refs |= {home.place: False for home in made[person].residences if home.place}
    DecisionLink.objects.bulk_create(
        DecisionLink(decision=row, ref=ref, shown=seen) for ref, seen in refs.items()
    )


def _after(line: Line, row: Decision, persons: tuple[str, ...]) -> None:
    shown = tuple(dict.fromkeys((*persons, *screening.people_in(row.document))))
    note(line, row, "decided", SAID[row.decision])
    rely(line, kind="disclosure", ref=row.ref, people=shown, left_force=row.decision in LEAVES)
    line.about(row.ref, row.record, *shown)
    line.say(decision=row.decision, recipient=row.recipient, basis=row.basis)
    line.emit(SharingDecided(ref=row.ref, heard_by=heard_by(row)))
    if row.decision != "deferred":
        settle_duties(
            ("SHARE_DECIDE",), persons[0], f"Decided: {SAID[row.decision].lower()}", row, line.at
        )


def settle_duties(
    clocks: tuple[str, ...], person: str, outcome: str, row: Decision, at: datetime
) -> None:
    """Close the duties of these clocks about a person: what they asked for was done."""
    for duty in duties.about(person, SYSTEM, at, closed=False):
        if duty.clock in clocks:
            close(duty.ref, outcome, (row.ref,), SYSTEM, at)
