"""Setting up the fictional force: its sources, organisations, users, rota and settings."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

from firstlight.access.selectors import user_named
from firstlight.access.services import add_user
from firstlight.config.demo.folder import Folder
from firstlight.duties.services import set_shifts
from firstlight.force.services import keep_organisations, set_up
from firstlight.kernel.values.viewer import Viewer
from firstlight.records.services import register_source

# Rules that raise a level and ship off, which Oakshire's two named officers have switched on.
# CUM_SYSTEMS, CUM_CHILD_HIGH, CE_U13, CE_LD and PPN_3GREEN stay off, as they ship.
SWITCHED_ON = (
    "MISS_EXPLOITER", "MISS_3_90", "MISS_CHILD", "MISS_MEDICATION", "MISS_DISABILITY",
    "MISS_SELF_HARM", "CE_NAMED", "CE_FOUND_WITH", "CE_ARREST", "ORDER_BREACH", "CUM_PLAN",
)  # fmt: skip
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
    keep_organisations(
        rows=[_organisation(row) for row in folder.document("organisations.json")], by=by, at=at
    )
    for row in folder.document("users.json"):
        add_user(
            username=row["username"], full_name=row["full_name"], roles=row["roles"], rank=row["rank"],
            collar=row["collar"], organisation=row["organisation"], mail=row.get("email", ""), by=by, at=at,
        )  # fmt: skip
    set_shifts(rows=_rota(folder), by=by, at=at)
    set_up(values={"risk.switched_on": _known_rules()}, by=by, at=at)


def _known_rules() -> list[str]:
    from firstlight.risk.rules.table import BY_CODE

    return [code for code in SWITCHED_ON if code in BY_CODE]


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
