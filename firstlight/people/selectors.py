"""Reads of who is who, as at a position and as one viewer may know it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from django.db.models import Count, Q

from firstlight.access.selectors import Sight, sight
from firstlight.kernel.values.refusal import NotThere
from firstlight.kernel.values.viewer import Viewer
from firstlight.people import finding
from firstlight.people.models import (
    Appearance,
    Edge,
    Judgement,
    Membership,
    Mention,
    Parting,
    Person,
    Place,
    PlaceUse,
    Reliance,
    ThingUse,
)
from firstlight.people.rules import asking
from firstlight.people.rules.addresses import address_key
from firstlight.people.taking.pairs import chunks
from firstlight.people.taking.places import normal_of
from firstlight.records.selectors import versions as stored

MANY = 20  # a place with more people than this is worked in the background, and is no household


def _held(n: int | None, begins: str, ends: str) -> Q:
    if n is None:
        return Q(**{f"{ends}__isnull": True})
    return Q(**{f"{begins}__lte": n}) & (Q(**{f"{ends}__isnull": True}) | Q(**{f"{ends}__gt": n}))


def _members(n: int | None) -> Q:
    return _held(n, "from_seq", "to_seq")


def _standing(n: int | None) -> Q:
    return _held(n, "known_seq", "ended_seq")


@dataclass(frozen=True, slots=True)
class Cast:
    """One appearance and who it is, as a viewer may know it at a position."""

    ref: str
    version: int
    key: str
    mention: int
    person: str | None
    link: str  # same | linked | own | may_be
    place: str | None
    may_be: tuple[str, ...] = ()
    weight: float = 0.0


@dataclass(slots=True)
class _Row:
    pk: int
    ref: str
    version: int
    key: str
    mention: int
    place: str | None
    person: str | None = None
    hidden: bool = False


def _rows(n: int | None, **where: Any) -> list[_Row]:
    found = Appearance.objects.filter(_standing(n), **where)
    values = found.values_list("pk", "ref", "version", "key", "mention_id", "place__ref")
    return [_Row(*row) for row in values]


def _settle(rows: list[_Row], seen: Sight, n: int | None) -> None:
    """Say who each row is; a sealed person is not there for an outsider."""
    by_pk = {row.pk: row for row in rows}
    inside: dict[int, str] = {}
    outside: dict[int, str] = {}
    for part in chunks(by_pk, 500):
        members = Membership.objects.filter(_members(n), appearance_id__in=part)
        for pk, person, side in members.values_list("appearance_id", "person__ref", "side"):
            if side in {"both", "inside"}:
                inside[pk] = person
            if side in {"both", "outside"}:
                outside[pk] = person
    for pk, row in by_pk.items():
        person = inside.get(pk)
        if person in seen.sealed:
            other = outside.get(pk)
            row.person = None if other in seen.sealed else other
            row.hidden = row.person is None
        else:
            row.person = person or outside.get(pk)


def cast_of(
    versions: Iterable[int],
    *,
    viewer: Viewer,
    n: int | None = None,
    seen: Sight | None = None,
    lightly: bool = False,
) -> dict[int, list[Cast]]:
    """Give everybody these record versions name. A version the viewer may not know of is left out.

    `lightly` leaves out who else each may be and how each was linked: enough for those around a
    person, whose own page tells it whole.
    """
    seen = seen or sight(viewer)
    rows: list[_Row] = []
    for part in chunks(versions, 500):
        rows += _rows(n, version__in=part)
    _settle(rows, seen, n)
    gone = {row.version for row in rows if row.hidden} | _at_sealed_places(rows, seen)
    rows = [row for row in rows if row.version not in gone]
    confirmed = set() if lightly else _confirmed(rows, n)
    alone = set() if lightly else _alone({row.person for row in rows if row.person}, n)
    may_be = {} if lightly else _may_be(rows, seen, n)
    found: dict[int, list[Cast]] = defaultdict(list)
    for row in rows:
        link = "same" if row.pk in confirmed else "own" if row.person in alone else "linked"
        others = tuple(sorted(may_be.get(row.mention, set()) - {row.person or ""}))
        place = None if row.place in seen.sealed else row.place
        found[row.version].append(
            Cast(row.ref, row.version, row.key, row.mention, row.person, link, place, others)
        )
    for version in set(versions) - gone:
        found.setdefault(version, [])
    return dict(found)


def _at_sealed_places(rows: list[_Row], seen: Sight) -> set[int]:
    """Give versions that were held at a sealed place when it was sealed."""
    sealed = {ref: seq for ref, seq in seen.since.items() if ref.startswith("L-")}
    if not sealed:
        return set()
    pks = [row.pk for row in rows if row.place in sealed]
    known = dict(Appearance.objects.filter(pk__in=pks).values_list("pk", "known_seq"))
    hidden = {
        row.version for row in rows if row.pk in known and known[row.pk] <= sealed[str(row.place)]
    }
    uses = PlaceUse.objects.filter(version__in={r.version for r in rows}, place__ref__in=sealed)
    for version, ref, seq in uses.values_list("version", "place__ref", "known_seq"):
        if seq <= sealed[ref]:
            hidden.add(version)
    return hidden


def _confirmed(rows: list[_Row], n: int | None) -> set[int]:
    pks = [row.pk for row in rows]
    found: set[int] = set()
    for part in chunks(pks, 400):
        said = Judgement.objects.filter(
            Q(one_id__in=part) | Q(other_id__in=part), _standing(n), answer="same"
        )
        for one, other in said.values_list("one_id", "other_id"):
            found.update((one, other))
    return found


def _alone(persons: set[str], n: int | None) -> set[str]:
    found: set[str] = set()
    for part in chunks(persons, 500):
        rows = Membership.objects.filter(_members(n), person__ref__in=part)
        counted = rows.values_list("person__ref").annotate(count=Count("appearance", distinct=True))
        found.update(ref for ref, count in counted if count == 1)
    return found


def _may_be(rows: list[_Row], seen: Sight, n: int | None) -> dict[int, set[str]]:
    """Give, for each mention, the other persons it may be and nobody has said."""
    mentions = {row.mention for row in rows}
    pairs: set[tuple[int, int]] = set()
    for part in chunks(mentions, 400):
        edges = Edge.objects.filter(
            Q(left_id__in=part) | Q(right_id__in=part), Q(zone="ask") | Q(refused=True)
        )
        if n is not None:
            edges = edges.filter(known_seq__lte=n)
        for left, right in edges.values_list("left_id", "right_id"):
            pairs.update(((left, right), (right, left)))
    if not pairs:
        return {}
    others = {other for mention, other in pairs if mention in mentions}
    far: list[_Row] = []
    for part in chunks(others, 500):
        far += _rows(n, mention_id__in=part)
    _settle(far, seen, n)
    said = _different(mentions | others, n)
    persons: dict[int, set[str]] = defaultdict(set)
    for row in far:
        if row.person:
            persons[row.mention].add(row.person)
    found: dict[int, set[str]] = defaultdict(set)
    for mention, other in pairs:
        if mention in mentions and (mention, other) not in said:
            found[mention] |= persons[other]
    return found


def _different(mentions: set[int], n: int | None) -> set[tuple[int, int]]:
    said: set[tuple[int, int]] = set()
    for part in chunks(mentions, 400):
        rows = Judgement.objects.filter(_standing(n), answer="different").filter(
            Q(one__mention_id__in=part) | Q(other__mention_id__in=part)
        )
        for one, other in rows.values_list("one__mention_id", "other__mention_id"):
            said.update(((one, other), (other, one)))
    return said


def versions_of(
    persons: Iterable[str], *, viewer: Viewer, n: int | None = None, maybe: bool = False
) -> set[int]:
    """Give the record versions that name these persons; with `maybe`, those that may."""
    seen = sight(viewer)
    wanted = [ref for ref in persons if ref not in seen.sealed]
    found: set[int] = set()
    mentions: set[int] = set()
    for part in chunks(wanted, 400):
        rows = Appearance.objects.filter(
            _standing(n),
            membership__in=Membership.objects.filter(_members(n), person__ref__in=part),
        )
        for version, mention in rows.values_list("version", "mention_id"):
            found.add(version)
            mentions.add(mention)
    if maybe and mentions:
        found |= _maybe_versions(mentions, n)
    return found


def _maybe_versions(mentions: set[int], n: int | None) -> set[int]:
    others: set[int] = set()
    for part in chunks(mentions, 400):
        edges = Edge.objects.filter(
            Q(left_id__in=part) | Q(right_id__in=part), Q(zone="ask") | Q(refused=True)
        )
        if n is not None:
            edges = edges.filter(known_seq__lte=n)
        for left, right in edges.values_list("left_id", "right_id"):
            others.update((left, right))
    found: set[int] = set()
    for part in chunks(others - mentions, 500):
        rows = Appearance.objects.filter(_standing(n), mention_id__in=part)
        found.update(rows.values_list("version", flat=True))
    return found


def versions_at(places: Iterable[str], *, n: int | None = None, uses: bool = True) -> set[int]:
    """Give the record versions that tell of somebody at these places, or name them."""
    wanted = list(places)
    rows = Appearance.objects.filter(_standing(n), place__ref__in=wanted)
    found = set(rows.values_list("version", flat=True))
    if uses:
        named = PlaceUse.objects.filter(_standing(n), place__ref__in=wanted)
        found |= set(named.values_list("version", flat=True))
    return found


def place_uses(versions: Iterable[int], n: int | None = None) -> dict[int, list[tuple[str, str]]]:
    """Give the places each version names, as (role, place)."""
    found: dict[int, list[tuple[str, str]]] = defaultdict(list)
    for part in chunks(versions, 500):
        rows = PlaceUse.objects.filter(version__in=part)
        for version, role, ref in rows.values_list("version", "role", "place__ref"):
            found[version].append((role, ref))
    return found


@dataclass(frozen=True, slots=True)
class PlaceView:
    """A place at flat level."""

    ref: str
    text: str
    postcode: str
    building: str
    institution: str
    name: str
    uprn: str


def places(refs: Iterable[str]) -> dict[str, PlaceView]:
    """Give places by reference."""
    rows = Place.objects.filter(ref__in=list(refs))
    return {
        r.ref: PlaceView(r.ref, r.text, r.postcode, r.building, r.institution, r.name, r.uprn)
        for r in rows
    }


def crowded(refs: Iterable[str]) -> set[str]:
    """Give those places where more people were told than a household has."""
    rows = Appearance.objects.filter(place__ref__in=list(refs), ended_seq__isnull=True)
    counted = rows.values_list("place__ref").annotate(n=Count("mention", distinct=True))
    return {ref for ref, n in counted if n > MANY * 4}


def place_of(address: str | dict[str, Any]) -> str | None:
    """Find the place an address means, at flat level; None where no record named it."""
    told = {"text": address} if isinstance(address, str) else address
    normal = normal_of(address_key(told))
    if not normal:
        return None
    return Place.objects.filter(normal=normal).values_list("ref", flat=True).first()


def same_building(ref: str) -> tuple[str, ...]:
    """Give the other places of the same building."""
    place = Place.objects.filter(ref=ref).first()
    if place is None or not place.building:
        return ()
    rows = Place.objects.filter(building=place.building, postcode=place.postcode).exclude(
        pk=place.pk
    )
    return tuple(rows.order_by("text").values_list("ref", flat=True)[:200])


def exists(ref: str, viewer: Viewer) -> bool:
    """Tell whether a person is there for this viewer: sealed, own and never-there are one answer."""
    if ref in sight(viewer).sealed or ref in viewer.own_refs:
        return False
    return Person.objects.filter(ref=ref, ended_seq__isnull=True).exists()


def stands_as(ref: str) -> str:
    """Follow a person's reference to the one it became; the same where it stands."""
    for _ in range(20):
        row = Person.objects.filter(ref=ref).values_list("became", flat=True).first()
        if not row:
            return ref
        ref = row
    return ref


