"""Groups of mentions that are taken for one person, never a merge.

Worked from links and judgements afresh for each touched component; the outcome
does not depend on any order of arrival. A "different" is never crossed, by any
path; a group never grows against the majority of what its members say.
"""

from __future__ import annotations

from functools import lru_cache
from itertools import combinations
from typing import TYPE_CHECKING, NamedTuple, TypeVar

from firstlight.people.rules import levels as lv
from firstlight.people.rules.identity import Identity
from firstlight.people.rules.numbers import compare_numbers
from firstlight.people.rules.zones import ASK, BIRTH_CONFLICT, LINK, TWO_NAMES, Edge

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Mapping
    from datetime import date

    from firstlight.people.rules.model import Model

T = TypeVar("T")

SAME, DIFFERENT, UNSURE = "same", "different", "unsure"
MAJORITY = 0.5
TOLD_FINELY = 9
REFUSED = "joining the two groups would go against what most of their records say"
NUMBERS_DIFFER = "the two groups carry different identifiers"


class Judgement(NamedTuple):
    """A person's answer about one pair: same, different or unsure."""

    left: str
    right: str
    answer: str


class Partition(NamedTuple):
    """The groups, disjoint, by smallest reference; and links refused, to be asked about."""

    groups: list[frozenset[str]]
    refused: list[Edge]


Born = tuple["date", str]


class _Group:
    """One growing group and the profile of what its members say."""

    __slots__ = ("born", "different", "members", "names", "numbers")

    def __init__(self, ref: str, identity: Identity, different: Collection[str]) -> None:
        self.members = {ref}
        self.different = set(different)
        self.numbers = set(identity.identifiers)
        self.names: dict[tuple[str, str], int] = {}
        self.born: dict[Born, int] = {}
        if identity.given:
            self.names[identity.given, identity.family] = 1
        if identity.born_on:
            self.born[identity.born_on, identity.born_precision] = 1

    def take(self, other: _Group) -> None:
        self.members |= other.members
        self.different |= other.different
        self.numbers |= other.numbers
        for name, times in other.names.items():
            self.names[name] = self.names.get(name, 0) + times
        for born, times in other.born.items():
            self.born[born] = self.born.get(born, 0) + times


@lru_cache(maxsize=200_000)
def _names_conflict(one: tuple[str, str], other: tuple[str, str]) -> bool:
    if one[0] == other[1]:  # written the wrong way round: what stands second is the first name
        return lv.first_names(one[1], other[0]) in TWO_NAMES
    if other[0] == one[1]:
        return lv.first_names(one[0], other[1]) in TWO_NAMES
    return lv.first_names(one[0], other[0]) in TWO_NAMES


@lru_cache(maxsize=200_000)
def _births_conflict(one: Born, other: Born) -> bool:
    here = Identity(born_on=one[0], born_precision=one[1])
    there = Identity(born_on=other[0], born_precision=other[1])
    return lv.born_level(here, there) in BIRTH_CONFLICT


def _most_conflict(
    one: Mapping[T, int], other: Mapping[T, int], conflict: Callable[[T, T], bool]
) -> bool:
    against = together = 0
    for said, times in one.items():
        for said_there, times_there in other.items():
            together += times * times_there
            if conflict(said, said_there):
                against += times * times_there
    return together > 0 and against >= MAJORITY * together


def _objection(one: _Group, other: _Group) -> str:
    if one.numbers and other.numbers:
        numbers = compare_numbers(tuple(one.numbers), tuple(other.numbers))
        if numbers.person_differs or (numbers.differs and not numbers.equal):
            return NUMBERS_DIFFER
    if _most_conflict(one.names, other.names, _names_conflict):
        return REFUSED
    if _most_conflict(one.born, other.born, _births_conflict):
        return REFUSED
    return ""


def agree(identities: Collection[Identity]) -> bool:
    """Say that nothing any of these tell speaks against any other: links then join them all.

    No two conflicting first names or births, no two values of one identifier. Whatever the order
    of joining, `partition` would find no objection.
    """
    numbers = {number for one in identities for number in one.identifiers}
    if len({scheme for scheme, _ in numbers}) < len(numbers):
        return False
    names = {(one.given, one.family) for one in identities if one.given}
    if any(_names_conflict(one, other) for one, other in combinations(names, 2)):
        return False
    born = {(one.born_on, one.born_precision) for one in identities if one.born_on}
    return not any(_births_conflict(one, other) for one, other in combinations(born, 2))


