"""Groups of the touched components, and which person each appearance is taken for."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from django.db.models import Q

from firstlight.audit.services import Line
from firstlight.people.models import Appearance, Judgement, Membership, Mention, Person
from firstlight.people.rules.clusters import Judgement as Answer
from firstlight.people.rules.clusters import partition
from firstlight.people.rules.identity import Levels
from firstlight.people.rules.zones import LINK, Edge
from firstlight.people.taking.linking import Identities
from firstlight.people.taking.pairs import Pair, Pairs, chunks
from firstlight.people.taking.settling import Held, Regrouped, Writer

_NO_LEVELS = Levels(0, 0, 0, 0)


@dataclass(slots=True)
class Component:
    """Everything reachable from the touched mentions by links and judgements."""

    ids: set[int] = field(default_factory=set)
    edges: list[Pair] = field(default_factory=list)
    judgements: list[tuple[int, int, str]] = field(default_factory=list)  # mention ids


def reach(touched: Iterable[int], stored: Pairs) -> Component:
    """Walk from the touched mentions along links and standing judgements."""
    found = Component()
    frontier = set(touched)
    seen_edges: dict[tuple[int, int], Pair] = {}
    judged = Judgement.objects.filter(ended_seq__isnull=True).exists()
    seen_judgements: dict[int, tuple[int, int, str]] = {}
    while frontier:
        found.ids |= frontier
        step: set[int] = set()
        for pair in stored.touching(frontier):
            if pair.zone == LINK:
                seen_edges[pair.left, pair.right] = pair
                step.update((pair.left, pair.right))
        for part in chunks(frontier) if judged else ():
            rows = Judgement.objects.filter(
                Q(one__mention_id__in=part) | Q(other__mention_id__in=part), ended_seq__isnull=True
            ).select_related("one", "other")
            for said in rows.order_by("known_seq"):
                seen_judgements[said.pk] = (said.one.mention_id, said.other.mention_id, said.answer)
                step.update((said.one.mention_id, said.other.mention_id))
        frontier = step - found.ids
    found.edges = list(seen_edges.values())
    found.judgements = [seen_judgements[pk] for pk in sorted(seen_judgements)]
    return found


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
    component = reach(touched, stored)
    known.load(component.ids)
    live = _live(component.ids, heirs or {})
    asleep = component.ids - {held.mention for held in live}
    Mention.objects.filter(pk__in=asleep).update(active=False)
    nodes = [known.code_of[number] for number in component.ids - asleep]
    by_mention: dict[int, list[Held]] = defaultdict(list)
    for held in live:
        by_mention[held.mention].append(held)
    groups, refused = _partition(component, nodes, known)
    _mark_refused(component, refused, stored)
    result = Regrouped()
    writer = Writer(line, result, heirs or {})
    inside_groups = [_members(group, known, by_mention) for group in groups]
    writer.settle(inside_groups, side="inside")
    if sealed and _touches_sealed(inside_groups, sealed, writer):
        _outside(component, nodes, known, by_mention, writer, sealed=sealed, hidden=hidden)
    writer.write()
    return result


def _mark_refused(component: Component, refused: set[Pair], stored: Pairs) -> None:
    before = {pair for pair in component.edges if pair.refused}
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
    component: Component, nodes: list[str], known: Identities
) -> tuple[list[frozenset[str]], set[Pair]]:
    edges: dict[tuple[str, str], tuple[Edge, Pair]] = {}
    code = known.code_of
    for pair in component.edges:
        left, right = code[pair.left], code[pair.right]
        edge = Edge(left, right, pair.weight, LINK, pair.household, (), (), _NO_LEVELS, pair.pinned)
        edges[left, right] = (edge, pair)
    answers = [
        Answer(min(code[one], code[other]), max(code[one], code[other]), answer)
        for one, other, answer in component.judgements
        if one != other
    ]
    found = partition(nodes, [e for e, _ in edges.values()], answers, known.by_code)
    return found.groups, {edges[e.left, e.right][1] for e in found.refused}


def _members(
    group: frozenset[str], known: Identities, by_mention: Mapping[int, list[Held]]
) -> list[Held]:
    return [held for code in group for held in by_mention[known.id_of[code]]]


def _touches_sealed(groups: list[list[Held]], sealed: frozenset[str], writer: Writer) -> bool:
    refs = {writer.refs.get(writer.of[held.id], "") for group in groups for held in group}
    return bool(refs & sealed)


def _outside(
    component: Component,
    nodes: list[str],
    known: Identities,
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
    left = [code for code in nodes if outer.get(known.id_of[code])]
    groups, _ = _partition(component, left, known)
    members = [_members(group, known, outer) for group in groups]
    sealed_ids = frozenset(Person.objects.filter(ref__in=sealed).values_list("pk", flat=True))
    writer.settle(members, side="outside", never=sealed_ids)
    writer.inner = inner
