"""Work the outbox asks of portal."""

from __future__ import annotations

from datetime import datetime

from firstlight.audit.services import act
from firstlight.audit.tasks import task
from firstlight.portal.accounts import EVERY, SYSTEM, ask_monthly


@task("portal.accounts")
def accounts(refs: tuple[str, ...], at: datetime) -> None:  # noqa: ARG001 -- every home is looked at
    """Ask of every home whose accounts nobody has confirmed for a month."""
    ask_monthly(at)
    with act("portal.accounts_looked_at", by=SYSTEM, at=at) as line:
        line.due("portal.accounts", at + EVERY, "portal.accounts")