def anchor(person: str, n: int | None = None) -> str:
    """Give the person's oldest appearance: what duties, episodes and gradings are about."""
    rows = Membership.objects.filter(_members(n), person__ref=person).order_by("appearance_id")
    found = rows.values_list("appearance__ref", flat=True).first()
    if found is None:
        raise NotThere
    return str(found)


def person_at(appearance: str, viewer: Viewer | None = None, n: int | None = None) -> str | None:
    """Give the person an appearance is taken for, as a viewer may know it."""
    found = persons_at([appearance], viewer=viewer, n=n)
    return found.get(appearance)


def persons_at(
    appearances: Iterable[str], *, viewer: Viewer | None = None, n: int | None = None
) -> dict[str, str]:
    """Give the persons many appearances are taken for; an ended one by its newest membership."""
    refs = list(appearances)
    seen = sight(viewer) if viewer is not None else Sight(frozenset(), frozenset())
    found: dict[str, str] = {}
    for part in chunks(refs, 400):
        rows = Membership.objects.filter(_members(n), appearance__ref__in=part)
        for ref, person, side in rows.values_list("appearance__ref", "person__ref", "side"):
            if person in seen.sealed or (side == "outside" and ref in found):
                continue
            if side == "outside" and not seen.sealed:
                continue
            found[ref] = person
    return found


