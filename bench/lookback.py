"""How long a look-back over all that is held takes, at two sizes: is it linear, and how far from the aim."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

from bench.filled import generate, inside

# The aim: so many record versions in so many seconds on two cores.
AIM, WITHIN = 300_000, 300
REPLAYED = """
from firstlight.assurance.selectors import lookback_told
from firstlight.assurance.services import look_back
def spent_all():
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return spent() + used.ru_utime + used.ru_stime
begun, cpu = time.monotonic(), spent_all()
ref = look_back(begins=until - timedelta(days=1090), ends=until, workers={workers}, by=by, at=until)
told |= dict(replayed=lookback_told(ref, by).numbers.versions_replayed,
             seconds=time.monotonic() - begun, processor=spent_all() - cpu)
"""


def measure(people: int, seed: int) -> list[str]:
    """Replay three years of two counties, the second of twice the people."""
    lines = ["g) look-back over three years, every floor worked again wherever it could have moved"]
    workers = os.cpu_count() or 1
    for size in (people, 2 * people):
        with tempfile.TemporaryDirectory(prefix="firstlight-bench-") as name:
            folder = Path(name) / "files"
            generate(folder, size, seed)
            code = REPLAYED.format(workers=workers)
            told = inside(folder, Path(name) / "home", code, floors=False)
        each = told["processor"] / told["replayed"]
        lines += [
            (
                f"   {told['replayed']:>8} record versions: {told['seconds']:.1f} s with {workers} processes, "
                f"{told['processor']:.1f} s of processor, {1000 * each:.2f} ms each; at that rate {AIM} take "
                f"{each * AIM / 2:.0f} s of two idle cores (aim {WITHIN})"
            )
        ]
    return lines
