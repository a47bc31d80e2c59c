"""Requests about what is held: entered, prepared by a person, answered."""

from __future__ import annotations

from datetime import date, datetime

from firstlight.access.selectors import may
from firstlight.audit.rules.operations import Operation
from firstlight.audit.services import act
from firstlight.duties.services import close_by_key, open_duty
from firstlight.kernel.values.refs import new_ref
from firstlight.kernel.values.refusal import NotThere, Refusal
from firstlight.kernel.values.viewer import Viewer, system_viewer
from firstlight.kernel.values.when import day_begins, day_ends, london_date
from firstlight.people.selectors import anchor, exists, stands_as
from firstlight.retention.models import Request
from firstlight.retention.rules.requests import CLAIMS, KINDS, OUTCOMES, due_on


def enter(
    *,
    person: str,
    kind: str,
    claims: str,
    asker_said: str,
    asker: str = "",
    received_on: date | None = None,
    by: Viewer,
    at: datetime,
) -> str:
    """Enter a request about a person; gives its reference. It is due a month after it came.

    Refuses, all together: no kind, no claim, nobody said. NotThere for a person who is not there
    or not this officer's to see.
    """
    if not may(by, "retention.requests"):
        raise NotThere
    came = received_on or london_date(at)
    faults = [
        ("kind", "choose what is asked for") if kind not in KINDS else None,
        ("claims", "choose who they say they are") if claims not in CLAIMS else None,
        ("asker_said", "say who asks and how to answer them") if not asker_said.strip() else None,
        ("received_on", "it cannot have come after today") if came > london_date(at) else None,
    ]
    if wrong := tuple(one for one in faults if one):
        raise Refusal("The request is not complete.", next_step="Mend these:", faults=wrong)
    about, known = _known(person, by), _known(asker, by) if asker else ""
    with act("retention.request_entered", by=by, at=at) as line:
        row = Request.objects.create(
            ref=new_ref("DR"), kind=kind, claims=claims, anchor=anchor(about), asker=known and anchor(known),
            asker_said=asker_said.strip()[:300], received_on=came, due_on=due_on(came), by=by.ref, at=at,
            known_seq=line.seq,
        )  # fmt: skip
        line.about(row.ref, about)
        said = KINDS[kind].partition(" (")[0].lower()
        open_duty(
            clock="RIGHTS_REQUEST", about=(row.ref,), people=(row.anchor,), told_at=min(day_begins(came), at),
            because=f"Somebody asks to {said}, in {row.ref}.", due_at=day_ends(row.due_on),
            key=_key(row), by=by, at=at,
        )  # fmt: skip
        return row.ref


def _key(row: Request) -> str:
    return f"{row.ref}:RIGHTS_REQUEST"


def _known(person: str, by: Viewer) -> str:
    standing = stands_as(person.strip().upper())
    if not exists(standing, by):
        raise NotThere
    return standing


def _open(ref: str, by: Viewer) -> Request:
    row = Request.objects.filter(ref=ref, state="open").first()
    if row is None or not may(by, "retention.requests"):
        raise NotThere
    return row


def prepare(
    *,
    ref: str,
    shown: dict[str, str],
    withheld: dict[str, str],
    identity: str,
    by: Viewer,
    at: datetime,
) -> None:
    """Decide which other people stay in and which records stay out, each with a reason.

    Refuses one without a reason: nobody else is shown, and nothing is withheld, in silence.
    """
    row = _open(ref, by)
    faults = tuple(
        (one, "say why") for one, why in (*shown.items(), *withheld.items()) if not why.strip()
    )
    if faults:
        raise Refusal("Each of these needs its reason.", next_step="Say why.", faults=faults)
    with act("retention.request_prepared", by=by, at=at) as line:
        Request.objects.filter(pk=row.pk).update(
            shown=shown, withheld=withheld, identity=identity.strip()[:300]
        )
        line.about(ref, *shown, *withheld)


def answer(*, ref: str, outcome: str, said: str, by: Viewer, at: datetime) -> None:
    """Answer a request: given in full, in part, or refused, with the words.

    Refuses to give anything before it was said how the asker was identified.
    """
    row = _open(ref, by)
    faults = [] if outcome in OUTCOMES else [("outcome", "choose how it was answered")]
    if not said.strip():
        faults.append(("said", "say what was answered, and why where it was not all given"))
    if outcome in {"granted", "part"} and not row.identity:
        faults.append(("outcome", "say first, above, how you checked who they are"))
    if faults:
        raise Refusal("It is not answered yet.", next_step="Mend these:", faults=tuple(faults))
    given = Operation.ALTERATION if outcome == "refused" else Operation.DISCLOSURE
    with act("retention.request_answered", by=by, at=at, operation=given) as line:
        Request.objects.filter(pk=row.pk).update(
            state=outcome, outcome=said.strip(), closed_by=by.ref, closed_at=at
        )
        line.about(ref)
        line.say(outcome=outcome)
        close_by_key(_key(row), f"{OUTCOMES[outcome]}.", (ref,), system_viewer("retention"), at)
