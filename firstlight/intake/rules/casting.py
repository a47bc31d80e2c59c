"""Turning the text of a cell into what a record holds: days, moments, yes and no, lists."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime

from firstlight.kernel.values.when import LONDON

DAYS = ("%d/%m/%Y", "%Y-%m-%d")
MOMENTS = ("%d/%m/%Y %H:%M", "%d/%m/%Y %H:%M:%S", "%Y-%m-%d %H:%M", "%Y-%m-%d %H:%M:%S")
_YES_NO = {
    "y": "yes", "yes": "yes", "true": "yes", "1": "yes", "n": "no", "no": "no", "false": "no",
    "0": "no", "unknown": "unknown", "not known": "unknown", "not asked": "not_asked",
}  # fmt: skip


class CastError(ValueError):
    """The cell holds no such value; the message says what would be one, and never the cell."""


Cast = Callable[[str, tuple[str, ...]], object]


def _parsed(text: str, forms: tuple[str, ...], what: str) -> datetime:
    for form in forms:
        try:
            return datetime.strptime(text, form).replace(tzinfo=LONDON)
        except ValueError:
            continue
    wanted = " or ".join(datetime(2026, 12, 31, 17, 5, tzinfo=UTC).strftime(f) for f in forms)
    message = f"is no {what} such as {wanted}"
    raise CastError(message)


def as_day(text: str, forms: tuple[str, ...] = DAYS) -> date:
    """Read a day in one of the forms."""
    return _parsed(text, forms, "day").date()


def as_moment(text: str, forms: tuple[str, ...] = MOMENTS) -> str:
    """Read a moment, in UK time where it has no zone of its own; gives it in UTC."""
    try:
        found = datetime.fromisoformat(text) if "T" in text else None
    except ValueError:
        found = None
    if found is None or found.tzinfo is None:
        found = _parsed(text, forms, "moment") if found is None else found.replace(tzinfo=LONDON)
    return found.astimezone(UTC).isoformat()


def _yes_no(text: str, _forms: tuple[str, ...]) -> str:
    found = _YES_NO.get(text.lower())
    if found is None:
        message = "is neither yes nor no, nor unknown"
        raise CastError(message)
    return found


def _true_false(text: str, forms: tuple[str, ...]) -> bool:
    return _yes_no(text, forms) == "yes"


def _number(text: str, _forms: tuple[str, ...]) -> int:
    if not re.fullmatch(r"-?\d{1,18}", text):
        message = "is no whole number"
        raise CastError(message)
    return int(text)


CASTS: Mapping[str, Cast] = {
    "text": lambda text, _: text,
    "day": as_day,
    "moment": as_moment,
    "yes_no": _yes_no,
    "true_false": _true_false,
    "number": _number,
    "list": lambda text, _: [one.strip() for one in re.split(r"[;|]", text) if one.strip()],
    "capitals": lambda text, _: re.sub(r"\s", "", text).upper(),
}


def mapped(text: str, values: Mapping[str, object]) -> object:
    """Look a cell up in a map of values, capitals and small letters alike."""
    found = {key.lower(): value for key, value in values.items()}
    if text.lower() in found:
        return found[text.lower()]
    if "*" in found:
        return found["*"]
    message = f"is none of: {', '.join(sorted(key for key in values if key))}"
    raise CastError(message)
