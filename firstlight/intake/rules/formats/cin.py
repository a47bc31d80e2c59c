"""The children in need census, read by the names of its elements.

Names and codes: CIN census XSD 2016 to 2024 of the Department for Education. It carries no names
of people. Files are read as they come: stray text and unknown elements are passed over, because
real files have them.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import IO, Any
from xml.etree.ElementTree import Element, ParseError

from defusedxml.common import DefusedXmlException
from stdnum.gb import upn as upn_numbers

from firstlight.intake.rules.days import begins, day
from firstlight.intake.rules.formats.xmlstream import LONGEST_ELEMENT, TooLongError, elements
from firstlight.intake.rules.formats.xmlstream import local_name as _name
from firstlight.intake.rules.offers import Offer
from firstlight.records.rules.reading import Fault

SEXES = {"1": "male", "2": "female", "M": "male", "F": "female"}
ABUSE = {
    "NEG": "neglect",
    "PHY": "physical",
    "SAB": "sexual",
    "EMO": "emotional",
    "MUL": "multiple",
}
_RESEND = "ask the council to send the file again"


@dataclass(slots=True)
class Census:
    """Whose census it is and as at which day it stands."""

    source: str
    authority: str = ""
    as_of: date | None = None
    submission: int = 0

    def version(self) -> int | None:
        """Order what censuses say of a child: the later one stands, then the later submission."""
        if self.as_of is None:
            return None
        return int(f"{self.as_of:%Y%m%d}") * 1000 + min(self.submission, 999)


def _all(element: Element, name: str) -> list[Element]:
    return [one for one in element.iter() if _name(one) == name]


def _text(element: Element, name: str) -> str:
    found = _all(element, name)
    return (found[0].text or "").strip() if found else ""


def child_of(element: Element, census: Census) -> dict[str, Any]:
    """Tell the child: no name, the council's own number, the day of birth or the expected one."""
    number = _text(element, "LAchildID")
    born, expected = _text(element, "PersonBirthDate"), _text(element, "ExpectedPersonBirthDate")
    made: dict[str, Any] = {
        "key": "child", "role": "child", "categories": ["child"], "source_person_id": number,
        "identifiers": {f"la:{census.authority}": number},
    }  # fmt: skip
    if born:
        made["born_on"] = _iso(born)
    elif expected:
        made |= {"unborn": True, "due_on": _iso(expected)}
    sex = _text(element, "Sex") or _text(element, "GenderCurrent")
    if sex in SEXES:
        made["sex"] = SEXES[sex]
    if _text(element, "Ethnicity"):
        made["ethnicity_self"] = _text(element, "Ethnicity")
    disability = ", ".join(
        t for one in _all(element, "Disability") if (t := (one.text or "").strip())
    )
    if disability:
        made["disability"] = disability[:200]
    upn = _text(element, "UPN")
    if upn:
        made["identifiers"]["upn" if upn_numbers.is_valid(upn) else "upn_unchecked"] = upn
    return made


def _iso(text: str) -> str | None:
    found = day(text[:10])
    return found.isoformat() if found else None


def involvements(details: Element) -> Iterator[tuple[str, str, str, str, str]]:
    """Give (involvement, its own mark, begin, end, category) of one period of need."""
    began, ended = _text(details, "CINreferralDate"), _text(details, "CINclosureDate")
    yield (
        "child_in_need",
        "referral",
        began,
        ended,
        f"need {_text(details, 'PrimaryNeedCode')}".strip(),
    )
    for one in _all(details, "Section47"):
        yield "section_47", "s47", _text(one, "S47ActualStartDate"), "", ""
    for one in _all(details, "CINPlanDates"):
        yield (
            "child_in_need",
            "plan",
            _text(one, "CINPlanStartDate"),
            _text(one, "CINPlanEndDate"),
            "plan",
        )
    for one in _all(details, "ChildProtectionPlans"):
        code = _text(one, "LatestCategoryOfAbuse") or _text(one, "InitialCategoryOfAbuse")
        begin, end = _text(one, "CPPstartDate"), _text(one, "CPPendDate")
        yield "protection_plan", "cpp", begin, end, ABUSE.get(code, code)


