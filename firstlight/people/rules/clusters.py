"""Groups of mentions that are taken for one person, never a merge.

Worked from links and judgements afresh for each touched component; the outcome
does not depend on any order of arrival. A "different" is never crossed, by any
path; a group never grows against the majority of what its members say.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from firstlight.people.rules import levels as lv
from firstlight.people.rules.identity import Identity
from firstlight.people.rules.numbers import compare_numbers
from firstlight.people.rules.zones import ASK, BIRTH_CONFLICT, LINK, TWO_NAMES, Edge

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping

    from firstlight.people.rules.model import Model

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


class _Group:
    """One growing group and the profile of what its members say."""

    __slots__ = ("born", "different", "members", "names", "numbers")

    def __init__(self, ref: str, identity: Identity, different: Collection[str]) -> None:
        self.members = {ref}
        self.different = set(different)
        self.numbers = set(identity.identifiers)
        self.names: Counter[tuple[str, str]] = Counter()
        self.born: Counter[Identity] = Counter()
        if identity.given:
            self.names[identity.given, identity.family] += 1
        if identity.born_on:
            only = Identity(born_on=identity.born_on, born_precision=identity.born_precision)
            self.born[only] += 1

    def take(self, other: _Group) -> None:
        self.members |= other.members
        self.different |= other.different
        self.numbers |= other.numbers
        self.names.update(other.names)
        self.born.update(other.born)


def _names_conflict(one: tuple[str, str], other: tuple[str, str]) -> bool:
    if one[0] == other[1]:  # written the wrong way round: what stands second is the first name
        return lv.first_names(one[1], other[0]) in TWO_NAMES
    if other[0] == one[1]:
        return lv.first_names(one[0], other[1]) in TWO_NAMES
    return lv.first_names(one[0], other[0]) in TWO_NAMES


def _most_names_conflict(one: _Group, other: _Group) -> bool:
    against = together = 0
    for name, times in one.names.items():
        for name_there, times_there in other.names.items():
            together += times * times_there
            if _names_conflict(name, name_there):
                against += times * times_there
    return together > 0 and against >= MAJORITY * together


def _most_births_conflict(one: _Group, other: _Group) -> bool:
    against = together = 0
    for born, times in one.born.items():
        for born_there, times_there in other.born.items():
            together += times * times_there
            if lv.born_level(born, born_there) in BIRTH_CONFLICT:
                against += times * times_there
    return together > 0 and against >= MAJORITY * together


def _objection(one: _Group, other: _Group) -> str:
    numbers = compare_numbers(tuple(one.numbers), tuple(other.numbers))
    if numbers.person_differs or (numbers.differs and not numbers.equal):
        return NUMBERS_DIFFER
    if _most_names_conflict(one, other) or _most_births_conflict(one, other):
        return REFUSED
    return ""


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
        self.linked = {n: _Group(n, identities[n], nothing) for n in self.group}

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
        if one is not other:
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
