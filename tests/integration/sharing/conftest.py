"""A family, their schools, an officer of the hub and partners, for tests of sharing."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import pytest
from django.test import Client

from firstlight.access.models import User
from firstlight.access.services import add_user
from firstlight.config.viewers import viewer_of
from firstlight.duties.services import set_shift
from firstlight.force.services import keep_organisations
from firstlight.kernel import clock
from firstlight.kernel.values.viewer import Viewer, system_viewer
from firstlight.people.services import take_in
from firstlight.records.services import register_source
from firstlight.sharing import selectors
from firstlight.sharing.tasks import encompass_after_record

SYSTEM = system_viewer("test")
LONG_AGO = datetime(2026, 1, 1, tzinfo=UTC)
HOME = {"text": "2 Kestrel Rise, Wexcombe ZX4 2AB"}
SCHOOLS = ("Holm Oak Primary School", "St Bede's Academy", "Tarnley Trust School")
ORGANISATIONS = (
    ("holm-oak", "school", SCHOOLS[0], "Wexcombe"), ("st-bedes", "school", SCHOOLS[1], "Stanbridge"),
    ("tarnley-trust", "school", SCHOOLS[2], "Tarnley"),
    ("oakshire-csc", "council", "Oakshire Council children's social care", "Stanbridge"),
    ("fenshire-police", "police_force", "Fenshire Police", "Fenmouth"),
    ("larkspur", "care_home", "Larkspur House", "Stanbridge"),
)  # fmt: skip


@dataclass
class Family:
    mother: str
    father: str
    children: list[str]


@pytest.fixture(autouse=True)
def force(db, at, monkeypatch):
    monkeypatch.setattr(clock, "now", lambda: at)
    for code in ("rms", "schools", "firstlight"):
        register_source(code=code, name=code.title(), owner="Records", by=SYSTEM, at=LONG_AGO)
    rows = [{"code": c, "kind": k, "name": n, "area": a, "contact_role": "safeguarding lead"}
            for c, k, n, a in ORGANISATIONS]  # fmt: skip
    keep_organisations(rows=rows, by=SYSTEM, at=LONG_AGO)


@pytest.fixture
def somebody():
    def made(
        username: str, *roles: str, organisation: str = "oakshire-police", own=(), post: str = ""
    ) -> Viewer:
        user = add_user(
            username=username, full_name=f"Officer {username.capitalize()}", roles=list(roles),
            rank="DS", organisation=organisation, mail=f"{username}@example.test",
            password="a long test password", by=SYSTEM, at=LONG_AGO,
        )  # fmt: skip
        if own:
            User.objects.filter(pk=user.pk).update(own_refs=list(own))
        if post:
            set_shift(
                post=post, user=user.ref, begins_at=LONG_AGO, ends_at=None, by=SYSTEM, at=LONG_AGO
            )
        return viewer_of(User.objects.get(pk=user.pk), datetime(2026, 11, 22, 2, 10, tzinfo=UTC))

    return made


@pytest.fixture
def hub(somebody) -> Viewer:
    return somebody("hubber", "hub", "sergeant", post="hub_duty")


@pytest.fixture
def sign_in():
    def signed(viewer: Viewer) -> Client:
        client = Client()
        client.force_login(User.objects.get(ref=viewer.ref))
        return client

    return signed


def record(ref, kind, at, people, relations=(), details=None, *, source="rms", **more):
    told = at.isoformat()
    return {"source": source, "source_ref": ref, "kind": kind, "told_at": told, "recorded_at": told,
            "occurred": {"begins": told}, "people": people, "relations": list(relations),
            "details": details or {}, **more}  # fmt: skip


CHILDREN = (
    {"given": "Poppy", "family": "Marsh", "born_on": "2012-05-14", "sex": "female"},
    {"given": "Rowan", "family": "Marsh", "born_on": "2009-03-02", "sex": "male"},
    {"given": "Ash", "family": "Marsh", "born_on": "2017-09-20", "sex": "male"},
)
MOTHER = {"key": "m", "role": "victim", "given": "Anna", "family": "Marsh", "born_on": "1985-03-03",
          "sex": "female", "address": HOME}  # fmt: skip
FATHER = {"key": "f", "role": "suspect", "given": "Gareth", "family": "Pike", "born_on": "1980-01-09",
          "sex": "male", "address": HOME}  # fmt: skip


def family_people(address=HOME, present="no", children=CHILDREN):
    named = [{"key": f"c{i}", "role": "child", "address": address, "present": present, **child}
             for i, child in enumerate(children)]  # fmt: skip
    people = [{**MOTHER, "address": address}, {**FATHER, "address": address}, *named]
    relations = [{"one": one, "kind": "parent_of", "other": f"c{i}"}
                 for i in range(len(children)) for one in ("m", "f")]  # fmt: skip
    return people, relations


@pytest.fixture
def enrol(at):
    def enrolled(child, school, when=None, ref="", **details):
        people = [{"key": "p1", "role": "child", "address": HOME, **child}]
        told = when or at - timedelta(days=60)
        raw = record(ref or f"roll-{child['given']}", "school_enrolment", told, people, source="schools",
                     details={"school": school, **details})  # fmt: skip
        return take_in(raw, by=SYSTEM, at=told)

    return enrolled


@pytest.fixture
def incident(at):
    def happened(
        when=None, ref="DA1", address=HOME, present="no", children=CHILDREN, strangled="no", **more
    ):
        told = when or at - timedelta(hours=3)
        people, relations = family_people(address, present, children)
        raw = record(ref, "domestic_abuse_incident", told, people, relations,
                     {"grade": "standard", "children_present": present,
                      "strangulation": strangled}, happening=f"JOB-{ref}",
                     narrative="He shouted at her at 2 Kestrel Rise.", **more)  # fmt: skip
        return take_in(raw, by=SYSTEM, at=max(told, at - timedelta(hours=3)))

    return happened


@pytest.fixture
def family(incident, enrol) -> Family:
    for child, school in zip(CHILDREN, (SCHOOLS[1], SCHOOLS[2], SCHOOLS[0]), strict=True):
        enrol(child, school)
    taken = incident()
    people = taken.people
    return Family(people["m"], people["f"], [people[f"c{i}"] for i in range(3)])


@pytest.fixture
def drafted(family, incident, at, hub):
    taken = incident(ref="DA2")
    encompass_after_record((taken.ref,), at)
    return selectors.drafts(hub, at)
