"""SSDA903, the yearly return of children looked after: `header`, `episodes` and `missing`.

Columns and codes: SSDA903 schema of the Department for Education (2017 to 2024). The return
carries no names. What it says is dated by the return, never told as now; its missing rows are
yearly rows, never a live episode, and neither M nor A reassures.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from stdnum.gb import upn as upn_numbers

from firstlight.intake.rules.cleaning import without_media
from firstlight.intake.rules.days import begins, day, ends
from firstlight.intake.rules.offers import Offer
from firstlight.intake.rules.rows import Row as RawRow
from firstlight.records.rules.reading import Fault

HEADER = frozenset({"CHILD", "SEX", "DOB", "UPN"})
EPISODES = frozenset({"CHILD", "DECOM", "RNE", "LS", "PLACE", "DEC"})
MISSING = frozenset({"CHILD", "MISSING", "MIS_START", "MIS_END"})
SEXES = {"1": "male", "2": "female"}
# Placement codes of the return, by their first letter (labels: SSDA903 guidance).
PLACES = {
    "A": "placed for adoption", "H": "semi-independent living", "P": "parents, independent or employment",
    "R": "residential or health setting", "S": "residential school", "T": "temporary move",
    "U": "foster placement", "K": "children's home", "Z": "other placement",
}  # fmt: skip
PLACE_ROWS = {"K1": "secure children's home", "K2": "children's home"}

Row = Mapping[str, str]


@dataclass(slots=True)
class Return:
    """What is known of a return while its files are read: whose it is and as at which day."""

    source: str
    authority: str
    as_of: date | None = None
    submission: int = 1
    children: dict[str, dict[str, Any]] = field(default_factory=dict)
    headed: set[str] = field(default_factory=set)  # children a header told of

    def version(self, child: str) -> int | None:
        """Order what the return says of a child, whichever file or year is loaded first.

        A later return stands over an earlier one, a resubmission over what it corrects, and a row
        whose child the header tells of over the same row read without its header.
        """
        if self.as_of is None:
            return None
        day = int(f"{self.as_of:%Y%m%d}")
        return (day * 100 + self.submission) * 2 + (child in self.headed)


def which(columns: Iterable[str]) -> str:
    """Tell which file of the return has these columns; '' where none."""
    held = {name.strip().upper().lstrip("\ufeff") for name in columns}
    for name, wanted in (("episodes", EPISODES), ("missing", MISSING), ("header", HEADER)):
        if wanted <= held:
            return name
    return ""


def rows_of(rows: Iterable[RawRow]) -> Iterator[tuple[RawRow, Row]]:
    """Name the cells of each row by the first one's columns, in capitals; none where it has faults."""
    listed = iter(rows)
    first = next(listed, RawRow(1))
    columns = [name.upper() for name in first.cells]
    for row in listed:
        held = dict.fromkeys(columns, "") | dict(zip(columns, row.cells, strict=False))
        yield row, held


def latest_day(rows: Iterable[Row], upto: date) -> date | None:
    """Give the last day on which anything of the rows began, none of them after `upto`.

    Ends are left out, for an episode may end on the day after the year it is returned in; births
    too, for nobody need be born in the year of a header.
    """
    found = []
    for row in rows:
        for column in ("DECOM", "MIS_START"):
            try:
                told = day(row.get(column, ""))
            except ValueError:
                continue
            if told and told <= upto:
                found.append(told)
    return max(found, default=None)


def know(told: Return, row: Row) -> dict[str, Any]:
    """Make the child of a row, with what the header said of them."""
    child = row["CHILD"]
    held = told.children.setdefault(child, {})
    if row.get("DOB") and "born_on" not in held:
        held["born_on"] = _day(row["DOB"]).isoformat()
    if row.get("SEX") in SEXES:
        held["sex"] = SEXES[row["SEX"]]
    if row.get("ETHNIC"):
        held["ethnicity_self"] = row["ETHNIC"]
    number = row.get("UPN", "")
    if number and not number.upper().startswith("UN"):
        # One that fails its check letter is kept as written and marked: never used for linking.
        held["upn" if upn_numbers.is_valid(number) else "upn_unchecked"] = number
    return held


def _day(text: str) -> date:
    found = day(text)
    if found is None:
        message = "is empty"
        raise ValueError(message)
    return found


def person(told: Return, child: str, *, placed: str = "") -> dict[str, Any]:
    """Tell the child as a record names them: no name, the council's own number, the day of birth."""
    held = told.children.get(child, {})
    identifiers = {f"la:{told.authority}": child}
    identifiers |= {k: held[k] for k in ("upn", "upn_unchecked") if k in held}
    made: dict[str, Any] = {
        "key": "child", "role": "child", "categories": ["child"], "source_person_id": child,
        "identifiers": identifiers,
    }  # fmt: skip
    made |= {k: held[k] for k in ("born_on", "sex", "ethnicity_self") if k in held}
    if placed:
        made |= {"address": {"postcode": placed}, "address_is": "placement"}
    return made


def _envelope(
    told: Return, child: str, ref: str, kind: str, title: str, **more: Any
) -> dict[str, Any]:
    return {
        "source": told.source, "source_ref": ref, "source_version": told.version(child), "kind": kind,
        "title": title, "regime": "uk_gdpr", "controller": told.authority, **more,
    }  # fmt: skip


