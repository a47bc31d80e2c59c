"""Anchoring: once a day the journal's head is signed and written where it is kept apart."""

from __future__ import annotations

import os
from datetime import datetime

from django.conf import settings

from firstlight.audit.models import Head, JournalAnchor
from firstlight.audit.rules.anchors import Anchor, signed, written
from firstlight.audit.services import act
from firstlight.audit.verifying import anchors_kept
from firstlight.kernel.values.viewer import Viewer
from firstlight.kernel.values.when import london_date


def anchor(*, by: Viewer, at: datetime) -> Anchor:
    """Sign the newest position's seal, keep it, and write its file to the folder of anchors.

    The line that says so comes after what it anchors. OSError where the folder cannot be written;
    the anchor is kept then, and its file is written at the next round.
    """
    with act("audit.anchored", by=by, at=at) as line:
        head = Head.objects.get(pk=1)
        made = signed(head.seq, head.mac, at, settings.ANCHOR_KEY)
        JournalAnchor.objects.create(
            seq=made.seq, mac=made.mac, at=made.at, key=made.key, signature=made.signature
        )
        line.say(anchor=made.seq)
    write_files()
    return made


def anchor_daily(*, by: Viewer, at: datetime) -> Anchor | None:
    """Anchor once a day of the United Kingdom; does nothing where today's stands already."""
    newest = JournalAnchor.objects.order_by("-seq").first()
    head = Head.objects.filter(pk=1).first()
    if head is None or (newest and london_date(newest.at) >= london_date(at)):
        write_files()
        return None
    return anchor(by=by, at=at)


def write_files() -> int:
    """Write the file of every anchor that has none; gives how many."""
    folder = settings.ANCHORS
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    missing = [one for one in anchors_kept() if not (folder / one.name).exists()]
    for one in missing:
        half = folder / f".{one.name}"
        with half.open("w", encoding="utf-8") as file:
            file.write(written(one))
            file.flush()
            os.fsync(file.fileno())
        half.replace(folder / one.name)
    return len(missing)