def appearances_of(person: str, n: int | None = None) -> list[str]:
    """Give every appearance taken for a person, oldest first."""
    rows = Membership.objects.filter(_members(n), person__ref=person).order_by("appearance_id")
    return list(dict.fromkeys(rows.values_list("appearance__ref", flat=True)))


def appearance_of(record: str, key: str = "") -> str | None:
    """Give the live appearance of a key in a record; the first one without a key."""
    rows = Appearance.objects.filter(record_ref=record, ended_seq__isnull=True).order_by("pk")
    if key:
        rows = rows.filter(key=key)
    return rows.values_list("ref", flat=True).first()


def appearances_in(record: str, *, viewer: Viewer, n: int | None = None) -> list[Cast]:
    """Give everybody a record names now."""
    rows = Appearance.objects.filter(_standing(n), record_ref=record)
    versions = set(rows.values_list("version", flat=True))
    cast = cast_of(versions, viewer=viewer, n=n)
    return [one for version in sorted(cast) for one in cast[version]]


def records_of(persons: Iterable[str]) -> set[str]:
    """Give the references of records that name these persons now."""
    rows = Appearance.objects.filter(
        ended_seq__isnull=True,
        membership__in=Membership.objects.filter(
            to_seq__isnull=True, person__ref__in=list(persons)
        ),
    )
    return set(rows.values_list("record_ref", flat=True))


