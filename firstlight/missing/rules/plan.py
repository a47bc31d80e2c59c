"""What is asked of a search and of a return, by level: each row answered with an outcome and words.

Subjects after College of Policing APP, missing persons (2023: first response, search, return;
practice notes 1.2, 1.3, 1.5, 1.6) and the Children Act 1989, section 46 (practice notes 3.5). The
minutes are LOCAL and careful: no number was read in a source but those that say so. A row
answered is a row considered by a named person; nothing here sends anybody anywhere.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal

Stage = Literal["search", "return"]
Outcomes = tuple[tuple[str, str, bool], ...]

DONE: Outcomes = (
    ("done", "Done", True),
    ("not_needed", "Considered, not done: say why", True),
    ("under_way", "Under way", False),
)
TOLD: Outcomes = (
    ("told", "Told: say whom and how", True),
    ("not_needed", "Considered, not told: say why", True),
    ("under_way", "Being told", False),
)
_ADULT: Outcomes = (
    ("identified", "Identified and checked: say against what", True),
    ("no_adult", "No adult was with them: say how that is known", True),
    ("passed_on", "Not identified; who pursues it from here", True),
    ("unidentified", "Not identified yet: stays open", False),
)
_PLACE: Outcomes = (
    ("checked", "Checked: say what it is held for", True),
    ("not_known", "Where they were is not known: say who asked", True),
    ("under_way", "Being checked", False),
)
_OTHERS: Outcomes = (
    ("nobody", "Nobody under 18: say who looked", True),
    ("named", "Children were there, and each is named here", True),
    ("not_known", "Not known yet: stays open", False),
)
_PROTECTION: Outcomes = (
    ("used", "Used: recorded here", True),
    ("not_needed", "Considered, not used: say why", True),
)
_BACK: Outcomes = (
    ("told", "Told: say whom", True),
    ("not_told", "Not told: say why", True),
)
_HIGH, _MEDIUM = frozenset({"high"}), frozenset({"high", "medium", "unknown", ""})
_ALL: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Ask:
    """One row. `levels` empty means every level; `minutes` count from told, or from when they were located.

    `tells` is the kind of organisation that a row tells: it is told through the one door out.
    `child` rows are of a child alone. `again` rows are asked anew at each grade. `clocks` are the
    duties its settled answer ends. A row of `return` holds the closing until it is settled.
    """

    code: str
    title: str
    stage: Stage
    minutes: int
    outcomes: Outcomes = DONE
    levels: frozenset[str] = _ALL
    child: bool = False
    again: bool = False
    clocks: tuple[str, ...] = ()
    tells: str = ""

    def outcome(self, code: str) -> tuple[str, str, bool] | None:
        """Give an outcome of this row: its code, words, and whether it settles the row."""
        return next((one for one in self.outcomes if one[0] == code), None)


# Whom a row tells, in words, by the kind of organisation.
WHOM = {"council": "council", "police_force": "force", "missing_unit": "unit"}
ASKS: tuple[Ask, ...] = (
    Ask("home_search", "Search where they live and where they were last seen; say how far", "search", 60),
    Ask("last_seen", "Who saw them last, in their own words", "search", 60),
    Ask("checks", "Check national and force systems: markers, orders, intelligence", "search", 60),
    Ask("photo", "A photo of now: where it is held, or who brings one there", "search", 120,
        clocks=("MISS_PHOTO",)),
    Ask("phone", "Ring and text them; ask what their telephone can tell", "search", 60),
    Ask("friends", "Ask family, friends, school and the home's staff", "search", 120),
    Ask("known_places", "Go to where they were found before", "search", 120),
    Ask("contact", "Agree one contact with the family or home, and when they next speak", "search", 60),
    Ask("risky_places", "Look at addresses of persons who pose a risk and are tied to them", "search", 120, levels=_MEDIUM),
    Ask("devices", "Accounts, games and devices", "search", 240, levels=_MEDIUM),
    Ask("travel", "Money, cards, vehicles and travel", "search", 240, levels=_MEDIUM),
    Ask("hospitals", "Hospitals, ambulance, buses and taxis", "search", 120, levels=_MEDIUM),
    Ask("circulate", "Circulate as missing", "search", 240, levels=_MEDIUM),
    Ask("children_services", "Tell children's services, of the home area and of here", "search", 15, TOLD,
        _HIGH, child=True, clocks=("MISS_HIGH_CSC",), tells="council"),
    Ask("senior", "A senior officer looks at enquiries and staff; search adviser considered", "search", 60, levels=_HIGH),
    Ask("other_forces", "Other forces and areas they are tied to", "search", 240, TOLD, _MEDIUM,
        tells="police_force"),
    Ask("appeal", "Public appeal considered", "search", 240, levels=_HIGH, again=True),
    Ask("rescue_alert", "Child Rescue Alert considered", "search", 60, levels=_HIGH, child=True, again=True),
    Ask("bureau", "Tell the UK Missing Persons Unit, by 72 hours or sooner", "search", 4320, TOLD,
        clocks=("MISS_UKMPU",), tells="missing_unit"),
    Ask("adult", "Who was the adult they were with: name, age, checked against what", "return", 240,
        _ADULT, child=True, clocks=("FOUND_ADULT_CHECK",)),
    Ask("place", "Where they were: whose it is, and what it is held for", "return", 240, _PLACE, child=True,
        clocks=("FOUND_HELD",)),
    Ask("others", "Who else was there under 18", "return", 240, _OTHERS, child=True),
    Ask("protection", "Police protection considered", "return", 60, _PROTECTION, child=True),
    Ask("told_back", "The reporter, and the child where it is right, hear what was done", "return", 1440,
        _BACK),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Answered:
    """The newest answer of a row."""

    outcome: str
    said: str
    by: str
    at: datetime
    link: str = ""
    record: str = ""


@dataclass(frozen=True, slots=True)
class Asked:
    """One row as it stands: `state` is settled, open or late; `answer` the newest, if any."""

    ask: Ask
    state: Literal["settled", "open", "late"]
    due_at: datetime
    answer: Answered | None = None

    @property
    def outcome_said(self) -> str:
        """Say the newest outcome in words."""
        found = self.ask.outcome(self.answer.outcome) if self.answer else None
        return found[1].partition(":")[0] if found else ""


@dataclass(frozen=True, slots=True)
class Search:
    """What the rows are worked out from. `level` is the working level, empty where nobody graded."""

    adult: bool
    level: str
    searching: bool
    told_at: datetime
    graded_at: datetime | None
    located_at: datetime | None


def ask_of(code: str) -> Ask | None:
    """Give a row by its code."""
    return next((one for one in ASKS if one.code == code), None)


def plan(search: Search, answers: Mapping[str, Answered], at: datetime) -> tuple[Asked, ...]:
    """Give the rows that a search or a return asks now, those answered before among them."""
    found = [_stands(one, search, answers.get(one.code), at) for one in ASKS if _asks(one, search)]
    others = [
        _stands(one, search, answers[one.code], at)
        for one in ASKS
        if one.code in answers and not _asks(one, search)
    ]
    return (*found, *others)


def _asks(one: Ask, search: Search) -> bool:
    if one.child and search.adult:
        return False
    if one.stage == "return":
        return search.located_at is not None
    return search.searching and (not one.levels or search.level in one.levels)


def _stands(one: Ask, search: Search, answer: Answered | None, at: datetime) -> Asked:
    begins = search.located_at if one.stage == "return" else search.told_at
    if one.again and search.graded_at:
        begins = max(search.told_at, search.graded_at)
    due = (begins or search.told_at) + timedelta(minutes=one.minutes)
    outcome = one.outcome(answer.outcome) if answer else None
    stale = bool(answer and one.again and search.graded_at and answer.at < search.graded_at)
    if outcome and outcome[2] and not stale:
        return Asked(one, "settled", due, answer)
    return Asked(one, "late" if at > due else "open", due, answer)


def holding(rows: Iterable[Asked]) -> tuple[Asked, ...]:
    """Give the rows of a return that are not settled: none closes before them."""
    return tuple(row for row in rows if row.ask.stage == "return" and row.state != "settled")
