"""Verbs of retention: reckoned, reviewed, held, proposed, agreed, carried out, swept."""

from firstlight.retention.carrying_out import carry_out
from firstlight.retention.copies import know
from firstlight.retention.disposing import confirm, propose, refuse
from firstlight.retention.holding import end_hold, hold, keep_held
from firstlight.retention.register import dispose_again, write_register
from firstlight.retention.requesting import answer, enter, prepare
from firstlight.retention.reviewing import review
from firstlight.retention.scheduling import ask_to_reckon, keep_reckoned, reckon
from firstlight.retention.sweeping import sweep

__all__ = [
    "answer",
    "ask_to_reckon",
    "carry_out",
    "confirm",
    "dispose_again",
    "end_hold",
    "enter",
    "hold",
    "keep_held",
    "keep_reckoned",
    "know",
    "prepare",
    "propose",
    "reckon",
    "refuse",
    "review",
    "sweep",
    "write_register",
]
