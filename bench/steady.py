"""Takes a large county in by batches and tells its rate as it goes; begun again, it goes on.

Runs inside the program. How far it came is kept beside the database: a batch that was taken when
the process died is only recognised as held.
"""

from __future__ import annotations

import json
import resource
import time
from datetime import datetime, timedelta
from itertools import islice
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management import call_command

from bench.filled import UNTIL
from bench.text import commit
from firstlight.audit.models import Task
from firstlight.config.demo import clock as simulated
from firstlight.config.demo import county
from firstlight.config.demo.folder import Folder
from firstlight.kernel.values.viewer import system_viewer
from firstlight.people.models import Appearance, Mention
from firstlight.people.services import loading, take_in_many

BATCH = 5000
BY = system_viewer("bench")


def spent() -> float:
    """Give the processor's seconds of this process."""
    used = resource.getrusage(resource.RUSAGE_SELF)
    return used.ru_utime + used.ru_stime


def load(files: str, most: float) -> dict[str, Any]:
    """Take the county of a folder in, for `most` seconds by the clock; give what came of it so far."""
    until, folder = datetime.fromisoformat(UNTIL), Folder(Path(files))
    place = Path(settings.HOME) / "taken.json"
    call_command("migrate", verbosity=0)  # one kept from an older commit too
    told = json.loads(place.read_text()) if place.exists() else _settled(folder, until)
    rows = (one for one in folder.history() if one.offer.record is not None)
    begun, left = time.monotonic(), islice(rows, told["records"], None)
    with loading():
        while time.monotonic() - begun < most and (part := list(islice(left, BATCH))):
            wall, cpu = time.monotonic(), spent()
            take_in_many(
                [one.offer.record for one in part if one.offer.record is not None],
                by=BY,
                at=until,
                received_at=[one.at for one in part],
            )
            _noted(told, len(part), time.monotonic() - wall, spent() - cpu)
            place.write_text(json.dumps(told))
    # Floors are measured by `bench load`: here they would hold a core while briefs are asked for.
    Task.objects.filter(name="risk.assess").delete()
    told["whole"] = next(left, None) is None
    told |= {"mentions": Mention.objects.count(), "appearances": Appearance.objects.count()}
    place.write_text(json.dumps(told))
    return told


def _settled(folder: Folder, until: datetime) -> dict[str, Any]:
    simulated.set_to(until)
    simulated.install()
    county.settle(folder, by=BY, at=until - timedelta(days=1200))
    return {"records": 0, "wall": 0.0, "cpu": 0.0, "peak_mb": 0, "commit": commit()}


def _noted(told: dict[str, Any], records: int, wall: float, cpu: float) -> None:
    told["records"] += records
    told["wall"] += wall
    told["cpu"] += cpu
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    told["peak_mb"] = max(told["peak_mb"], peak)
    told["last"] = records / cpu
    print(
        f"{told['records']} records, {records / wall:.0f}/s by the clock, {records / cpu:.0f}/s by "
        f"the processor, {peak} MB",
        flush=True,
    )
