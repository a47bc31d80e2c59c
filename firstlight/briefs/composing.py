"""A brief composed of what was gathered, and written as it is shown."""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict
from datetime import datetime, timedelta

from firstlight.audit.selectors import position
from firstlight.audit.services import Line
from firstlight.briefs.gathering import About, Found, gather
from firstlight.briefs.guarding import unit_attending
from firstlight.briefs.keeping import note
from firstlight.briefs.models import Brief
from firstlight.briefs.rules.compose import compose
from firstlight.briefs.rules.document import BriefDocument
from firstlight.force.selectors import setting
from firstlight.kernel.values.refs import new_ref
from firstlight.kernel.values.viewer import Viewer
from firstlight.people.services import rely


def made(
    about: About, viewer: Viewer | None, struck: frozenset[str], at: datetime
) -> tuple[Brief, frozenset[str]]:
    """Give a brief, and the records of which it may tell nothing."""
    found = gather(about, viewer or unit_attending(), at, struck)
    document = compose(found.given, at)
    row = _row(about, found, document, at)
    row.made_for = viewer.ref if viewer else ""
    return row, found.given.silent


def _row(about: About, found: Found, document: BriefDocument, at: datetime) -> Brief:
    limit = timedelta(minutes=int(setting("briefs.material_minutes")))
    return Brief(
        ref=new_ref("B"),
        about_kind=about.kind,
        about=found.ref,
        job=found.job,
        asked={key: value for key, value in asdict(about).items() if value},
        document=json.dumps(document.to_json(), ensure_ascii=False),
        people=list(document.people),
        places=list(document.places),
        material=hashlib.sha256("\n".join(document.material).encode()).hexdigest(),
        position=position(),
        made_at=at,
        late_by=late_by(found.told_at, at, limit) if found.job else 0,
    )


def keep(line: Line, row: Brief) -> None:
    """Write a brief with whom it shows: a split of any of them finds it."""
    row.known_seq, row.made_by = line.seq, line.by.ref
    row.save()
    note(line, row, "made")
    line.about(row.ref, *row.people, *row.places)
    rely(line, kind="brief", ref=row.ref, people=row.people)


def late_by(told_at: datetime | None, at: datetime, limit: timedelta) -> int:
    """Give the minutes since the force was told where that is more than the limit, else nought."""
    if told_at is None or at - told_at <= limit:
        return 0
    return int((at - told_at).total_seconds() // 60)