class _Clustering:
    """The groups while they grow."""

    def __init__(
        self,
        nodes: Iterable[str],
        judgements: Iterable[Judgement],
        identities: Mapping[str, Identity],
    ) -> None:
        self.answers: dict[tuple[str, str], str] = {}
        for left, right, answer in judgements:
            self.answers[min(left, right), max(left, right)] = answer
        different: dict[str, set[str]] = {}
        for (left, right), answer in self.answers.items():
            if answer == DIFFERENT:
                different.setdefault(left, set()).add(right)
                different.setdefault(right, set()).add(left)
        nothing: frozenset[str] = frozenset()
        # A person's "same" carries both whole groups, so what they say together is no objection:
        # `group` follows links and answers, `linked` only links, and objections go by the latter.
        self.group = {n: _Group(n, identities[n], different.get(n, nothing)) for n in nodes}
        # Where nobody said anything the two are one.
        self.linked = (
            {n: _Group(n, identities[n], nothing) for n in self.group}
            if self.answers
            else self.group
        )

    def crosses(self, one: _Group, other: _Group) -> bool:
        return not one.different.isdisjoint(other.members)

    @staticmethod
    def join(where: dict[str, _Group], one: _Group, other: _Group) -> None:
        large, small = (one, other) if len(one.members) >= len(other.members) else (other, one)
        large.take(small)
        for ref in small.members:
            where[ref] = large

    def by_hand(self) -> None:
        for (left, right), answer in sorted(self.answers.items()):
            if answer != SAME or left not in self.group or right not in self.group:
                continue
            one, other = self.group[left], self.group[right]
            if one is not other and not self.crosses(one, other):
                self.join(self.group, one, other)

    def by_link(self, edge: Edge) -> str:
        """Join along one link, or say why not; '' when joined or already one."""
        one, other = self.group[edge.left], self.group[edge.right]
        if one is not other and self.crosses(one, other):
            return ""
        left, right = self.linked[edge.left], self.linked[edge.right]
        if left is right:
            return ""
        objection = _objection(left, right)
        if objection:
            return objection if one is not other else ""
        self.join(self.linked, left, right)
        if one is not other and self.linked is not self.group:
            self.join(self.group, one, other)
        return ""


def _in_order(edges: Iterable[Edge]) -> list[Edge]:
    # Rounded, since two engines' sums may differ in the last bits and must not change the order.
    return sorted(edges, key=lambda e: (-round(e.weight, TOLD_FINELY), e.left, e.right))


def partition(
    nodes: Iterable[str],
    edges: Iterable[Edge],
    judgements: Iterable[Judgement],
    identities: Mapping[str, Identity],
) -> Partition:
    """Group the nodes, and tell which links were refused and go to a person.

    "Same" judgements come first; then links by weight, strongest first. Nodes
    need not be one component; edges and judgements outside the nodes are left out.
    """
    state = _Clustering(nodes, judgements, identities)
    state.by_hand()
    refused = []
    for edge in _in_order(edges):
        if edge.zone != LINK or edge.left not in state.group or edge.right not in state.group:
            continue
        if (edge.left, edge.right) in state.answers:
            continue
        objection = state.by_link(edge)
        if objection:
            refused.append(edge._replace(zone=ASK, reasons=(*edge.reasons, objection)))
    found = {id(g): frozenset(g.members) for g in state.group.values()}
    still = [e for e in refused if state.group[e.left] is not state.group[e.right]]
    return Partition(sorted(found.values(), key=min), still)


def cluster(
    nodes: Iterable[str],
    edges: Iterable[Edge],
    judgements: Iterable[Judgement],
    identities: Mapping[str, Identity],
    model: Model | None = None,
) -> list[frozenset[str]]:
    """Group the nodes: disjoint, ordered by smallest reference (see `partition`).

    The model is taken for symmetry with the other rules; its thresholds have
    already decided each edge's zone.
    """
    del model
    return partition(nodes, edges, judgements, identities).groups
