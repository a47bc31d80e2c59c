"""Which children stand at high now without a grade, and nobody is asked about yet."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime

from firstlight.assurance.gathering.practice import is_child
from firstlight.duties import selectors as duties
from firstlight.kernel.values.viewer import system_viewer
from firstlight.kernel.values.when import london_date
from firstlight.people.selectors import anchor, persons_at, who
from firstlight.risk.selectors import ungraded_at_top

SYSTEM = system_viewer("lookback")
# Any of these, while open, already asks a post to look at the child.
_ASKS = frozenset({"LOOKBACK_HIGH", "GRADE_NEEDED", "BASELINE"})


def owed(at: datetime, *, graded: Iterable[str]) -> Iterator[str]:
    """Give the anchor of each child still at high without a grade whom no open duty asks about.

    `graded` are the anchors of those whom a record of another system says a person graded high.
    """
    done = set(persons_at(graded, viewer=SYSTEM).values())
    persons = dict.fromkeys(p for one in ungraded_at_top() if (p := one.person) not in done)
    hits = who(persons, viewer=SYSTEM)
    for person in persons:
        open_ = duties.about(person, SYSTEM, at, closed=False)
        if is_child(hits.get(person), london_date(at)) and not any(d.clock in _ASKS for d in open_):
            yield anchor(person)
