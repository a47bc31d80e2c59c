"""The lowest level of missing for a child: off until the force turns it on, then once and not for some.

Source: inspection notes S Wales and T15 (most children in care were put in the lowest category, one
for four weeks); design, step 4. A grade that is refused leaves whatever stood before it: no action
of a search waits for it.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from firstlight.force.selectors import setting
from firstlight.kernel.values.answer import Answer
from firstlight.kernel.values.viewer import system_viewer
from firstlight.people.selectors import appearances_of
from firstlight.picture.selectors import persons
from firstlight.risk.models import Grade
from firstlight.risk.rules.assessment import Assessment
from firstlight.risk.standing import floor_of

_SYSTEM = system_viewer("risk")
SWITCH = "missing.very_low_for_children"
# Not twice for one child within this long (LOCAL).
AGAIN = timedelta(days=90)


def why_not(person: str, found: Assessment, at: datetime) -> str:
    """Say why a person may not be graded very low now; empty where they may."""
    picture = persons({person}, viewer=_SYSTEM, at=at).get(person)
    if picture is None or picture.is_child(at) is Answer.NO:
        return ""
    if not setting(SWITCH):
        return "Very low is not used for anybody under 18, or who may be: choose low or above."
    signs = floor_of(found, "exploitation").findings
    if any(one.finding.answer is Answer.YES for one in signs):
        return "A sign of exploitation is held: very low is not used."
    before = Grade.objects.filter(
        anchor__in=appearances_of(person), framework="missing", level="very_low", at__gte=at - AGAIN
    )
    return "Graded very low once already in 90 days: look at it anew." if before.exists() else ""
