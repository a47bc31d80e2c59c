"""Hostile files of every format: nothing crashes, nothing leaks, what is sound in them goes in."""

import base64
import gzip
import io
import zipfile

import pytest

from firstlight.intake.services import load_file
from firstlight.kernel.values.refusal import Refusal
from firstlight.kernel.values.viewer import system_viewer
from firstlight.records.models import Waiting
from firstlight.records.selectors import counts, waiting
from firstlight.records.services import register_source

SYSTEM = system_viewer("test")
LONG = "Okell" * 2_000_000  # a name of 10 MB
PICTURE = b"\xff\xd8\xff\xe0\x00\x10JFIF" + bytes((i * 37 + 11) % 256 for i in range(3_000_000))
MAPPING = """source = "hostile"
kind = "partner_concern"
reference = "Ref"
[columns]
"Name" = "people.child.family"
"Said" = "narrative"
"""
SOUND = '{"source_ref": "S-1", "kind": "partner_concern"}'
CHILD = (
    "<Child><ChildIdentifiers><LAchildID>%s</LAchildID></ChildIdentifiers><CINdetails>"
    "<CINreferralDate>2023-10-06</CINreferralDate></CINdetails></Child>"
)


@pytest.fixture
def load(db, at, tmp_path):
    register_source(code="hostile", name="Hostile", owner="x", by=SYSTEM, at=at)
    mapping = tmp_path / "hostile.toml"
    mapping.write_text(MAPPING)

    def loaded(name, content, **more):
        path = tmp_path / name
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        form = {"jsonl": "jsonl", "csv": "csv", "xml": "cin"}[name.rsplit(".", 1)[-1]]
        return load_file(
            path, source="hostile", form=form, mapping=mapping, by=SYSTEM, at=at, **more
        )

    return loaded


def _zip():
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("records.jsonl", b"0" * 5_000_000)
    return file.getvalue()


@pytest.mark.parametrize("name", ["a.jsonl", "a.csv", "a.xml"])
@pytest.mark.parametrize(
    ("content", "said"),
    [
        (_zip(), "is a zip file or a spreadsheet"),
        (gzip.compress(b"{}"), "packed by gzip"),
        (SOUND.encode("utf-16"), "text in UTF-16"),
        (PICTURE[:5000], "no picture, film or document"),
        (b"%PDF-1.7 ...", "no picture, film or document"),
        (b"\xd0\xcf\x11\xe0old", "old spreadsheet"),
    ],
    ids=["zip", "gzip", "utf-16", "jpeg", "pdf", "xls"],
)  # fmt: skip
def test_what_is_no_text_is_refused_before_anything_is_read(load, name, content, said):
    with pytest.raises(Refusal, match=said):
        load(name, content)
    assert waiting() == []


def test_a_name_of_ten_megabytes_waits_and_the_rest_goes_in(load):
    found = load(
        "a.jsonl",
        f'{{"source_ref": "S-0", "kind": "partner_concern", "title": "{LONG}"}}\n{SOUND}\n',
    )
    assert (found.taken, found.quarantined) == (1, 1)
    found = load("a.csv", f"Ref,Name,Said\nC-0,{LONG},x\nC-1,Okell,x\n")
    assert (found.taken, found.quarantined) == (1, 1)
    found = load(
        "a.xml",
        f"<M><Children>{CHILD % 'D1'}<Child><LAchildID>{LONG}</LAchildID></Child></Children></M>",
    )
    assert (found.taken, found.quarantined) == (1, 1)
    assert max(len(one.text) for one in waiting()) < 250_000


def test_mixed_encodings_and_nulls_cost_their_own_rows_alone(load):
    rows = [
        b"Ref,Name,Said",
        b"C-1,Caf\xe9,x",
        "C-2,Café,x".encode(),
        b"C-3,Null\x00,x",
        b"C-4,Okell,x",
    ]
    found = load("a.csv", b"\r\n".join(rows))
    assert (found.taken, found.quarantined) == (2, 2)
    lines = [
        SOUND.encode(),
        b'{"source_ref": "S-\xe9"}',
        b'{"source_ref": "S\x00"}',
        b'{"source_ref": "\\u0000"}',
    ]
    found = load("a.jsonl", b"\n".join(lines) + b"\n")
    assert (found.taken, found.quarantined) == (1, 3)


@pytest.mark.parametrize(
    "content",
    [
        '<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;&a;">]><M><Child>&b;</Child></M>',
        '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><M><Child>&a;</Child></M>',
        "<M>" + "<a>" * 200_000,
        "<M " + "a" * 5_000_000,
        "<M><![CDATA[" + "a" * 5_000_000,
        "not XML at all",
        "",
    ],
    ids=["entity-bomb", "outside-entity", "deep", "attribute", "cdata", "text", "empty"],
)
def test_hostile_xml_waits_with_a_reason(load, content):
    found = load("a.xml", content)
    assert (found.taken, found.quarantined) == (0, 1)
    assert "root:" not in waiting()[0].text


@pytest.mark.parametrize(
    "line", ["[" * 500_000, "[" + "[]," * 900_000, '{"a": ' * 3000, "9" * 10_000]
)
def test_hostile_json_waits_with_a_reason(load, line):
    found = load("a.jsonl", f"{line}\n{SOUND}\n")
    assert (found.taken, found.quarantined) == (1, 1)


def test_a_csv_whose_quotation_mark_is_never_closed_costs_one_row(load):
    found = load(
        "a.csv", 'Ref,Name,Said\nC-1,"Okell,x\n' + "".join(f"C-{n},Okell,x\n" for n in range(2, 9))
    )
    assert (found.taken, found.quarantined) == (7, 1)


def test_formula_cells_are_kept_as_they_were_written(load):
    load("a.csv", "Ref,Name,Said\nC-1,=cmd|'/c calc'!A0,@SUM(1)\n")
    assert counts() == {"partner_concern": 1}


def test_no_byte_of_a_large_picture_is_kept_from_any_format(load):
    coded = base64.b64encode(PICTURE).decode()
    load("a.jsonl", f'{{"source_ref": "S-1", "kind": "partner_concern", "narrative": "see {coded} end"}}\n'
         f'{{"source_ref": "S-2", "narrative": "{coded}\n{coded[999:]}\n')  # fmt: skip
    small = coded[:60_000]
    load(
        "a.csv",
        f'Ref,Name,Said\nC-1,Okell,{small}\nC-2,"Okell,{small}\nC-3,Okell\n{small[5000:]}\n',
    )
    load(
        "a.xml",
        f"<M><Child><LAchildID>D1</LAchildID><Photo>{small}</Photo><CINdetails/></Child><Child>{small}",
    )
    assert counts() == {"partner_concern": 2, "social_care": 1}
    held = "".join(Waiting.objects.values_list("text", flat=True))
    for start in range(0, 60_000, 400):
        assert coded[start : start + 22] not in held
