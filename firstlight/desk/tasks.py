"""What follows a search: a custodian's silent hit."""

from __future__ import annotations

import json
from datetime import datetime

from firstlight.access.selectors import sealed_targets
from firstlight.audit.selectors import lines
from firstlight.audit.services import act
from firstlight.audit.tasks import task
from firstlight.desk.searching import wanted_of
from firstlight.kernel.values.viewer import system_viewer
from firstlight.people.events import SealedTouched
from firstlight.people.selectors import find, read_words


@task("desk.after_search")
def after_search(refs: tuple[str, ...], at: datetime) -> None:
    """Tell the custodians of something sealed that a search would have found it.

    The search is done again with nothing left out. A custodian's own search tells nobody.
    """
    line = next(iter(lines(before=int(refs[0]) + 1, limit=1)), None)
    if line is None or line.seq != int(refs[0]) or not line.details:
        return
    details = json.loads(line.details)
    typed = details.get("words", {})
    sealed = sealed_targets()
    viewer = system_viewer("desk")
    read = read_words(typed.get("words", ""))
    found = find(read, wanted_of(typed, at), viewer=viewer)
    met = (read.reference, *(person for person, _ in found.people), *found.places)
    touched = [ref for ref in met if ref in sealed]
    touched = [ref for ref in touched if line.by not in sealed[ref]]
    if not touched:
        return
    with act("desk.sealed_searched", by=viewer, at=at) as told:
        told.about(*touched)
        told.say(searcher=line.by, justification=details.get("justification", ""), search=line.seq)
        for ref in touched:
            told.emit(SealedTouched(target=ref, record="", by=line.by))
