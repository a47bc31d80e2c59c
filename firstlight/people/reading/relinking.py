"""Who is who worked out anew from every mention, beside what live work made; nothing is written."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from firstlight.people.models import Judgement, Membership, Mention, RetiredKey
from firstlight.people.rules.clusters import Judgement as Answer
from firstlight.people.rules.identity import Identity
from firstlight.people.rules.model import load_model
from firstlight.people.taking.identities import key_numbers
from firstlight.people.taking.mentions import unpacked


@dataclass(frozen=True, slots=True)
class Relinked:
    """Two groupings of the same mentions, each as mention -> number of its group."""

    live: Mapping[str, int]
    anew: Mapping[str, int]
    groups: int  # how many people were made anew
    retired: int  # keys too common to compare by


def _live() -> dict[str, int]:
    """Give the person each mention in use is taken for."""
    rows = Membership.objects.filter(
        to_seq__isnull=True, side__in=["both", "inside"], appearance__ended_seq__isnull=True
    )
    return dict(rows.values_list("appearance__mention__code", "person_id").iterator(2000))


def _held(who: Identity, numbers: set[int]) -> set[str]:
    """Give the keys of an identity that live work retired: the bulk engine reads the same set."""
    return {key for number, key in key_numbers(who).items() if number in numbers}


def relink() -> Relinked:
    """Link every mention in use anew by the bulk engine, under the same model and judgements."""
    from firstlight.people.linkage.bulk import link_all  # noqa: PLC0415 -- Splink is slow to load

    live = _live()
    rows = Mention.objects.filter(active=True).values_list("code", "identity")
    people = [(code, unpacked(text)) for code, text in rows.iterator(2000) if code in live]
    judged = Judgement.objects.filter(ended_seq__isnull=True)
    said = [
        Answer(*row)
        for row in judged.values_list("one__mention__code", "other__mention__code", "answer")
    ]
    numbers = set(RetiredKey.objects.values_list("key", flat=True))
    retired = {key for _, who in people for key in _held(who, numbers)} if numbers else set()
    made = link_all(people, model=load_model(), judgements=said, retired=retired)
    anew = {code: number for number, group in enumerate(made.groups) for code in group}
    return Relinked(live, anew, len(made.groups), len(made.retired))
