"""Who and what a large force is asked about, and what a brief costs by itself; inside the program."""

from __future__ import annotations

import time
from collections import Counter
from datetime import date, datetime
from random import Random
from typing import Any

from django.db.models import Count

from bench.beside import misspelt
from bench.filled import UNTIL
from bench.text import quantile
from firstlight.briefs.gathering import About, gather
from firstlight.briefs.guarding import unit_attending
from firstlight.briefs.rules.compose import compose
from firstlight.config.demo import clock
from firstlight.people.models import Appearance, Membership, Mention, Place
from firstlight.people.taking.mentions import unpacked

MOST = 200  # of each kind; they are asked in a seeded order
ADULT = 18
LARGEST = 12  # homes, refuges and other addresses of most people


def chosen(seed: int) -> dict[str, Any]:
    """Choose addresses, misspelt names and people; tell how large what is asked about is."""
    clock.install()
    random, held = Random(seed), Mention.objects.order_by("pk")
    places = list(Place.objects.order_by("pk").values_list("pk", "text"))
    ordinary = [text for _, text in random.sample(places, min(MOST, len(places)))]
    pks = list(held.values_list("pk", flat=True))
    some = held.filter(pk__in=random.sample(pks, min(MOST * 4, len(pks))))
    who = [unpacked(text) for text in some.values_list("identity", flat=True)]
    named = [one for one in who if min(len(one.given), len(one.family)) > 3][:MOST]
    heavy, counted = _heaviest(random)
    return {
        "addresses": ordinary,
        "crowded": _crowded(),
        "heavy": heavy,
        "heavy_records": counted,
        "names": [misspelt(one, random) for one in named],
        "people": [
            {"given": one.given.title(), "family": one.family.title(), "born_on": str(one.born_on)}
            for one in named
            if one.born_on
        ],
    }


def _crowded() -> list[tuple[str, int]]:
    """Give the addresses where most people were told: children's homes, refuges, schools."""
    rows = Appearance.objects.filter(place__isnull=False, ended_seq__isnull=True)
    told = rows.values_list("place__text").annotate(n=Count("mention", distinct=True))
    return list(told.order_by("-n")[:LARGEST])


def _heaviest(random: Random) -> tuple[list[str], list[int]]:
    """Give homes of the 1 % of children with most records, and how many records each has."""
    until = datetime.fromisoformat(UNTIL).date()
    rows = Membership.objects.filter(to_seq__isnull=True, appearance__ended_seq__isnull=True)
    often = Counter(dict(rows.values_list("person_id").annotate(n=Count("id"))))
    children: dict[int, int] = {}
    told = rows.values_list("person_id", "appearance__mention__identity")
    for person, text in told.iterator(5000):
        born = unpacked(text).born_on
        if born and _under(born, until):
            children[person] = often[person]
    most = sorted(children, key=lambda one: -children[one])[: max(len(children) // 100, 1)]
    asked = random.sample(most, min(MOST, len(most)))
    found = []
    for one in asked:
        home = rows.filter(person_id=one, appearance__place__isnull=False)
        last = home.order_by("-pk").values_list("appearance__place__text", flat=True).first()
        if last:
            found.append(str(last))
    return found, [children[one] for one in asked]


def _under(born: date, on: date) -> bool:
    return on.year - born.year - ((on.month, on.day) < (born.month, born.day)) < ADULT


def cost(addresses: list[str]) -> dict[str, float]:
    """Give what a brief by address costs the processor by itself, in seconds."""
    clock.install()
    viewer, at, took = unit_attending(), datetime.fromisoformat(UNTIL), []
    for address in addresses:
        begun = time.process_time()
        compose(gather(About(address=address), viewer, at, frozenset()).given, at)
        took.append(time.process_time() - begun)
    return {"mean": sum(took) / len(took)} | {
        name: quantile(took, part) for name, part in (("p50", 0.5), ("p99", 0.99))
    }
