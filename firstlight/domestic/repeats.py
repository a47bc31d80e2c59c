"""Repeat caller, victim, address and suspect, shown by themselves for every job."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta

from firstlight.domestic.rules.calling import Repeat
from firstlight.kernel.values.refusal import NotThere, Refusal
from firstlight.kernel.values.viewer import Viewer
from firstlight.people.selectors import ties
from firstlight.picture import selectors as pictures
from firstlight.picture.rules.values import RecordView

_YEAR = timedelta(days=365)
_ABUSE = "domestic_abuse_incident"
_CALLS = frozenset({_ABUSE, "incident", "contact"})
_ROLES = (
    ("Repeat victim", frozenset({"victim"})),
    ("Repeat suspect", frozenset({"suspect", "respondent", "detained"})),
)


def repeats(record: str, viewer: Viewer, at: datetime) -> tuple[Repeat, ...]:
    """Give how often caller, victim, suspect and address were told of; NotThere for one not seen."""
    view = pictures.record(record, viewer=viewer, at=at)
    named = {one.person for one in view.people if one.person}
    held = pictures.persons_alone(named, viewer=viewer, at=at)
    found = [_counted("Repeat caller", _by_phone(view, viewer, at), view, at)]
    for what, roles in _ROLES:
        told = {
            other.ref: other
            for one in view.people
            if one.role in roles and one.person in held
            for other in held[one.person].of_kind(_ABUSE)
            if other.roles_of(one.person) & roles
        }
        found.append(_counted(what, told.values(), view, at))
    return (*found, _counted("Repeat address", _at_address(view, viewer, at), view, at))


def _counted(what: str, told: Iterable[RecordView], view: RecordView, at: datetime) -> Repeat:
    number = getattr(view.details, "job", "")
    rows = [
        one for one in told
        if one.ref != view.ref and at - _YEAR <= one.moment <= at
        and not (number and number in {one.happening, getattr(one.details, "job", "")})
    ]  # fmt: skip
    events = {getattr(one.details, "job", "") or one.happening or one.ref for one in rows}
    last = max((one.moment for one in rows), default=None)
    return Repeat(what, len(events), last, tuple(one.ref for one in rows))


def _at_address(view: RecordView, viewer: Viewer, at: datetime) -> tuple[RecordView, ...]:
    for _, place, _ in view.places:
        try:
            found = pictures.place(place, viewer=viewer, at=at)
        except (NotThere, Refusal):
            continue
        return tuple(one for one in found.records if one.kind == _ABUSE)
    return ()


def _by_phone(view: RecordView, viewer: Viewer, at: datetime) -> tuple[RecordView, ...]:
    """Give the calls told with the job's telephones."""
    phones = {*view.phones, *(p for one in view.people for p in one.phones)}
    versions = {version for phone in phones for version in ties("phone", phone).versions}
    held = pictures.views_of(versions, viewer=viewer, at=at)
    return tuple(one for one in held if one.kind in _CALLS)
