"""Every address of the program, and what an attacker would put into it.

tests/integration/access/test_attack.py reads the addresses off the URLconf and the API: a new one
fails until it has a row here. Every row is then asked by every role and in every state of
restriction.
"""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True)
class Row:
    """One address: the verb of `subjects.py` that gives its reference, and the rest of it."""

    subject: str = ""
    rest: dict[str, str] = field(default_factory=dict)
    body: dict[str, str] = field(default_factory=dict)
    json: dict[str, str] | None = None


def _rows(subject: str, *addresses: str, **rest: str) -> dict[str, Row]:
    return {address: Row(subject, rest) for address in addresses}


# Nobody is signed in yet, or nothing is told: tests/house/test_doors.py has each one's reason.
OPEN = frozenset({
    "health", "sign-in", "sign-in/as", "sign-out", "api/v1/openapi.json", "api/v1/",
    "sign-in/elsewhere", "sign-in/returned", "sign-in/choose", "sign-in/second",
    "sign-in/set-up", "sign-in/done",
})  # fmt: skip

PAGES: dict[str, Row] = {
    **_rows("", "", "glossary", "search", "review", "review/judge", "review/take-back", "concern",
            "journal", "work", "work/rows", "work/accept", "board", "board/rows", "board/force",
            "board/force/rows", "briefs", "briefs/ask", "sharing", "encompass", "encompass/release", "missing",
            "missing/rows", "missing/record", "missing/unrecorded", "missing/homes", "missing/figures", "missing/wall",
            "missing/wall/rows",
            "missing/return.csv", "domestic", "domestic/rows", "orders", "orders.csv",
            "orders/breaches", "orders/addresses", "domestic/call", "online",
            "online/rows", "online/images", "online/devices", "exploitation",
            "exploitation/network", "custody", "portal", "portal/report", "portal/profile",
            "portal/accounts", "quarantine", "sources",
            "leaders", "leaders/live", "leaders/departments", "leaders/demand", "leaders/children",
            "journal/unusual", "journal/unusual.csv", "retention", "retention/reviews",
            "retention/reckon", "retention/holds", "retention/disposals", "retention/propose",
            "retention/requests", "retention/corrections",
            "leaders/never-recorded", "leaders/reckon", "leaders/lookback",
            "leaders/lookback/children", "leaders/lookback.csv", "tour", "risk/rules",
            "risk/rules/new", "settings", "risk/rises", "risk/rises.csv", "risk/below",
            "risk/groups", "risk/groups.csv", "risk/groups/reckon"),
    **_rows("", "risk/rules/<str:code>", code="MISS_EXPLOITER"),
    **_rows("", "settings/<str:code>", code="statements.lapse_days"),
    **_rows("approval", "approvals/<str:ref>"),
    **_rows("", "me", "me/second/app", "me/second/key", "me/paper", "me/paper/kept", "me/everywhere", "me/interests"),
    **_rows("", "files", "quality", "quality/again", "quarantine/several", "returned"),
    **_rows("", "quality/<str:source>/<str:code>", source="oak-cad", code="none"),
    **_rows("waiting", "quarantine/<str:ref>/fields", "quarantine/<str:ref>/reopen"),
    **_rows("file", "files/<str:ref>", "files/<str:ref>/csv"),
    **_rows("", "openings", "keys", "keys/revoke"),
    **_rows("opening", "openings/<str:ref>"),
    **_rows("interest", "me/interests/<str:ref>/withdraw"),
    **_rows("factor", "me/second/<str:ref>/remove"),
    **_rows("signed", "me/sessions/<str:ref>/end"),
    **_rows("device", "me/devices/<str:ref>/forget"),
    **_rows("", "deliveries", "deliveries/again"),
    **_rows("", "pack", "interruptions"),
    **_rows("", "rota", "rota/add", "rota/list", "rota/post", "rota/shift", "rota/end", "rota/swap"),
    **_rows("person", "people/<str:ref>", "people/<str:ref>/print", "people/<str:ref>/identity",
            "open/<str:ref>", "risk/<str:ref>", "risk/<str:ref>/what-if", "exploitation/enter/<str:ref>"),
    **_rows("person", "risk/<str:ref>/grade/<str:framework>", framework="missing"),
    "sharing/decide": Row("person_asked"),
    **_rows("place", "places/<str:ref>"),
    **_rows("record", "records/<str:ref>", "records/<str:ref>/not-them", "missing/read/<str:ref>",
            "concern/sent/<str:ref>"),
    **_rows("", "concern/<slug:slug>", slug="child"),
    **_rows("record", "retention/reviews/<str:ref>"),
    **_rows("hold", "retention/holds/<str:ref>", "retention/holds/<str:ref>/keep"),
    **_rows("disposal", "retention/disposals/<str:ref>", "retention/disposals/<str:ref>/agree",
            "retention/disposals/<str:ref>/refuse"),
    **_rows("request", "retention/requests/<str:ref>", "retention/requests/<str:ref>/prepare",
            "retention/requests/<str:ref>/answer", "retention/requests/<str:ref>/bundle",
            "retention/requests/<str:ref>/bundle.json"),
    **_rows("grade", "risk/grades/<str:ref>", "risk/grades/<str:ref>/agree",
            "risk/grades/<str:ref>/refuse"),
    **_rows("duty", "duties/<str:ref>", "duties/<str:ref>/state", "duties/<str:ref>/acknowledge",
            "duties/<str:ref>/accept", "duties/<str:ref>/refuse", "duties/<str:ref>/close"),
    **_rows("alert", "alerts/<str:ref>/seen"),
    **_rows("brief", "briefs/<str:ref>", "briefs/<str:ref>/state", "briefs/<str:ref>/print",
            "briefs/<str:ref>/acknowledge", "briefs/<str:ref>/not-them", "briefs/<str:ref>/withdraw"),
    **_rows("", "figures/domestic", "figures/domestic.csv"),
    **_rows("", "phones", "phones/all", "phones/all.csv", "phones/offline", "phones/worker.js", "phones/contact"),
    **_rows("phone", "phones/<str:ref>", "phones/<str:ref>/forget", "phones/<str:ref>/lost",
            "phones/<str:ref>/found"),
    **_rows("decision", "sharing/<str:ref>.pdf", "sharing/<str:ref>", "sharing/<str:ref>/print",
            "sharing/<str:ref>/complete", "sharing/<str:ref>/release", "sharing/<str:ref>/recall",
            "sharing/<str:ref>/address", "sharing/<str:ref>/by-hand", "sharing/<str:ref>/received",
            "sharing/<str:ref>/answer",
            "portal/<str:ref>", "portal/<str:ref>/acknowledge", "portal/<str:ref>/answer",
            "portal/<str:ref>/destroyed"),
    **_rows("parting", "sharing/splits/<str:ref>", "splits/<str:ref>/undo"),
    **_rows("notice", "encompass/<str:ref>", "encompass/<str:ref>/confirm",
            "encompass/<str:ref>/release", "encompass/<str:ref>/nobody"),
    **_rows("episode", "missing/<str:ref>", "missing/<str:ref>/state", "missing/<str:ref>/print",
            "missing/<str:ref>/acknowledge", "missing/<str:ref>/agree", "missing/<str:ref>/same"),
    **_rows("episode", "missing/<str:ref>/do/<slug:verb>", verb="found"),
    **_rows("episode", "missing/<str:ref>/plan/<slug:code>", code="adult"),
    **_rows("episode", "missing/<str:ref>/protection/<str:record>", record="R-0000000000"),
    **_rows("order", "orders/<str:ref>/breached"),
    **_rows("breach", "orders/breaches/<str:ref>", "orders/breaches/<str:ref>/answer"),
    **_rows("address", "orders/addresses/<str:ref>", "orders/addresses/<str:ref>/force",
            "orders/addresses/<str:ref>/decide"),
    **_rows("job", "domestic/<str:ref>", "domestic/<str:ref>/line", "domestic/<str:ref>/tonight",
            "domestic/<str:ref>/voice", "domestic/<str:ref>/close", "domestic/<str:ref>/decide",
            "domestic/<str:ref>/respond", "domestic/<str:ref>/treat",
            "domestic/<str:ref>/tool", "domestic/<str:ref>/second", "domestic/<str:ref>/look"),
    **_rows("job", "domestic/<str:ref>/measure/<slug:code>", code="marac"),
    **_rows("case", "online/<str:ref>", "online/<str:ref>/state", "online/<str:ref>/line",
            "online/<str:ref>/tonight", "online/<str:ref>/asked", "online/<str:ref>/late-telling",
            "online/<str:ref>/preserve", "online/<str:ref>/close", "online/<str:ref>/five"),
    **_rows("case", "online/<str:ref>/step/<slug:verb>", verb="warrant"),
    **_rows("entry", "exploitation/<str:ref>", "exploitation/<str:ref>/accept",
            "exploitation/<str:ref>/offer", "exploitation/<str:ref>/decline",
            "exploitation/<str:ref>/close", "exploitation/<str:ref>/screen",
            "exploitation/<str:ref>/referral", "exploitation/<str:ref>/plan"),
    "custody/<str:ref>/<str:person>": Row("arrest", {"person": "person"}),
    **_rows("report", "portal/reports/<str:ref>"),
    **_rows("", "missing/homes/<slug:code>", code="larkspur"),
    **_rows("", "portal/accounts/<str:ref>/confirm", ref="U-0000000000"),
    **_rows("waiting", "quarantine/<str:ref>", "quarantine/<str:ref>/mend",
            "quarantine/<str:ref>/drop"),
    **_rows("", "leaders/recommendations/<slug:code>", code="R1"),
    **_rows("", "leaders/queries/<slug:code>", code="Q1"),
}  # fmt: skip

API: dict[str, Row] = {
    "POST briefs": Row("person", json={"person": "{ref}"}),
    "GET briefs/{ref}": Row("brief"),
    "POST records": Row(json={}),
    "GET records/{ref}": Row("record"),
    "GET people/{ref}": Row("person"),
    "GET places/{ref}": Row("place"),
    "POST search": Row("person", json={"name": "{name}"}),
    "GET changes": Row(),
    "GET kinds": Row(),
    "GET sources": Row(),
    "GET metrics": Row(),
}
