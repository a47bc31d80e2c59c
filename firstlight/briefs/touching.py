"""A brief that was worked without something sealed: its custodian is told, and nobody else."""

from __future__ import annotations

from datetime import datetime

from firstlight.access.events import AskedInVain
from firstlight.access.selectors import sealed_targets
from firstlight.audit.services import Line
from firstlight.briefs.gathering import About
from firstlight.kernel.values.refusal import NotThere
from firstlight.kernel.values.viewer import Viewer, system_viewer
from firstlight.people.events import SealedTouched
from firstlight.people.selectors import place_of, told_at
from firstlight.picture import selectors as pictures

_SYSTEM = system_viewer("briefs")


def tell_custodians(line: Line, about: About, by: Viewer, at: datetime) -> None:
    """Tell of every sealed place or person that a brief was asked about or sent to, and of one's own.

    A custodian's own brief tells nobody. A job that names somebody sealed was told of already,
    when its record came in.
    """
    sealed = sealed_targets()
    if not sealed and not by.own_refs:
        return
    mine = {by.ref, *(f"post:{post}" for post in by.posts)}
    persons = [ref for ref in (*sealed, *by.own_refs) if ref.startswith("P-")]
    for ref in dict.fromkeys(_reached(about, persons, at)):
        if ref in sealed and not mine & set(sealed[ref]):
            line.emit(SealedTouched(target=ref, record=about.record, by=by.ref))
        if ref in by.own_refs:
            line.emit(AskedInVain(ref=ref, by=by.ref))


def _reached(about: About, persons: list[str], at: datetime) -> list[str]:
    """Give whom and where a brief reaches; who lives there only where one of `persons` may."""
    places = [about.place or (about.address and place_of(about.address)) or ""]
    if about.record:
        places += [
            p for _, p, _ in pictures.record(about.record, viewer=_SYSTEM, at=at).places if p
        ]
    found = [about.person, *places]
    for place in filter(None, places):
        if not told_at(place, persons):
            continue
        try:
            found += [one.person for one in pictures.place(place, viewer=_SYSTEM, at=at).now()]
        except NotThere:
            continue
    return [ref for ref in found if ref]
