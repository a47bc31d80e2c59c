"""The data protection officer reads who saw what; that reading is a line too."""

from datetime import UTC, datetime

import pytest

from firstlight.access.services import add_user
from firstlight.audit.selectors import lines
from firstlight.audit.services import act
from firstlight.kernel.values.viewer import system_viewer

pytestmark = pytest.mark.django_db
SYSTEM = system_viewer("test")
AT = datetime(2026, 11, 22, 2, 10, tzinfo=UTC)
SHOWN = "P-0000000001"


@pytest.fixture
def opened(client):
    def as_role(role):
        user = add_user(username=role, full_name="Somebody", roles=[role], by=SYSTEM, at=AT)
        client.force_login(user)
        return client

    return as_role


def test_a_reference_gives_the_lines_that_showed_it(opened):
    with act("look.test", by=SYSTEM, at=AT, operation="consultation") as line:
        line.about(SHOWN)
        line.say(justification="job 0412")
    page = opened("dpo").get("/journal", {"ref": SHOWN}).content.decode()
    assert "look.test" in page
    assert "job 0412" in page


def test_reading_who_saw_somebody_is_itself_a_line(opened):
    opened("dpo").get("/journal", {"ref": SHOWN})
    assert lines(ref=SHOWN)[0].action == "look.journal.see"


def test_an_officer_is_told_there_is_nothing_there(opened):
    assert opened("response").get("/journal").status_code == 404
