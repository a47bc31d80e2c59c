"""What a look-back groups afresh: who records name, pairs, answers, and what hangs together at all."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count

from firstlight.people.models import (
    Appearance,
    Edge,
    Judgement,
    Membership,
    Mention,
    Place,
    PlaceSaid,
)
from firstlight.people.reading.places import MANY
from firstlight.people.rules.clusters import Judgement as Answer
from firstlight.people.rules.identity import Identity, Levels
from firstlight.people.rules.zones import ASK, LINK
from firstlight.people.rules.zones import Edge as Pair
from firstlight.people.taking.identities import Identities
from firstlight.people.taking.pairs import chunks

_NO_LEVELS = Levels(0, 0, 0, 0)


@dataclass(frozen=True, slots=True)
class Naming:
    """One person of one record version, as told: by the code of what it says of who that is."""

    ref: str
    key: str
    mention: int
    code: str
    place: str | None


def named_in(versions: Iterable[int]) -> dict[int, list[Naming]]:
    """Give everybody these versions name, replaced versions too."""
    found: dict[int, list[Naming]] = defaultdict(list)
    fields = ("version", "ref", "key", "mention_id", "mention__code", "place__ref")
    for part in chunks(versions):
        for version, *rest in Appearance.objects.filter(version__in=part).values_list(*fields):
            found[version].append(Naming(*rest))
    return found


def mentions_of(codes: Iterable[str]) -> dict[int, str]:
    """Give the mentions of these codes, by id."""
    found: dict[int, str] = {}
    for part in chunks(codes):
        found.update(Mention.objects.filter(code__in=part).values_list("pk", "code"))
    return found


def persons_of_codes(codes: Iterable[str]) -> dict[str, str]:
    """Give the person each code's oldest appearance is taken for today."""
    found: dict[str, str] = {}
    for part in chunks(codes):
        rows = Membership.objects.filter(
            appearance__mention__code__in=part, to_seq__isnull=True, side__in=["both", "inside"]
        ).order_by("appearance_id")
        for code, person in rows.values_list("appearance__mention__code", "person__ref"):
            found.setdefault(code, person)
    return found


def identities_of(mentions: Iterable[int]) -> dict[str, Identity]:
    """Give what mentions say of who somebody is, by code."""
    known = Identities()
    wanted = set(mentions)
    known.load(wanted)
    return {known.code_of[one]: known.by_code[known.code_of[one]] for one in wanted}


def pairs_among(mentions: Iterable[int]) -> list[Pair]:
    """Give the pairs of mentions that are linked, or asked about, as the frozen model weighs them."""
    wanted = set(mentions)
    found = []
    fields = (
        "left_id",
        "right_id",
        "left__code",
        "right__code",
        "weight",
        "zone",
        "household",
        "pinned",
    )
    for part in chunks(wanted):
        rows = Edge.objects.filter(left_id__in=part, zone__in=(LINK, ASK))
        for left, right, *said in rows.values_list(*fields):
            if left in wanted and right in wanted:
                one, other, weight, zone, household, pinned = said
                if one > other:
                    one, other = other, one
                found.append(Pair(one, other, weight, zone, household, (), (), _NO_LEVELS, pinned))
    return found


def answers_among(mentions: Iterable[int]) -> list[tuple[Answer, datetime, int | None]]:
    """Give people's answers about these, when each was given, and where it was taken back."""
    if not Judgement.objects.exists():
        return []
    wanted, found = set(mentions), []
    fields = ("one__mention__code", "other__mention__code", "answer", "at", "ended_seq")
    for part in chunks(wanted):
        rows = Judgement.objects.filter(one__mention_id__in=part, other__mention_id__in=wanted)
        for one, other, answer, at, ended in rows.values_list(*fields):
            found.append((Answer(min(one, other), max(one, other), answer), at, ended))
    return found


class _Joined:
    """What hangs together, as it is found."""

    def __init__(self) -> None:
        self.above: dict[tuple[str, int], tuple[str, int]] = {}

    def top(self, node: tuple[str, int]) -> tuple[str, int]:
        """Give what stands for all that a node hangs together with."""
        above = self.above.setdefault(node, node)
        while above != node:
            self.above[node] = self.above.setdefault(above, above)
            node, above = above, self.above[above]
        return node

    def join(self, one: tuple[str, int], other: tuple[str, int]) -> None:
        """Say that two hang together."""
        here, there = self.top(one), self.top(other)
        if here != there:
            self.above[there] = here


def connected(until: int) -> list[list[int]]:
    """Give the record versions known at a position in sets that no person, pair or home joins.

    An institution, or a place of more people than a household has, joins nobody.
    """
    shared: set[int | None] = {None}
    shared |= set(Place.objects.exclude(institution="").values_list("pk", flat=True))
    shared |= set(PlaceSaid.objects.filter(ended_seq__isnull=True).values_list("place", flat=True))
    told = Appearance.objects.filter(place__isnull=False, ended_seq__isnull=True)
    counted = told.values_list("place_id").annotate(n=Count("mention", distinct=True))
    shared |= {place for place, n in counted if n > MANY * 4}
    joined, versions = _Joined(), set[int]()
    rows = Appearance.objects.filter(known_seq__lte=until)
    for version, mention, place in rows.values_list("version", "mention_id", "place_id").iterator():
        versions.add(version)
        joined.join(("v", version), ("m", mention))
        if place not in shared:  # `shared` holds None: no place joins nobody
            joined.join(("v", version), ("p", place))
    pairs = Edge.objects.filter(zone__in=(LINK, ASK))
    for left, right in pairs.values_list("left_id", "right_id").iterator():
        joined.join(("m", left), ("m", right))
    for one, other in Judgement.objects.values_list("one__mention_id", "other__mention_id"):
        joined.join(("m", one), ("m", other))
    found: dict[tuple[str, int], list[int]] = defaultdict(list)
    for version in sorted(versions):
        found[joined.top(("v", version))].append(version)
    return list(found.values())
