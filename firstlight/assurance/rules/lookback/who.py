"""Who is who while records are learnt one after another, by the frozen model and answers given by then.

Weights of pairs do not depend on time under a frozen model: each step is the component grouped
again over what was known. A group is named by what was learnt of it first. Who somebody only may be
is left out: it never holds a level.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from firstlight.assurance.rules.lookback.history import Said
from firstlight.people.rules.clusters import Judgement, agree, partition
from firstlight.people.rules.identity import Identity
from firstlight.people.rules.zones import LINK, Edge


@dataclass(slots=True)
class _Component:
    """What hangs together by links and answers; `plain` where nothing in it speaks against another."""

    codes: set[str] = field(default_factory=set)
    links: list[Edge] = field(default_factory=list)
    said: list[Said] = field(default_factory=list)
    plain: bool = True


class WhoIsWho:
    """The groups as they stand at a moment of the replay."""

    def __init__(
        self, identities: Mapping[str, Identity], pairs: Iterable[Edge], said: Iterable[Said]
    ) -> None:
        self._identities = identities
        self._order: dict[str, int] = {}
        self._person: dict[str, str] = {}
        self._members: dict[str, set[str]] = {}
        self._linked: dict[str, set[str]] = defaultdict(set)
        self._component: dict[str, _Component] = {}
        self._answers = tuple(said)
        links = [pair for pair in pairs if pair.zone == LINK]
        for link in links:
            self._linked[link.left].add(link.right)
            self._linked[link.right].add(link.left)
        self._components(links)

    def _components(self, links: list[Edge]) -> None:
        beside: dict[str, set[str]] = defaultdict(set)
        for code, others in self._linked.items():
            beside[code] |= others
        for one in self._answers:
            beside[one.answer.left].add(one.answer.right)
            beside[one.answer.right].add(one.answer.left)
        for start in beside:
            if start in self._component:
                continue
            found, frontier = _Component(), [start]
            while frontier:
                code = frontier.pop()
                if code not in found.codes:
                    found.codes.add(code)
                    self._component[code] = found
                    frontier += beside[code]
        for link in links:
            self._component[link.left].links.append(link)
        for said in self._answers:
            self._component[said.answer.left].said.append(said)
        for component in {id(one): one for one in self._component.values()}.values():
            told = [self._identities[code] for code in component.codes]
            component.plain = not component.said and agree(told)

    def moments(self) -> Iterator[tuple[datetime, str]]:
        """Give when an answer was given or taken back, and one it is about."""
        for one in self._answers:
            yield one.at, one.answer.left
            if one.until:
                yield one.until, one.answer.left

    def person(self, code: str) -> str:
        """Give the person something known is taken for."""
        return self._person[code]

    def learn(self, codes: Iterable[str], at: datetime) -> set[str]:
        """Take in what a record says of people; give everything that stands otherwise for it."""
        changed: set[str] = set()
        for code in codes:
            if code in self._person:
                continue
            self._order[code] = len(self._order)
            self._person[code] = code
            self._members[code] = {code}
            changed.add(code)
            component = self._component.get(code)
            if component is not None and component.plain:
                changed |= self._join(code)
            elif component is not None:
                changed |= self._group(component, at)
        return changed

    def answered(self, code: str, at: datetime) -> set[str]:
        """Group again what an answer is about; give everything that stands otherwise for it."""
        return self._group(self._component[code], at)

    def _join(self, code: str) -> set[str]:
        """Join all it is linked with: where nobody objects, links alone make groups."""
        persons = {self._person[one] for one in self._linked[code] if one in self._person}
        persons |= {code}
        keeps = min(persons, key=self._order.__getitem__)
        moved: set[str] = set()
        for person in persons - {keeps}:
            moved |= self._members.pop(person)
        self._members[keeps] |= moved
        self._person.update(dict.fromkeys(moved, keeps))
        return moved

    @staticmethod
    def _standing(component: _Component, at: datetime) -> list[Judgement]:
        return [
            one.answer
            for one in component.said
            if one.at <= at and (one.until is None or one.until > at)
        ]

    def _group(self, component: _Component, at: datetime) -> set[str]:
        known = [code for code in component.codes if code in self._person]
        found = partition(known, component.links, self._standing(component, at), self._identities)
        changed: set[str] = set()
        for group in found.groups:
            keeps = min(group, key=self._order.__getitem__)
            changed |= {code for code in group if self._person[code] != keeps}
            self._person.update(dict.fromkeys(group, keeps))
            self._members[keeps] = set(group)
        return changed