@dataclass(frozen=True, slots=True)
class Tie:
    """A telephone or vehicle and the record versions that name it."""

    kind: str
    value: str
    versions: tuple[int, ...]


def things_of(versions: Iterable[int]) -> dict[int, list[tuple[str, str]]]:
    """Give the phones and vehicles each version names."""
    found: dict[int, list[tuple[str, str]]] = defaultdict(list)
    for part in chunks(versions, 500):
        rows = ThingUse.objects.filter(version__in=part)
        for version, kind, value in rows.values_list("version", "kind", "value").distinct():
            found[version].append((kind, value))
    return found


def ties(kind: str, value: str, n: int | None = None) -> Tie:
    """Give every record version that names a phone or vehicle."""
    rows = ThingUse.objects.filter(_standing(n), kind=kind, value=value)
    return Tie(kind, value, tuple(sorted(set(rows.values_list("version", flat=True)))))


@dataclass(frozen=True, slots=True)
class Asked:
    """A pair nobody has decided: two appearances and how strongly they point to one person."""

    one: str
    other: str
    weight: float
    persons: tuple[str, str]


def to_review(*, viewer: Viewer, limit: int = 50, skip: int = 0) -> list[Asked]:
    """Give undecided pairs, the likeliest first, one for each pair of persons."""
    seen = sight(viewer)
    rows = Edge.objects.filter(Q(zone="ask") | Q(refused=True)).order_by("-weight", "pk")
    found: dict[tuple[str, str], Asked] = {}
    for begin in range(0, 5000, 200):
        part = list(rows.values_list("left_id", "right_id", "weight")[begin : begin + 200])
        if not part or len(found) >= limit + skip:
            break
        _pairs_of(part, seen, found)
    return list(found.values())[skip : skip + limit]


def _pairs_of(
    part: list[tuple[int, int, float]], seen: Sight, found: dict[tuple[str, str], Asked]
) -> None:
    mentions = {m for left, right, _ in part for m in (left, right)}
    held = _rows(None, mention_id__in=mentions)
    _settle(held, seen, None)
    first: dict[int, _Row] = {}
    for row in held:
        if row.person:
            first.setdefault(row.mention, row)
    said = _judged(mentions)
    for left, right, weight in part:
        one, other = first.get(left), first.get(right)
        if one is None or other is None or one.person == other.person:
            continue
        if (left, right) in said:
            continue
        pair = (str(min(one.person, other.person)), str(max(one.person, other.person)))  # type: ignore[type-var] -- both are set
        found.setdefault(pair, Asked(one.ref, other.ref, weight, pair))


