"""What may be kept of a line that could not be read: never a byte of media."""

import base64
import json

import pytest

from firstlight.intake.rules.cleaning import kept_of, without_media
from firstlight.intake.rules.jsonlines import parsed, read_lines

PICTURE = b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 4
CODED = base64.b64encode(PICTURE).decode()
WRAPPED = base64.encodebytes(PICTURE).decode()


def _runs(text, size=16):
    return {text[i : i + size] for i in range(len(text) - size + 1)}


@pytest.mark.parametrize(
    "line",
    [
        '{"narrative": "' + CODED,
        '{"narrative": "' + CODED[300:],  # its beginning stood in the line before
        '{"narrative": "' + CODED.replace("/", "\\/"),
        '{"narrative": "' + CODED.replace("/", "\\u002f").replace("+", "\\u002b"),
        '{"narrative": "' + WRAPPED.replace("\n", "\\n"),
        '{"narrative": "' + WRAPPED.replace("\n", "\\r\\n"),
        '{"image": "' + PICTURE.hex(),
        '{"image": "data:image/png;base64,' + CODED + '"',
        CODED,
    ],
    ids=[
        "whole",
        "second-half",
        "escaped",
        "unicode",
        "wrapped",
        "wrapped-crlf",
        "hex",
        "data-url",
        "bare",
    ],
)
def test_no_run_of_coded_media_is_kept(line):
    kept = without_media(line)
    for form in (CODED, PICTURE.hex()):
        assert not _runs(form) & _runs(kept)


def test_bytes_that_are_not_text_are_not_kept_at_all():
    kept = kept_of(b'{"narrative": "' + PICTURE)
    assert kept == f"[{len(PICTURE) + 15} bytes that are not text were not kept]"


def test_a_list_of_byte_values_is_not_kept():
    kept = without_media('{"image": ' + json.dumps(list(PICTURE))[:-4])
    assert "137, 80, 78, 71" not in kept
    assert "[numbers removed]" in kept


def test_what_is_no_media_stays_readable():
    line = '{"source" "oak-cad", "source_ref": "OAK-20261122-0031", "narrative": "Call from 07700 900123, ZX1 1AA"'
    assert without_media(line) == line


@pytest.mark.parametrize(
    ("line", "said"),
    [
        (b'{"a": 1', "is not JSON"),
        (b"[1, 2]", "is JSON but not one record"),
        (b'{"a": NaN}', "is not JSON"),
        (b'{"a": "\\ud800"}', "cannot be kept"),
        (b'{"a": "x\\u0000y"}', "cannot be kept"),
        (b"\xff\xfe{}", "is not text in UTF-8"),
        (b"[" * 100_000, "nested too deep"),
    ],
)
def test_a_line_that_is_no_record_says_why(line, said):
    value, fault = parsed(line)
    assert value is None
    assert said in fault.problem or "holds a value that is not JSON" in fault.problem
    assert fault.mend


def test_a_pair_written_whole_is_a_record():
    assert parsed(b'{"a": "\\ud83d\\ude00"}')[0] == {"a": "\U0001f600"}


def test_a_file_cut_short_says_so_and_keeps_what_came_before():
    whole, half = read_lines(
        [b'{"source": "s"}\n', b'{"source": "s", "na'], name="f.jsonl", source="s"
    )
    assert whole.record == {"source": "s"}
    assert whole.where == "f.jsonl:1"
    assert half.record is None
    assert [f.field for f in half.faults] == ["line", "file"]


def test_a_record_of_another_source_waits():
    (offer,) = read_lines([b'{"source": "other"}\n'], name="f.jsonl", source="s")
    assert offer.record is None
    assert offer.faults[0].field == "source"
