"""Groups of the touched components, and which person each appearance is taken for."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from django.db.models import Q

from firstlight.audit.services import Line
from firstlight.kernel.values.refs import new_ref
from firstlight.people.models import Appearance, Judgement, Membership, Mention, Person
from firstlight.people.rules.clusters import Judgement as Answer
from firstlight.people.rules.clusters import partition
from firstlight.people.rules.identity import Levels
from firstlight.people.rules.zones import LINK, Edge
from firstlight.people.taking.linking import Identities
from firstlight.people.taking.pairs import Pair, Pairs, chunks

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


@dataclass(frozen=True, slots=True)
class Held:
    """A live appearance and the persons it is taken for now, by side."""

    id: int
    ref: str
    mention: int
    inside: int | None
    outside: int | None
    heir_of: int | None = None  # the appearance of the version before, whose person it claims
    claim: int | None = None


@dataclass(slots=True)
class Regrouped:
    """What grouping changed: persons by appearance, and every person it touched."""

    inside: dict[str, str] = field(default_factory=dict)  # appearance ref -> person ref
    outside: dict[str, str] = field(default_factory=dict)
    changed: set[str] = field(default_factory=set)  # person refs whose members changed
    moved: list[tuple[str, str, str]] = field(default_factory=list)  # (appearance, from, to)


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
    writer = _Writer(line, result, heirs or {})
    inside_groups = [_members(group, known, by_mention) for group in groups]
    writer.settle(inside_groups, side="inside")
    if sealed and _touches_sealed(inside_groups, sealed, writer):
        _outside(component, nodes, known, by_mention, sealed, hidden, writer)
    writer.write()
    return result


def _mark_refused(component: Component, refused: set[Pair], stored: Pairs) -> None:
    before = {pair for pair in component.edges if pair.refused}
    stored.mark_refused(refused - before, refused=True)
    stored.mark_refused(before - refused, refused=False)


def _live(ids: Iterable[int], heirs: Mapping[int, int]) -> list[Held]:
    rows: dict[int, list[object]] = {}
    for part in chunks(ids, 400):
        for pk, ref, mention in Appearance.objects.filter(
            mention_id__in=part, ended_seq__isnull=True
        ).values_list("pk", "ref", "mention_id"):
            rows[pk] = [ref, mention, None, None]
    for part in chunks(rows, 400):
        members = Membership.objects.filter(appearance_id__in=part, to_seq__isnull=True)
        for pk, person, side in members.values_list("appearance_id", "person_id", "side"):
            if side in {"both", "inside"}:
                rows[pk][2] = person
            if side in {"both", "outside"}:
                rows[pk][3] = person
    claims = _claims(heirs)
    found = []
    for pk, (ref, mention, inside, outside) in sorted(rows.items()):
        older = heirs.get(pk)
        found.append(Held(pk, ref, mention, inside, outside, older, claims.get(older or 0)))  # type: ignore[arg-type]  # -- filled in this order above
    return found


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
        Answer(*sorted((code[one], code[other])), answer)
        for one, other, answer in component.judgements
        if one != other
    ]
    found = partition(nodes, [e for e, _ in edges.values()], answers, known.by_code)
    return found.groups, {edges[e.left, e.right][1] for e in found.refused}


def _members(
    group: frozenset[str], known: Identities, by_mention: dict[int, list[Held]]
) -> list[Held]:
    return [held for code in group for held in by_mention[known.id_of[code]]]


def _touches_sealed(groups: list[list[Held]], sealed: frozenset[str], writer: _Writer) -> bool:
    refs = {writer.refs.get(writer.of[held.id]) for group in groups for held in group}
    return bool(refs & sealed)


def _outside(
    component: Component,
    nodes: list[str],
    known: Identities,
    by_mention: dict[int, list[Held]],
    sealed: frozenset[str],
    hidden: frozenset[int],
    writer: _Writer,
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
    members = [_members(group, known, outer) for group in groups]  # type: ignore[arg-type] -- a plain dict with every key
    sealed_ids = frozenset(Person.objects.filter(ref__in=sealed).values_list("pk", flat=True))
    writer.settle(members, side="outside", never=sealed_ids)
    writer.inner = inner


class _Writer:
    """Decides which person each group is, and writes what changed."""

    def __init__(self, line: Line, result: Regrouped, heirs: Mapping[int, int]) -> None:
        self.line = line
        self.heirs = heirs
        self.result = result
        self.of: dict[int, int] = {}  # appearance id -> person id, inside
        self.out: dict[int, int] | None = None
        self.inner: set[int] = set()
        self.refs: dict[int, str] = {}
        self.held: dict[int, Held] = {}
        self.left: dict[int, set[int]] = defaultdict(set)

    def settle(
        self, groups: list[list[Held]], *, side: str, never: frozenset[int] = frozenset()
    ) -> None:
        """Give each group its person: the reference's oldest appearance keeps it."""
        everybody = [held for group in groups for held in group]
        self.held.update({held.id: held for held in everybody})
        now = {h.id: (h.inside if side == "inside" else h.outside) for h in everybody}
        if side == "inside":
            now |= {h.id: h.claim for h in everybody if h.inside is None and h.claim is not None}
        self._read({p for p in now.values() if p is not None})
        where = {held.id: place for place, group in enumerate(groups) for held in group}
        oldest: dict[int, int] = {}
        for held in sorted(everybody, key=lambda h: h.heir_of or h.id):
            person = now[held.id]
            if person is not None and person not in never:
                oldest.setdefault(person, held.id)
        claims: dict[int, list[int]] = defaultdict(list)
        for person, appearance in oldest.items():
            claims[where[appearance]].append(person)
        chosen: dict[int, int] = {}
        fresh: list[tuple[int, Person]] = []
        for place, group in enumerate(groups):
            if not group:
                continue
            if claims[place]:
                chosen[place] = min(claims[place])
            else:
                fresh.append((place, Person(ref=new_ref("P"), known_seq=self.line.seq)))
        Person.objects.bulk_create([person for _, person in fresh], batch_size=200)
        for place, person in fresh:
            chosen[place] = person.pk
            self.refs[person.pk] = person.ref
        target = {held.id: chosen[where[held.id]] for held in everybody}
        if side == "inside":
            self.of = target
        else:
            self.out = target
        self._joined(oldest, where, chosen)

    def _read(self, ids: set[int]) -> None:
        for part in chunks(ids - self.refs.keys(), 400):
            self.refs.update(dict(Person.objects.filter(pk__in=part).values_list("pk", "ref")))

    def _joined(
        self, oldest: dict[int, int], where: dict[int, int], chosen: dict[int, int]
    ) -> None:
        kept = set(chosen.values())
        for person, appearance in oldest.items():
            became = chosen[where[appearance]]
            if person != became and person not in kept:
                Person.objects.filter(pk=person, ended_seq__isnull=True).update(
                    ended_seq=self.line.seq, became=self.refs[became], became_at=self.line.at
                )

    def write(self) -> None:
        """Write what changed; an appearance that moved is told."""
        ended: list[tuple[int, str]] = []
        rows: list[Membership] = []
        for pk, held in self.held.items():
            inside, outside = self.of.get(pk), self._outside_of(pk)
            self._note(held, inside, outside)
            before = (held.inside, held.outside)
            if before == (inside, outside):
                continue
            ended.append((pk, held.ref))
            rows += self._rows(pk, inside, outside)
            for one in (*before, inside, outside):
                if one is not None:
                    self.result.changed.add(self.refs[one])
            if held.inside is not None and inside is not None and held.inside != inside:
                self.result.moved.append((held.ref, self.refs[held.inside], self.refs[inside]))
        for part in chunks([pk for pk, _ in ended], 400):
            Membership.objects.filter(appearance_id__in=part, to_seq__isnull=True).update(
                to_seq=self.line.seq
            )
        Membership.objects.bulk_create(rows, batch_size=200)
        self._take_along()

    def _take_along(self) -> None:
        """Let an appearance of a replaced version be taken for whoever its heir is."""
        for heir, older in self.heirs.items():
            person = self.of.get(heir)
            if person is None:
                continue
            rows = Membership.objects.filter(appearance_id=older, to_seq__isnull=True)
            if not rows.exclude(person_id=person).exists():
                continue
            rows.update(to_seq=self.line.seq)
            side = "both" if self._outside_of(heir) == person else "inside"
            Membership.objects.create(
                appearance_id=older, person_id=person, side=side, from_seq=self.line.seq
            )

    def _outside_of(self, pk: int) -> int | None:
        if self.out is None:
            return self.of.get(pk)
        return None if pk in self.inner else self.out.get(pk)

    def _note(self, held: Held, inside: int | None, outside: int | None) -> None:
        if inside is not None:
            self.result.inside[held.ref] = self.refs[inside]
        if outside is not None:
            self.result.outside[held.ref] = self.refs[outside]

    def _rows(self, pk: int, inside: int | None, outside: int | None) -> list[Membership]:
        seq = self.line.seq
        if inside == outside and inside is not None:
            return [Membership(appearance_id=pk, person_id=inside, side="both", from_seq=seq)]
        made = []
        if inside is not None:
            made.append(Membership(appearance_id=pk, person_id=inside, side="inside", from_seq=seq))
        if outside is not None:
            made.append(
                Membership(appearance_id=pk, person_id=outside, side="outside", from_seq=seq)
            )
        return made
