"""Every door takes inputs made by chance: nothing crashes, nothing sealed is told, nothing is lost.

GENERATED=5000 makes it shorter (a door at a time: `-k search`), GENERATED_SEED another run of
chance. A failure names the input's number: the same seed makes the same one again.
"""

from __future__ import annotations

import json
from random import Random
from typing import Any

import pytest

from firstlight.access.models import Token
from firstlight.intake.services import load_files
from firstlight.records.models import Record, Version, Waiting
from tests import chance as made
from tests.campaign.inputs import HOME, MANY, NAME, SEED, hidden, told
from tests.integration.access.asking import attacker
from tests.integration.access.conftest import filled, oakshire, refs
from tests.integration.access.test_attack import INSIDE
from tests.integration.chain.conftest import SYSTEM, files, settled
from tests.integration.conftest import kept

__all__ = ["files", "filled", "hidden", "kept", "oakshire", "refs", "settled", "told"]
BATCH = 500  # lines of one file
POSTED = 50  # posts rolled back together
pytestmark = [pytest.mark.django_db, pytest.mark.timeout(12 * 3600)]


def held(refs: list[str]) -> list[str]:
    """Give which of these are neither a record nor waiting."""
    known = set(Record.objects.filter(ref__in=refs).values_list("ref", flat=True))
    known |= set(Waiting.objects.filter(ref__in=refs).values_list("ref", flat=True))
    return [ref for ref in refs if ref not in known]


def test_records_posted_to_the_api(oakshire, told):
    api = attacker(oakshire, *INSIDE).system
    Token.objects.update(source="gen-api", per_minute=10**9)
    for number in (n for numbers in told.batches(MANY, POSTED) for n in numbers):
        sent = made.body(Random(f"{SEED}api{number}"), number, "gen-api", NAME)

        def post(sent: bytes = sent) -> Any:
            return api.post("/api/v1/records", sent, content_type="application/json")

        before = Version.objects.count() + Waiting.objects.count()
        answer = told.tried(number, sent, post, keep=True)
        told.answer(number, sent.decode("utf-8", "replace"), answer, "POST records")
        after = Version.objects.count() + Waiting.objects.count()
        if answer is None:
            continue
        if answer.status_code not in {200, 201, 202, 409, 422}:
            told.wrong(f"answered {answer.status_code}", number, sent)
        body = json.loads(answer.content)
        if answer.status_code == 409 and after != before:
            told.wrong("refused, and something was kept", number, sent)
        if answer.status_code != 409:
            rows = body if isinstance(body, list) else [body]
            if isinstance(body, list) and len(body) != len(json.loads(sent)):
                told.wrong("a list lost some of its records", number, sent)
            if lost := held([one["ref"] for one in rows if one["outcome"] != "disposed"]):
                told.wrong("answered for, and not held", number, (sent, lost))


FILES: dict[str, tuple[str, str]] = {
    "lines": ("gen-lines", "jsonl"), "csv": ("gen-csv", "csv"),
    "missing": ("looked-after-children", "ssda903"), "episodes": ("looked-after-children", "ssda903"),
    "header": ("looked-after-children", "ssda903"), "census": ("children-in-need", "cin"),
}  # fmt: skip
MAPPING = """source = "gen-csv"
kind = "partner_concern"
reference = "Ref"
[columns]
"Given" = "people.child.given"
"Family" = "people.child.family"
"Born" = "people.child.born_on"
"Address" = "people.child.address.text"
"Phone" = "people.child.phones"
"Told" = "told_at"
"Said" = "narrative"
"""
COLUMNS = {
    "csv": "Ref,Given,Family,Born,Address,Phone,Told,Said",
    "header": "CHILD,SEX,DOB,ETHNIC,UPN,MOTHER,MC_DOB",
    "episodes": "CHILD,DECOM,RNE,LS,CIN,PLACE,PLACE_PROVIDER,DEC,REC,REASON_PLACE_CHANGE,HOME_POST,PL_POST,URN",
    "missing": "CHILD,DOB,MISSING,MIS_START,MIS_END",
}
SOUND = {
    "csv": ("Perrin", "Okell", "14/05/2012", "6 Saddler Row, ZX3 7SR", "07700900123", "21/11/2026 10:00", "Cold."),
    "header": ("1", "14/05/2012", "WBRI", "A123456789012", "0", ""),
    "episodes": ("01/04/2017", "S", "E1", "N1", "U3", "PR1", "01/05/2017", "X1", "PLACE", "ZX3 1AA", "ZX3 7SR", "SC1"),
    "missing": ("14/05/2012", "M", "01/06/2017", "02/06/2017"),
}  # fmt: skip
CHILD = (
    ("ChildIdentifiers", (("LAchildID", "{n}"), ("UPN", "A123456789012"),
                          ("PersonBirthDate", "2012-05-14"), ("Sex", "1"))),
    ("ChildCharacteristics", (("Ethnicity", "WBRI"), ("Disabilities", (("Disability", "NONE"),)))),
    ("CINdetails", (
        ("CINreferralDate", "2017-06-01"), ("PrimaryNeedCode", "N1"), ("CINclosureDate", "2017-09-01"),
        ("Assessments", (("AssessmentActualStartDate", "2017-06-02"), ("AssessmentFactors", "3A"))),
        ("Section47", (("S47ActualStartDate", "2017-06-03"),)),
        ("CINPlanDates", (("CINPlanStartDate", "2017-06-09"), ("CINPlanEndDate", "2017-08-01"))),
        ("ChildProtectionPlans", (("CPPstartDate", "2017-06-20"), ("LatestCategoryOfAbuse", "NEG"))),
    )),
)  # fmt: skip


