"""Three zones for a pair: link, ask a person, keep apart.

`scored` looks at the pair alone; `judge` adds the rules that look at each
record's other candidates. Both are pure, and nothing depends on the order in
which records came, so live and bulk give the same edges. Rule numbers are those
of the measured family guard.
"""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING, NamedTuple

from firstlight.people.rules import levels as lv
from firstlight.people.rules import sayings
from firstlight.people.rules.identity import Identity, Levels, Part
from firstlight.people.rules.numbers import Numbers, compare_numbers
from firstlight.people.rules.scoring import SAME_BIRTH, score, shares_household

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping
    from datetime import date

    from firstlight.people.rules.model import Model

LINK, ASK, APART = "link", "ask", "apart"

NUMBER_WEIGHT = 12.0
APART_WEIGHT = -9.0
TWIN_CAP = 5.0
RIVAL_CAP = 4.0
SIBLING_CAP = 3.0
NO_RIVAL_FROM = 3.5
NEAR_NAMES = frozenset({lv.TYPO, lv.CLOSE, lv.LIKE, lv.MIDDLE_DIFFERS})
TWO_NAMES = frozenset({lv.TYPO, lv.CLOSE, lv.LIKE, lv.OTHER})
BIRTH_CONFLICT = frozenset({lv.ONE_PART, lv.SAME_YEAR, lv.OTHER})
BIRTH_NEAR = frozenset({lv.NEW_YEAR, lv.SAME_DAY, lv.TURNED, lv.ONE_DIGIT})
SAME_FIRST = frozenset({lv.EQUAL, lv.KIN})
MAY_BE_FIRST = frozenset({lv.EQUAL, lv.KIN, lv.INITIAL, lv.MIDDLE_DIFFERS})


class Edge(NamedTuple):
    """One weighed pair, `left` before `right`; `parts` sum to `weight`.

    `reasons` say which rules bent the weight or the zone. `pinned` says that an
    equal identifier holds the pair, so that rivals in the home change nothing.
    """

    left: str
    right: str
    weight: float
    zone: str
    household: bool
    parts: tuple[Part, ...]
    reasons: tuple[str, ...]
    levels: Levels
    pinned: bool


class _Bent:
    """A weight as rules move it, each move a part of the waterfall."""

    __slots__ = ("parts", "reasons", "weight")

    def __init__(self, weight: float, parts: tuple[Part, ...], reasons: tuple[str, ...]) -> None:
        self.weight = weight
        self.parts = parts
        self.reasons = reasons

    def _to(self, target: float, name: str, why: str) -> None:
        self.parts = (*self.parts, Part(name, 1, target - self.weight, why))
        self.reasons = (*self.reasons, why)
        self.weight = target

    def at_most(self, cap: float, name: str, why: str) -> None:
        if self.weight > cap:
            self._to(cap, name, why)

    def at_least(self, floor: float, name: str, why: str) -> None:
        if self.weight < floor:
            self._to(floor, name, why)


def _conflicts(found: Levels) -> bool:
    return found.given == lv.OTHER or found.born in BIRTH_CONFLICT


def _number_counts(numbers: Numbers, found: Levels) -> bool:
    if not numbers.equal:
        return False
    # Most published UPNs fail their check letter: never on a UPN alone.
    return not numbers.only_upn or found.born in SAME_BIRTH


def _with_numbers(bent: _Bent, numbers: Numbers, found: Levels, model: Model) -> bool:
    """Apply R11 to a named pair; say whether an equal identifier holds it."""
    ask_at_most = model.link - 1.0
    if numbers.person_differs:
        bent.at_most(APART_WEIGHT, "identifier", sayings.OTHER_NUMBER)
        return False
    held = _number_counts(numbers, found)
    if held and _conflicts(found):
        bent.at_most(ask_at_most, "identifier", sayings.CONFLICT)
        bent.at_least(model.ask, "identifier", sayings.CONFLICT)
        return False
    if held:
        bent.at_least(NUMBER_WEIGHT, "identifier", sayings.SAME_NUMBER)
    elif numbers.differs:
        bent.at_most(ask_at_most, "identifier", sayings.DOUBTFUL_NUMBER)
    if not held and _conflicts(found):
        # However rare the name: with no number in common a conflict is a person's to settle.
        bent.at_most(ask_at_most, "conflict", sayings.UNLIKE)
    return held


