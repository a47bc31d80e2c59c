"""A version of a record as the force wrote it down, before anybody says who its people are."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from firstlight.picture.rules.values import RecordView


@dataclass(frozen=True, slots=True)
class Told:
    """One version of a record, as the force wrote it down at a moment (UTC).

    `codes` name, beside `view.people`, what each says of who somebody is; `stood` is whether the
    version ever was the current one: a late older one never is.
    """

    at: datetime
    view: RecordView
    codes: tuple[str, ...]
    stood: bool = True
