"""A mapping tells what columns become; its faults, a file's and a row's are each told together."""

from datetime import UTC, datetime

import pytest

from firstlight.intake.rules.formats.mapped import offers
from firstlight.intake.rules.mapping import header_faults, read_mapping
from firstlight.intake.rules.rows import LONGEST_ROW, Row, rows_of
from firstlight.records.rules.kinds import KINDS

AT = datetime(2026, 11, 22, 2, 10, tzinfo=UTC)
HEAD = 'source = "youth"\nkind = "partner_concern"\nreference = "Ref"\n'


def _read(columns, *, more="", cells=(), names=()):
    mapping, faults = read_mapping(f"{HEAD}{more}\n[columns]\n{columns}")
    assert faults == []
    header = ("Ref", *names)
    (offer,) = offers(mapping, header, [Row(2, ("Y-1", *cells))], name="f.csv", at=AT)
    return offer


@pytest.mark.parametrize(
    ("column", "cell", "place", "value"),
    [
        ('"A" = "title"', "Shouting", ["title"], "Shouting"),
        ('"A" = "told_at"', "20/11/2026 17:05", ["told_at"], "2026-11-20T17:05:00+00:00"),
        ('"A" = "told_at"', "01/07/2026 17:05", ["told_at"], "2026-07-01T16:05:00+00:00"),
        ('"A" = "people.c.born_on"', "14/05/2012", ["people", 0, "born_on"], "2012-05-14"),
        ('"A" = "people.c.phones"', "07700900123; 07700900124", ["people", 0, "phones"],
         ["07700900123", "07700900124"]),
        ('"A" = "people.c.address.postcode"', "ZX1 1AA", ["people", 0, "address", "postcode"], "ZX1 1AA"),
        ('"A" = "people.c.identifiers.nhs"', "9434765919", ["people", 0, "identifiers", "nhs"], "9434765919"),
        ('"A" = { to = "details.disclosed_by_child", as = "yes_no" }', "Y",
         ["details", "disclosed_by_child"], "yes"),
        ('"A" = { to = "people.c.sex", values = { "F" = "female", "*" = "not_known" } }', "?",
         ["people", 0, "sex"], "not_known"),
        ('"A" = { to = "people.c.seen", empty = "unknown" }', "", ["people", 0, "seen"], "unknown"),
        ('"A" = { to = "occurred.begins", as = "day" }', "01/07/2026", ["occurred"],
         {"begins": "2026-06-30T23:00:00+00:00", "precision": "day"}),
        ('"A" = { to = "vehicles.v.vrm", as = "capitals" }', "ab12 cde", ["vehicles", 0, "vrm"], "AB12CDE"),
    ],
)  # fmt: skip
def test_a_cell_becomes_what_its_place_holds(column, cell, place, value):
    found = _read(column, names=("A",), cells=(cell,)).record
    for step in place:
        found = found[step]
    assert found == value


def test_a_person_of_whom_a_row_says_nothing_is_not_there():
    more = '[always]\n"people.second.role" = "witness"\n'
    offer = _read(
        f'"A" = "people.first.given"\n"B" = "people.second.given"\n{more}',
        names=("A", "B"), cells=("Wren", ""),
    )  # fmt: skip
    assert [one["key"] for one in offer.record["people"]] == ["first"]


def test_all_that_is_wrong_with_a_row_is_told_together_by_field_and_column():
    columns = (
        '"A" = "people.c.born_on"\n"B" = "told_at"\n"C" = "people.c.sex"\n"D" = "people.c.age"'
    )
    offer = _read(
        columns, names=tuple("ABCD"), cells=("yesterday", "01/01/2031 00:00", "girl", "ten")
    )
    assert offer.record is None
    assert [fault.field for fault in offer.faults] == [
        "people.0.born_on", "people.0.age", "people.0.sex",
    ]  # fmt: skip
    assert all("(column " in fault.problem for fault in offer.faults)
    assert not any(
        "yesterday" in fault.problem or "girl" in fault.problem for fault in offer.faults
    )


def test_all_that_is_wrong_with_a_mapping_is_told_together():
    mapping, faults = read_mapping(
        'kind = "partner_concern"\ncolour = "red"\ndelimiter = "::"\nencoding = "morse"\n'
        '[columns]\n"A" = "people.c.shoe"\n"B" = { as = "text" }\n"C" = { to = "title", as = "rune" }\n'
        '"D" = { to = "title", tint = 1 }\n"E" = "people.c"\n"F" = "title.more"\n"G" = "source"\n'
    )
    assert mapping is None
    assert {name for name, _ in faults} == {
        "colour", "source", "reference", "delimiter", "encoding", "A", "B", "C", "D", "E", "F", "G",
    }  # fmt: skip


@pytest.mark.parametrize("text", ["x = ", "", 'kind = "ufo"\n'])
def test_what_is_no_mapping_says_so(text):
    mapping, faults = read_mapping(text)
    assert mapping is None
    assert faults


def test_no_column_is_passed_over_in_silence():
    mapping, _ = read_mapping(
        f'{HEAD}ignore = ["Worker"]\n[columns]\n"A" = "title"\n"T" = {{ to = "told_at", beside = "D" }}'
    )
    told = dict(header_faults(mapping, ["Ref", "A", "T", "Shoe", "A", "Worker"]))
    assert set(told) == {"Shoe", "D", "A"}
    assert header_faults(mapping, ["Ref", "A", "T", "D"]) == []


def test_the_worked_example_of_every_kind_has_a_place_for_each_of_its_columns():
    for kind in KINDS.values():
        columns = "\n".join(
            f'"{name}" = "details.{name}"' for name in kind.details.model_fields
            if not isinstance(kind.example.get(name), dict)
        )  # fmt: skip
        _, faults = read_mapping(
            f'source = "s"\nkind = "{kind.code}"\nreference = "R"\n[columns]\n{columns}\n"T" = "title"'
        )
        assert [one for one in faults if "needs" not in one[1]] == [], kind.code


def test_a_quotation_mark_never_closed_costs_one_row():
    lines = [
        b"a,b\n",
        b'1,"open\n',
        *(b"2,x\n" for _ in range(600)),
        b'3,"two\n',
        b'lines"\n',
    ]
    found = list(rows_of(lines))
    assert [row.place for row in found if row.fault] == [2]
    assert len(found) == 603
    assert found[-1].cells == ("3", "two\nlines")


@pytest.mark.parametrize(
    ("line", "said"),
    [
        (b"x" * (LONGEST_ROW + 2), "longer than 1 MB"),
        (b"caf\xe9,1\n", "not text in UTF-8"),
        (b"a\x00b,1\n", "not text in UTF-8"),
        (b'a"b"c",1\n', "quotation mark"),
    ],
)
def test_a_row_that_cannot_be_read_says_why_and_the_next_is_read(line, said):
    broken, sound = rows_of([line, b"2,ok\n"])
    assert said in broken.fault.problem
    assert sound.cells == ("2", "ok")


def test_a_declared_encoding_is_used_where_a_line_is_not_utf_8():
    lines = ["caf\u00e9,1\n".encode("windows-1252"), "caf\u00e9,2\n".encode()]
    assert [row.cells[0] for row in rows_of(lines, encoding="windows-1252")] == ["caf\u00e9"] * 2