def _nameless(bent: _Bent, numbers: Numbers, found: Levels) -> bool:
    if numbers.equal and found.born in SAME_BIRTH and not numbers.person_differs:
        bent.at_least(NUMBER_WEIGHT, "identifier", sayings.SAME_NUMBER)
        return True
    bent.at_most(APART_WEIGHT, "nameless", sayings.NAMELESS)
    return False


def zone_of(weight: float, model: Model) -> str:
    """Say which zone a weight falls in."""
    if weight >= model.link:
        return LINK
    return ASK if weight >= model.ask else APART


def scored(left: str, right: str, a: Identity, b: Identity, model: Model) -> Edge:
    """Weigh one pair and place it by what the two say alone.

    The two may be given in either order. Raises ValueError for a pair of one.
    """
    if left == right:
        message = "a record is not a pair with itself"
        raise ValueError(message)
    if left > right:
        left, right, a, b = right, left, b, a
    weighed = score(a, b, model)
    bent, found = _Bent(weighed.weight, weighed.parts, ()), weighed.levels
    numbers = compare_numbers(a.identifiers, b.identifiers)
    if a.nameless or b.nameless:
        pinned = _nameless(bent, numbers, found)
    else:
        pinned = _with_numbers(bent, numbers, found, model)
        if found.born == lv.OTHER and not numbers.equal:
            # Two whole dates of birth with nothing in common are two people's, whatever the names.
            bent.at_most(model.ask - SIBLING_CAP, "born", sayings.TWO_BIRTHS)
        if not pinned and not weighed.household and found.born == lv.MISSING:
            bent.at_most(model.link - 1.0, "names", sayings.NAMES_ALONE)
    if weighed.household and found.given in NEAR_NAMES and found.born != lv.MISSING:
        bent.at_most(TWIN_CAP, "twins", sayings.TWINS)
        pinned = False
    if weighed.household and found.given == lv.OTHER and not pinned:
        # Two full first names that are two people's, in one home: brothers, sisters, twins.
        # Asked about, every record of one would stand as "may be" on the other's page.
        bent.at_most(model.ask - SIBLING_CAP, "siblings", sayings.TWO_NAMES)
    zone = zone_of(bent.weight, model)
    if model.strict and zone == LINK and not pinned and not weighed.household:
        zone = _strange(bent, found, model)
    return Edge(
        left, right, bent.weight, zone, weighed.household, bent.parts, bent.reasons, found, pinned
    )


def _strange(bent: _Bent, found: Levels, model: Model) -> str:
    """Apply R7: strangers need more to link, where the model is strict."""
    if found.given == lv.SWAPPED or bent.weight >= model.stranger:
        return LINK
    bent.reasons = (*bent.reasons, sayings.STRANGERS)
    return ASK


