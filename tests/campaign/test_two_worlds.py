"""With a sealed child held and without her, every page and operation answers the same, byte for byte.

Every role in an account of its own, and all the force's roles in one: every address of the attack
table, asked and sent to, searches, briefs, what is followed, papers; and the live stream is silent.
"""

from __future__ import annotations

import pytest

from firstlight.access.rules.predicates import PARTNERS, ROLES
from firstlight.access.selectors import sight
from firstlight.audit.selectors import events_after, last_event
from firstlight.config.stream.hearing import Reader
from firstlight.config.viewers import viewer_of
from firstlight.people.services import take_in
from tests.integration.access.asking import attacker
from tests.integration.access.conftest import filled, oakshire, refs
from tests.integration.access.test_attack import INSIDE, none, table
from tests.integration.access.worlds import apart, comes_in, told_to
from tests.integration.chain.conftest import SYSTEM, files, settled
from tests.integration.conftest import kept

__all__ = ["files", "filled", "kept", "oakshire", "refs", "settled", "table"]
pytestmark = [pytest.mark.django_db, pytest.mark.timeout(3600)]
HERE = "21 Kestrel Rise, Stanbridge, ZX3 1AA"
SIBLING = {
    "role": "child",
    "given": "Ismay",
    "family": "Dunmore",
    "born_on": "2015-06-07",
    "address": {"text": HERE},
}
MOTHER = SIBLING | {"role": "parent", "given": "Petra", "born_on": "1988-01-02"}


def known_family(force):
    """Have the rest of the family known in both worlds, by the same sources at the same time."""
    told = force.now.isoformat()
    for source, kind, details in (
        ("oak-ppn", "vulnerability_report", {"concern": ["neglect"], "seen": "Cold rooms."}),
        ("oak-missing", "missing_report", {"whereabouts_known": "no"}),
        ("oak-cad", "incident", {}),
    ):
        raw = {"source": source, "source_ref": f"KNOWN-{kind}", "kind": kind, "told_at": told, "recorded_at": told,
               "details": details, "people": [{**SIBLING, "key": "a"}, {**MOTHER, "key": "b"}],
               "relations": [{"one": "b", "kind": "parent_of", "other": "a"}]}  # fmt: skip
        take_in(raw, by=SYSTEM, at=force.now)
    force.work()


@pytest.mark.parametrize("roles", [INSIDE, *((role,) for role in ROLES)], ids="+".join)
def test_nobody_is_told_apart_from_nobody_there(oakshire, table, roles):
    known_family(oakshire)
    organisation = "st-bedes" if set(roles) <= PARTNERS else ""
    who = attacker(oakshire, *roles, organisation=organisation)
    without = list(told_to(who, table))
    comes_in(oakshire, SIBLING, MOTHER)
    none(apart(without, told_to(who, table)))


@pytest.mark.parametrize("roles", [INSIDE, ("partner",)], ids="+".join)
def test_the_live_stream_says_nothing_when_she_comes_in(oakshire, roles):
    known_family(oakshire)
    who = attacker(oakshire, *roles, organisation="st-bedes" if set(roles) <= PARTNERS else "")
    before = last_event()
    comes_in(oakshire, SIBLING, MOTHER)
    viewer = viewer_of(who.user, oakshire.now)
    reader = Reader(viewer, sight(viewer))
    happened = events_after(before)
    assert len(happened) > 20
    assert [(one.kind, one.audience) for one in happened if reader.hears(one, {})] == []
