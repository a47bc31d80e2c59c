"""Case 1C: media and what is disposed of leave no trace in any file, table or message."""

from __future__ import annotations

import base64
import json
import random
import signal

import numpy as np
import pytest

pytestmark = [pytest.mark.dear, pytest.mark.timeout(300)]
CANARY = "Zzyxthorpe"
PASSWORD = "a long test password"
JPEG = (
    b"\xff\xd8\xff\xe0\x00\x10JFIF\x00\x01" + random.Random(41).randbytes(48 * 1024) + b"\xff\xd9"
)
BLOCK = 8  # any run of 16 bytes holds one of these whole

PREPARE = f"""
from firstlight.access.services import add_user
from firstlight.records.services import register_source
for code in ("oak-cad", "firstlight"):
    register_source(code=code, name="Calls", owner="Contact", by=SYSTEM, at=at)
for name, role in (("adeyemi", "dpo"), ("hart", "superintendent"), ("hale", "response")):
    add_user(username=name, full_name=name.title(), roles=[role], password="{PASSWORD}", by=SYSTEM, at=at)
"""
LOAD = """
import os, signal, sys
from pathlib import Path
from firstlight.intake.services import load_files
def kill(*told):
    os.kill(os.getpid(), signal.SIGKILL)
load_files([Path(sys.argv[1])], source="oak-cad", progress=kill, by=SYSTEM, at=at)
"""
USE = """
import json
from datetime import timedelta
from firstlight.access.selectors import user_named
from firstlight.access.services import save_draft
from firstlight.briefs.services import About, make
from firstlight.config.viewers import viewer_of
from firstlight.people.services import note_search
from firstlight.retention.services import hold
from firstlight.people.selectors import appearance_of, person_at
from firstlight.records.selectors import record_of_source
from firstlight.risk.services import assess
hale, dpo = (viewer_of(user_named(name), at) for name in ("hale", "adeyemi"))
one, other = (record_of_source("oak-cad", f"CAD-{n}").ref for n in (120, 130))
make(about=About(record=one), viewer=hale, by=hale, at=at)
assess(person=person_at(appearance_of(one)), by=SYSTEM, at=at)
note_search(words={"words": "Zzyxthorpe"}, justification="Zzyxthorpe rang", found=(), by=hale, at=at)
save_draft("concern", {"narrative": "Zzyxthorpe again"}, hale, at)
held = hold(target=other, reason="inquiry", review_on=at.date() + timedelta(days=90), by=dpo, at=at)
print(json.dumps({"one": one, "other": other, "hold": held}))
"""


def _word(number: int) -> str:
    """Give a name like no other, so that nobody is taken for anybody else."""
    letters = random.Random(number)
    return "".join(
        letters.choice("bdfgklmnprstvz") + letters.choice("aeiou") for _ in range(4)
    ).title()


def _line(number: int) -> str:
    told = {
        "source": "oak-cad", "source_ref": f"CAD-{number}", "kind": "incident",
        "told_at": "2026-11-20T10:00:00Z", "recorded_at": "2026-11-20T10:05:00Z",
        "narrative": f"Caller {number} heard shouting.",
        "people": [{"key": "p1", "role": "child", "given": _word(number), "family": _word(number * 7),
                    "born_on": f"201{number % 9}-0{number % 8 + 1}-1{number % 7}",
                    "address": {"text": f"{number} {_word(number * 3)} Lane, Wexcombe, ZX1 4AB"}}],
    }  # fmt: skip
    if number == 41:
        told["narrative"] = "He sent " + base64.b64encode(JPEG).decode()
    if number == 90:
        return (
            '{"source": "oak-cad", "narrative": "' + base64.b64encode(JPEG).decode() + '", "kind": '
        )
    if number == 120:
        told["title"] = f"Call from {CANARY}"
        told["narrative"] = f"{CANARY} rang about her child, who sleeps in the shed."
        told["people"][0] |= {
            "family": CANARY,
            "address": {"text": f"9 {CANARY} Row, Stanbridge, ZX3 9ZZ"},
        }
    return json.dumps(told)


def _blocks(data: bytes) -> np.ndarray:
    return np.frombuffer(data[: len(data) // BLOCK * BLOCK], dtype="<u8")


PICTURE = np.unique(np.concatenate([_blocks(JPEG[12:]), _blocks(base64.b64encode(JPEG)[16:])]))


def with_a_run_of_the_picture(found: dict[str, bytes]) -> list[str]:
    return [
        name for name, data in found.items()
        if any(np.isin(_blocks(data[begin:]), PICTURE).any() for begin in range(BLOCK))
    ]  # fmt: skip


def with_the_canary(found: dict[str, bytes]) -> list[str]:
    return [name for name, data in found.items() if CANARY.lower().encode() in data.lower()]


def test_neither_a_picture_nor_what_is_disposed_of_leaves_a_trace(force, tmp_path):
    path = tmp_path / "calls.jsonl"
    path.write_text("\n".join(_line(number) for number in range(1, 201)) + "\n")
    force.code(PREPARE)
    force.code(LOAD, str(path), status=-signal.SIGKILL)
    counts = json.loads(force.firstlight("load", str(path), "--source", "oak-cad", "--json"))
    assert (counts["same"], counts["taken"], counts["quarantined"]) == (99, 100, 1)
    refs = json.loads(force.code(USE).strip().splitlines()[-1])
    before = force.everything()
    assert with_a_run_of_the_picture(before) == []
    assert with_the_canary(before), "the search itself must find what is there"

    as_dpo = ("--authority", "review", "--as", "adeyemi", "--reason", "due")
    asked = force.firstlight("dispose", refs["one"], *as_dpo, "--json", told=PASSWORD)
    decision = json.loads(asked)["disposal"]
    gone = json.loads(
        force.firstlight("dispose", decision, "--as", "hart", "--json", told=PASSWORD)
    )
    assert [(one["record"], one["state"]) for one in gone["records"]] == [(refs["one"], "done")]
    refused = force.firstlight("dispose", refs["other"], *as_dpo, status=1, told=PASSWORD)
    assert refs["hold"] in refused

    after = force.everything()
    assert with_the_canary(after) == []
    assert with_a_run_of_the_picture(after) == []
    assert b"sleeps in the shed" not in b"".join(after.values())
    assert "sealed" in force.firstlight("journal", "verify")


def test_the_search_finds_a_run_of_sixteen_bytes_wherever_it_begins():
    for begin in (100, 101, 107):
        assert with_a_run_of_the_picture({"x": b"abc" + JPEG[begin : begin + 16] + b"def"}) == ["x"]
    text = base64.b64encode(JPEG)
    assert with_a_run_of_the_picture({"x": b"ab" + text[333:349]}) == ["x"]
    assert with_a_run_of_the_picture({"x": b"nothing of the kind, however long it may be"}) == []