class _Neighbourhood:
    """What each record's candidates say, worked out once for each record."""

    def __init__(
        self, identities: Mapping[str, Identity], candidates: Mapping[str, Collection[str]]
    ) -> None:
        self.identities = identities
        self.candidates = candidates
        self._rivals: dict[str, bool] = {}
        self._siblings: dict[str, bool] = {}

    def _around(self, ref: str) -> Iterable[Identity]:
        """Give what its candidates say, each saying once: many records tell the same."""
        told = {
            id(self.identities[other]): self.identities[other]
            for other in self.candidates.get(ref, ())
            if other != ref and other in self.identities
        }
        return told.values()

    def has_rivals(self, ref: str) -> bool:
        """Say whether this home has one first name with conflicting dates of birth."""
        if ref not in self._rivals:
            me = self.identities[ref]
            born: dict[tuple[date | None, str], Identity] = {}
            if me.born_on:
                born[me.born_on, me.born_precision] = me
            for c in self._around(ref):
                told = (c.born_on, c.born_precision)
                if c.born_on is None or told in born:
                    continue
                if lv.given_level(me, c) in MAY_BE_FIRST and shares_household(me, c):
                    born[told] = c
            self._rivals[ref] = any(
                lv.born_level(a, b) in BIRTH_CONFLICT for a, b in combinations(born.values(), 2)
            )
        return self._rivals[ref]

    def has_siblings(self, ref: str) -> bool:
        """Say whether candidates born as this one bear first names that are two people's."""
        if ref not in self._siblings:
            me = self.identities[ref]
            names = {
                c.given
                for c in self._around(ref)
                if len(c.given) > 1
                and lv.born_level(me, c) in BIRTH_NEAR
                and shares_household(me, c)
                and lv.first_names(me.given, c.given) != lv.OTHER
            }
            self._siblings[ref] = any(
                lv.first_names(a, b) in TWO_NAMES for a, b in combinations(sorted(names), 2)
            )
        return self._siblings[ref]


def bends(edge: Edge) -> bool:
    """Say whether the candidates of a pair's ends can change it: others never need `judge` again."""
    if not edge.household or edge.pinned:
        return False
    return edge.levels.born == lv.MISSING or edge.levels.given in {lv.MISSING, lv.INITIAL}


def is_kept(edge: Edge, model: Model) -> bool:
    """Say whether a weighed pair is worth keeping, live and in bulk alike.

    Pairs that link or are asked about; and, of those kept apart, the ones of one home that can
    bend another pair (R6 looks at equal first names, R9 at birth dates that are near).
    """
    if edge.zone != APART:
        return True
    near = edge.levels.given in MAY_BE_FIRST or edge.levels.born in BIRTH_NEAR
    return edge.household and near and edge.weight >= model.keep


def _rival_rule(edge: Edge, bent: _Bent, near: _Neighbourhood, model: Model) -> str:
    """Apply R6: the same first name in one home, a date of birth missing."""
    if near.has_rivals(edge.left) or near.has_rivals(edge.right):
        bent.at_most(RIVAL_CAP, "rival", sayings.RIVAL)
        return zone_of(bent.weight, model)
    return LINK if bent.weight >= NO_RIVAL_FROM else zone_of(bent.weight, model)


def _vague(edge: Edge, near: _Neighbourhood) -> bool:
    """Say of both ends whether R9 holds: no first name or an initial, and siblings about."""
    return any(
        len(near.identities[ref].given) <= 1 and near.has_siblings(ref)
        for ref in (edge.left, edge.right)
    )


def _judged(edge: Edge, near: _Neighbourhood, model: Model) -> Edge:
    found = edge.levels
    if not bends(edge) or edge.weight < model.ask:
        return edge
    bent, zone = _Bent(edge.weight, edge.parts, edge.reasons), edge.zone
    if found.born == lv.MISSING and found.given in SAME_FIRST and found.sex != lv.SEX_DIFFERS:
        zone = _rival_rule(edge, bent, near, model)
    elif (
        found.born in BIRTH_NEAR and found.given in {lv.MISSING, lv.INITIAL} and _vague(edge, near)
    ):
        bent.at_most(SIBLING_CAP, "siblings", sayings.SIBLINGS)
        zone = zone_of(bent.weight, model)
    return edge._replace(weight=bent.weight, zone=zone, parts=bent.parts, reasons=bent.reasons)


def judge(
    edges: Iterable[Edge],
    identities: Mapping[str, Identity],
    candidates: Mapping[str, Collection[str]],
    model: Model,
) -> list[Edge]:
    """Add the rules that look at each record's other candidates (R6, R9).

    `edges` come fresh from `scored`; `candidates` gives, for both ends of each
    edge, every record that shares an un-retired key with it and whose pair with
    it weighs at least the model's `keep`; `identities` holds theirs. A new
    record changes the edges that touch it or one of its candidates, no others.
    """
    near = _Neighbourhood(identities, candidates)
    return [_judged(edge, near, model) for edge in edges]
