"""What follows a search or an asking in vain: a custodian's silent hit, professional standards told."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import datetime

from firstlight.access.selectors import sealed_targets
from firstlight.audit.selectors import lines
from firstlight.audit.services import act
from firstlight.audit.tasks import task
from firstlight.desk import packing
from firstlight.desk.own import tell_of_asking
from firstlight.desk.searching import wanted_of
from firstlight.kernel.values.viewer import system_viewer
from firstlight.people.events import SealedTouched
from firstlight.people.selectors import Words, born_hint, find, read_words


@task("desk.after_asking_in_vain")
def after_asking_in_vain(refs: tuple[str, ...], at: datetime) -> None:
    """Look whether what somebody asked for in vain was their own story; most often it was not."""
    by = next((ref for ref in refs if ref.startswith("U-")), "")
    asked = [ref for ref in refs if ref != by]
    record = next((ref for ref in asked if ref.startswith("R-")), "")
    tell_of_asking(by, asked, record=record, at=at)


def _read(typed: dict[str, str]) -> Words:
    """Read what was typed into one box, or sent by a system part by part."""
    one = (
        typed.get("words") or typed.get("name") or typed.get("address") or typed.get("phone") or ""
    )
    read = read_words(one)
    born = born_hint(typed.get("born_on", ""))
    return replace(read, born_on=born) if born else read


@task("desk.after_restriction")
def after_restriction(refs: tuple[str, ...], at: datetime) -> None:  # noqa: ARG001 -- every pack goes
    """Write the hourly pack anew, without the name of whoever is restricted now."""
    packing.after_restriction(at)


@task("desk.after_search")
def after_search(refs: tuple[str, ...], at: datetime) -> None:
    """Tell the custodians of something sealed that a search would have found it.

    The search is done again with nothing left out. A custodian's own search tells nobody. What is
    of the searcher's own story is told to professional standards.
    """
    line = next(iter(lines(before=int(refs[0]) + 1, limit=1)), None)
    if line is None or line.seq != int(refs[0]) or not line.details:
        return
    details = json.loads(line.details)
    typed = details.get("words", {})
    sealed = sealed_targets()
    viewer = system_viewer("desk")
    read = _read(typed)
    found = find(read, wanted_of(typed, at), viewer=viewer)
    met = (read.reference, *(person for person, _ in found.people), *found.places)
    tell_of_asking(line.by, met, at=at)
    touched = [ref for ref in met if ref in sealed]
    touched = [ref for ref in touched if line.by not in sealed[ref]]
    if not touched:
        return
    with act("desk.sealed_searched", by=viewer, at=at) as told:
        told.about(*touched)
        told.say(searcher=line.by, justification=details.get("justification", ""), search=line.seq)
        for ref in touched:
            told.emit(SealedTouched(target=ref, record="", by=line.by))
