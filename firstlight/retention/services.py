"""Verbs of retention: held, proposed, agreed, carried out, swept."""

from firstlight.retention.carrying_out import carry_out
from firstlight.retention.copies import know
from firstlight.retention.disposing import confirm, propose, refuse
from firstlight.retention.holding import end_hold, hold, keep_held
from firstlight.retention.sweeping import sweep

__all__ = [
    "carry_out",
    "confirm",
    "end_hold",
    "hold",
    "keep_held",
    "know",
    "propose",
    "refuse",
    "sweep",
]