def _judged(mentions: set[int]) -> set[tuple[int, int]]:
    said: set[tuple[int, int]] = set()
    rows = Judgement.objects.filter(
        Q(one__mention_id__in=mentions) | Q(other__mention_id__in=mentions),
        ended_seq__isnull=True,
        answer__in=["same", "different"],  # "unsure" stays in the queue for another reader
    )
    for one, other in rows.values_list("one__mention_id", "other__mention_id"):
        said.update(((one, other), (other, one)))
    return said


@dataclass(frozen=True, slots=True)
class JudgementView:
    """A standing judgement about somebody's appearances."""

    ref: str
    one: str
    other: str
    answer: str
    reason: str
    by: str
    at: datetime


def judgements_on(appearances: Iterable[str]) -> list[JudgementView]:
    """Give the standing judgements that touch these appearances, newest first."""
    refs = list(appearances)
    rows = Judgement.objects.filter(
        Q(one__ref__in=refs) | Q(other__ref__in=refs), ended_seq__isnull=True
    ).select_related("one", "other")
    return [
        JudgementView(r.ref, r.one.ref, r.other.ref, r.answer, r.reason, r.by, r.at)
        for r in rows.order_by("-known_seq")
    ]


@dataclass(frozen=True, slots=True)
class Parted:
    """A split, as the pages on both sides tell it."""

    ref: str
    person: str
    to: str
    appearances: tuple[str, ...]
    by: str
    at: datetime
    seq: int


def partings_of(person: str) -> list[Parted]:
    """Give the splits that took something from this person or gave it, newest first."""
    rows = Parting.objects.filter(Q(person=person) | Q(to=person)).order_by("-pk")
    return [
        Parted(r.ref, r.person, r.to, tuple(r.appearances), r.by, r.at, r.known_seq) for r in rows
    ]


@dataclass(frozen=True, slots=True)
class Relied:
    """Something that showed a person: a brief, grading, duty or disclosure."""

    kind: str
    ref: str
    person: str
    seq: int
    left_force: bool


def relied_on(person: str, before: int | None = None) -> list[Relied]:
    """Give what showed this person, up to a position."""
    rows = Reliance.objects.filter(person=person).order_by("seq")
    if before is not None:
        rows = rows.filter(seq__lte=before)
    return [Relied(r.kind, r.ref, r.person, r.seq, r.left_force) for r in rows]


def everybody(limit: int = 100_000) -> list[str]:
    """Give the references of all standing persons: for look-back and re-work."""
    rows = Person.objects.filter(ended_seq__isnull=True).order_by("pk")
    return list(rows.values_list("ref", flat=True)[:limit])


def partition() -> list[tuple[str, str, str, str]]:
    """Give the whole partition as (record, key, version, person), for exports and scorers."""
    rows = Membership.objects.filter(to_seq__isnull=True, side__in=["both", "inside"])
    found = rows.values_list("appearance__record_ref", "appearance__key", "person__ref")
    return [(record, key, "", person) for record, key, person in found.iterator()]


def count_mentions() -> int:
    """Count the mentions in use."""
    return Mention.objects.filter(active=True).count()


def born_hint(value: str) -> date | None:
    """Read a date of birth as an officer types it: 14/05/2012 or 2012-05-14; None where neither."""
    for form in ("%d/%m/%Y", "%Y-%m-%d", "%d-%m-%Y", "%d %m %Y"):
        try:
            return datetime.strptime(value.strip(), form).date()  # noqa: DTZ007 -- a day, not a moment
        except ValueError:
            continue
    return None


# What a search is asked with and answers, as the face of people shows it.
Explained = finding.Explained
Found = finding.Found
Hit = finding.Hit
Matched = finding.Matched
Wanted = finding.Wanted
Words = asking.Words
read_words = asking.read_words


def _hidden(seen: Sight) -> tuple[set[int], set[int]]:
    """Give the record versions and mentions a viewer may not know of."""
    sealed = [ref for ref in seen.sealed if ref.startswith("P-")]
    members = Membership.objects.filter(_members(None), person__ref__in=sealed)
    rows = _rows(None, membership__in=members)
    homes = _rows(None, place__ref__in=[ref for ref in seen.sealed if ref.startswith("L-")])
    _settle(rows, seen, None)
    versions = {row.version for row in rows if row.hidden} | _at_sealed_places(homes, seen)
    return versions, {row.mention for row in (*rows, *homes)}


