"""Which apps hang a panel on which page: one table, so that no screen reaches up or sideways.

Each function is named by its dotted path and used only where its module exists. It is called with
the request and the picture of the page, and gives safe HTML of whole sections, or "" for nothing.
"""

from __future__ import annotations

from importlib import import_module
from importlib.util import find_spec

from firstlight.desk.services import Panel, hang_panels

Rows = tuple[tuple[str, str], ...]

PERSON_PANELS: Rows = (
    ("risk", "firstlight.risk.panels.for_person"),
    ("duties", "firstlight.duties.panels.for_person"),
    ("missing", "firstlight.missing.panels.for_person"),
    ("domestic", "firstlight.domestic.panels.for_person"),
    ("online", "firstlight.online.panels.for_person"),
    ("exploitation", "firstlight.exploitation.panels.for_person"),
    ("orders", "firstlight.orders.panels.for_person"),
    ("briefs", "firstlight.briefs.panels.for_person"),
    ("sharing", "firstlight.sharing.panels.for_person"),
    ("retention", "firstlight.retention.panels.for_person"),
)
PLACE_PANELS: Rows = (
    ("briefs", "firstlight.briefs.panels.for_place"),
    ("duties", "firstlight.duties.panels.for_place"),
    ("orders", "firstlight.orders.panels.for_place"),
)
RECORD_PANELS: Rows = (
    ("duties", "firstlight.duties.panels.for_record"),
    ("briefs", "firstlight.briefs.panels.for_record"),
    ("domestic", "firstlight.domestic.panels.for_record"),
    ("orders", "firstlight.orders.panels.for_record"),
    ("missing", "firstlight.missing.panels.for_record"),
    ("online", "firstlight.online.panels.for_record"),
    ("sharing", "firstlight.sharing.panels.for_record"),
    ("assurance", "firstlight.assurance.panels.for_record"),
    ("retention", "firstlight.retention.panels.for_record"),
)
HOME_PANELS: Rows = (
    ("duties", "firstlight.duties.panels.for_home"),
    ("missing", "firstlight.missing.panels.for_home"),
    ("briefs", "firstlight.briefs.panels.for_home"),
)


def resolved(rows: Rows) -> dict[str, Panel]:
    """Give the functions of those rows whose module exists; a wrong name in one is a fault."""
    found: dict[str, Panel] = {}
    for key, path in rows:
        module, _, name = path.rpartition(".")
        if find_spec(module.rpartition(".")[0]) and find_spec(module):
            found[key] = getattr(import_module(module), name)
    return found


def hang() -> None:
    """Give the desk its panels, once, when addresses are read."""
    hang_panels(
        person=resolved(PERSON_PANELS),
        place=resolved(PLACE_PANELS),
        record=resolved(RECORD_PANELS),
        home=resolved(HOME_PANELS),
    )
