"""Episodes as their readers are given them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from firstlight.duties.selectors import DutyRow
from firstlight.missing.rules.found import Check
from firstlight.missing.rules.plan import Asked
from firstlight.missing.rules.steps import Step
from firstlight.missing.together import Beside


@dataclass(frozen=True, slots=True)
class BoardRow:
    """One episode in a list. `level` is the working level, empty where nothing speaks.

    `told_at` is when the force was told; `next_title` what is due next and `next_due` when;
    `held_by` the post that holds it. `may_be` are other open episodes that may be the same person.
    """

    ref: str
    person: str
    name: str
    age: int | None
    adult: bool
    state: str
    state_said: str
    level: str
    told_at: datetime
    since: datetime
    recorded_at: datetime
    area: str
    from_care: bool
    home: str
    words: str
    reports: int
    held_by: str
    next_title: str
    next_due: datetime | None
    next_ref: str
    late: bool
    returned_at: datetime | None
    closed_at: datetime | None
    restricted: bool
    may_be: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class BoardCounts:
    """The counts at the head of the board, over all its pages."""

    missing: int
    unacknowledged: int
    from_care: int
    late: int


@dataclass(frozen=True, slots=True)
class BoardPage:
    """One page of episodes, of how many, and the counts over all of them.

    `paired` says that each was held against all others that may be the same child.
    """

    rows: tuple[BoardRow, ...]
    total: int
    counts: BoardCounts
    paired: bool


@dataclass(frozen=True, slots=True)
class ReportRow:
    """One report of an episode: route, words, and the gap between told and written down."""

    record: str
    kind: str
    source: str
    title: str
    narrative: str
    because: str
    told_at: datetime
    recorded_at: datetime
    name_written: str


@dataclass(frozen=True, slots=True)
class Line:
    """One line of an episode's history."""

    verb: str
    said: str
    link: str
    record: str
    by: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Child:
    """A child concerned in an episode, and their line where somebody wrote one."""

    person: str
    name: str
    nearness: str
    because: str
    outcome: str = ""
    by: str = ""


@dataclass(frozen=True, slots=True)
class EpisodeView:
    """One episode whole: its row, reports, history, duties, plan, children concerned and buttons.

    `checks` are what is held of where and with whom they were found; `protections` the records of
    police protection whose end nobody has recorded; `others` the other open episodes, each with a name;
    `beside` episodes of others that may be of one matter.
    """

    row: BoardRow
    same: dict[str, str]
    reports: tuple[ReportRow, ...]
    history: tuple[Line, ...]
    duties: tuple[DutyRow, ...]
    children: tuple[Child, ...]
    buttons: tuple[Step, ...]
    tonight: dict[str, str]
    plan: tuple[Asked, ...]
    checks: tuple[Check, ...]
    protections: tuple[str, ...]
    others: tuple[tuple[str, str], ...]
    beside: tuple[Beside, ...]
    next_contact_at: datetime | None
    acknowledged_by: str
