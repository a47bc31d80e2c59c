"""Finding people and places by what somebody typed: one box, read as what it looks like."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q

from firstlight.people.models import Mention, Name, NameKey, Place, ThingUse
from firstlight.people.rules.addresses import address_key
from firstlight.people.rules.asking import Words
from firstlight.people.rules.identity import Part
from firstlight.people.rules.model import load_model
from firstlight.people.rules.search import SearchCandidate, SearchQuery, likeness, search_keys
from firstlight.people.rules.zones import scored
from firstlight.people.taking.mentions import number_of, unpacked
from firstlight.people.taking.places import said
from firstlight.records.rules.parts import PersonIn
from firstlight.records.selectors import VersionView

LIKE = 0.8  # a name less like what was typed is not shown
NAMES = 240  # names looked at, those that share most keys first
MENTIONS = 600
MOST = 40  # places or records one search shows
NONE = -1  # keeps the number of queries the same whether anything is held or not


def _queries(words: Words) -> tuple[SearchQuery, ...]:
    """Give the ways a name may have been meant; one word may be a first name or a surname."""
    ways = [SearchQuery(words.given, words.family, words.born_on)]
    if not words.family:
        ways.append(SearchQuery("", words.given, words.born_on))
    last = words.family.rpartition(" ")[2]
    if last != words.family:
        ways.append(SearchQuery(words.given, last, words.born_on))
    return tuple(ways)


@dataclass(frozen=True, slots=True)
class Found:
    """What a search found, best first: persons with why, places, and records by reference."""

    people: tuple[tuple[str, Matched], ...]
    places: tuple[str, ...]
    records: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Hit:
    """One person a search found, as the searcher may know them; a restricted one by existence."""

    person: str
    name: str
    because: str
    born_on: date | None = None
    born_precision: str = "day"
    age_stated: int | None = None
    sex: str = "not_known"
    place: str | None = None
    address: str = ""
    records: int = 0
    sources: tuple[str, ...] = ()
    restricted: bool = False


@dataclass(frozen=True, slots=True)
class Explained:
    """How two appearances compare: the parts of the weight, in bits, and what the rules added."""

    one: str
    other: str
    weight: float
    zone: str
    parts: tuple[Part, ...]
    reasons: tuple[str, ...]
    household: bool


@dataclass(frozen=True, slots=True)
class Matched:
    """A mention that matches, how well from 0 to 1, and why, in words.

    `name` is how alike the names alone are, `born` how the days of birth compare: `same`, `turned`
    (day and month the other way round), `near` (one of the three parts is another), `other`,
    `unknown` where it was asked and is not held, '' where it was not asked.
    """

    mention: int
    like: float
    because: str
    name: float = 0.0
    born: str = ""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a searcher narrows by. A thing not known never leaves somebody out."""

    born_from: int | None = None
    born_to: int | None = None
    sex: str = ""
    children_on: date | None = None  # under 18 on this day, or of unknown age
    area: str = ""

    def allows(self, born: date | None, sex: str) -> bool:
        """Tell whether somebody born then, of that sex, is looked for."""
        if born is not None:
            if self.born_from and born.year < self.born_from:
                return False
            if self.born_to and born.year > self.born_to:
                return False
            if self.children_on and _grown(born, self.children_on):
                return False
        return not (self.sex and sex and sex != self.sex)


def _grown(born: date, on: date) -> bool:
    return (on.year - born.year) - ((on.month, on.day) < (born.month, born.day)) >= 18


def by_name(words: Words, wanted: Wanted, hidden: Collection[int]) -> list[Matched]:
    """Give the mentions whose name is like what was typed, the likest first.

    `hidden` are mentions the searcher may not know of: they, and names that only they have, are
    left out in the first query, so that what is left is what would be found if they were not held.
    """
    ways = _queries(words)
    numbers = {number_of(k) for way in ways for k in _keys(way)} or {NONE}
    held = NameKey.objects.filter(key__in=numbers).exclude(name_id__in=_only_theirs(hidden))
    counted = held.values("name_id").annotate(shared=Count("id")).order_by("-shared", "name_id")
    ids = list(counted.values_list("name_id", flat=True)[:NAMES])
    like: dict[int, float] = {}
    for pk, given, family in Name.objects.filter(pk__in=ids or [NONE]).values_list(
        "pk", "given", "family"
    ):
        one = SearchCandidate("", given, family)
        most = max(likeness(way._replace(born_on=None), one) for way in ways)
        if most >= LIKE:
            like[pk] = most
    return _mentions(words, wanted, like, hidden)


def _keys(way: SearchQuery) -> set[str]:
    return {*search_keys(way.given, way.family), *search_keys(way.family, way.given)}


def _only_theirs(hidden: Collection[int]) -> set[int]:
    """Give the names that nobody but hidden mentions have."""
    theirs = Mention.objects.filter(pk__in=hidden or [NONE], name__isnull=False)
    names = set(theirs.values_list("name_id", flat=True))
    others = Mention.objects.filter(name_id__in=names or [NONE], active=True)
    return names - set(others.exclude(pk__in=hidden).values_list("name_id", flat=True))


