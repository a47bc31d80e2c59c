"""Setting up the fictional force: its sources, organisations, users, rota and settings."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

from firstlight.access.selectors import user_named
from firstlight.access.services import add_user
from firstlight.config.demo.folder import Folder
from firstlight.config.viewers import viewer_of
from firstlight.duties.services import set_shifts
from firstlight.force.services import decide, keep_organisations, propose_setting
from firstlight.kernel.values.viewer import Viewer
from firstlight.records.services import register_source

# Rules that raise a level and ship off, which Oakshire's two named officers have switched on.
# CUM_SYSTEMS, CUM_CHILD_HIGH, CE_U13, CE_LD and PPN_3GREEN stay off, as they ship.
SWITCHED_ON = (
    "MISS_EXPLOITER", "MISS_3_90", "MISS_CHILD", "MISS_MEDICATION", "MISS_DISABILITY",
    "MISS_SELF_HARM", "CE_NAMED", "CE_FOUND_WITH", "CE_ARREST", "ORDER_BREACH", "CUM_PLAN",
)  # fmt: skip
ASKED_AND_AGREED = ("dpo", "supt.okafor")
WHY_ON = "Each was found wanting in cases reviewed in this force."
NEVER = datetime(9999, 1, 1, tzinfo=UTC)
RETURNS = (
    ("looked-after-children", "Yearly return of children looked after",
     ("social_care", "care_placement", "missing_report")),
    ("children-in-need", "Children in need census", ("social_care",)),
)  # fmt: skip


def settle(folder: Folder, *, by: Viewer, at: datetime) -> None:
    """Set up the force before its first record."""
    for row in folder.sources():
        _source(row, by, at)
    register_source(
        code="firstlight",
        name="Firstlight",
        owner="Records manager",
        freshness_minutes=525_600,
        by=by,
        at=at,
    )
    for code, name, kinds in RETURNS:
        register_source(
            code=code, name=name, owner="Oakshire Council", kinds=kinds, area="Oakshire",
            freshness_minutes=400 * 24 * 60, live_from=NEVER, by=by, at=at,
        )  # fmt: skip
    # Its list is read by a mapping; it tells of visits already made, and opens no clock.
    register_source(
        code="youth-service", name="Youth service", owner="Youth service manager",
        kinds=("partner_concern",), area="Oakshire", freshness_minutes=7 * 24 * 60,
        live_from=NEVER, by=by, at=at,
    )  # fmt: skip
    keep_organisations(
        rows=[_organisation(row) for row in folder.document("organisations.json")], by=by, at=at
    )
    for row in folder.document("users.json"):
        add_user(
            username=row["username"], full_name=row["full_name"], roles=row["roles"], rank=row["rank"],
            collar=row["collar"], organisation=row["organisation"], mail=row.get("email", ""), by=by, at=at,
        )  # fmt: skip
    set_shifts(rows=_rota(folder), by=by, at=at)
    _switch_on(at)


def _switch_on(at: datetime) -> None:
    """Have the demonstration's two named officers switch its local rules on: one asks, one agrees."""
    asks, agrees = (viewer_of(user_named(one), at) for one in ASKED_AND_AGREED)
    ref = propose_setting(
        code="risk.switched_on", value=list(SWITCHED_ON), reason=WHY_ON, by=asks, at=at
    )
    decide(ref=ref, agreed=True, by=agrees, at=at)


def _source(row: dict[str, Any], by: Viewer, at: datetime) -> None:
    since = row.get("coverage_since")
    live = row.get("live_from")
    register_source(
        code=row["code"], name=row["name"], owner=row["owner"], kinds=row["kinds"],
        area=", ".join(row["area"])[:120], not_covered=row["areas_not_covered"],
        coverage_since=date.fromisoformat(since) if since else None,
        freshness_minutes=row["freshness_minutes"],
        live_from=datetime.fromisoformat(live) if live else None, by=by, at=at,
    )  # fmt: skip


def _organisation(row: dict[str, Any]) -> dict[str, Any]:
    address = row.get("address") or {}
    # A protected address is kept out of every list that people read.
    told = (
        ""
        if row.get("address_protected")
        else ", ".join(str(part) for part in address.values() if part)
    )
    return {
        "code": row["code"], "kind": row["kind"], "name": row["name"], "mail": row.get("email", ""),
        "phone": row.get("phone", ""), "address": told[:300], "contact_role": row.get("contact_role", ""),
        "area": address.get("town", ""),
    }  # fmt: skip


def _rota(folder: Folder) -> list[dict[str, Any]]:
    rows = []
    for row in folder.document("rota.json"):
        user = user_named(row["user"])
        if user is not None:
            rows.append(
                {
                    "post": row["post"],
                    "user": user.ref,
                    "begins_at": row["from"],
                    "ends_at": row["to"],
                }
            )
    return rows
