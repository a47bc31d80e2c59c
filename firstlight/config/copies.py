"""Every table that may keep words of a record: when one is disposed of, all are reached.

Each app tells its own tables in `rules/copies.py`; a test of the house proves that no table is
missing and no field of words is passed over.
"""

from __future__ import annotations

from firstlight.access.rules.copies import COPIES as ACCESS
from firstlight.assurance.rules.copies import COPIES as ASSURANCE
from firstlight.audit import services as audit
from firstlight.audit.rules.copies import COPIES as AUDIT
from firstlight.briefs.rules.copies import COPIES as BRIEFS
from firstlight.delivery.rules.copies import COPIES as DELIVERY
from firstlight.desk import services as desk
from firstlight.domestic.rules.copies import COPIES as DOMESTIC
from firstlight.duties.rules.copies import COPIES as DUTIES
from firstlight.exploitation.rules.copies import COPIES as EXPLOITATION
from firstlight.force.rules.copies import COPIES as FORCE
from firstlight.intake.rules.copies import COPIES as INTAKE
from firstlight.kernel.values.copy import Copy
from firstlight.missing.rules.copies import COPIES as MISSING
from firstlight.online.rules.copies import COPIES as ONLINE
from firstlight.orders.rules.copies import COPIES as ORDERS
from firstlight.people import services as people
from firstlight.people.rules.copies import COPIES as PEOPLE
from firstlight.portal.rules.copies import COPIES as PORTAL
from firstlight.records import services as records
from firstlight.records.rules.copies import COPIES as RECORDS
from firstlight.retention import services as retention
from firstlight.retention.rules.copies import COPIES as RETENTION
from firstlight.risk.rules.copies import COPIES as RISK
from firstlight.sharing.rules.copies import COPIES as SHARING

COPIES: tuple[Copy, ...] = (
    *AUDIT, *ACCESS, *FORCE, *DELIVERY, *RECORDS, *PEOPLE, *RISK, *DUTIES, *BRIEFS, *SHARING, *MISSING,
    *DOMESTIC, *ORDERS, *ONLINE, *EXPLOITATION, *PORTAL, *ASSURANCE, *RETENTION, *INTAKE,
)  # fmt: skip
# Those that see to whole tables themselves, in this order.
FORGETS = (people.forget, records.forget, audit.forget, desk.forget)


def register() -> None:
    """Tell retention what a disposal reaches."""
    retention.know(COPIES, FORGETS)
