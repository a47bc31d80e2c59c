"""Gaps are counted by source and open the records that have them; none refuses a record."""

from datetime import UTC, datetime, timedelta

import pytest

from firstlight.access.services import add_user, restrict
from firstlight.audit.outbox import drain
from firstlight.kernel.values.viewer import system_viewer
from firstlight.people.selectors import partition
from firstlight.records.selectors import record_of_source

SYSTEM = system_viewer("test")
BARE = {"people": [{"key": "c", "family": "Okell", "born_on": "2012-05-14"}]}


@pytest.fixture
def page(client, at):
    client.force_login(add_user(username="r", full_name="R", roles=["records"], by=SYSTEM, at=at))

    def asked(address, how="get"):
        return getattr(client, how)(address)

    return asked


def test_gaps_are_counted_after_a_file_and_open_the_records_that_have_them(load, record, page, at):
    assert load(record(1, **BARE), record(2)).taken == 2
    assert "Nothing was counted yet" in page("/quality").content.decode()
    drain(at + timedelta(minutes=2), datetime.now(UTC))  # noqa: TID251 -- leases go by the machine's clock
    shown = page("/quality").content.decode()
    assert "Given name (DS_031)" in shown
    opened = page("/quality/oak-cad/GIVEN").content.decode()
    assert record_of_source("oak-cad", "OAK-0001").ref in opened
    assert record_of_source("oak-cad", "OAK-0002").ref not in opened
    assert "Okell" not in shown + opened


def test_counting_again_takes_in_what_came_since(load, record, page):
    load(record(1, **BARE))
    page("/quality/again", "post")
    load(record(2, told_at=None))
    page("/quality/again", "post")
    assert "When the force was told is not said" in page("/quality").content.decode()
    assert page("/quality/oak-cad/NOTHING").status_code == 404


def test_counts_are_worked_without_what_is_sealed(load, record, page, at):
    load(record(1, **BARE))
    (person,) = {who for _, _, _, who in partition()}
    restrict(
        target=person, level="sealed", reason="A witness.", custodians=("U-1",), by=SYSTEM, at=at
    )
    page("/quality/again", "post")
    assert "It told no record yet" in page("/quality").content.decode()
    assert page("/quality/oak-cad/GIVEN").status_code == 404
