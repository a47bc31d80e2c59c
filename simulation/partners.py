"""Partners' own files: the council's return of looked-after children and its census.

Columns and elements follow the published SSDA903 and CIN Census collections; they carry no names,
so a child is found by the council's own number, a UPN that passes its check, and a date of birth.
"""

from __future__ import annotations

import csv
from datetime import date, timedelta
from pathlib import Path
from random import Random
from typing import Any
from xml.etree import ElementTree as ET

from simulation.book import Book
from simulation.identifiers import AUTHORITY
from simulation.people import Person
from simulation.population import County

CHOSEN = 20
HEADER = ["CHILD", "SEX", "DOB", "ETHNIC", "UPN", "MOTHER", "MC_DOB"]
EPISODES = [
    "CHILD", "DECOM", "RNE", "LS", "CIN", "PLACE", "PLACE_PROVIDER",
    "DEC", "REC", "REASON_PLACE_CHANGE", "HOME_POST", "PL_POST", "URN",
]  # fmt: skip
MISSING = ["CHILD", "DOB", "MISSING", "MIS_START", "MIS_END"]
_ETHNIC = {
    "W1": "WBRI",
    "W2": "WIRI",
    "W3": "WIRT",
    "W9": "WOTH",
    "A1": "AIND",
    "A2": "APKN",
    "A3": "ABAN",
    "B1": "BCRB",
    "B2": "BAFR",
    "M1": "MWBC",
    "O1": "CHNE",
    "O9": "OOTH",
    "NS": "REFU",
}
VISITS = ["Visit", "Date", "Time", "First name", "Surname", "Born", "Worry"]
WORRIES = {"Home": "neglect", "Friends": "exploitation", "Going missing": "missing"}
MAPPING = """source = "youth-service"
kind = "partner_concern"
reference = "Visit"

[columns]
"Time" = { to = "occurred.begins", beside = "Date" }
"First name" = "people.child.given"
"Surname" = "people.child.family"
"Born" = "people.child.born_on"
"Worry" = { to = "details.concern", values = { WORRIES } }

[always]
"people.child.role" = "subject"
"details.partner" = "Youth service"
"""
YEAR = (date(2025, 4, 1), date(2026, 3, 31))


def _said(day: date) -> str:
    return day.strftime("%d/%m/%Y")


def _known(county: County, book: Book) -> tuple[list[Person], list[Person]]:
    """Children in care and in need, by the council's own records, stories' first."""
    care, need = set(), set()
    for entry in book.entries:
        if entry.source == "council-csc" and "p1" in entry.who and entry.received <= book.until:
            if entry.record["kind"] == "care_placement":
                care.add(entry.who["p1"])
            elif entry.record["kind"] == "social_care":
                need.add(entry.who["p1"])
    able = sorted(
        (p for p in county.people if p.council_id and p.upn and not p.unborn and p.born < YEAR[1]),
        key=lambda p: (not p.id.startswith("S-"), p.id),
    )
    looked_after = [p for p in able if p.id in care and p.homes[-1][0] <= YEAR[1]]
    return looked_after, [p for p in able if p.id in need and p not in looked_after]


def _wrong(born: date) -> date:
    """A year wrong: a slip that a return carries for ever."""
    return born.replace(
        year=born.year - 1, day=28 if (born.month, born.day) == (2, 29) else born.day
    )


