"""Candidates of new mentions, looked up by key; pairs weighed; heavy keys retired."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from functools import lru_cache

from django.db import connection

from firstlight.audit.services import Line
from firstlight.people.models import Mention, RetiredKey, SpentKey
from firstlight.people.rules import levels as lv
from firstlight.people.rules.identity import Identity
from firstlight.people.rules.keys import blocking_keys
from firstlight.people.rules.model import load_model
from firstlight.people.rules.scoring import SAME_BIRTH
from firstlight.people.rules.zones import Edge, bends, is_kept, judge, scored
from firstlight.people.taking.mentions import Landed, number_of, unpacked
from firstlight.people.taking.pairs import Pair, Pairs, chunks

# A key that more distinct mentions ever had than this is retired for good.
CAP = 200


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


HOLDERS = "SELECT key, mention_id FROM people_mentionkey WHERE key IN (%s)"


def holders(keys: Iterable[int]) -> dict[int, list[int]]:
    """Give the mentions that hold each key."""
    found: dict[int, list[int]] = defaultdict(list)
    with connection.cursor() as cursor:
        for part in chunks(keys):
            marks = ",".join(["%s"] * len(part))
            cursor.execute(HOLDERS % marks, part)
            for key, mention in cursor.fetchall():
                found[key].append(mention)
    return found


def weigh(line: Line, landed: Landed, known: Identities, stored: Pairs) -> Weighed:
    """Weigh every new mention against its candidates and judge what that bends."""
    weighed = Weighed()
    weighed.touched.update(landed.mention_ids.values())
    weighed.touched.update(landed.left)
    if not landed.fresh:
        return weighed
    for code, identity in landed.fresh.items():
        known.add(code, landed.mention_ids[code], identity)
        stored.whole.add(landed.mention_ids[code])
    keys = {code: [(number_of(k), k) for k in blocking_keys(i)] for code, i in landed.fresh.items()}
    names = {number: key for pairs in keys.values() for number, key in pairs}
    held = holders(names)
    spent = _spent(held)
    newly = {
        k for k, who in held.items() if len(who) + spent.get(k, 0) > CAP and k not in known.retired
    }
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
        _retire(line, newly, names, held, weighed, known, stored=stored)
    _bend(weighed, known, stored)
    return weighed


def _spent(held: dict[int, list[int]]) -> dict[int, int]:
    """Give how many mentions that were disposed of had each key; few ever are near the cap."""
    near = [key for key, who in held.items() if len(who) > CAP // 4]
    return dict(SpentKey.objects.filter(key__in=near).values_list("key", "count")) if near else {}


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
    *,
    stored: Pairs,
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
        for pair in list(stored.touching(who)):
            if pair.left in inside and pair.right in inside:
                _weigh_again(pair, known, weighed, stored)
    RetiredKey.objects.bulk_create(rows, ignore_conflicts=True)
    line.say(keys_retired=[names[k].split(":", 1)[0] for k in newly])


def _weigh_again(pair: Pair, known: Identities, weighed: Weighed, stored: Pairs) -> None:
    left, right = known.code_of[pair.left], known.code_of[pair.right]
    one, other = known.by_code[left], known.by_code[right]
    shared = {number_of(k) for k in blocking_keys(one)} & {
        number_of(k) for k in blocking_keys(other)
    }
    if not shared - known.retired:
        stored.drop(pair.left, pair.right)
        return
    edge = scored(left, right, one, other, load_model())
    weighed.edges[edge.left, edge.right] = edge


def _says_nothing_new(edge: Edge) -> bool:
    """Say whether a new pair of one home, alike in name and birth, can bend no pair around it."""
    return edge.levels.given == lv.EQUAL and edge.levels.born in SAME_BIRTH


def _bend(weighed: Weighed, known: Identities, stored: Pairs) -> None:
    """Judge new pairs that can bend, and stored ones around them, by their whole neighbourhood."""
    near = {
        known.id_of[code]
        for (left, right), edge in weighed.edges.items()
        if edge.household and not _says_nothing_new(edge)
        for code in (left, right)
    }
    around = _stored_around(near, weighed, known, stored)
    bending = [edge for edge in (*weighed.edges.values(), *around) if bends(edge)]
    if not bending:
        return
    ends = {known.id_of[code] for edge in bending for code in (edge.left, edge.right)}
    candidates: dict[str, set[str]] = defaultdict(set)
    homes = [(p.left, p.right) for p in stored.touching(ends) if p.household]
    known.load({number for pair in homes for number in pair})
    for one, other in homes:
        candidates[known.code_of[one]].add(known.code_of[other])
        candidates[known.code_of[other]].add(known.code_of[one])
    for (left, right), edge in weighed.edges.items():
        if edge.household:
            candidates[left].add(right)
            candidates[right].add(left)
    for edge in judge(bending, known.by_code, candidates, load_model()):
        key = (edge.left, edge.right)
        before = weighed.edges.get(key)
        weighed.edges[key] = edge
        if before is None or before.zone != edge.zone:
            weighed.touched.update((known.id_of[edge.left], known.id_of[edge.right]))


def _stored_around(
    near: set[int], weighed: Weighed, known: Identities, stored: Pairs
) -> list[Edge]:
    model = load_model()
    pairs = {(p.left, p.right) for p in stored.touching(near) if p.bends}
    known.load({number for pair in pairs for number in pair})
    found: dict[tuple[str, str], Edge] = {}
    for one, other in pairs:
        left, right = known.code_of[one], known.code_of[other]
        key = (min(left, right), max(left, right))
        if key not in weighed.edges and key not in found:
            found[key] = scored(left, right, known.by_code[left], known.by_code[right], model)
    return list(found.values())


def write_pairs(line: Line, weighed: Weighed, known: Identities, stored: Pairs) -> None:
    """Write the weighed pairs."""
    stored.write(
        [
            Pair(
                known.id_of[edge.left],
                known.id_of[edge.right],
                edge.weight,
                edge.zone,
                edge.pinned,
                edge.household,
                bends(edge),
                refused=False,
            )
            for edge in weighed.edges.values()
        ],
        line.seq,
    )
