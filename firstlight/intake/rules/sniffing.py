"""What a file is by its first bytes: a text that can be read, or something else with a text's name."""

from __future__ import annotations

from firstlight.records.rules.media import media_kind

# First bytes -> what it is, and what to do. Spreadsheets are zip files inside.
_OTHER = (
    (b"PK\x03\x04", "a zip file or a spreadsheet", "unpack it, or save it as CSV"),
    (b"PK\x05\x06", "an empty zip file", "unpack it, or save it as CSV"),
    (b"\x1f\x8b", "packed by gzip", "unpack it first"),
    (b"BZh", "packed by bzip2", "unpack it first"),
    (b"\xfd7zXZ", "packed by xz", "unpack it first"),
    (b"7z\xbc\xaf", "a 7-Zip file", "unpack it first"),
    (b"Rar!", "a RAR file", "unpack it first"),
    (b"\xd0\xcf\x11\xe0", "an old spreadsheet or document", "save it as CSV"),
    (b"\xff\xfe", "text in UTF-16", "save it as UTF-8"),
    (b"\xfe\xff", "text in UTF-16", "save it as UTF-8"),
    (b"SQLite format 3", "a database", "export what it holds as CSV or JSON Lines"),
    (b"\x7fELF", "a program", "name the file of records"),
    (b"MZ", "a program", "name the file of records"),
)


def not_text(head: bytes) -> str:
    """Say what a file is that is no text Firstlight reads, and what to do; '' where it may be."""
    for magic, what, mend in _OTHER:
        if head.startswith(magic):
            return f"is {what}: {mend}"
    kind = media_kind(head)
    # "BM" begins words too; a bitmap goes on with bytes no text has.
    if (
        kind is not None
        and (kind != "image/bmp" or b"\x00" in head[:32])
        and kind != "image/svg+xml"
    ):
        return f"is {kind}: no picture, film or document is ever taken in"
    return ""