def _mentions(
    words: Words, wanted: Wanted, like: dict[int, float], hidden: Collection[int]
) -> list[Matched]:
    rows = Mention.objects.filter(name_id__in=like or [NONE], active=True).exclude(pk__in=hidden)
    found = []
    for pk, name, text in rows.order_by("pk").values_list("pk", "name_id", "identity")[
        : MENTIONS * 4
    ]:
        who = unpacked(text)
        if not wanted.allows(who.born_on, who.sex):
            continue
        score, because, born = _born_too(like[name], words.born_on, who.born_on)
        found.append(Matched(pk, score, because, like[name], born))
    found.sort(key=lambda one: (-one.like, one.mention))
    return found[:MENTIONS]


def _born_too(like: float, asked: date | None, held: date | None) -> tuple[float, str, str]:
    so = "same name" if like > 0.999 else "like name"
    if asked is None:
        return like, so, ""
    if held is None:
        return 0.9 * like, f"{so}, birth date not known", "unknown"
    if asked == held:
        return 0.85 * like + 0.15, f"{so}, same birth date", "same"
    told, other = (asked.year, asked.month, asked.day), (held.year, held.month, held.day)
    if told == (held.year, held.day, held.month):
        return 0.85 * like + 0.1, f"{so}, day and month the other way round", "turned"
    near = sum(one != two for one, two in zip(told, other, strict=True)) == 1
    return 0.8 * like, f"{so}, other birth date", "near" if near else "other"


def places_like(words: Words) -> list[tuple[int, str]]:
    """Give the places an address or postcode may mean, as (id, reference)."""
    told = address_key({"text": f"{words.address}, {words.postcode}".strip(" ,")})
    rows = Place.objects.all() if words.placed else Place.objects.filter(pk=NONE)
    if words.postcode:
        rows = rows.filter(postcode__in={told.postcode, words.postcode} - {""})
    if words.address:
        street = told.building_normal or words.address.upper()
        same = Q(building__contains=street)
        if told.flat and told.normal:
            same = Q(normal__startswith=told.normal) | Q(building=street)
        rows = rows.filter(same)
    return list(rows.order_by("postcode", "text", "pk").values_list("pk", "ref"))


def uses_of(words: Words) -> list[tuple[int, str]]:
    """Give the record versions that name the telephone or vehicle, and whose it is, if told."""
    kind, value = ("phone", words.phone) if words.phone else ("vehicle", words.vehicle)
    rows = ThingUse.objects.filter(kind=kind, value=value or "-", ended_seq__isnull=True)
    return list(rows.order_by("-pk").values_list("version", "appearance"))


def best(matches: Iterable[tuple[str, Matched]]) -> dict[str, Matched]:
    """Keep each person's best match, the best person first; of two alike, who is told of more."""
    found: dict[str, Matched] = {}
    often: Counter[str] = Counter()
    for person, match in matches:
        held = found.get(person)
        often[person] += 1
        if held is None or match.like > held.like:
            found[person] = match
    return dict(sorted(found.items(), key=lambda one: (-one[1].like, -often[one[0]], one[0])))


def hit_of(
    ref: str,
    match: Matched,
    told: Sequence[tuple[VersionView, str, str | None]],
    *,
    restricted: bool,
) -> Hit:
    """Tell of one person from the record versions that name them, the newest first to speak."""
    rows = sorted(told, key=lambda one: (one[0].recorded_at, one[0].id), reverse=True)
    named = [(view, _named(view, key), place) for view, key, place in rows]
    name = next((text for _, who, _ in named if (text := _said_name(who))), "Name not known")
    if restricted:
        return Hit(ref, name, match.because, restricted=True)
    born = next((who for _, who, _ in named if who.born_on), None)
    home = next((one for one in named if one[1].address), None)
    return Hit(
        person=ref,
        name=name,
        because=match.because,
        born_on=born.born_on if born else None,
        born_precision=born.born_precision if born else "day",
        age_stated=next((who.age for _, who, _ in named if who.age is not None), None),
        sex=next((who.sex for _, who, _ in named if who.sex != "not_known"), "not_known"),
        place=home[2] if home else None,
        address=said(home[1].address.model_dump()) if home and home[1].address else "",
        records=len({view.ref for view, _, _ in rows}),
        sources=tuple(dict.fromkeys(view.source for view, _, _ in rows)),
    )


def _named(view: VersionView, key: str) -> PersonIn:
    return next(one for one in view.envelope.people if one.key == key)


def _said_name(who: PersonIn) -> str:
    return " ".join(part for part in (who.given, who.family) if part)


def compared(one: str, left: int, other: str, right: int) -> Explained:
    """Weigh two mentions again, with what the rules of the pair alone add."""
    texts = dict(Mention.objects.filter(pk__in=[left, right]).values_list("pk", "identity"))
    edge = scored(one, other, unpacked(texts[left]), unpacked(texts[right]), load_model())
    return Explained(one, other, edge.weight, edge.zone, edge.parts, edge.reasons, edge.household)
