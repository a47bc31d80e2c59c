"""A disposal killed in the middle of a record and asked again ends as one that was not."""

from __future__ import annotations

import shutil
import signal

import pytest

from bench.county import Postgres
from integration.retention.forces import Force

pytestmark = [pytest.mark.dear, pytest.mark.timeout(240)]

PREPARE = """
from firstlight.access.selectors import user_named
from firstlight.access.services import add_user
from firstlight.config.viewers import viewer_of
from firstlight.people.services import take_in
from firstlight.records.services import register_source
from firstlight.retention import disposing
register_source(code="oak-cad", name="Calls", owner="Contact", by=SYSTEM, at=at)
for name, role in (("adeyemi", "dpo"), ("hart", "superintendent")):
    add_user(username=name, full_name=name.title(), roles=[role], by=SYSTEM, at=at)
nell = {"key": "p1", "role": "child", "given": "Nell", "family": "Ardley", "born_on": "2011-02-03",
        "phones": ["07700 900142"], "address": {"text": "3 Kestrel Rise, Wexcombe ZX4 2AB"}}
refs = [take_in({"source": "oak-cad", "source_ref": f"K{n}", "kind": "incident", "recorded_at": at.isoformat(),
                 "people": [nell if n % 2 else {**nell, "given": "Orla"}], "narrative": f"Call {n} of that night."},
                by=SYSTEM, at=at).ref for n in range(6)]
dpo, second = (viewer_of(user_named(name), at) for name in ("adeyemi", "hart"))
asked = disposing.propose(records=refs[:5], authority="review", reason="due", by=dpo, at=at)
disposing.AT_ONCE = 0  # the worker does it
disposing.confirm(disposal=asked, by=second, at=at)
"""
CARRY_OUT = """
import os, signal, sys
from firstlight.audit.selectors import verify_journal
from firstlight.config.commands.sums import sums
from firstlight.retention import carrying_out
from firstlight.retention.selectors import disposals
left, bury = int(sys.argv[1]), carrying_out.bury
def killed(*told):
    global left
    bury(*told)
    left -= 1
    if not left:
        os.kill(os.getpid(), signal.SIGKILL)
carrying_out.bury = killed
(asked,) = disposals(SYSTEM)
carrying_out.carry_out(disposal=asked.ref, at=at)
assert verify_journal().sound
(asked,) = disposals(SYSTEM)
print(asked.state, [one.state for one in asked.items].count("done"), sums()["all"][0])
"""


@pytest.fixture
def twin(force, tmp_path):
    """Give a copy of the force as it stands when asked, keys included."""
    databases = []

    def copied() -> Force:
        shutil.copytree(tmp_path / "home", tmp_path / "twin" / "home")
        url = ""
        if force.url:
            databases.append(Postgres())
            databases[-1].create(like=force.database)
            url = databases[-1].url
        return Force(tmp_path / "twin", url)

    yield copied
    for database in databases:
        database.drop()


def test_killed_twice_in_the_middle_of_a_record_and_again_gives_the_digest_of_one_undisturbed(
    force, twin
):
    force.code(PREPARE)
    whole = twin().code(CARRY_OUT, "0")
    assert whole.startswith("done 5 ")
    for which in ("2", "1"):
        force.code(CARRY_OUT, which, status=-signal.SIGKILL)
    assert force.code(CARRY_OUT, "0") == whole
