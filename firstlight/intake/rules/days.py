"""Days as returns write them, and the return a day belongs to."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, time, timedelta

from firstlight.kernel.values.when import LONDON
from firstlight.records.rules.reading import EARLIEST, LATEST

_FORMS = ("%d/%m/%Y", "%Y-%m-%d", "%d/%m/%y")


def day(text: str) -> date | None:
    """Read a day; None for an empty one. ValueError where it is no day."""
    plain = text.strip()
    if not plain:
        return None
    for form in _FORMS:
        try:
            told = datetime.strptime(plain, form).replace(tzinfo=UTC).date()
        except ValueError:
            continue
        if not EARLIEST <= told.year <= LATEST:
            message = f"{told} is in no year this can be of"
            raise ValueError(message)
        return told
    # A cell of another column may stand here, and that may be a name: only a day's signs are told.
    shown = repr(plain) if re.fullmatch(r"[\d/.: -]{1,20}", plain) else "what stands here"
    message = f"{shown} is not a day, such as 31/03/2018"
    raise ValueError(message)


def begins(on: date) -> str:
    """Write the first minute of a UK day as a moment."""
    return datetime.combine(on, time.min, LONDON).astimezone(UTC).isoformat()


def ends(on: date) -> str:
    """Write the last minute of a UK day as a moment."""
    return (
        (datetime.combine(on + timedelta(days=1), time.min, LONDON) - timedelta(minutes=1))
        .astimezone(UTC)
        .isoformat()
    )


def return_year_end(latest: date) -> date:
    """Give the 31 March that closes the return year of a day (1 April to 31 March)."""
    year = latest.year if (latest.month, latest.day) <= (3, 31) else latest.year + 1
    return date(year, 3, 31)
