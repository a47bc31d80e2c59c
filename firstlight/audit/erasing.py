"""Copies of a record that is disposed of are found by the table of copies and struck, row by row."""

from __future__ import annotations

import operator
from collections.abc import Iterable
from functools import reduce
from typing import Any

from django.apps import apps
from django.db.models import Model, Q, QuerySet, TextField
from django.db.models.functions import Cast

from firstlight.audit.models import Due, JournalDetail, JournalErased, JournalRef, Task
from firstlight.kernel.values.copy import Copy
from firstlight.kernel.values.gone import Gone

MOST = 400  # references a query carries


def strike(copies: Iterable[Copy], gone: Gone) -> dict[str, int]:
    """Strike a record's own words out of every copy; give how many rows changed, by table."""
    changed = {copy.model: _table(copy, gone) for copy in copies if copy.struck}
    return {model: count for model, count in changed.items() if count}


def _table(copy: Copy, gone: Gone) -> int:
    rows = QuerySet[Model](apps.get_model(copy.model))
    found: dict[Any, Model] = {row.pk: row for row in rows.filter(_about(copy, gone)).distinct()}
    if copy.anywhere and gone.own.phrases:
        words = {f"words_of_{name}": Cast(name, TextField()) for name in copy.struck}
        holding = rows.annotate(**words).filter(_holding(words, gone))
        found |= {row.pk: row for row in rows.filter(pk__in=holding.values("pk"))}
    return sum(_row(row, copy, gone) for row in found.values())


def _about(copy: Copy, gone: Gone) -> Q:
    if not copy.found:
        return Q(pk__in=[])
    refs = sorted(gone.refs)
    asked = [
        Q(**{f"{lookup}__in": refs[begin : begin + MOST]})
        for lookup in copy.found
        for begin in range(0, len(refs), MOST)
    ]
    return reduce(operator.or_, asked)


def _holding(fields: Iterable[str], gone: Gone) -> Q:
    asked = [Q(**{f"{name}__icontains": said}) for name in fields for said in gone.own.phrases]
    return reduce(operator.or_, asked)


def _row(row: Model, copy: Copy, gone: Gone) -> bool:
    moved = []
    for verb, fields in (
        (gone.text, copy.text),
        (gone.document, copy.documents),
        (gone.value, copy.values),
        (gone.marked, copy.papers),
    ):
        for name in fields:
            told = getattr(row, name)
            struck = verb(told) if told else told
            if struck != told:
                limit = row._meta.get_field(name).max_length  # type: ignore[union-attr]  # noqa: SLF001 -- Django's own way to read a field's length
                setattr(row, name, struck[:limit] if limit and isinstance(struck, str) else struck)
                moved.append(name)
    if moved:
        row.save(update_fields=moved)
    return bool(moved)


def forget_details(gone: Gone, by_seq: int) -> int:
    """Erase the details of journal lines that hold a record's own words; the chain still verifies."""
    lines = JournalRef.objects.filter(ref__in=gone.refs, seq__gte=gone.since).values("seq")
    rows = JournalDetail.objects.filter(line_id__in=lines)
    told = [pk for pk, text in rows.values_list("pk", "text") if gone.text(text) != text]
    for phrase in gone.own.phrases:
        anywhere = JournalDetail.objects.filter(line_id__gte=gone.since, text__icontains=phrase)
        told += list(anywhere.values_list("pk", flat=True))
    return erase_details(set(told), by_seq)


def erase_details(lines: Iterable[int], by_seq: int) -> int:
    """Erase the details of lines, and note which line says so; call inside `act`.

    That line's operation is erasure: by it, verifying tells what was erased from what was lost.
    """
    gone = JournalDetail.objects.filter(pk__in=list(lines))
    seqs = list(gone.values_list("pk", flat=True))
    JournalErased.objects.bulk_create([JournalErased(line=seq, erased_seq=by_seq) for seq in seqs])
    gone.delete()
    return len(seqs)


def forget_tasks(gone: Gone) -> int:
    """Take back what was still to be done about a record alone."""
    alone = f'["{gone.record}"]'
    tasks, _ = Task.objects.filter(refs=alone, claimed_until__isnull=True).delete()
    dues, _ = Due.objects.filter(refs=alone).delete()
    return tasks + dues


def forget_beside(gone: Gone, by_seq: int) -> dict[str, int]:
    """Erase what the journal and the outbox hold of a record beside its references."""
    return {"journal details": forget_details(gone, by_seq), "tasks": forget_tasks(gone)}
