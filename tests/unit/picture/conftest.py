"""A few words to tell fictional records with."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from types import SimpleNamespace

import pytest

from firstlight.kernel.values.when import Occurred
from firstlight.picture.rules.build import build_person
from firstlight.picture.rules.facts import Facts
from firstlight.picture.rules.values import AppearanceView, Link, RecordView
from firstlight.records.rules.kinds import KINDS
from firstlight.records.rules.parts import Statement


def moment(text):
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


def one(person, role="subject", **more):
    more.setdefault("link", Link.LINKED)
    key = more.pop("key", f"{role}-{person}")
    return AppearanceView(ref=f"M-{key}", key=key, role=role, person=person, **more)


def maybe(*persons, role="subject", **more):
    return one(None, role, key=f"maybe-{role}", link=Link.MAY_BE, may_be=persons, **more)


def record(ref, kind, when, *people, precision="minute", ends=None, **more):
    begins = moment(when) if isinstance(when, str) else when
    told = more.pop("told_at", begins)
    details = KINDS[kind].details(**more.pop("details", {}))
    return RecordView(
        ref=ref if ref.startswith("R-") else f"R-{ref}",
        version=1, kind=kind, source="oak", source_name="Oakshire RMS", department="Response",
        occurred=Occurred(begins, ends, precision), told_at=told,
        recorded_at=more.pop("recorded_at", told or begins), received_at=begins,
        known_seq=more.pop("known_seq", 1), details=details,
        statement=more.pop("statement", Statement()), people=people, **more,
    )  # fmt: skip


def home(ref, when, person, place, *, how="home", kind="contact", **more):
    role = more.pop("role", "subject")
    named = one(person, role, place=place, address=f"{place} street", address_is=how)
    return record(ref, kind, when, named, **more)


@pytest.fixture
def words():
    return SimpleNamespace(
        home=home,
        one=one,
        maybe=maybe,
        record=record,
        moment=moment,
        hours=lambda n: timedelta(hours=n),
    )


@pytest.fixture
def ivy(at):
    def build(*records, person="P-IVY", when=at, **facts):
        return build_person(Facts(records, **facts), person, when)

    return build
