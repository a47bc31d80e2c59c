"""Fetch whether a record about the child followed an ordinary record that did not mention them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime, timedelta

from firstlight.assurance.gathering.naming import told
from firstlight.assurance.rules.unmentioned import Answered, Ordinary
from firstlight.kernel.values.viewer import Viewer

FOLLOWING = ("vulnerability_report", "voice_of_child", "disclosure")
WITHIN = timedelta(days=14)


def followed(
    answered: Iterable[tuple[Ordinary, Answered]], since: datetime, viewer: Viewer
) -> dict[str, str]:
    """Give, for each silent record, the first record about one of its children within 14 days."""
    about: dict[str, list[tuple[datetime, str]]] = defaultdict(list)
    for one in told(FOLLOWING, viewer, since=since):
        for person in one.people():
            about[person].append((one.at, one.view.ref))
    found: dict[str, str] = {}
    for record, answer in answered:
        later = sorted(
            pair for person, _ in answer.children for pair in about[person]
            if record.moment <= pair[0] <= record.moment + WITHIN and pair[1] != record.ref
        )  # fmt: skip
        if later and answer.state == "not_mentioned":
            found[record.ref] = later[0][1]
    return found
