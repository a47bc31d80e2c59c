"""Groups of the touched components, and which person each appearance is taken for."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from django.db.models import Q

from firstlight.audit.services import Line
from firstlight.people.models import Appearance, Judgement, Membership, Mention, Person
from firstlight.people.rules.clusters import Judgement as Answer
from firstlight.people.rules.clusters import agree, partition
from firstlight.people.rules.identity import Levels
from firstlight.people.rules.zones import LINK, Edge
from firstlight.people.taking.identities import Identities
from firstlight.people.taking.pairs import Pair, Pairs, chunks
from firstlight.people.taking.settling import Held, Regrouped, Writer

_NO_LEVELS = Levels(0, 0, 0, 0)


Said = tuple[int, int, str]  # two mention ids and what a person answered


@dataclass(slots=True)
class Component:
    """Mentions that hang together by links and judgements."""

    ids: set[int] = field(default_factory=set)
    judgements: list[Said] = field(default_factory=list)

    def links(self, stored: Pairs) -> list[Pair]:
        """Give its links, each once."""
        return [
            pair
            for one in self.ids
            for other in stored.links.get(one, ())
            if (pair := stored.of[one][other]).left == one
        ]

    def refused(self, stored: Pairs) -> set[Pair]:
        """Give those of its links that grouping refused before."""
        return {
            stored.of[one][other]
            for one in self.ids & stored.refused.keys()
            for other in stored.refused[one]
            if other in stored.links.get(one, ())
        }


def reach(touched: Iterable[int], stored: Pairs) -> list[Component]:
    """Walk from the touched mentions along links and standing judgements."""
    answers: dict[int, Said] = {}
    beside: dict[int, set[int]] = defaultdict(set)
    judged = Judgement.objects.filter(ended_seq__isnull=True).exists()
    frontier, seen = set(touched), set[int]()
    while frontier:
        seen |= frontier
        stored.load(frontier)
        step = set[int]().union(*(stored.links.get(one, ()) for one in frontier))
        for number, (one, other, answer) in _said_of(frontier) if judged else ():
            answers[number] = (one, other, answer)
            beside[one].add(other)
            beside[other].add(one)
            step.update((one, other))
        frontier = step - seen
    return _parted(seen, stored, beside, [answers[number] for number in sorted(answers)])


def _said_of(mentions: Iterable[int]) -> Iterator[tuple[int, Said]]:
    for part in chunks(mentions):
        rows = Judgement.objects.filter(
            Q(one__mention_id__in=part) | Q(other__mention_id__in=part), ended_seq__isnull=True
        ).values_list("pk", "one__mention_id", "other__mention_id", "answer")
        for number, one, other, answer in rows:
            yield number, (one, other, answer)


def _parted(
    seen: set[int], stored: Pairs, beside: Mapping[int, set[int]], answers: list[Said]
) -> list[Component]:
    """Part what was reached into its components."""
    components: list[Component] = []
    where: dict[int, Component] = {}
    left = set(seen)
    while left:
        component, frontier = Component(), {left.pop()}
        while frontier:
            component.ids |= frontier
            step = set[int]().union(
                *(stored.links.get(one, ()) for one in frontier),
                *(beside.get(one, ()) for one in frontier),
            )
            frontier = step - component.ids
        left -= component.ids
        where.update(dict.fromkeys(component.ids if answers else (), component))
        components.append(component)
    for said in answers:
        where[said[0]].judgements.append(said)
    return components


def regroup(
    line: Line,
    touched: set[int],
    known: Identities,
    stored: Pairs,
    *,
    sealed: frozenset[str],
    hidden: frozenset[int],
    heirs: Mapping[int, int] | None = None,
) -> Regrouped:
    """Group the touched components again and write who is who.

    `sealed` are sealed persons; `hidden` the appearances (ids) that the one who takes this
    record in may not link to them for outsiders. Where none is touched, one grouping serves.
    """
    components = reach(touched, stored)
    ids = set[int]().union(*(component.ids for component in components))
    known.load(ids)
    live = _live(ids, heirs or {})
    by_mention: dict[int, list[Held]] = defaultdict(list)
    for held in live:
        by_mention[held.mention].append(held)
    asleep = ids - by_mention.keys()
    if asleep:
        Mention.objects.filter(pk__in=asleep).update(active=False)
    groups: list[frozenset[int]] = []
    for component in components:
        found, refused = _partition(component, component.ids - asleep, known, stored)
        groups += found
        _mark_refused(component, refused, stored)
    result = Regrouped()
    writer = Writer(line, result, heirs or {})
    inside_groups = [_members(group, by_mention) for group in groups]
    writer.settle(inside_groups, side="inside")
    if sealed and _touches_sealed(inside_groups, sealed, writer):
        _outside(components, known, stored, by_mention, writer, sealed=sealed, hidden=hidden)
    writer.write()
    return result


def _mark_refused(component: Component, refused: set[Pair], stored: Pairs) -> None:
    before = component.refused(stored)
    stored.mark_refused(refused - before, refused=True)
    stored.mark_refused(before - refused, refused=False)


def _live(ids: Iterable[int], heirs: Mapping[int, int]) -> list[Held]:
    rows: dict[int, tuple[str, int]] = {}
    for part in chunks(ids, 400):
        for pk, ref, mention in Appearance.objects.filter(
            mention_id__in=part, ended_seq__isnull=True
        ).values_list("pk", "ref", "mention_id"):
            rows[pk] = (ref, mention)
    inside: dict[int, int] = {}
    outside: dict[int, int] = {}
    for part in chunks(rows, 400):
        members = Membership.objects.filter(appearance_id__in=part, to_seq__isnull=True)
        for pk, person, side in members.values_list("appearance_id", "person_id", "side"):
            if side in {"both", "inside"}:
                inside[pk] = person
            if side in {"both", "outside"}:
                outside[pk] = person
    claims = _claims(heirs)
    return [
        Held(
            pk, ref, mention, inside.get(pk), outside.get(pk),
            heirs.get(pk), claims.get(heirs.get(pk, 0)),
        )
        for pk, (ref, mention) in sorted(rows.items())
    ]  # fmt: skip


def _claims(heirs: Mapping[int, int]) -> dict[int, int]:
    """Give the persons that appearances of replaced versions were taken for."""
    if not heirs:
        return {}
    rows = Membership.objects.filter(
        appearance_id__in=list(heirs.values()), to_seq__isnull=True, side__in=["both", "inside"]
    )
    return dict(rows.values_list("appearance_id", "person_id"))


def _partition(
    component: Component, nodes: set[int], known: Identities, stored: Pairs
) -> tuple[list[frozenset[int]], set[Pair]]:
    """Group the mentions of a component, and give the links refused."""
    code, whole = known.code_of, len(nodes) == len(component.ids)
    told = [known.by_code[code[number]] for number in nodes]
    if whole and not component.judgements and agree(told):
        return [frozenset(nodes)], set()
    links = component.links(stored)
    edges = [
        Edge(code[p.left], code[p.right], p.weight, LINK, p.household, (), (), _NO_LEVELS, p.pinned)
        for p in links
    ]
    answers = [
        Answer(min(code[one], code[other]), max(code[one], code[other]), answer)
        for one, other, answer in component.judgements
        if one != other
    ]
    found = partition([code[number] for number in nodes], edges, answers, known.by_code)
    groups = [frozenset(known.id_of[one] for one in group) for group in found.groups]
    refused = {(edge.left, edge.right) for edge in found.refused}
    return groups, {p for p in links if refused and (code[p.left], code[p.right]) in refused}


def _members(group: frozenset[int], by_mention: Mapping[int, list[Held]]) -> list[Held]:
    return [held for number in group for held in by_mention.get(number, ())]


def _touches_sealed(groups: list[list[Held]], sealed: frozenset[str], writer: Writer) -> bool:
    refs = {writer.refs.get(writer.of[held.id], "") for group in groups for held in group}
    return bool(refs & sealed)


def _outside(
    components: list[Component],
    known: Identities,
    stored: Pairs,
    by_mention: Mapping[int, list[Held]],
    writer: Writer,
    *,
    sealed: frozenset[str],
    hidden: frozenset[int],
) -> None:
    """Group again without what is sealed: that is what outsiders' pages are worked from."""
    inner = {
        held.id
        for holders in by_mention.values()
        for held in holders
        if held.inside is not None and held.outside is None and held.id not in hidden
    }
    outer = {m: [h for h in held if h.id not in inner] for m, held in by_mention.items()}
    groups: list[frozenset[int]] = []
    for component in components:
        left = {number for number in component.ids if outer.get(number)}
        groups += _partition(component, left, known, stored)[0]
    members = [_members(group, outer) for group in groups]
    sealed_ids = frozenset(Person.objects.filter(ref__in=sealed).values_list("pk", flat=True))
    writer.settle(members, side="outside", never=sealed_ids)
    writer.inner = inner