def _as_of(told: Return) -> str | None:
    return told.as_of.isoformat() if told.as_of else None


def identity(told: Return, row: Row) -> dict[str, Any]:
    """Tell one row of the header: who the child is, and that they were looked after that year."""
    know(told, row)
    told.headed.add(row["CHILD"])
    people, relations = [person(told, row["CHILD"])], []
    if row.get("MC_DOB"):
        people.append({"key": "baby", "role": "child", "categories": ["child"],
                       "born_on": _day(row["MC_DOB"]).isoformat()})  # fmt: skip
        relations.append({"one": "child", "kind": "parent_of", "other": "baby"})
    year = told.as_of.year if told.as_of else "unknown"
    return _envelope(
        told, row["CHILD"], f"903/{year}/child/{row['CHILD']}", "social_care", "Looked after in the year of the return",
        people=people, relations=relations,
        details={"involvement": "looked_after", "authority": told.authority, "as_of": _as_of(told)},
    )  # fmt: skip


def episode(told: Return, row: Row, again: int) -> dict[str, Any]:
    """Tell one episode of care as a placement."""
    began, ended = _day(row["DECOM"]), day(row.get("DEC", ""))
    code = row.get("PLACE", "")
    label = PLACE_ROWS.get(code) or PLACES.get(code[:1], "placement")
    occurred: dict[str, Any] = {"begins": begins(began), "precision": "day"}
    if ended:
        occurred["ends"] = ends(ended)
    return _envelope(
        told, row["CHILD"], f"903/episode/{row['CHILD']}/{began.isoformat()}/{again}",
        "care_placement", "Episode of care", occurred=occurred,
        people=[person(told, row["CHILD"], placed=row.get("PL_POST", ""))],
        details={
            "placement_type": f"{label} ({code})", "legal_status": row.get("LS", ""),
            "authority": told.authority, "begins_on": began.isoformat(),
            "ends_on": ended.isoformat() if ended else None, "end_reason": row.get("REC", "") if ended else "",
            "as_of": _as_of(told),
        },
    )  # fmt: skip


def missing(told: Return, row: Row, again: int) -> dict[str, Any]:
    """Tell one row of the missing file: history, never a search that is open now."""
    know(told, row)
    began, ended = _day(row["MIS_START"]), day(row.get("MIS_END", ""))
    # Where the two files disagree on the day of birth, each row keeps what it says itself.
    own = {"born_on": _day(row["DOB"]).isoformat()} if row.get("DOB") else {}
    letter = row.get("MISSING", "").upper()
    occurred: dict[str, Any] = {"begins": begins(began), "precision": "day"}
    if ended:
        occurred["ends"] = ends(ended)
    words = {"M": "missing", "A": "away without authorisation"}.get(letter, "")
    return _envelope(
        told, row["CHILD"], f"903/missing/{row['CHILD']}/{began.isoformat()}/{letter}/{again}",
        "missing_report", "Row of the yearly return", occurred=occurred,
        people=[person(told, row["CHILD"]) | own],
        details={
            "words_used": words, "letter": letter, "whereabouts_known": "unknown", "from_care_home": True,
            "is_return_row": True, "returned_on": ended.isoformat() if ended else None,
        },
    )  # fmt: skip


def offers(
    told: Return, rows: Iterable[tuple[RawRow, Row]], *, kind: str, name: str
) -> Iterator[Offer]:
    """Read the rows of one file of the return."""
    seen: Counter[tuple[str, ...]] = Counter()
    for raw, row in rows:
        place = raw.place
        where = f"{name}:{place}"
        if raw.fault is not None:
            yield Offer(where, place, text=raw.text, faults=(raw.fault,))
            continue
        mark = (
            row.get("CHILD", ""),
            row.get("DECOM", row.get("MIS_START", "")),
            row.get("MISSING", ""),
        )
        seen[mark] += 1
        faults = row_faults(row, kind)
        if faults:
            yield Offer(
                where, place, text=without_media(json.dumps(row, ensure_ascii=False)), faults=faults
            )
        elif kind == "header":
            yield Offer(where, place, identity(told, row))
        elif kind == "episodes":
            yield Offer(where, place, episode(told, row, seen[mark]))
        else:
            yield Offer(where, place, missing(told, row, seen[mark]))


_DAYS = {
    "header": ("DOB", "MC_DOB"),
    "episodes": ("DECOM", "DEC"),
    "missing": ("DOB", "MIS_START", "MIS_END"),
}
_NEEDED = {"header": ("CHILD",), "episodes": ("CHILD", "DECOM"), "missing": ("CHILD", "MIS_START")}


def row_faults(row: Row, kind: str) -> tuple[Fault, ...]:
    """Tell everything wrong with a row at once."""
    faults = [
        Fault(c, "is empty", "complete it and send the row again")
        for c in _NEEDED[kind]
        if not row.get(c)
    ]
    for column in _DAYS[kind]:
        try:
            day(row.get(column, ""))
        except ValueError as fault:
            faults.append(Fault(column, str(fault), "write it as 31/03/2018"))
    if kind == "missing" and row.get("MISSING", "").upper() not in {"M", "A"}:
        faults.append(Fault("MISSING", "is neither M nor A", "use M or A, as the return does"))
    return tuple(faults)
