"""A record that is disposed of leaves who is who: its mentions, keys, names, places and links go.

What stays is the bare appearance, a reference that duties, episodes and gradings are about, and
whose it was: by it a person's page says that a record was disposed of, and when.
"""

from __future__ import annotations

from collections.abc import Iterable
from itertools import chain

from django.db.models import Count, F, Q
from django.db.models.functions import Coalesce

from firstlight.access.selectors import sealed_targets
from firstlight.audit.services import Line
from firstlight.audit.tasks import Priority
from firstlight.kernel.values.gone import BLANK, Gone
from firstlight.people.events import PersonChanged
from firstlight.people.models import (
    Appearance,
    Edge,
    Judgement,
    Mention,
    MentionKey,
    Name,
    Place,
    PlaceSaid,
    PlaceUse,
    SpentKey,
    ThingUse,
)
from firstlight.people.taking.grouping import regroup
from firstlight.people.taking.identities import Identities
from firstlight.people.taking.institutions import rework
from firstlight.people.taking.pairs import Pairs, chunks
from firstlight.people.taking.sealing import seal

# The one mention that bare appearances rest on: it says nothing and has no keys.
NOBODY = "disposed"


def forget(line: Line, gone: Gone) -> dict[str, int]:
    """Erase what who-is-who holds of a record, group anew whom it tied, and queue their re-work."""
    rows = list(Appearance.objects.filter(record_ref=gone.record))
    mentions, places = {row.mention_id for row in rows}, {row.place_id for row in rows}
    places |= set(
        PlaceUse.objects.filter(version__in=gone.versions).values_list("place_id", flat=True)
    )
    judged = _judgements(line, gone, rows)
    _bare(line, gone)
    PlaceUse.objects.filter(version__in=gone.versions).delete()
    ThingUse.objects.filter(version__in=gone.versions).delete()
    said = PlaceSaid.objects.filter(version__in=gone.versions)
    unsaid = set(said.values_list("place_id", flat=True))
    said.delete()
    rework(line, unsaid)
    touched, ended = _mentions(mentions)
    placed = _places({one for one in places if one})
    _group(line, gone, touched | judged)
    return {"appearances": len(rows), "mentions": ended, "places": placed}


def _bare(line: Line, gone: Gone) -> None:
    nobody, _ = Mention.objects.get_or_create(
        code=NOBODY, defaults={"identity": "", "known_seq": line.seq, "active": False}
    )
    Appearance.objects.filter(record_ref=gone.record).update(
        mention=nobody, place=None, key="", role="", address_is="", source_person="",
        ended_seq=Coalesce(F("ended_seq"), line.seq),
    )  # fmt: skip


def _judgements(line: Line, gone: Gone, rows: list[Appearance]) -> set[int]:
    """Carry what people said of these appearances to another of the same statement, or end it.

    Its words go: they were said of a record that is no more. Gives the mentions it touched.
    """
    bare = {row.pk: row for row in rows}
    said = Judgement.objects.filter(Q(one__in=bare) | Q(other__in=bare)).select_related(
        "one", "other"
    )
    touched: set[int] = set()
    for judgement in said:
        judgement.reason = BLANK
        if judgement.ended_seq is None and not _carried(judgement, bare):
            judgement.ended_seq = line.seq
        judgement.save()
        touched |= {one.mention_id for one in (judgement.one, judgement.other)}
    others = Judgement.objects.filter(
        Q(one__membership__person__ref__in=gone.people)
        | Q(other__membership__person__ref__in=gone.people)
    ).distinct()
    for judgement in others:
        if (struck := gone.text(judgement.reason)) != judgement.reason:
            Judgement.objects.filter(pk=judgement.pk).update(reason=struck)
    return touched


def _carried(judgement: Judgement, bare: dict[int, Appearance]) -> bool:
    for side in ("one", "other"):
        appearance = getattr(judgement, side)
        if appearance.pk not in bare:
            continue
        alike = Appearance.objects.filter(
            mention_id=appearance.mention_id, ended_seq__isnull=True
        ).exclude(pk__in=bare)
        heir = alike.order_by("pk").first()
        if heir is None:
            return False
        setattr(judgement, side, heir)
    return judgement.one_id != judgement.other_id


def _mentions(ids: set[int]) -> tuple[set[int], int]:
    """Take away mentions no remaining appearance rests on; give whom that touches, and how many."""
    held = set(Appearance.objects.filter(mention_id__in=ids).values_list("mention_id", flat=True))
    ended = {one for one in ids - held if one}
    pairs = Edge.objects.filter(Q(left_id__in=ended) | Q(right_id__in=ended))
    near = set(chain.from_iterable(pairs.values_list("left_id", "right_id"))) - ended
    names = set(Mention.objects.filter(pk__in=ended).values_list("name_id", flat=True))
    _spend(ended)
    Mention.objects.filter(pk__in=ended).delete()
    unused = Name.objects.filter(pk__in=[n for n in names if n], mention__isnull=True)
    Name.objects.filter(pk__in=list(unused.values_list("pk", flat=True))).delete()
    return near | held, len(ended)


def _spend(ended: Iterable[int]) -> None:
    """Keep the count of keys somebody else still holds; one nobody holds goes, or is sealed."""
    rows = MentionKey.objects.filter(mention_id__in=list(ended))
    counts = dict(rows.values_list("key").annotate(Count("mention", distinct=True)))
    held: set[int] = set()
    for part in chunks(counts, 400):
        others = MentionKey.objects.filter(key__in=part).exclude(mention_id__in=list(ended))
        held |= set(others.values_list("key", flat=True))
    for key, count in counts.items():
        if key in held:
            row, _ = SpentKey.objects.get_or_create(key=key, defaults={"count": 0})
            SpentKey.objects.filter(pk=row.pk).update(count=F("count") + count)
    alone = [key for key in counts if key not in held]
    SpentKey.objects.filter(key__in=alone).delete()
    seal(alone)


def _places(ids: set[int]) -> int:
    """Take away places no remaining record tells of; one the force named itself stays."""
    unused = Place.objects.filter(
        pk__in=ids,
        institution="",
        name="",
        appearance__isnull=True,
        placeuse__isnull=True,
        said__isnull=True,
    )
    count, _ = Place.objects.filter(pk__in=list(unused.values_list("pk", flat=True))).delete()
    return count


def _group(line: Line, gone: Gone, touched: set[int]) -> None:
    alive = set(
        Mention.objects.filter(pk__in=touched).exclude(code=NOBODY).values_list("pk", flat=True)
    )
    sealed = frozenset(ref for ref in sealed_targets() if ref.startswith("P-"))
    grouped = regroup(line, alive, Identities(), Pairs(), sealed=sealed, hidden=frozenset())
    for person in sorted(grouped.changed | set(gone.people)):
        line.emit(PersonChanged(person=person))
        line.queue("risk.assess", (person,), priority=Priority.NAMED, key=f"risk.assess:{person}")
