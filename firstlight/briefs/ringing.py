"""Intelligence a unit may need, of which nothing may be told: its owner and the incident manager are rung.

Handling code C enters no brief without its owner's own line. The brief says nothing of it; whoever
may decide is rung at once, and the record is named to them alone, by reference.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import datetime

from firstlight.access.selectors import user_of_collar
from firstlight.audit.services import Line
from firstlight.briefs.models import Brief
from firstlight.delivery.services import alert
from firstlight.duties.selectors import about as duties_about
from firstlight.duties.services import open_duty
from firstlight.force.selectors import posts
from firstlight.kernel.values.refusal import NotThere, Refusal
from firstlight.kernel.values.viewer import Viewer, system_viewer
from firstlight.picture import selectors as pictures

_CLOCK = "INTEL_LINE"
_SYSTEM = system_viewer("briefs")


def ring(line: Line, row: Brief, silent: Iterable[str], by: Viewer, at: datetime) -> None:
    """Ring the owner of each such record and the force incident manager, once a job."""
    refs = tuple(sorted(silent))
    rung = (
        [one for one in duties_about(row.job, _SYSTEM, at) if one.clock == _CLOCK] if refs else []
    )
    refs = tuple(ref for ref in refs if not any(ref in one.about for one in rung))
    if not refs or not row.job:
        return
    owners = tuple(dict.fromkeys(to for ref in refs for to in _owner(ref, at)))
    open_duty(
        clock=_CLOCK, about=(row.job, *refs), people=(), told_at=at,
        because="A unit was briefed without intelligence that has no line of its owner's: ring the owner, or the unit.",
        key=f"{_CLOCK}:{row.job}:{','.join(refs)}", by=by, at=at,
    )  # fmt: skip
    if owners:
        said = "A unit is being briefed without your intelligence: give a line, or ring dispatch"
        alert(
            line, to=owners, title=said, url=f"/records/{refs[0]}", level="urgent", about=(row.job,)
        )


def _owner(ref: str, at: datetime) -> tuple[str, ...]:
    """Give whom a record's owner is on the rota or by collar; nobody where no account is theirs."""
    try:
        owner = pictures.record(ref, viewer=_SYSTEM, at=at).statement.owner
    except (NotThere, Refusal):
        return ()
    table = posts()
    held = [
        code for code in table if owner and owner.casefold() in {code, table[code].title.casefold()}
    ]
    users = [
        one.ref for collar in re.findall(r"\b\d{2,5}\b", owner) if (one := user_of_collar(collar))
    ]
    return (*(f"post:{code}" for code in held), *(f"user:{ref}" for ref in users))
