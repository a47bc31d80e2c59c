"""Every page that shows a person, and how to open it on the county's stories.

tests/integration/chain/test_looks.py opens each and reads its look back from the journal. A new
page that shows a person has no row here, and fails until it has.
"""

from __future__ import annotations

# Name of the address -> (who opens it, which reference it is given).
# A reference is "person story key", "record story key", or a verb of test_looks.py that makes one.
LOOKS: dict[str, tuple[str, str]] = {
    "desk:person": ("pc.hale", "person six_systems ola"),
    "desk:person_print": ("pc.hale", "person six_systems ola"),
    "desk:identity": ("pc.hale", "person six_systems ola"),
    "desk:place": ("pc.hale", "place"),
    "desk:break_glass": ("insp.coyle", "restricted"),
    "briefs:brief": ("pc.hale", "brief"),
    "briefs:state": ("pc.hale", "brief"),
    "briefs:print": ("pc.hale", "brief"),
    "missing:episode": ("missing.coord", "episode"),
    "missing:state": ("missing.coord", "episode"),
    "missing:print": ("missing.coord", "episode"),
    "domestic:job": ("da.sgt", "job"),
    "orders:tell": ("da.sgt", "record da_tonight order"),
    "orders:breach": ("da.sgt", "breach"),
    "orders:check": ("da.sgt", "check"),
    "online:case": ("online.sgt", "case"),
    "exploitation:entry": ("exploit.sgt", "entry"),
    "risk:person": ("insp.coyle", "person maya maya"),
    "risk:grade": ("insp.coyle", "person maya maya"),
    "risk:what_if": ("insp.coyle", "person maya maya"),
    "risk:one_grade": ("insp.coyle", "grade"),
    "sharing:decide": ("hub.ds", "deciding"),
    "sharing:one": ("hub.ds", "decision"),
    "sharing:print": ("hub.ds", "decision"),
    "sharing:pdf": ("hub.ds", "decision"),
    "sharing:split": ("hub.ds", "parting"),
    "sharing:notice": ("hub.ds", "notice"),
    "retention:request": ("dpo", "request"),
    "retention:bundle": ("dpo", "request"),
    "retention:bundle_json": ("dpo", "request"),
    "portal:one": ("school.dsl", "received"),
}
