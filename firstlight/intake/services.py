"""Verbs of intake: load files, watch a folder; mend, take again or drop what waits."""

from firstlight.intake.bringing import bring_in
from firstlight.intake.lines import read_bytes
from firstlight.intake.loading import Counts, take_batch
from firstlight.intake.mappings import draft_mapping, try_mapping
from firstlight.intake.mending import drop, drop_many, mend, mend_fields, reopen, take_again
from firstlight.intake.reckoning import reckon_again
from firstlight.intake.taking import How, load_file, load_files
from firstlight.intake.watching import Drop, alone, take_drop

__all__ = [
    "Counts",
    "Drop",
    "How",
    "alone",
    "bring_in",
    "draft_mapping",
    "drop",
    "drop_many",
    "load_file",
    "load_files",
    "mend",
    "mend_fields",
    "read_bytes",
    "reckon_again",
    "reopen",
    "take_again",
    "take_batch",
    "take_drop",
    "try_mapping",
]
