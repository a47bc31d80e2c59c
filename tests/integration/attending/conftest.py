"""A fictional household, the people who are sent there, and the outbox done at once."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from firstlight.access.models import User
from firstlight.access.services import add_user
from firstlight.audit.outbox import drain
from firstlight.config.reactions import register
from firstlight.config.viewers import viewer_of
from firstlight.kernel import clock
from firstlight.kernel.values.viewer import system_viewer
from firstlight.people.services import take_in
from firstlight.records.services import register_source

SYSTEM = system_viewer("test")
LONG_AGO = datetime(2025, 1, 1, tzinfo=UTC)
HOME = {"text": "6 Saddler Row, Stanbridge, ZX3 7SR"}
MOTHER = {"given": "Keeley", "family": "Marsden", "born_on": "1995-09-25", "address": HOME}
MAN = {"given": "Ryan", "family": "Tolland", "born_on": "1992-01-13"}
POPPY = {"given": "Poppy", "family": "Tolland", "born_on": "2019-02-19", "address": HOME}


@pytest.fixture(autouse=True)
def _ended(kept, db):
    """What a test adds to what its file laid down ends with it."""


@pytest.fixture(scope="module")
def county(kept, at):
    register()
    for code in ("oak-da", "oak-cad", "oak-orders", "oak-custody", "firstlight"):
        register_source(
            code=code, name=code.upper(), owner="Oakshire", live_from=LONG_AGO, by=SYSTEM, at=LONG_AGO,
            freshness_minutes=60,
        )  # fmt: skip


@pytest.fixture(scope="module")
def take(county, at):
    made = []

    def taken(source, kind, told, people, *, now=at, **more):
        made.append(kind)
        told = told if isinstance(told, datetime) else at - timedelta(days=told)
        raw = {
            "source": source, "source_ref": f"T{len(made)}", "kind": kind,
            "told_at": told.isoformat(), "recorded_at": told.isoformat(),
            "occurred": {"begins": told.isoformat()}, "people": people, **more,
        }  # fmt: skip
        found = take_in(raw, by=SYSTEM, at=now)
        assert found.outcome == "taken", found.faults
        return found

    return taken


@pytest.fixture(scope="module")
def done(county, at):
    return lambda now=at: drain(now, clock.real_now())


@pytest.fixture(scope="module")
def officer(county):
    def made(name, collar, *roles, own=()):
        user = add_user(
            username=name, full_name=f"Officer {name}", rank="PC", collar=collar,
            roles=list(roles) or ["response"], by=SYSTEM, at=LONG_AGO,
        )  # fmt: skip
        User.objects.filter(ref=user.ref).update(own_refs=list(own))
        return viewer_of(User.objects.get(ref=user.ref), LONG_AGO)

    return made


@pytest.fixture(scope="module")
def saddler_row(take):
    """Lay a household's past down once for a file."""
    return told_of_saddler_row(take)


def told_of_saddler_row(take):
    """Tell forms, an order not shown as served that ends tomorrow, bail and a weapons marker."""
    people = [
        {"key": "v", "role": "victim", **MOTHER},
        {"key": "s", "role": "suspect", **MAN},
        {"key": "c", "role": "child", **POPPY, "present": "yes"},
    ]
    relations = [
        {"one": "s", "kind": "ex_partner_of", "other": "v"},
        {"one": "v", "kind": "parent_of", "other": "c"},
        {"one": "s", "kind": "parent_of", "other": "c"},
    ]
    form = take(
        "oak-da", "domestic_abuse_incident", 29, people, relations=relations, happening="OLD-1",
        details={"job": "OLD-1", "grade": "high", "strangulation": "yes", "children_present": "yes"},
        narrative="Held her by the throat. She said the codeword bluebird.",
    )  # fmt: skip
    order = take(
        "oak-orders", "order", 180,
        [{"key": "p", "role": "protected_party", **MOTHER}, {"key": "r", "role": "respondent", **MAN}],
        details={"order_type": "non_molestation", "made_at": "2026-05-25T11:00:00Z",
                 "ends_at": "2026-11-23T23:59:00Z", "conditions": ["not to go to 6 Saddler Row"]},
    )  # fmt: skip
    bail = take(
        "oak-custody", "bail", 28, [{"key": "s", "role": "suspect", **MAN}],
        details={"bail_type": "police_pre_charge", "conditions": ["no contact with Keeley Marsden"],
                 "ends_at": "2027-01-24T12:00:00Z"},
    )  # fmt: skip
    marker = take(
        "oak-orders", "warning_marker", 300, [{"key": "s", "role": "subject", **MAN}],
        details={"marker": "weapons", "reason": "Knife carried"},
    )  # fmt: skip
    return {"form": form, "order": order, "bail": bail, "marker": marker}


@pytest.fixture(scope="module")
def tonight(take, at):
    """The call comes: the job is typed as domestic abuse at the address."""

    def called(**more):
        details = {
            "job": "OAK-1",
            "unit": "ST21",
            "children_present": "yes",
            "suspect_present": "yes",
        }
        return take(
            "oak-cad", "domestic_abuse_incident", at - timedelta(minutes=1),
            [{"key": "v", "role": "victim", "given": "Keeley", "family": "Marsden", "born_on": "1995-09-25"}],
            places=[{"role": "scene", "address": HOME}], details=details | more,
        )  # fmt: skip

    return called


@pytest.fixture(scope="module")
def sent(take, at):
    def unit(*collars, job="OAK-1"):
        return take(
            "oak-cad", "unit_crewing", at, [],
            details={"unit": "ST21", "crew": list(collars), "job": job},
        )  # fmt: skip

    return unit
