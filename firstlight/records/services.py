"""Writes of the record store: `people` alone stores, inside its one verb."""

from firstlight.records.disposing import bury, forget
from firstlight.records.offering import Offered, Stored, prepare
from firstlight.records.sources import register_source, source_down, source_heard
from firstlight.records.storing import source_faults, store
from firstlight.records.waiting import bring_waiting, from_file, reopen, set_aside, settle

__all__ = [
    "Offered",
    "Stored",
    "bring_waiting",
    "bury",
    "forget",
    "from_file",
    "prepare",
    "register_source",
    "reopen",
    "set_aside",
    "settle",
    "source_down",
    "source_faults",
    "source_heard",
    "store",
]
