"""What assurance hangs on an ordinary record: whether the child who lives there was considered."""

from __future__ import annotations

from django.template.loader import render_to_string

from firstlight.access.doors import Asked
from firstlight.access.selectors import may
from firstlight.assurance.rules.unmentioned import ORDINARY
from firstlight.assurance.selectors import considered
from firstlight.people.selectors import who
from firstlight.picture.rules.values import RecordView

ASKS = frozenset({"not_mentioned", "may_be"})


def for_record(request: Asked, record: RecordView) -> str:
    """Ask on an ordinary record that says nothing of the child who lives there; else nothing.

    It asks; it opens nothing and levels nothing. Children this viewer may not know of are not there.
    """
    if record.kind not in ORDINARY or not may(request.viewer, "people.see"):
        return ""
    found = considered(record.ref, request.viewer)
    if found is None or found.state not in ASKS:
        return ""
    children = who([person for person, _ in found.children], viewer=request.viewer)
    if not children:
        return ""
    context = {
        "record": record.ref, "found": found, "children": list(children.values()),
        "may_add": may(request.viewer, "records.add"), "at": request.at,
    }  # fmt: skip
    return render_to_string("assurance/_prompt.html", context, request)
