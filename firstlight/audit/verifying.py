"""Is the journal whole: every line, what stands beside it, its head, and what anchors hold of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby
from pathlib import Path
from typing import Generic, TypeVar

from django.conf import settings

from firstlight.audit.models import (
    Head,
    Journal,
    JournalAnchor,
    JournalDetail,
    JournalErased,
    JournalRef,
)
from firstlight.audit.rules.anchors import Anchor, is_signed, public_key, read
from firstlight.audit.rules.chain import Held, Sealed, Verdict, verify
from firstlight.audit.rules.operations import LISTED, Operation

PAGE = 2000
T = TypeVar("T")


class _Beside(Generic[T]):
    """Rows beside the journal, in its order: what belongs to each line, and what belongs to none."""

    def __init__(self, rows: Iterable[tuple[int, T]]) -> None:
        self._rows = groupby(rows, key=lambda row: row[0])
        self._next = next(self._rows, None)
        self._held: list[T] = []
        self.stray: int | None = None
        self._read()

    def _read(self) -> None:
        self._held = [value for _, value in self._next[1]] if self._next else []

    def of(self, seq: int) -> list[T]:
        while self._next and self._next[0] < seq:
            self.stray = self.stray or self._next[0]
            self._step()
        if not self._next or self._next[0] != seq:
            return []
        held = self._held
        self._step()
        return held

    def left(self) -> int | None:
        """Give the first position that rows belong to and no line has."""
        return self.stray or (self._next[0] if self._next else None)

    def _step(self) -> None:
        self._next = next(self._rows, None)
        self._read()


class _Reading:
    """The journal's lines with what stands beside them, read once, in order."""

    def __init__(self) -> None:
        self.details = _Beside(
            JournalDetail.objects.order_by("line_id").values_list("line_id", "text").iterator(PAGE)
        )
        self.refs = _Beside(
            JournalRef.objects.order_by("seq", "ref").values_list("seq", "ref").iterator(PAGE)
        )
        acts = Journal.objects.filter(operation=Operation.ERASURE).values("seq")
        erased = JournalErased.objects.filter(erased_seq__in=acts)
        self.erased = _Beside(
            erased.order_by("line").values_list("line", "erased_seq").iterator(PAGE)
        )

    def __iter__(self) -> Iterator[Held]:
        for row in Journal.objects.order_by("seq").iterator(PAGE):
            details, listed = self.details.of(row.seq), self.refs.of(row.seq)
            line = Sealed(
                row.seq, row.at, row.operation, row.action, row.by, row.refs, row.details_mac
            )
            lists = row.operation in LISTED or bool(listed)
            yield Held(
                line, row.mac, details[0] if details else None,
                frozenset(listed) if lists else None, bool(self.erased.of(row.seq)),
            )  # fmt: skip

    def left(self) -> int | None:
        """Give a position beside which something stands that no line has."""
        found = [one.left() for one in (self.details, self.refs, self.erased)]
        return min((seq for seq in found if seq), default=None)


def verify_journal(anchors: Iterable[Anchor] = ()) -> Verdict:
    """Check every line, what stands beside it, the head, and the anchors given and kept.

    Of anchors in the tables and in the folder of anchors, and of those given, each must be signed
    by this force's key and its seal must be the line's.
    """
    kept = [*anchors, *anchors_kept(), *anchors_in(settings.ANCHORS)]
    ours = public_key(settings.ANCHOR_KEY)
    bad = next((one for one in kept if not is_signed(one, ours)), None)
    if bad:
        return Verdict(0, sound=False, broken_at=bad.seq, why="an anchor of it is not signed by us")
    marks: dict[int, str] = {}
    for one in kept:
        if marks.setdefault(one.seq, one.mac) != one.mac:
            return Verdict(0, sound=False, broken_at=one.seq, why="two anchors differ about it")
    reading = _Reading()
    verdict = verify(reading, settings.JOURNAL_KEY, marks)
    return _beside(verdict, reading) if verdict.sound else verdict


def _beside(verdict: Verdict, reading: _Reading) -> Verdict:
    stray = reading.left()
    if stray:
        why = "rows stand beside a line that is gone"
        return Verdict(verdict.lines, sound=False, broken_at=stray, why=why)
    head = Head.objects.filter(pk=1).first()
    if head and head.seq != verdict.lines:
        return Verdict(verdict.lines, sound=False, broken_at=head.seq, why="the tail was cut")
    if (head.mac if head else verdict.mac) != verdict.mac:
        why = "the head was changed"
        return Verdict(verdict.lines, sound=False, broken_at=verdict.lines, why=why)
    return verdict


def anchors_kept() -> list[Anchor]:
    """Give the anchors the tables hold, oldest first."""
    rows = JournalAnchor.objects.order_by("seq")
    return [Anchor(row.seq, row.mac, row.at, row.key, row.signature) for row in rows]


def anchors_in(folder: Path) -> list[Anchor]:
    """Give the anchors of a folder; ValueError where a file of it is none."""
    return [read(path.read_text()) for path in sorted(folder.glob("journal-*.json"))]