def one_of(kind: str, number: int) -> bytes:
    """Make one line, row or child of a file."""
    chance = Random(f"{SEED}{kind}{number}")
    if kind == "lines":
        return made.line(chance, number, "gen-lines", NAME)
    if kind == "census":
        return made.element(chance, "Child", CHILD, NAME).replace("{n}", f"C{number}").encode()
    return made.row(chance, (f"G-{number}", *SOUND[kind]), NAME)


@pytest.mark.parametrize("kind", FILES)
def test_files(oakshire, told, tmp_path, kind):
    source, form = FILES[kind]
    mapping = tmp_path / "gen-csv.toml"
    mapping.write_text(MAPPING)
    for numbers in told.batches(MANY, BATCH):
        begin, lines = numbers[0], [one_of(kind, number) for number in numbers]
        path = tmp_path / (f"{kind}.xml" if form == "cin" else f"{kind}.txt")
        head = f"{COLUMNS[kind]}\n".encode() if kind in COLUMNS else b""
        whole = head + b"\n".join(lines) + b"\n"
        if form == "cin":
            whole = b"<Message><Children>" + b"".join(lines) + b"</Children></Message>"
        path.write_bytes(whole)
        before = Version.objects.count() + Waiting.objects.count()

        def load(path=path) -> Any:
            as_of = None if form in {"jsonl", "csv"} else oakshire.now.date().replace(2018, 3, 31)
            more = {"mapping": mapping} if form == "csv" else {"as_of": as_of}
            return load_files([path], source=source, form=form, by=SYSTEM, at=oakshire.now, **more)

        counts = told.tried(begin, path.name, load, keep=True)
        if counts is None:
            continue
        after = Version.objects.count() + Waiting.objects.count()
        if form == "cin":  # a child without a period of need makes no record
            if counts.read < len(lines) // 2:
                told.wrong("children of a census were passed over", begin, counts)
        elif counts.read != len(lines):
            told.wrong(f"{len(lines)} sent, {counts.read} read", begin, counts)
        ends = (
            counts.taken,
            counts.same,
            counts.older,
            counts.conflict,
            counts.quarantined,
            counts.disposed,
        )
        if sum(ends) != counts.read:
            told.wrong("read, and neither taken nor waiting", begin, counts)
        if not counts.taken + counts.older <= after - before <= counts.read:
            told.wrong(f"counted as taken, and {after - before} held", begin, counts)


NEAR = (
    *NAME,
    " ".join(NAME),
    "Quillabet Vexmoorland 03/02/2013",
    HOME,
    "ZX1 9QZ",
    "07700900987",
    *made.GIVEN,
)
ASKED = {
    "page": ("words", "born_from", "sex", "area", "page"),
    "api": ("name", "address", "phone", "born_on", "page", "most"),
}


@pytest.mark.parametrize("door", ASKED)
def test_searches(oakshire, told, door):
    who = attacker(oakshire, *INSIDE)
    Token.objects.update(per_minute=10**9)
    kind = made.text if door == "page" else made.value
    for number in (n for numbers in told.batches(MANY, POSTED) for n in numbers):
        chance = Random(f"{SEED}search{door}{number}")
        sent = {name: kind(chance, NEAR) for name in ASKED[door] if chance.random() < 0.5}
        sent["justification"] = made.text(chance)

        def ask(sent: dict[str, Any] = sent) -> Any:
            if door == "page":
                return who.pages.post("/search", sent)
            return who.system.post("/api/v1/search", sent, content_type="application/json")

        answer = told.tried(number, sent, ask, keep=True)
        told.answer(number, json.dumps(sent, ensure_ascii=False), answer, "search")
