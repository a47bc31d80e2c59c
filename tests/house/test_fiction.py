"""Only fictional people: telephones, postcodes and mail addresses of reserved ranges."""

import re

from house.tree import files, named, text

# Ofcom keeps these for drama: https://www.ofcom.org.uk/phones-and-broadband/phone-numbers/numbers-for-drama
DRAMA = re.compile(
    r"^(?:07700900\d{3}|01632960\d{3}|02079460\d{3}|0115496\d{4}|0113496\d{4}|08081570\d{3})$"
)
PHONE = re.compile(
    r"(?<![\w.+-])(?:\+44\s?\(?0?\)?\s?|0)(?:7\d{3}|1\d{3}|20|11\d|808)[\s]?\d{3,4}[\s]?\d{3,4}(?![\w.-])"
)
# ZX is the area of no post town.
POSTCODE = re.compile(r"\b([A-Z]{1,2})\d[A-Z\d]? \d[ABD-HJLNP-UW-Z]{2}\b")
MAIL = re.compile(r"(?<!//)\b[\w.+-]+@([\w-]+(?:\.[\w-]+)*\.[A-Za-z]{2,})\b")
RESERVED = re.compile(r"(?:^|\.)(?:example|test|invalid|localhost|example\.(?:org|com|net))$")
SKIP = (".min.js", ".min.css", ".svg", ".txt", ".css")
# Each with its reason.
MAY = {
    "tests/house/test_fiction.py": "tests itself",
}


def _lines():
    for path in files():
        if path.name.endswith(SKIP) or named(path) in MAY:
            continue
        for number, line in enumerate(text(path).splitlines(), 1):
            yield f"{named(path)}:{number}", line


def _domestic(phone):
    digits = re.sub(r"\D", "", phone)
    return "0" + re.sub(r"^440?", "", digits) if digits.startswith("44") else digits


def test_telephones_are_those_kept_for_drama():
    wrong = [
        f"{where} {phone}" for where, line in _lines() for phone in PHONE.findall(line)
        if len(_domestic(phone)) == 11 and not DRAMA.match(_domestic(phone))
    ]  # fmt: skip
    assert wrong == []


def test_postcodes_are_of_an_area_that_does_not_exist():
    wrong = [
        where for where, line in _lines() for area in POSTCODE.findall(line) if area != "ZX"
    ]  # fmt: skip
    assert wrong == []


def test_mail_addresses_are_of_reserved_names():
    wrong = [
        where for where, line in _lines() for host in MAIL.findall(line) if not RESERVED.search(host)
    ]  # fmt: skip
    assert wrong == []
