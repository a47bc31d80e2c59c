"""What a decision of a person moves: grouped again, told, and written down as parted."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from firstlight.access.selectors import sealed_targets
from firstlight.audit.services import Line
from firstlight.audit.tasks import Priority
from firstlight.kernel.values.refs import new_ref
from firstlight.people.events import LinkParted, PersonChanged
from firstlight.people.models import (
    Appearance,
    Membership,
    Mention,
    MentionKey,
    Parting,
    Person,
)
from firstlight.people.taking.grouping import regroup
from firstlight.people.taking.identities import Identities
from firstlight.people.taking.pairs import Pairs
from firstlight.people.taking.settling import Regrouped


def rework(line: Line, mentions: set[int]) -> Regrouped:
    """Group again what a human judgement touched, and queue the re-work of its people."""
    sealed = frozenset(ref for ref in sealed_targets() if ref.startswith("P-"))
    grouped = regroup(line, mentions, Identities(), Pairs(), sealed=sealed, hidden=frozenset())
    for person in sorted(grouped.changed):
        line.about(person)
        line.emit(PersonChanged(person=person))
        line.queue("risk.assess", (person,), priority=Priority.NAMED, key=f"risk.assess:{person}")
    return grouped


def fork(line: Line, appearance: Appearance) -> str:
    """Give an appearance a mention of its own, and the code of the one it had.

    Two people cannot share one statement.
    """
    shared = Mention.objects.get(pk=appearance.mention_id)
    own = Mention.objects.create(
        code=f"{shared.code[:20]}{new_ref('F')[2:]}",
        name_id=shared.name_id,
        identity=shared.identity,
        known_seq=line.seq,
    )
    keys = MentionKey.objects.filter(mention_id=shared.pk).values_list("key", flat=True)
    MentionKey.objects.bulk_create(MentionKey(key=key, mention=own) for key in keys)
    Appearance.objects.filter(pk=appearance.pk).update(mention=own)
    appearance.mention_id = own.pk
    return shared.code


def note_partings(
    line: Line, grouped: Regrouped, forked: Mapping[str, str] | None = None
) -> list[str]:
    """Write down who was parted from whom, so that what relied on it can be found."""
    pairs: dict[tuple[str, str], list[str]] = {}
    ended = set(Person.objects.filter(ended_seq=line.seq).values_list("ref", flat=True))
    for appearance, before, after in grouped.moved:
        if before not in ended:
            pairs.setdefault((before, after), []).append(appearance)
    noted = []
    for (before, after), appearances in sorted(pairs.items()):
        since, shown_as = _while_linked(before, appearances)
        row = Parting.objects.create(
            ref=new_ref("W"), person=before, to=after, appearances=appearances, by=line.by.ref,
            at=line.at, known_seq=line.seq, since_seq=since, shown_as=shown_as,
            forked={ref: code for ref, code in (forked or {}).items() if ref in appearances},
        )  # fmt: skip
        line.emit(LinkParted(parting=row.ref, person=before, to=after))
        noted.append(row.ref)
    return noted


def _while_linked(person: str, moved: Iterable[str]) -> tuple[int, list[str]]:
    """Give from which position the parted link stood, and every reference it was shown under.

    A person that others joined was known by other references before; one that held nothing but
    what is parted now showed nobody wrongly.
    """
    since, shown = 0, [person]
    own = Membership.objects.filter(appearance__ref__in=moved)
    for row in own.select_related("person").order_by("-from_seq"):
        if row.person.ref not in shown and row.person.became not in shown:
            continue
        beside = Membership.objects.filter(person_id=row.person_id, from_seq__lt=row.to_seq or 0)
        others = beside.exclude(appearance__ref__in=moved)
        if row.to_seq is None or not others.exclude(to_seq__lte=row.from_seq).exists():
            continue
        since = min(since or row.from_seq, row.from_seq)
        if row.person.ref not in shown:
            shown.append(row.person.ref)
    return since, shown
