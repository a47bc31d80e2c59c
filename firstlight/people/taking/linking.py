"""Candidates of new mentions, looked up by key; pairs weighed; heavy keys retired."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from functools import lru_cache
from typing import TypeVar

from django.db import connection
from django.db.models import Q

from firstlight.audit.services import Line
from firstlight.people.models import Edge as EdgeRow
from firstlight.people.models import Mention, MentionKey, RetiredKey
from firstlight.people.rules import levels as lv
from firstlight.people.rules.identity import Identity
from firstlight.people.rules.keys import blocking_keys
from firstlight.people.rules.model import load_model
from firstlight.people.rules.scoring import SAME_BIRTH
from firstlight.people.rules.zones import Edge, bends, is_kept, judge, scored
from firstlight.people.taking.mentions import CHUNK, Landed, number_of, unpacked

T = TypeVar("T")

# A key that more distinct mentions ever had than this is retired for good.
CAP = 200


def chunks(values: Iterable[T], size: int = CHUNK) -> Iterator[list[T]]:
    """Cut values into lists a query can carry."""
    held = list(values)
    for begin in range(0, len(held), size):
        yield held[begin : begin + size]


@dataclass(slots=True)
class Weighed:
    """What weighing a batch told: pairs to write, and mentions whose groups it touches."""

    edges: dict[tuple[str, str], Edge] = field(default_factory=dict)
    touched: set[int] = field(default_factory=set)


@lru_cache(maxsize=200_000)
def _read(text: str) -> Identity:
    return unpacked(text)


class Identities:
    """Identities and ids by code, read in bulk and kept while a batch is worked."""

    def __init__(self) -> None:
        self.by_code: dict[str, Identity] = {}
        self.code_of: dict[int, str] = {}
        self.id_of: dict[str, int] = {}
        self.retired = set(RetiredKey.objects.values_list("key", flat=True))

    def add(self, code: str, number: int, identity: Identity) -> None:
        """Keep one; a retired telephone is no evidence and makes no household."""
        self.by_code[code], self.code_of[number], self.id_of[code] = identity, code, number
        self._without_retired(code)

    def _without_retired(self, code: str) -> None:
        identity = self.by_code[code]
        if self.retired and any(number_of(f"ph:{p}") in self.retired for p in identity.phones):
            self.by_code[code] = replace(identity, retired_phone=True)

    def retire(self, keys: Iterable[int]) -> None:
        """Note keys that retire now, for those kept already too."""
        self.retired.update(keys)
        for code in self.by_code:
            self._without_retired(code)

    def load(self, ids: Iterable[int]) -> None:
        """Read those not kept yet."""
        missing = [number for number in ids if number not in self.code_of]
        for part in chunks(missing):
            rows = Mention.objects.filter(pk__in=part).values_list("pk", "code", "identity")
            for number, code, text in rows:
                self.add(code, number, _read(text))


def pairs_touching(ids: list[int], also: str = "") -> list[tuple[int, int]]:
    """Give the stored pairs that touch these mentions; `also` is a fixed condition."""
    table = EdgeRow._meta.db_table  # noqa: SLF001 -- Django's own way to name a table
    marks = ",".join(["%s"] * len(ids))
    found: set[tuple[int, int]] = set()
    with connection.cursor() as cursor:
        for end in ("left_id", "right_id"):
            cursor.execute(
                f"SELECT left_id, right_id FROM {table} WHERE {end} IN ({marks}) {also}",  # noqa: S608 -- fixed words and placeholders
                ids,
            )
            found.update(cursor.fetchall())
    return list(found)


def holders(keys: Iterable[int]) -> dict[int, list[int]]:
    """Give the mentions that hold each key."""
    found: dict[int, list[int]] = defaultdict(list)
    table = MentionKey._meta.db_table
    with connection.cursor() as cursor:
        for part in chunks(keys):
            marks = ",".join(["%s"] * len(part))
            cursor.execute(f"SELECT key, mention_id FROM {table} WHERE key IN ({marks})", part)  # noqa: S608 -- placeholders alone
            for key, mention in cursor.fetchall():
                found[key].append(mention)
    return found


def weigh(line: Line, landed: Landed, known: Identities) -> Weighed:
    """Weigh every new mention against its candidates and judge what that bends."""
    weighed = Weighed()
    weighed.touched.update(landed.mention_ids.values())
    weighed.touched.update(landed.left)
    if not landed.fresh:
        return weighed
    for code, identity in landed.fresh.items():
        known.add(code, landed.mention_ids[code], identity)
    keys = {code: [(number_of(k), k) for k in blocking_keys(i)] for code, i in landed.fresh.items()}
    names = {number: key for pairs in keys.values() for number, key in pairs}
    held = holders(names)
    newly = {k for k, who in held.items() if len(who) > CAP and k not in known.retired}
    if newly:
        known.retire(newly)
    pairs = _pairs(landed, keys, held, known.retired)
    known.load({number for pair in pairs for number in pair})
    model = load_model()
    for one, other in pairs:
        left, right = known.code_of[one], known.code_of[other]
        edge = scored(left, right, known.by_code[left], known.by_code[right], model)
        if is_kept(edge, model):
            weighed.edges[edge.left, edge.right] = edge
    if newly:
        _retire(line, newly, names, held, weighed, known)
    _bend(weighed, known)
    return weighed


def _pairs(
    landed: Landed,
    keys: dict[str, list[tuple[int, str]]],
    held: dict[int, list[int]],
    retired: set[int],
) -> set[tuple[int, int]]:
    pairs: set[tuple[int, int]] = set()
    for code, its in keys.items():
        me = landed.mention_ids[code]
        for number, _ in its:
            if number in retired:
                continue
            pairs.update((min(me, you), max(me, you)) for you in held[number] if you != me)
    return pairs


def _retire(
    line: Line,
    newly: set[int],
    names: dict[int, str],
    held: dict[int, list[int]],
    weighed: Weighed,
    known: Identities,
) -> None:
    """Retire keys for good: pairs that share no other key go, what they touched is grouped again."""
    rows = []
    for key in newly:
        who = held[key]
        said = names[key].split(":", 1)[0]
        rows.append(RetiredKey(key=key, said=said, count=len(who), known_seq=line.seq))
        known.load(who)
        weighed.touched.update(who)
        inside = set(who)
        for part in chunks(who):
            for row in EdgeRow.objects.filter(left_id__in=part):
                if row.right_id in inside:
                    _weigh_again(row, known, weighed)
    RetiredKey.objects.bulk_create(rows, ignore_conflicts=True)
    line.say(keys_retired=[names[k].split(":", 1)[0] for k in newly])


def _weigh_again(row: EdgeRow, known: Identities, weighed: Weighed) -> None:
    left, right = known.code_of[row.left_id], known.code_of[row.right_id]
    one, other = known.by_code[left], known.by_code[right]
    shared = {number_of(k) for k in blocking_keys(one)} & {
        number_of(k) for k in blocking_keys(other)
    }
    if not shared - known.retired:
        EdgeRow.objects.filter(pk=row.pk).delete()
        return
    edge = scored(left, right, one, other, load_model())
    weighed.edges[edge.left, edge.right] = edge


def _says_nothing_new(edge: Edge) -> bool:
    """Say whether a new pair of one home, alike in name and birth, can bend no pair around it."""
    return edge.levels.given == lv.EQUAL and edge.levels.born in SAME_BIRTH


def _bend(weighed: Weighed, known: Identities) -> None:
    """Judge new pairs that can bend, and stored ones around them, by their whole neighbourhood."""
    near = {
        known.id_of[code]
        for (left, right), edge in weighed.edges.items()
        if edge.household and not _says_nothing_new(edge)
        for code in (left, right)
    }
    if not near:
        return
    stored = _stored_around(near, weighed, known)
    bending = [edge for edge in (*weighed.edges.values(), *stored) if bends(edge)]
    if not bending:
        return
    ends = {known.id_of[code] for edge in bending for code in (edge.left, edge.right)}
    candidates: dict[str, set[str]] = defaultdict(set)
    for part in chunks(ends):
        pairs = pairs_touching(part, "AND household")
        known.load({number for pair in pairs for number in pair})
        for one, other in pairs:
            candidates[known.code_of[one]].add(known.code_of[other])
            candidates[known.code_of[other]].add(known.code_of[one])
    for (left, right), edge in weighed.edges.items():
        if edge.household:
            candidates[left].add(right)
            candidates[right].add(left)
    for edge in judge(bending, known.by_code, candidates, load_model()):
        key = (edge.left, edge.right)
        weighed.edges[key] = edge
        weighed.touched.update((known.id_of[edge.left], known.id_of[edge.right]))


def _stored_around(near: set[int], weighed: Weighed, known: Identities) -> list[Edge]:
    model = load_model()
    found: dict[tuple[str, str], Edge] = {}
    for part in chunks(near):
        pairs = pairs_touching(part, "AND bends")
        known.load({number for pair in pairs for number in pair})
        for one, other in pairs:
            left, right = known.code_of[one], known.code_of[other]
            edge = scored(left, right, known.by_code[left], known.by_code[right], model)
            key = (edge.left, edge.right)
            if key not in weighed.edges:
                found[key] = edge
    return list(found.values())


def write_edges(line: Line, weighed: Weighed, known: Identities) -> None:
    """Write the weighed pairs; a pair weighed again takes its new weight."""
    rows = [
        (
            known.id_of[edge.left],
            known.id_of[edge.right],
            edge.weight,
            edge.zone,
            edge.pinned,
            edge.household,
            bends(edge),
            False,
            line.seq,
        )
        for edge in weighed.edges.values()
    ]
    if not rows:
        return
    table = EdgeRow._meta.db_table  # noqa: SLF001 -- Django's own way to name a table
    columns = "left_id, right_id, weight, zone, pinned, household, bends, refused, known_seq"
    with connection.cursor() as cursor:
        cursor.executemany(
            f"INSERT INTO {table} ({columns}) VALUES (%s, %s, %s, %s, %s, %s, %s, %s, %s) "  # noqa: S608 -- the table's own name
            "ON CONFLICT (left_id, right_id) DO UPDATE SET weight = excluded.weight, "
            "zone = excluded.zone, pinned = excluded.pinned, household = excluded.household, "
            "bends = excluded.bends",
            rows,
        )
