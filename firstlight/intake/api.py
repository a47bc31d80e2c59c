"""The API's operations for other systems: post records, ask for pictures, follow changes."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from ninja import Field, Router, Schema
from ninja.responses import NinjaJSONEncoder

from firstlight.access.doors import asked_in_vain
from firstlight.access.rules.scopes import lets, wanted
from firstlight.access.selectors import may
from firstlight.access.services import answered, keep_answer
from firstlight.audit.selectors import position
from firstlight.audit.services import look
from firstlight.intake.changes import changes_after, disposed_since
from firstlight.intake.posting import post_records
from firstlight.kernel.values.refusal import NotThere, Refusal
from firstlight.people import selectors as people
from firstlight.people.selectors import search as find_people
from firstlight.people.services import note_search
from firstlight.picture import selectors as pictures
from firstlight.picture.rules.telling import to_json
from firstlight.records.rules.kinds import KINDS
from firstlight.records.rules.publishing import example_of, schema_of
from firstlight.records.selectors import sources

router = Router()
PROBLEM = "application/problem+json"
Operation = Callable[..., Any]


class Fault(Schema):
    """One thing wrong, and how to mend it."""

    field: str
    problem: str
    mend: str = ""


class Problem(Schema):
    """RFC 9457 problem details; `detail` says what to do next."""

    type: str = "about:blank"
    title: str
    status: int
    detail: str
    faults: list[Fault] = []


class Outcome(Schema):
    """What became of one posted record. `people` gives a reference for each of its keys."""

    outcome: str
    ref: str
    version: int
    people: dict[str, str]
    faults: list[Fault]
    removed: list[str]


def asks(permission: str, *, shows_person: bool = False) -> Callable[[Operation], Operation]:
    """Guard an operation by a row of the permission table; a look is journaled before it is sent."""

    def guarded(operation: Operation) -> Operation:
        @wraps(operation)
        def entered(request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
            asked: Any = request
            if not lets(asked.viewer.scopes, permission):
                raise Refusal(
                    "This key may not be used for that.",
                    next_step=f"Ask your administrator for one with {wanted(permission)}.",
                    code="scope",
                )
            if not may(asked.viewer, permission, kwargs.get("ref")):
                raise NotThere
            try:
                answer = operation(request, *args, **kwargs)
            except NotThere:
                asked_in_vain(kwargs.get("ref"), asked.viewer, asked.at)
                raise
            if asked.viewer.seen.refs:
                look(asked.viewer, action=f"look.api.{permission}", at=asked.at)
            elif shows_person:
                raise NotThere
            return answer

        vars(entered).update(permission=permission)  # the tests of the house read it
        return entered

    return guarded


def _json(value: Any, status: int = 200, kind: str = "application/json") -> HttpResponse:
    return JsonResponse(
        value, status=status, content_type=kind, encoder=NinjaJSONEncoder, safe=False
    )


@router.post(
    "/records",
    response={200: list[Outcome], 201: Outcome, 202: Outcome, 422: Problem, 404: Problem},
)
@asks("records.add")
def post(request: HttpRequest) -> HttpResponse:
    """Post one record, or a list of them.

    201 taken; 200 held already, or a list with each one's outcome; 202 kept, and waiting for a
    person; 422 kept in quarantine with all its faults told. An Idempotency-Key may be sent: for a
    day the same key gives the same answer. It is not needed: the same record twice is one.
    """
    asked: Any = request
    key, whence = request.headers.get("Idempotency-Key", ""), asked.by_token or asked.viewer.ref
    before = answered(token=whence, key=key, body=request.body, at=asked.at) if key else None
    if before is not None:
        return _json(before[1], before[0], PROBLEM if before[0] == 422 else "application/json")
    status, content = post_records(
        request.body, source=asked.token_source, whence=asked.by_token or "session",
        by=asked.viewer, at=asked.at,
    )  # fmt: skip
    if key:
        keep_answer(token=whence, key=key, body=request.body, status=status, content=content,
                    at=asked.at)  # fmt: skip
    return _json(content, status, PROBLEM if status == 422 else "application/json")


@router.get("/records/{ref}", response={200: dict[str, Any], 404: Problem})
@asks("records.see", shows_person=True)
def record(request: HttpRequest, ref: str) -> HttpResponse:
    """Give one record as this asker may know it."""
    asked: Any = request
    return _json(to_json(pictures.record(ref, viewer=asked.viewer, at=asked.at)))


def _moment(text: str) -> datetime | None:
    if not text:
        return None
    try:
        found = datetime.fromisoformat(text.replace(" ", "+"))
    except ValueError:
        found = None
    if found is None or found.tzinfo is None:
        raise Refusal(
            "That is no time with its zone.",
            next_step="Write it as 2026-11-22T02:10:00Z.",
            code="not_a_time",
        )
    return found.astimezone(UTC)


@router.get("/people/{ref}", response={200: dict[str, Any], 404: Problem, 409: Problem})
@asks("people.see", shows_person=True)
def person(request: HttpRequest, ref: str, as_of: str = "", learnt_by: str = "") -> HttpResponse:
    """Give the picture of a person: now, as Firstlight held it, or as the force had learnt it."""
    asked: Any = request
    if as_of and learnt_by:
        raise Refusal(
            "Those are two questions.", next_step="Ask as_of or learnt_by.", code="two_questions"
        )
    then, learnt = _moment(as_of), _moment(learnt_by)
    n = position(then) if then else None
    found = pictures.person(ref, viewer=asked.viewer, at=then or asked.at, n=n, learnt_by=learnt)
    return _json({"position": n or position(), "picture": to_json(found)})


@router.get("/places/{ref}", response={200: dict[str, Any], 404: Problem})
@asks("places.see", shows_person=True)
def place(request: HttpRequest, ref: str) -> HttpResponse:
    """Give the picture of an address at flat level."""
    asked: Any = request
    return _json(
        {
            "position": position(),
            "picture": to_json(pictures.place(ref, viewer=asked.viewer, at=asked.at)),
        }
    )


class Search(Schema):
    """What is searched for, in the body: no name stands in an address. `justification` is kept.

    The likest come first, `most` on a page; `page` counts from 1.
    """

    name: str = ""
    born_on: date | None = None
    address: str = ""
    phone: str = ""
    justification: str = ""
    page: int = Field(default=1, ge=1, le=1000)
    most: int = Field(default=20, ge=1, le=100)


@router.post("/search", response={200: dict[str, Any], 404: Problem, 409: Problem, 422: Problem})
@asks("people.search")
def search(request: HttpRequest, what: Search) -> HttpResponse:
    """Search for people by name, day of birth, address or telephone."""
    asked: Any = request
    if not (what.name or what.born_on or what.address or what.phone):
        raise Refusal(
            "Nothing was asked for.",
            next_step="Give a name, born_on, address or phone.",
            code="empty_search",
        )
    words = what.dict(include={"name", "born_on", "address", "phone"})
    skip = (what.page - 1) * what.most
    hits, more = find_people(**words, viewer=asked.viewer, skip=skip, limit=what.most)
    named = people.place_of(what.address) if what.address else None
    known = people.known_places([named], viewer=asked.viewer) if named else set()
    place_ref = named if named in known else None
    note_search(
        words={name: str(told) for name, told in words.items() if told},
        justification=what.justification, found=tuple(asked.viewer.seen.refs), by=asked.viewer, at=asked.at,
    )  # fmt: skip
    return _json({"people": [to_json(hit) for hit in hits], "place": place_ref, "page": what.page,
                  "more": more, "said": "No record is not no history."})  # fmt: skip


@router.get("/changes", response={200: dict[str, Any], 404: Problem})
@asks("changes.follow")
def changes(request: HttpRequest, after: int = 0, updated_since: str = "") -> HttpResponse:
    """Follow what became known after a position: references and kinds, then ask for each record.

    `updated_since` is a time, for the first question; the answer's `position` is asked `after`
    from then on, since two changes never share one. What this asker may not know of is left out;
    the position goes on all the same.
    """
    asked: Any = request
    moment = _moment(updated_since)
    after = max(after, position(moment)) if moment else after
    rows = changes_after(after)
    cast = people.cast_of([row.id for row in rows], viewer=asked.viewer) if rows else {}
    shown = [
        {"position": row.known_seq, "record": row.ref, "kind": row.kind, "version": row.number, "current": row.current}
        for row in rows if row.id in cast
    ]  # fmt: skip
    last = rows[-1].known_seq if rows else None
    gone, upto = disposed_since(after, last, asked.viewer)
    shown += [
        {"position": one.seq, "record": one.ref, "kind": one.kind, "deleted": True, "disposed_on": one.on}
        for one in gone
    ]  # fmt: skip
    return _json(
        {
            "changes": sorted(shown, key=lambda one: one["position"]),
            "position": max(last or 0, upto, after, 0),
            "more": bool(rows or upto),
        }
    )


@router.get("/kinds", response={200: list[dict[str, Any]], 404: Problem})
@asks("sources.see")
def kinds(request: HttpRequest) -> HttpResponse:  # noqa: ARG001 -- the same for every asker
    """Give every kind of record: its JSON Schema whole, and a worked example that can be posted."""
    rows = [
        {"kind": code, "name": one.name, "purpose": one.purpose, "schema": schema_of(code), "example": example_of(code)}
        for code, one in KINDS.items()
    ]  # fmt: skip
    return _json(rows)


@router.get("/sources", response={200: list[dict[str, Any]], 404: Problem})
@asks("sources.see")
def all_sources(request: HttpRequest) -> HttpResponse:
    """Give every source: what it covers, when it was last heard, since when it is late or down."""
    asked: Any = request
    rows = [
        {
            "code": one.code, "name": one.name, "kinds": one.kinds, "area": one.area, "not_covered": one.not_covered,
            "last_heard_at": one.last_heard_at, "late_since": one.late_since(asked.at), "down_since": one.down_since,
        }
        for one in sources()
    ]  # fmt: skip
    return _json(rows)
