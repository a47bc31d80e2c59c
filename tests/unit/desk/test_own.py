"""Whom an officer declared is found by what a search goes by: yes, no, and what cannot be told."""

import pytest

from firstlight.desk.rules.own import is_own
from firstlight.kernel.values.answer import Answer

SAME, NEAR, LIKE = 1.0, 0.93, 0.82


@pytest.mark.parametrize(
    ("name", "born", "said"),
    [
        (SAME, "same", Answer.YES),
        (LIKE, "same", Answer.YES),
        (NEAR, "turned", Answer.YES),
        (SAME, "near", Answer.UNKNOWN),
        (NEAR, "near", Answer.NO),
        (SAME, "other", Answer.NO),
        (SAME, "unknown", Answer.UNKNOWN),
        (NEAR, "", Answer.UNKNOWN),
        (LIKE, "", Answer.NO),
        (LIKE, "unknown", Answer.NO),
    ],
)
def test_own(name, born, said):
    assert is_own(name, born) is said