def records_of(element: Element, census: Census) -> Iterator[dict[str, Any]]:
    """Tell one child's census as records. ValueError where a day is no day."""
    child, number = child_of(element, census), _text(element, "LAchildID")
    factors = sorted(
        {(one.text or "").strip() for one in _all(element, "AssessmentFactors")} - {""}
    )
    died = _iso(_text(element, "PersonDeathDate"))
    note = f"The return says the child died on {died}. " if died else ""
    note += f"Factors at assessment: {', '.join(factors)}." if factors else ""
    as_of = census.as_of.isoformat() if census.as_of else None
    for details in _all(element, "CINdetails"):
        for what, mark, began, ended, category in involvements(details):
            first, last = _iso(began), _iso(ended)
            occurred = (
                {"begins": begins(date.fromisoformat(first)), "precision": "day"} if first else {}
            )
            yield {
                "source": census.source, "source_version": census.version(),
                "source_ref": f"cin/{census.authority}/{number}/{mark}/{first or 'unknown'}",
                "kind": "social_care", "title": "Row of the children in need census",
                "narrative": note.strip(), "regime": "uk_gdpr", "controller": census.authority,
                "occurred": occurred or {"precision": "unknown"}, "people": [child],
                "details": {
                    "involvement": what, "category": category, "authority": census.authority,
                    "begins_on": first, "ends_on": last, "as_of": as_of,
                },
            }  # fmt: skip


def element_faults(element: Element) -> tuple[Fault, ...]:
    """Tell everything wrong with one child's element at once."""
    faults = []
    if not _text(element, "LAchildID"):
        faults.append(Fault("LAchildID", "is empty", "the council's own number is needed"))
    for one in element.iter():
        name = _name(one)
        if name.endswith(("Date", "StartDate", "EndDate", "date")) and (one.text or "").strip():
            try:
                day((one.text or "").strip()[:10])
            except ValueError as fault:
                faults.append(Fault(name, str(fault), "write it as 2018-03-31"))
    return tuple(faults)


_READ = frozenset({"LEA", "ReferenceDate", "SerialNo", "Child"})


def offers(
    file: IO[bytes], census: Census, *, name: str, moved: Callable[[int], None] = lambda _: None
) -> Iterator[Offer]:
    """Read a census file element by element; a file that breaks off gives what came before.

    `moved` is told how many bytes were read.
    """
    count = 0
    try:
        for element in elements(file, _READ, moved):
            if _name(element) == "Child":
                count += 1
                yield from _child(element, census, f"{name}#{count}", count)
            else:
                _header(element, census)
    except ParseError as fault:
        line = fault.position[0]
        yield _unread(f"{name}:{line}", line, f"is not well-formed XML at line {line}")
    except TooLongError:
        yield _unread(
            name,
            0,
            f"holds an element of more than {LONGEST_ELEMENT // 1024 // 1024} MB, or one too deep",
        )
    except DefusedXmlException:
        yield _unread(name, 0, "declares entities, which are never read")


def _header(element: Element, census: Census) -> None:
    said = (element.text or "").strip()
    tag = _name(element)
    if tag == "LEA" and not census.authority:
        census.authority = said[:40]
    elif tag == "SerialNo":
        census.submission = int(said) if re.fullmatch(r"[0-9]{1,9}", said) else 0
    elif tag == "ReferenceDate" and census.as_of is None:
        try:
            census.as_of = day(said[:10])
        except ValueError:
            return


def _unread(where: str, place: int, problem: str) -> Offer:
    fault = Fault("file", problem, _RESEND)
    return Offer(where, place, text="[the rest of the file was not read]", faults=(fault,))


def _child(element: Element, census: Census, where: str, count: int) -> Iterator[Offer]:
    faults = element_faults(element)
    if faults:
        text = f"child {_text(element, 'LAchildID') or 'without a number'} of the census"
        yield Offer(where, count, text=text[:200], faults=faults)
        return
    for record in records_of(element, census):
        yield Offer(where, count, record)