def write(county: County, book: Book, out: Path) -> list[dict[str, Any]]:
    """Write both returns; gives the truth about the chosen twenty, one with a wrong date of birth."""
    care, need = _known(county, book)
    chosen = [*care[: CHOSEN // 2], *need[: CHOSEN - len(care[: CHOSEN // 2])]]
    chosen += [p for p in care[CHOSEN // 2 :] if p not in chosen][: CHOSEN - len(chosen)]
    wrong = next(p for p in chosen if p in care and p.id.startswith("S-"))
    _ssda903(county, book, care, wrong, out / "partners" / "ssda903")
    _cin(need, out / "partners" / "cin" / "CIN_Census.xml")
    _visits(county, book, out / "partners" / "mapped")
    return [
        {
            "what": "partner_child",
            "person": p.id,
            "file": "ssda903" if p in care else "cin",
            "council_id": p.council_id,
            "upn": p.upn,
            "born_on": p.born.isoformat(),
            "wrong_birth": p is wrong,
            "written_birth": (_wrong(p.born) if p is wrong else p.born).isoformat(),
        }
        for p in chosen
    ]


def _visits(county: County, book: Book, folder: Path) -> None:
    """Write a youth service's weekly list, as no code reads it, and the table that says what it is.

    Of children no story tells of; one row has a day that is none.
    """
    rng, until = Random("visits"), book.until.date()
    able = [p for p in county.people if not p.id.startswith("S-") and not p.unborn]
    young = sorted((p for p in able if 10 <= until.year - p.born.year <= 16), key=lambda p: p.id)
    rows = []
    for number, person in enumerate(rng.sample(young, min(12, len(young))), start=101):
        day = until - timedelta(days=rng.randint(1, 6))
        born = "31/02/2012" if number == 105 else _said(person.born)
        rows.append([f"YS-{number}", _said(day), f"{rng.randint(16, 20)}:{rng.randint(10, 59)}",
                     person.given, person.family, born, rng.choice(sorted(WORRIES))])  # fmt: skip
    _rows(folder / "youth-service.csv", VISITS, rows)
    worries = ", ".join(f'"{said}" = "{code}"' for said, code in sorted(WORRIES.items()))
    (folder / "youth-service.toml").write_text(
        MAPPING.replace("WORRIES", worries), encoding="utf-8"
    )


def _rows(path: Path, columns: list[str], rows: list[list[str]]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(columns)
        writer.writerows(rows)


def _ssda903(county: County, book: Book, care: list[Person], wrong: Person, folder: Path) -> None:
    births = {p.id: _said(_wrong(p.born) if p is wrong else p.born) for p in care}
    _rows(
        folder / "header.csv",
        HEADER,
        [
            [
                p.council_id,
                "2" if p.sex == "female" else "1",
                births[p.id],
                _ETHNIC.get(p.ethnicity, "NOBT"),
                p.upn,
                "",
                "",
            ]
            for p in care
        ],
    )
    homes = {home.home: place for place, home in enumerate(county.homes.values(), start=1)}
    episodes = []
    for person in care:
        begins, home = person.homes[-1]
        unit = homes.get(home)
        episodes.append(
            [
                person.council_id,
                _said(begins),
                "S",
                "C2",
                "N1",
                "K2" if unit else "U6",
                "PR4" if unit else "PR1",
                "",
                "",
                "",
                person.homes[0][1].postcode,
                home.postcode,
                f"SC99{unit:04d}" if unit else "",
            ]
        )
    _rows(folder / "episodes.csv", EPISODES, episodes)
    _rows(folder / "missing.csv", MISSING, _missing(book, care, births))


def _missing(book: Book, care: list[Person], births: dict[str, str]) -> list[list[str]]:
    """Episodes of the year as the home told the council: M, or A where the home knew the place."""
    rng = Random("ssda903")
    rows = []
    by_id = {p.id: p for p in care}
    nights = sorted(
        {
            (entry.who["p1"], entry.record["told_at"][:10])
            for entry in book.entries
            if entry.record["kind"] == "missing_report" and entry.who.get("p1") in by_id
        }
    )
    for person, day in nights:
        start = date.fromisoformat(day)
        if YEAR[0] <= start <= YEAR[1]:
            end = start + timedelta(days=rng.randint(0, 3))
            rows.append(
                [
                    by_id[person].council_id,
                    births[person],
                    rng.choice("MMA"),
                    _said(start),
                    _said(end),
                ]
            )
    for child in care[:4]:  # nights that no police system ever held
        start = YEAR[0] + timedelta(days=rng.randint(20, 330))
        rows.append(
            [
                child.council_id,
                births[child.id],
                "A",
                _said(start),
                _said(start + timedelta(days=1)),
            ]
        )
    return rows


def _leaf(parent: ET.Element, name: str, text: str) -> None:
    ET.SubElement(parent, name).text = text


def _cin(need: list[Person], path: Path) -> None:
    message = ET.Element("Message")
    header = ET.SubElement(message, "Header")
    collection = ET.SubElement(header, "CollectionDetails")
    for name, text in (("Collection", "CIN"), ("Year", "2026"), ("ReferenceDate", "2026-03-31")):
        _leaf(collection, name, text)
    source = ET.SubElement(header, "Source")
    for name, text in (
        ("SourceLevel", "L"),
        ("LEA", AUTHORITY),
        ("SoftwareCode", "Oakshire Council"),
        ("Release", "1.0"),
        ("SerialNo", "001"),
        ("DateTime", "2026-06-12T10:00:00"),
    ):
        _leaf(source, name, text)
    children = ET.SubElement(message, "Children")
    for place, person in enumerate(need):
        _cin_child(children, person, place)
    ET.indent(message, "    ")
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(
        b'<?xml version="1.0" encoding="utf-8"?>\n' + ET.tostring(message, encoding="utf-8") + b"\n"
    )


def _cin_child(children: ET.Element, person: Person, place: int) -> None:
    child = ET.SubElement(children, "Child")
    identifiers = ET.SubElement(child, "ChildIdentifiers")
    _leaf(identifiers, "LAchildID", person.council_id)
    _leaf(identifiers, "UPN", person.upn)
    _leaf(identifiers, "PersonBirthDate", person.born.isoformat())
    _leaf(identifiers, "Sex", "F" if person.sex == "female" else "M")
    character = ET.SubElement(child, "ChildCharacteristics")
    _leaf(character, "Ethnicity", _ETHNIC.get(person.ethnicity, "NOBT"))
    _leaf(
        ET.SubElement(character, "Disabilities"),
        "Disability",
        "LD" if person.disability else "NONE",
    )
    details = ET.SubElement(child, "CINdetails")
    referred = max(YEAR[0] + timedelta(days=(place * 17) % 330), person.born)
    for name, text in (
        ("CINreferralDate", referred.isoformat()),
        ("ReferralSource", "3C"),
        ("PrimaryNeedCode", "N1"),
    ):
        _leaf(details, name, text)
    _leaf(
        ET.SubElement(details, "Assessments"),
        "AssessmentActualStartDate",
        (referred + timedelta(days=2)).isoformat(),
    )
    _leaf(details, "ReferralNFA", "false")
    if place % 5 == 0:
        plans = ET.SubElement(details, "ChildProtectionPlans")
        for name, text in (
            ("CPPstartDate", (referred + timedelta(days=20)).isoformat()),
            ("InitialCategoryOfAbuse", "NEG"),
            ("LatestCategoryOfAbuse", "NEG"),
            ("NumberOfPreviousCPP", "0"),
        ):
            _leaf(plans, name, text)
