"""The demo's people who sign in, their posts, and some weeks of the rota."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from simulation.book import stamp

# username, full name, rank, collar, roles, organisation, posts held in the week
_PEOPLE = (
    (
        "call.handler",
        "Josie Tennant",
        "Contact officer",
        "8102",
        "call_handler",
        "oakshire-police",
        "",
    ),
    ("dispatcher", "Marek Pohl", "Dispatcher", "8140", "dispatcher", "oakshire-police", "dispatch"),
    ("pc.hale", "Dan Hale", "PC", "4417", "response", "oakshire-police", ""),
    ("ds.lund", "Astrid Lund", "DS", "2331", "sergeant", "oakshire-police", ""),
    (
        "insp.rao",
        "Vikram Rao",
        "Insp",
        "1188",
        "inspector",
        "oakshire-police",
        "duty_inspector_north",
    ),
    (
        "insp.adey",
        "Femi Adey",
        "Insp",
        "1204",
        "inspector",
        "oakshire-police",
        "duty_inspector_north",
    ),
    (
        "insp.bell",
        "Laura Bell",
        "Insp",
        "1217",
        "inspector",
        "oakshire-police",
        "duty_inspector_north",
    ),
    (
        "insp.coyle",
        "Sean Coyle",
        "Insp",
        "1226",
        "inspector",
        "oakshire-police",
        "duty_inspector_central",
    ),
    (
        "insp.dray",
        "Petra Dray",
        "Insp",
        "1231",
        "inspector",
        "oakshire-police",
        "duty_inspector_south",
    ),
    (
        "insp.eames",
        "Noel Eames",
        "Insp",
        "1240",
        "inspector",
        "oakshire-police",
        "duty_inspector_east",
    ),
    (
        "insp.foss",
        "Hilary Foss",
        "Insp",
        "1252",
        "inspector",
        "oakshire-police",
        "duty_inspector_west",
    ),
    (
        "supt.okafor",
        "Ngozi Okafor",
        "Supt",
        "1021",
        "superintendent",
        "oakshire-police",
        "on_call_superintendent",
    ),
    (
        "supt.wray",
        "Miles Wray",
        "Supt",
        "1017",
        "superintendent",
        "oakshire-police",
        "on_call_superintendent",
    ),
    ("fim.day", "Colette Marr", "Ch Insp", "1102", "fim", "oakshire-police", "fim"),
    ("fim.night", "Rhodri Pugh", "Ch Insp", "1109", "fim", "oakshire-police", "fim"),
    (
        "missing.coord",
        "Teresa Ojo",
        "Missing coordinator",
        "8211",
        "missing",
        "oakshire-police",
        "missing_coordinator",
    ),
    (
        "online.sgt",
        "Hannah Voss",
        "DS",
        "2402",
        "online sergeant",
        "oakshire-police",
        "online_duty_sergeant",
    ),
    ("di.orme", "Catherine Orme", "DI", "1333", "inspector", "oakshire-police", ""),
    (
        "da.sgt",
        "Ruth Calloway",
        "DS",
        "2390",
        "sergeant",
        "oakshire-police",
        "domestic_abuse_sergeant",
    ),
    (
        "exploit.sgt",
        "Aidan Bright",
        "DS",
        "2418",
        "exploitation sergeant",
        "oakshire-police",
        "exploitation_duty_sergeant",
    ),
    (
        "hub.ds",
        "Priya Menon",
        "DS",
        "2377",
        "hub sergeant",
        "oakshire-police",
        "hub_duty encompass_desk",
    ),
    ("edt.worker", "Joel Sandiford", "Social worker", "", "edt partner", "oakshire-edt", "edt"),
    (
        "custody.sgt",
        "Pete Larch",
        "PS",
        "2144",
        "custody sergeant",
        "oakshire-police",
        "custody_stanbridge custody_pellbrook custody_wexcombe custody_harrowmere custody_tarnley",
    ),
    ("chief", "Margaret Stannard", "Chief Constable", "0001", "chief", "oakshire-police", ""),
    ("auditor", "Yusuf Brandt", "Auditor", "8501", "auditor", "oakshire-police", ""),
    ("dpo", "Sarah Kingdom", "Data protection officer", "8510", "dpo", "oakshire-police", "dpo"),
    ("psd", "Graham Whitlow", "DI", "1391", "psd", "oakshire-police", "professional_standards"),
    (
        "records.mgr",
        "Olu Fashola",
        "Records manager",
        "8530",
        "records",
        "oakshire-police",
        "records_manager",
    ),
    ("school.dsl", "Marian Ashby", "Designated safeguarding lead", "", "partner", "st-bedes", ""),
    ("home.manager", "Angela Nkemelu", "Registered manager", "", "partner", "larkspur", ""),
    ("social.worker", "Mel Osborne", "Social worker", "", "partner", "oakshire-csc", ""),
    ("analyst", "Wei Harding", "Analyst", "8544", "analyst", "oakshire-police", ""),
    ("admin", "Sam Rigg", "System administrator", "8560", "admin", "oakshire-police", ""),
)
UNITS = {"pc.hale": "ST21"}
_SHIFTS = {
    "duty_inspector_north": (("insp.bell", 7, 12), ("insp.rao", 19, 12)),
    "fim": (("fim.day", 7, 12), ("fim.night", 19, 12)),
}


def users() -> list[dict[str, Any]]:
    """Everybody who can sign in at the demo, for users.json."""
    told = []
    for username, name, rank, collar, roles, organisation, posts in _PEOPLE:
        row: dict[str, Any] = {
            "username": username,
            "full_name": name,
            "rank": rank,
            "collar": collar,
            "roles": roles.split(),
            "organisation": organisation,
            "posts": posts.split(),
            "email": f"{username}@example.test",
        }
        if username in UNITS:
            row["unit"] = UNITS[username]
        told.append(row)
    return told


def rota(until: datetime, weeks: int = 6) -> list[dict[str, str]]:
    """Who holds which post from when until when, three days back and some weeks on (UTC).

    Two posts change hands at 07:00 and 19:00; the night of `until` is Inspector Rao's, with
    Inspector Adey for the morning before and Bell after, as the hand-over cases tell. A running
    demonstration goes on with its last week (`firstlight.config.demo.rota`).
    """
    first = until.replace(hour=0, minute=0, second=0) - timedelta(days=3)
    rows: list[dict[str, str]] = []
    for username, _, _, _, _, _, posts in _PEOPLE:
        held = [post for post in posts.split() if post not in _SHIFTS and username != "supt.wray"]
        rows += [_row(post, username, first, first + timedelta(weeks=weeks)) for post in held]
    for post, shifts in _SHIFTS.items():
        for day in range(-1, 7 * weeks):
            for username, hour, hours in shifts:
                start = first + timedelta(days=day, hours=hour)
                who = "insp.adey" if username == "insp.bell" and day % 2 else username
                rows.append(_row(post, who, start, start + timedelta(hours=hours)))
    return sorted(rows, key=lambda row: (row["post"], row["from"]))


def _row(post: str, username: str, start: datetime, end: datetime) -> dict[str, str]:
    return {"post": post, "user": username, "from": stamp(start), "to": stamp(end)}
