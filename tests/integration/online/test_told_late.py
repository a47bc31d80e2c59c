"""The child's clock goes by when the force was told, however late that is written down."""

from datetime import timedelta

from firstlight.online.models import Case
from firstlight.online.reading import children_of

REFERRAL = {"referrer": "NCA", "activity": "distribution", "suspect_tool_level": "medium"}


def test_the_clock_starts_when_the_force_was_told_not_when_it_was_written_down(flat, tell, man, at):
    late = at + timedelta(days=2)
    tell("oak-online", "online_referral", late, [man], told_at=at.isoformat(), details=REFERRAL)
    case = Case.objects.get()
    assert case.told_at == at
    assert {row.told_at for row in case.children.all()} == {at}
    assert all(one.late(late) for one in children_of(case, late))
