"""Every address, asked by who may not and about what may not be known, gives nothing away."""

from __future__ import annotations

import json
import re

import pytest
from django.urls import resolve

from firstlight.access.rules.permissions import PERMISSIONS
from firstlight.access.rules.predicates import ROLES, Asked
from firstlight.access.services import restrict
from firstlight.audit.models import Journal
from firstlight.audit.services import act
from firstlight.config.api import api
from firstlight.kernel.values.viewer import Viewer
from firstlight.people.events import SealedTouched
from firstlight.people.models import Appearance, Person, Place
from firstlight.records.models import Record, Version
from tests.integration.access.asking import attacker, filled_in, never, plain, words
from tests.integration.access.subjects import routes
from tests.integration.access.table import API, OPEN, PAGES
from tests.integration.chain.conftest import SYSTEM

pytestmark = [pytest.mark.dear, pytest.mark.timeout(400)]
# What waits in quarantine has been linked to nobody yet: whoever mends it must be shown it. Holds
# disposals and openings are the data protection officer's, and keep references alone; a change of
# a setting is about nobody. A phone of the force tells of briefs by reference alone.
KEPT = frozenset({"waiting", "hold", "proposal", "opening", "approval", "file", "phone"})
INSIDE = tuple(role for role in ROLES if role not in {"partner", "edt"})


def operations() -> dict[str, str]:
    """Give the API's operations with the permission each asks for."""
    return {
        f"{method} {(prefix + path).lstrip('/')}": operation.view_func.permission
        for prefix, router in api._routers
        for path, view in router.path_operations.items()
        for operation in view.operations
        for method in operation.methods
    }


def permission_of(address, row, ref):
    return resolve(f"/{filled_in(address, row, ref)}").func.permission


def allowed(role: str, permission: str) -> bool:
    return PERMISSIONS[permission].allows(Asked(Viewer(ref="U", name="", roles=frozenset({role}))))


def test_every_address_and_operation_has_a_row():
    assert sorted(set(routes()) - OPEN - set(PAGES)) == [], "say in table.py what is put into it"
    assert sorted(set(PAGES) - set(routes())) == []
    assert sorted(set(operations()) ^ set(API)) == []


@pytest.fixture
def table(refs):
    """Give every page with its row and the reference that is put into it."""
    found = []
    for address, row in PAGES.items():
        subject = "person" if row.subject == "person_asked" else row.subject
        rest = {key: refs.get(value, value) for key, value in row.rest.items()}
        found.append((address, type(row)(row.subject, rest, row.body), refs.get(subject, "")))
    return found


ONE_IN = 4


def refused(table, role):
    """Give the pages a role may not open: one for each permission it lacks, and each fourth of the rest.

    A door refuses by its permission alone, so that one page of each is enough; by turns every page is
    asked by some role. `tests/campaign/test_two_worlds.py` asks each role for every page.
    """
    lacking = set()
    for number, (address, row, ref) in enumerate(table):
        permission = permission_of(address, row, ref)
        others = [one for one in ROLES if not allowed(one, permission)]
        if role not in others:
            continue
        mine = (number + others.index(role)) % ONE_IN == 0 or len(others) < ONE_IN
        if permission not in lacking or mine:
            yield address, row, ref
        lacking.add(permission)


@pytest.mark.once
def test_every_page_that_anybody_is_refused_is_asked_by_one_of_them(oakshire, table):
    asked = {address for role in ROLES for address, *_ in refused(table, role)}
    every = {
        address
        for address, row, ref in table
        if not all(allowed(role, permission_of(address, row, ref)) for role in ROLES)
    }
    assert asked == every


@pytest.mark.once
def test_who_may_not_is_answered_as_if_it_were_not_there(oakshire, refs, table):
    told = []
    for role in ROLES:
        who = attacker(oakshire, role)
        gone = plain(who.pages.get("/nowhere"))
        before = Journal.objects.count()
        for address, row, ref in refused(table, role):
            for method in ("get", "post"):
                answer = who.ask(address, row, ref, method)
                if answer.status_code != 405 and plain(answer) != gone:
                    told.append(f"{role} {method} {address}: {answer.status_code}")
        for operation, permission in operations().items():
            if not allowed(role, permission):
                subject = API[operation].subject
                answer = who.call(operation, API[operation], refs.get(subject, ""))
                if answer.status_code != 404:
                    told.append(f"{role} {operation}: {answer.status_code}")
        if Journal.objects.count() != before:
            told.append(f"{role} wrote into the journal")
    none(told)


@pytest.fixture
def held(oakshire):
    """Give the references of every person, place, record and link there is."""
    return {
        "people": _refs(Person.objects.filter(ended_seq__isnull=True)),
        "places": _refs(Place.objects),
        "records": _refs(Record.objects),
        "links": _refs(Appearance.objects.filter(ended_seq__isnull=True)),
    }


def _refs(rows) -> tuple[str, ...]:
    return tuple(rows.values_list("ref", flat=True))


def contents():
    return Version.objects.values_list("content", flat=True)


