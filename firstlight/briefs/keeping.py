"""What every verb on a brief does with it: noted, told on the stream, sent to its crew."""

from __future__ import annotations

from datetime import datetime

from firstlight.audit.services import Line
from firstlight.briefs.events import BriefEvent
from firstlight.briefs.models import Brief, BriefReader, BriefStep
from firstlight.delivery.services import alert


def note(line: Line, row: Brief, step: str, said: str = "", person: str = "") -> BriefStep:
    """Write down that something happened to a brief, and who did it."""
    return BriefStep.objects.create(
        brief=row, step=step, by=line.by.ref, at=line.at, said=said[:300], person=person,
        known_seq=line.seq,
    )  # fmt: skip


def _heard_by(row: Brief) -> tuple[str, ...]:
    crew = BriefReader.objects.filter(brief=row).values_list("user", flat=True)
    own = (f"user:{row.made_for}",) if row.made_for else ("post:dispatch",)
    return (*own, *(f"user:{one}" for one in crew))


def tell(line: Line, event: type[BriefEvent], row: Brief) -> None:
    """Tell on the stream what happened, to the crew and dispatch alone."""
    line.about(row.ref)
    line.emit(event(ref=row.ref, job=row.job, heard_by=_heard_by(row)))


def send(line: Line, row: Brief, told: list[str], *, nobody: bool) -> None:
    """Alert readers to a brief; with `nobody`, ask dispatch to brief by voice whom it did not reach."""
    url = f"/briefs/{row.ref}"
    about = (row.job or row.ref,)
    if told:
        to = tuple(f"user:{ref}" for ref in told)
        alert(line, to=to, title=f"Brief {row.ref}", url=url, level="urgent", about=about)
    if nobody:
        said = f"Brief {row.ref} did not reach everybody of the crew: brief them by voice"
        alert(line, to=("post:dispatch",), title=said, url=url, level="urgent", about=about)


def readers(row: Brief) -> list[str]:
    """Give the users a brief was pushed to."""
    return list(BriefReader.objects.filter(brief=row).values_list("user", flat=True))


def shift_end(row: Brief) -> datetime | None:
    """Give when the shift of the crew a brief was pushed to ends; None where it was not told."""
    told = BriefReader.objects.filter(brief=row, until__isnull=False)
    return told.order_by("until").values_list("until", flat=True).first()
