"""Which children stand at high now, or stood so while it was fresh, without a grade, and nobody is asked about yet."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime

from firstlight.assurance.gathering.practice import is_child
from firstlight.duties import selectors as duties
from firstlight.kernel.values.viewer import system_viewer
from firstlight.kernel.values.when import london_date
from firstlight.people.selectors import anchor, persons_at, who
from firstlight.risk.selectors import ungraded_at_top, ungraded_faded

SYSTEM = system_viewer("lookback")
# Any of these, while open, already asks a post to look at the child.
_ASKS = frozenset({"LOOKBACK_HIGH", "GRADE_NEEDED", "BASELINE"})


STANDS = "A look-back found the floor at high, and no person has graded."
STOOD = "A look-back found that the floor stood at high while it was fresh, and no person graded."


def owed(at: datetime, *, graded: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Give each child whom a person should have graded and no open duty asks about, and why.

    Those still at high, and those whose high was fresh no longer before anybody graded. `graded`
    are the anchors of those whom a record of another system says a person graded high.
    """
    done = set(persons_at(graded, viewer=SYSTEM).values())
    both = [(one.person, STANDS) for one in ungraded_at_top()]
    both += [(one.person, STOOD) for one in ungraded_faded()]
    why: dict[str, str] = {}
    for person, because in both:
        if person not in done:
            why.setdefault(person, because)
    hits = who(why, viewer=SYSTEM)
    for person, because in why.items():
        open_ = duties.about(person, SYSTEM, at, closed=False)
        if is_child(hits.get(person), london_date(at)) and not any(d.clock in _ASKS for d in open_):
            yield anchor(person), because