def find(words: asking.Words, wanted: finding.Wanted, *, viewer: Viewer) -> Found:
    """Find persons, places and records by what was typed, as if what is sealed were not held.

    The same queries are asked whether anything is held or not, so that neither what comes back
    nor how long it takes tells a sealed person from nobody.
    """
    seen = sight(viewer)
    gone, mentions = _hidden(seen)
    near, uses = finding.places_like(words), finding.uses_of(words)
    near = [(pk, ref) for pk, ref in near if ref not in seen.sealed][: finding.MOST]
    uses = [use for use in uses if use[0] not in gone]
    matched = {one.mention: one for one in finding.by_name(words, wanted, mentions)}
    rows = _rows(None, mention_id__in=[*matched] or [finding.NONE])
    rows += _rows(None, place_id__in=[pk for pk, _ in near] or [finding.NONE])
    rows += _rows(None, ref__in=[ref for _, ref in uses if ref] or [""])
    _settle(rows, seen, None)
    told = Matched(0, 0.5, "told at the address" if words.placed else "told with it")
    people = finding.best(
        (row.person, matched.get(row.mention, told))
        for row in rows
        if row.person and row.version not in gone and row.person not in viewer.own_refs
    )
    kept = _in_area(people, wanted.area)
    naming = Appearance.objects.filter(version__in={v for v, _ in uses} or {finding.NONE})
    refs = naming.filter(ended_seq__isnull=True).order_by("-version", "pk")
    records = tuple(dict.fromkeys(refs.values_list("record_ref", flat=True)))[: finding.MOST]
    return Found(
        tuple((ref, match) for ref, match in people.items() if ref in kept),
        tuple(ref for _, ref in near),
        records,
    )


def _in_area(people: Iterable[str], area: str) -> set[str]:
    """Keep who was ever told at an address of an area, and who was told at none."""
    wanted = set(people)
    if not area:
        return wanted
    rows = Membership.objects.filter(_members(None), person__ref__in=wanted)
    told = set(rows.filter(appearance__place__isnull=False).values_list("person__ref", flat=True))
    here = rows.filter(appearance__place__text__icontains=area)
    return set(here.values_list("person__ref", flat=True)) | (wanted - told)


def hits(people: Iterable[tuple[str, Matched]], *, viewer: Viewer) -> tuple[Hit, ...]:
    """Tell of persons that were found; one page at a time, for their records are read."""
    asked = dict(people)
    seen = sight(viewer)
    versions = versions_of(asked, viewer=viewer)
    rows = _rows(None, version__in=versions)
    _settle(rows, seen, None)
    gone = {row.version for row in rows if row.hidden} | _at_sealed_places(rows, seen)
    mine: dict[str, list[_Row]] = defaultdict(list)
    for row in rows:
        if row.version not in gone and row.person in asked:
            mine[str(row.person)].append(row)
    told = {view.id: view for view in stored(r.version for held in mine.values() for r in held)}
    viewer.seen.add(*asked)
    return tuple(
        finding.hit_of(ref, match, [(told[row.version], row.key, row.place) for row in mine[ref]
                            if row.version in told], restricted=ref in seen.restricted)
        for ref, match in asked.items()
    )  # fmt: skip


def search(
    *,
    name: str = "",
    born_on: date | None = None,
    address: str = "",
    phone: str = "",
    viewer: Viewer,
    limit: int = 20,
) -> tuple[Hit, ...]:
    """Search for a person by what is known of them; the likest first."""
    words = read_words(name or address or phone)
    found = find(replace(words, born_on=born_on or words.born_on), Wanted(), viewer=viewer)
    return hits(found.people[:limit], viewer=viewer)


def explain(one: str, other: str, *, viewer: Viewer) -> Explained:
    """Say how two appearances compare, part by part; worked afresh from what each one says.

    NotThere where the viewer may not know of one of them.
    """
    seen = sight(viewer)
    rows = {row.ref: row for row in _rows(None, ref__in=[one, other])}
    _settle(list(rows.values()), seen, None)
    if len(rows) != 2 or any(row.hidden for row in rows.values()):
        raise NotThere
    return finding.compared(one, rows[one].mention, other, rows[other].mention)


def who(refs: Iterable[str], *, viewer: Viewer) -> dict[str, Hit]:
    """Tell shortly who persons are, as a viewer may know them; who is not theirs is left out."""
    seen = sight(viewer)
    wanted = [ref for ref in refs if ref not in seen.sealed and ref not in viewer.own_refs]
    told = hits([(ref, Matched(0, 0, "")) for ref in wanted], viewer=viewer)
    return {one.person: one for one in told if one.records or one.restricted}