def named() -> set[str]:
    """Give every whole name that any record tells."""
    found = set()
    for text in contents():
        for one in json.loads(text).get("people", ()):
            if one.get("given") and one.get("family"):
                found.add(f"{one['given']} {one['family']}")
    return found


def told_in_words() -> set[str]:
    """Give what records say in somebody's own words."""
    texts = (json.loads(text).get("narrative", "") for text in contents())
    return {text[:60] for text in texts if len(text) > 20}


def addresses() -> set[str]:
    """Give every address, an institution's apart: that is no secret of anybody's."""
    return set(Place.objects.filter(institution="").values_list("text", flat=True))


def none(told: list[str]) -> None:
    """Demand that nothing was told, and say all of it where there was."""
    if told:
        pytest.fail("\n".join(told), pytrace=False)


def close(refs, level, at):
    for ref in refs:
        restrict(target=ref, level=level, custodians=("U-KEEPER",), reason="x", by=SYSTEM, at=at)


def differences(who, table, refs):
    """Ask for each thing and for one that never was; give where the answers are not the same."""
    told = []
    for address, row, ref in table:
        for method in ("get", "post") if ref and row.subject not in KEPT else ():
            mine = plain(who.ask(address, row, ref, method), ref)
            gone = plain(who.ask(address, row, never(ref), method), never(ref))
            if mine != gone:
                told.append(f"{method} {address}: {mine[:2]} but {gone[:2]}")
    for operation, row in API.items():
        ref = refs.get(row.subject, "")
        mine = plain(who.call(operation, row, ref), ref)
        gone = plain(who.call(operation, row, never(ref)), never(ref))
        if mine != gone:
            told.append(f"{operation}: {mine} but {gone}")
    return told


# What only does something and shows nothing: its answer leads back to a page that is asked itself.
DOES = re.compile(
    r"/(acknowledge|accept|refuse|close|offer|decline|screen|referral|plan|line|tonight|voice|decide"
    r"|asked|preserve|five|answer|destroyed|recall|release|address|by-hand|complete|nobody|confirm)$"
    r"|/do/|/step/"
)


def leaks(who, table, refs, secrets):
    """Ask for everything; give where a secret is told, or the page failed."""
    told = []
    for address, row, ref in table:
        for method in ("post",) if DOES.search(address) else ("get", "post"):
            said = words(who.ask(address, row, ref, method))
            told += [f"{method} {address}: {one}" for one in sorted(secrets) if one in said]
    for operation, row in API.items():
        said = words(who.call(operation, row, refs.get(row.subject, "")))
        told += [f"{operation}: {one}" for one in sorted(secrets) if one in said]
    return told


def test_what_is_sealed_answers_as_what_never_was_and_nobody_is_named(oakshire, refs, table, held):
    close(held["people"], "sealed", oakshire.now)
    who = attacker(oakshire, *INSIDE)
    none(differences(who, table, refs) + leaks(who, table, refs, named()))


def test_a_reader_in_the_story_is_answered_as_if_it_never_was(oakshire, refs, table, held):
    who = attacker(oakshire, *INSIDE, own=held["people"])
    none(differences(who, table, refs) + leaks(who, table, refs, named()))


@pytest.mark.once
def test_nobody_is_named_whose_record_or_link_is_sealed(oakshire, refs, table, held):
    who = attacker(oakshire, *INSIDE)
    close(held["links"], "sealed", oakshire.now)
    none(leaks(who, table, refs, named()))


@pytest.mark.once
def test_where_every_address_is_sealed_none_is_told(oakshire, refs, table, held):
    close(held["places"], "sealed", oakshire.now)
    none(leaks(attacker(oakshire, *INSIDE), table, refs, addresses()))


@pytest.mark.once
def test_who_is_restricted_is_not_named_before_a_reason(oakshire, refs, table, held):
    close((*held["people"], *held["places"]), "restricted", oakshire.now)
    none(leaks(attacker(oakshire, *INSIDE), table, refs, named()))


@pytest.mark.once
@pytest.mark.parametrize("what", ["records", "links"])
def test_what_a_restricted_record_says_is_not_told_before_a_reason(
    oakshire, refs, table, held, what
):
    close(held[what], "restricted", oakshire.now)
    none(leaks(attacker(oakshire, *INSIDE), table, refs, told_in_words()))


@pytest.mark.once
def test_a_silent_hit_moves_no_page(oakshire):
    """A page's place in the live stream does not tell that something sealed was touched."""
    maya = str(oakshire.person("maya", "maya"))
    close([maya], "sealed", oakshire.now)
    who = attacker(oakshire, "response")
    before = position(who)
    with act("test.touched", by=SYSTEM, at=oakshire.now) as line:
        line.emit(SealedTouched(target=maya, record="", by="U-Y"))
    oakshire.work()
    assert position(who) == before


def position(who) -> str:
    """Give where a page stands in what happens."""
    return re.search(r'data-position="(\d+)"', words(who.pages.get("/glossary")))[1]
