"""The replay itself: records in the order the force learnt them, floors worked again where one could move.

A floor is worked anew only when something learnt touches what it was last worked from, or when
its own answer said that time could change it. Pure: the same for live data and for simulations.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from heapq import heappop, heappush
from itertools import groupby

from firstlight.assurance.rules.lookback.held import Held, Near
from firstlight.assurance.rules.lookback.history import Contact, Graded, History, Life, Move
from firstlight.assurance.rules.lookback.who import WhoIsWho
from firstlight.picture.rules.build import build_person
from firstlight.picture.rules.marks import grades_of
from firstlight.picture.rules.situations import around
from firstlight.picture.rules.told import Told
from firstlight.picture.rules.values import RecordView, Situation
from firstlight.records.rules.kinds import KINDS
from firstlight.risk.rules import levels
from firstlight.risk.rules.heights import heights, raising
from firstlight.risk.rules.rule import Rule, Settings

NOBODY = Near(set(), set())


@dataclass(frozen=True, slots=True)
class Period:
    """From when floors are worked (UTC), and until when; what was learnt before is known at its begin."""

    begins: datetime
    ends: datetime


def replay(
    history: History, period: Period, settings: Settings, rules: tuple[Rule, ...] | None = None
) -> list[Life]:
    """Replay some connected people; give the lives of those who were or may have been children."""
    return _Replay(history, period, settings, rules or raising(settings)).run()


class _Replay:
    def __init__(
        self, history: History, period: Period, settings: Settings, rules: tuple[Rule, ...]
    ) -> None:
        self.history, self.period = history, period
        self.settings, self.rules = settings, rules
        self.who = WhoIsWho(history.identities, history.pairs, history.said)
        self.held = Held(self.who, history.places)
        self.near: dict[str, Near] = {}
        self.looked_at_by: dict[str, set[str]] = defaultdict(set)
        self.at_home: dict[str, set[str]] = defaultdict(set)
        self.levels: dict[str, dict[str, str]] = {}
        self.tokens: dict[str, set[str]] = defaultdict(set)
        self.due: list[tuple[datetime, str]] = []
        self.changes: dict[str, datetime] = {}
        self.lives: dict[str, Life] = {}
        self.worked = 0

    def run(self) -> list[Life]:
        begun = False
        for at, told, answered in self._moments():
            if not begun and at > self.period.begins:
                self._work_all(self.period.begins)
                begun = True
            if begun:
                self._pass(at)
            self._learn(at, told, answered)
            if begun:
                self._work(self._touched(), at, self._cause(told))
            else:
                self.held.touched.clear()
                self.held.places_touched.clear()
        if not begun:
            self._work_all(self.period.begins)
        self._pass(self.period.ends)
        self._tell_records()
        return [life for life in self.lives.values() if life.moves or life.grades]

    def _moments(self) -> Iterator[tuple[datetime, list[Told], list[str]]]:
        """Give what was learnt and what was answered at each moment, in order."""
        steps: list[tuple[datetime, Told | str]] = [(one.at, one) for one in self.history.told]
        steps += list(self.who.moments())
        kept = sorted((s for s in steps if s[0] <= self.period.ends), key=lambda step: step[0])
        for at, group in groupby(kept, key=lambda step: step[0]):
            both = [one for _, one in group]
            yield (
                at,
                [one for one in both if isinstance(one, Told)],
                [one for one in both if isinstance(one, str)],
            )

    @staticmethod
    def _cause(told: list[Told]) -> str:
        return told[-1].view.ref if told else ""

    def _learn(self, at: datetime, told: list[Told], answered: list[str]) -> None:
        refs = []
        changed: set[str] = set()
        for one in told:
            if one.stood or not self.held.has(one.view.ref):
                changed |= self.who.learn(one.codes, at)
                self.held.take(one)
                refs.append(one.view.ref)
        for code in answered:
            changed |= self.who.answered(code, at)
        self.held.settle(changed, refs)

    def _touched(self) -> set[str]:
        """Give those whose floor what was just learnt could move."""
        found = set(self.held.touched)
        for person in self.held.touched:
            found |= self.looked_at_by.get(person, set())
        for place in self.held.places_touched:
            found |= self.at_home.get(place, set())
        self.held.touched.clear()
        self.held.places_touched.clear()
        return found

    def _work_all(self, at: datetime) -> None:
        self.held.touched.clear()
        self.held.places_touched.clear()
        self._work(self.held.everybody(), at, "")

    def _pass(self, until: datetime) -> None:
        """Let time go by: work those whose answer it could change, each at its own moment."""
        while self.due and self.due[0][0] < until:
            at, person = heappop(self.due)
            if self.changes.get(person) == at:
                self._work((person,), at, "")

    def _work(self, persons: Iterable[str], at: datetime, cause: str) -> None:
        moved: set[str] = set()
        for person in sorted(persons):
            found = self._worked_out(person, at)
            if self.levels.get(person, {}) != found:
                self.levels[person] = found
                moved.add(self._today(person))
        for today in sorted(moved):
            self._tell(today, at, cause)

    def _today(self, person: str) -> str:
        """Give whom somebody of the replay is taken for today."""
        today = self.history.persons.get(person, person)
        self.tokens[today].add(person)
        return today

    def _worked_out(self, person: str, at: datetime) -> dict[str, str]:
        self.changes.pop(person, None)
        if not self.held.names(person):
            self._look(person, NOBODY)
            return {}
        if self._is_grown(person):
            return {}
        facts, near = self.held.facts_about(person)
        subject = build_person(facts, person, at)
        people = {one: self.held.alone(one, at) for one in sorted(around(subject))}
        self._look(person, Near(near.persons | people.keys(), near.homes))
        self.worked += 1
        situation = Situation(subject, people, at)
        found = heights(situation, self.settings, self.rules)
        if found.changes_at and found.changes_at < self.period.ends:
            self.changes[person] = found.changes_at
            heappush(self.due, (found.changes_at, person))
        return found.levels

    def _is_grown(self, person: str) -> bool:
        """Tell whether somebody was surely no child any more when the period began."""
        return self.held.grown_by(person, self.period.begins)

    def _look(self, person: str, near: Near) -> None:
        """Note whom and which homes a floor was worked from, in the place of what was noted."""
        before = self.near.get(person, NOBODY)
        for other in before.persons - near.persons:
            self.looked_at_by[other].discard(person)
        for other in near.persons - before.persons:
            self.looked_at_by[other].add(person)
        for home in before.homes - near.homes:
            self.at_home[home].discard(person)
        for home in near.homes - before.homes:
            self.at_home[home].add(person)
        self.near[person] = near

    def _life(self, today: str) -> Life:
        return self.lives.setdefault(today, Life(today))

    def _tell(self, today: str, at: datetime, cause: str) -> None:
        """Put down a person's floors: of several whom they were taken for then, the highest."""
        both: dict[str, str] = {}
        for person in self.tokens[today]:
            for framework, level in self.levels.get(person, {}).items():
                held = both.get(framework)
                if held is None or levels.is_below(framework, held, level):
                    both[framework] = level
        life = self._life(today)
        if both != (life.moves[-1].levels if life.moves else {}):
            life.moves.append(Move(at, both, cause))

    def _tell_records(self) -> None:
        """Add the grades people made, and what else the force was told of whoever reached the top."""
        for person in self.held.everybody():
            records = self.held.records_of(person)
            grades = [
                Graded(self.held.first_known(one.record), one.framework, one.level, one.record)
                for one in grades_of(records, person)
            ]
            today = self._today(person)
            if grades and not self._is_grown(person):
                self._life(today).grades += grades
            life = self.lives.get(today)
            if life is not None and reached_top(life):
                life.contacts += [self._contact(record) for record in records]
        for life in self.lives.values():
            life.grades.sort(key=lambda one: (one.at, one.record))
            life.contacts.sort(key=lambda one: (one.at, one.record))

    def _contact(self, record: RecordView) -> Contact:
        at = self.held.first_known(record.ref)
        ours = KINDS[record.kind].ours
        return Contact(at, record.ref, record.kind, record.department, ours)


def reached_top(life: Life) -> bool:
    """Tell whether somebody's floor stood at the top of any framework."""
    return any(levels.is_top(f, level) for move in life.moves for f, level in move.levels.items())
