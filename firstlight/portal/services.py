"""The one verb of the portal: a partner tells the force something, and gets a receipt."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from firstlight.access.selectors import may
from firstlight.audit.rules.operations import Operation
from firstlight.audit.selectors import due_moment
from firstlight.audit.services import act
from firstlight.force.selectors import organisation
from firstlight.kernel.values.refs import new_ref
from firstlight.kernel.values.refusal import NotThere
from firstlight.kernel.values.viewer import Viewer, system_viewer
from firstlight.people.services import take_in
from firstlight.portal.accounts import EVERY
from firstlight.portal.models import Report
from firstlight.records.selectors import source_names
from firstlight.records.services import register_source

SOURCE = "portal"
KINDS = {
    "missing": "missing_report",
    "concern": "partner_concern",
    "profile": "missing_profile",
}
_SYSTEM = system_viewer("portal")
_YEAR_MINUTES = 525_600  # nobody promises a report, so that silence is never late


def _registered(at: datetime) -> None:
    if SOURCE not in source_names():
        register_source(
            code=SOURCE, name="Partners' portal", owner="Safeguarding hub", kinds=tuple(KINDS.values()),
            freshness_minutes=_YEAR_MINUTES, by=_SYSTEM, at=at,
        )  # fmt: skip


def report(*, told: Mapping[str, Any], by: Viewer, at: datetime) -> str:
    """Take in what a partner reports, with whatever gaps; give the reference of its receipt.

    `told`: what ("missing", "concern" or "profile"), given, family, born_on, sex, words, whereabouts,
    last_seen_at, concern, reply_wanted_by. NotThere for who is no partner of a known organisation.
    """
    whom = organisation(by.organisation)
    if whom is None or not may(by, "portal.see"):
        raise NotThere
    _registered(at)
    kind = KINDS.get(str(told.get("what")), "partner_concern")
    details = _DETAILS[kind](told, whom)
    raw = {
        "source": SOURCE, "source_ref": new_ref("PT"), "kind": kind,
        "told_at": at.isoformat(), "recorded_at": at.isoformat(), "author": by.name[:200],
        "originator": whom.name, "department": whom.kind, "narrative": str(told.get("words") or ""),
        "title": "Reported by a partner", "people": [_child(told, whom)], "details": details,
    }  # fmt: skip
    with act("portal.reported", by=by, at=at, operation=Operation.COLLECTION) as line:
        taken = take_in(raw, by=by, at=at)
        Report.objects.create(
            record=taken.ref, kind=kind, organisation=whom.code, by=by.ref, at=at,
            waits=taken.outcome == "quarantined", known_seq=line.seq,
        )  # fmt: skip
        line.about(taken.ref)
        if due_moment("portal.accounts") is None:
            line.due("portal.accounts", at + EVERY, "portal.accounts")
    return taken.ref


def _child(told: Mapping[str, Any], whom: Any) -> dict[str, Any]:
    child = {
        "key": "p1", "role": "child" if told.get("what") == "concern" else "subject",
        "given": told.get("given") or "", "family": told.get("family") or "",
        "sex": told.get("sex") or "not_known",
    }  # fmt: skip
    if told.get("born_on"):
        child["born_on"] = told["born_on"].isoformat()
    if whom.kind == "care_home" and whom.address:
        child["address"] = {"text": whom.address}
        child["address_is"] = "placement"
    if whom.kind == "school":
        child["school"] = whom.name
    return child


def _missing(told: Mapping[str, Any], whom: Any) -> dict[str, Any]:
    found: dict[str, Any] = {
        "words_used": str(told.get("words") or "")[:200],
        "whereabouts_known": told.get("whereabouts") or "unknown",
        "from_care_home": whom.kind == "care_home",
        "home": whom.name if whom.kind == "care_home" else "",
    }
    if told.get("last_seen_at"):
        found["last_seen_at"] = told["last_seen_at"].isoformat()
    return found


def _concern(told: Mapping[str, Any], whom: Any) -> dict[str, Any]:
    found: dict[str, Any] = {
        "partner": whom.name,
        "concern": list(told.get("concern") or ()),
        "whereabouts_known": told.get("whereabouts") or "not_asked",
    }
    if told.get("reply_wanted_by"):
        found["reply_wanted_by"] = told["reply_wanted_by"].isoformat()
    return found


def _profile(told: Mapping[str, Any], whom: Any) -> dict[str, Any]:
    several = ("places", "friends", "accounts")
    found: dict[str, Any] = {name: _lines(told.get(name)) for name in several}
    for name in ("looks", "health", "money_travel", "photo_held", "what_helps"):
        found[name] = str(told.get(name) or "")
    for name in ("reviewed_on", "photo_on"):
        if told.get(name):
            found[name] = told[name].isoformat()
    return {"home": whom.name, **found}


def _lines(text: Any) -> list[str]:
    return [one.strip()[:200] for one in str(text or "").splitlines() if one.strip()]


_DETAILS = {"missing_report": _missing, "partner_concern": _concern, "missing_profile": _profile}
