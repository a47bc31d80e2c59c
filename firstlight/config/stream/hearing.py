"""Who may hear of what: kinds and references alone, and only those a viewer may know of.

An alert is told to its own recipient with its title and address, which name no person.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.contrib.auth import get_user
from django.contrib.sessions.backends.db import SessionStore
from django.http import HttpRequest

from firstlight.access.selectors import Sight, sight
from firstlight.audit.selectors import Happened
from firstlight.config.viewers import going_on, viewer_of
from firstlight.delivery.selectors import AlertSeen, alerts
from firstlight.delivery.services import delivered
from firstlight.duties.selectors import everybody_on_duty
from firstlight.kernel import clock
from firstlight.kernel.values.viewer import Viewer, system_viewer

OFFICERS = "all"
ALERT = "delivery.alert_raised"
PARTNERS = frozenset({"partner", "edt"})


@dataclass(slots=True)
class Reader:
    """Who a page is open for, and what is sealed from them."""

    viewer: Viewer
    sight: Sight

    def hears(self, event: Happened, on_duty: Mapping[str, frozenset[str]]) -> bool:
        """Tell whether this reader, with the posts they hold as it is told, may know of it."""
        viewer = self.viewer
        mine = {f"user:{viewer.ref}", *(f"post:{p}" for p in on_duty.get(viewer.ref, ()))}
        mine |= {f"role:{role}" for role in viewer.roles}
        if viewer.roles - PARTNERS:
            mine.add(OFFICERS)
        hidden = self.sight.sealed | self.sight.restricted | viewer.own_refs
        return bool(mine & set(event.audience)) and not hidden & set(event.refs)


def reader_of(session: str) -> Reader | None:
    """Work out who a session is signed in as now; None where nobody is. Touches the database."""
    request = HttpRequest()
    request.session = SessionStore(session)
    at = clock.now()
    viewer = viewer_of(going_on(request.session, get_user(request), at, active=False), at)
    return Reader(viewer, sight(viewer)) if viewer.roles else None


def said(event: Happened, alert: AlertSeen | None) -> bytes:
    """Write an event as a page reads it."""
    data: dict[str, Any] = {"seq": event.seq, "kind": event.kind, "refs": list(event.refs)}
    name = "change"
    if event.kind == ALERT and alert is not None:
        name = "alert"
        data |= {"ref": alert.ref, "title": alert.title, "url": alert.url, "level": alert.level}
    return f"event: {name}\nid: {event.id}\ndata: {json.dumps(data)}\n\n".encode()


@dataclass(frozen=True, slots=True)
class Heard:
    """What happened, written for pages, and who is on duty as it is told."""

    texts: tuple[tuple[Happened, bytes], ...]
    on_duty: dict[str, frozenset[str]]


def heard(events: list[Happened]) -> Heard:
    """Write what happened for pages, and look up who is on duty as it is told."""
    known = alerts(ref for event in events if event.kind == ALERT for ref in event.refs)
    texts = [(one, said(one, known.get(one.refs[0]) if one.refs else None)) for one in events]
    return Heard(tuple(texts), everybody_on_duty(clock.now()))


def note(told: set[tuple[str, str]]) -> None:
    """Note which alerts reached whom."""
    delivered(told, by=system_viewer("stream"), at=clock.now())
