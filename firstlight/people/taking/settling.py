"""Which person each appearance is taken for: decided group by group, and what changed written."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field

from firstlight.audit.services import Line
from firstlight.kernel.rows import add_rows
from firstlight.kernel.values.refs import new_ref
from firstlight.people.models import Membership, Person
from firstlight.people.taking.pairs import chunks


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


class Writer:
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
        add_rows(Person, [person for _, person in fresh])
        for place, made in fresh:
            chosen[place] = made.pk
            self.refs[made.pk] = made.ref
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
        add_rows(Membership, rows)
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
