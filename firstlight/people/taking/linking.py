"""Candidates of new mentions, looked up by key; pairs weighed; heavy keys retired."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from django.db import connection

from firstlight.audit.services import Line
from firstlight.people.models import RetiredKey, SpentKey
from firstlight.people.rules import levels as lv
from firstlight.people.rules.model import load_model
from firstlight.people.rules.scoring import SAME_BIRTH
from firstlight.people.rules.zones import Edge, bends, judge
from firstlight.people.taking.identities import Identities, key_numbers
from firstlight.people.taking.mentions import Landed
from firstlight.people.taking.pairs import Pair, Pairs, chunks
from firstlight.people.taking.sealing import unseal
from firstlight.people.taking.weighing import kept, weight_of

# A key that more distinct mentions ever had than this is retired for good.
CAP = 200


@dataclass(slots=True)
class Weighed:
    """What weighing a batch told: pairs to write, and mentions whose groups it touches."""

    edges: dict[tuple[str, str], Edge] = field(default_factory=dict)
    touched: set[int] = field(default_factory=set)


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
    keys = {code: key_numbers(identity) for code, identity in landed.fresh.items()}
    names = {number: key for its in keys.values() for number, key in its.items()}
    if opened := unseal(names):
        known.retire(opened)
    held = holders(names)
    spent = _spent(held)
    newly = {
        k for k, who in held.items() if len(who) + spent.get(k, 0) > CAP and k not in known.retired
    }
    if newly:
        known.retire(newly)
    pairs = _pairs(landed, keys, held, known.retired)
    known.load({number for pair in pairs for number in pair})
    code_of, by_code = known.code_of, known.by_code
    for one, other in pairs:
        left, right = code_of[one], code_of[other]
        edge = kept(left, right, by_code[left], by_code[right])
        if edge is not None:
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
    keys: Mapping[str, Iterable[int]],
    held: dict[int, list[int]],
    retired: set[int],
) -> set[tuple[int, int]]:
    """Give every pair of a new mention and one that shares a key with it, each once."""
    pairs: set[tuple[int, int]] = set()
    for code, its in keys.items():
        me = landed.mention_ids[code]
        others: set[int] = set()
        for number in its:
            if number not in retired:
                others.update(held[number])
        others.discard(me)
        pairs.update([(me, you) if me < you else (you, me) for you in others])
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
    shared = key_numbers(one).keys() & key_numbers(other).keys()
    if not shared - known.retired:
        stored.drop(pair.left, pair.right)
        return
    edge = weight_of(left, right, one, other)
    weighed.edges[edge.left, edge.right] = edge


def _says_nothing_new(edge: Edge) -> bool:
    """Say whether a new pair of one home, alike in name and birth, can bend no pair around it."""
    return edge.levels.given == lv.EQUAL and edge.levels.born in SAME_BIRTH


class _Homes(Mapping[str, set[str]]):
    """Those paired with each record as of one home, stored or new; looked up when asked."""

    def __init__(self, weighed: Weighed, known: Identities, stored: Pairs) -> None:
        self._known, self._stored = known, stored
        self._new: dict[str, set[str]] = defaultdict(set)
        for (left, right), edge in weighed.edges.items():
            if edge.household:
                self._new[left].add(right)
                self._new[right].add(left)

    def __getitem__(self, ref: str) -> set[str]:
        """Give those of one record."""
        held = self._stored.homes.get(self._known.id_of[ref], ())
        return {self._known.code_of[number] for number in held} | self._new.get(ref, set())

    def __iter__(self) -> Iterator[str]:
        """Give every record kept."""
        return iter(self._known.by_code)

    def __len__(self) -> int:
        """Count them."""
        return len(self._known.by_code)


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
    stored.load(ends)
    known.load(set().union(*(stored.homes.get(end, ()) for end in ends)))
    for edge in judge(bending, known.by_code, _Homes(weighed, known, stored), load_model()):
        key = (edge.left, edge.right)
        before = weighed.edges.get(key)
        if before is not None:
            weighed.edges[key] = edge
            moved = before.zone != edge.zone
        elif moved := _moved(edge, known, stored):
            weighed.edges[key] = edge
        if moved:
            weighed.touched.update((known.id_of[edge.left], known.id_of[edge.right]))


def _moved(edge: Edge, known: Identities, stored: Pairs) -> bool:
    """Say whether a stored pair, judged again, is another than it was."""
    left, right = known.id_of[edge.left], known.id_of[edge.right]
    held = stored.of[left][right]
    return held._replace(refused=False) != pair_of(edge, known)


def _stored_around(
    near: set[int], weighed: Weighed, known: Identities, stored: Pairs
) -> list[Edge]:
    stored.load(near)
    pairs = {
        (one, other) if one < other else (other, one)
        for one in near
        for other in stored.bending.get(one, ())
    }
    known.load({number for pair in pairs for number in pair})
    found: list[Edge] = []
    for one, other in pairs:
        left, right = known.code_of[one], known.code_of[other]
        if (left, right) not in weighed.edges and (right, left) not in weighed.edges:
            found.append(weight_of(left, right, known.by_code[left], known.by_code[right]))
    return found


def pair_of(edge: Edge, known: Identities) -> Pair:
    """Give a weighed pair as it is stored."""
    return Pair(
        known.id_of[edge.left],
        known.id_of[edge.right],
        edge.weight,
        edge.zone,
        edge.pinned,
        edge.household,
        bends(edge),
        refused=False,
    )


def write_pairs(line: Line, weighed: Weighed, known: Identities, stored: Pairs) -> None:
    """Write the weighed pairs."""
    stored.write([pair_of(edge, known) for edge in weighed.edges.values()], line.seq)
