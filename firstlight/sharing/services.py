"""Verbs of sharing. `disclose` is the one door; `release` lets a document go."""

from firstlight.sharing.answering import (
    answer,
    answer_by_hand,
    destroyed,
    read,
    receive,
    receive_by_hand,
)
from firstlight.sharing.deciding import disclose
from firstlight.sharing.encompass import (
    confirm,
    nobody_told,
    notice_document,
    release_notice,
    release_notices,
)
from firstlight.sharing.moving import (
    complete,
    recall,
    release,
    release_address,
    sent_by_hand,
)

__all__ = [
    "answer",
    "answer_by_hand",
    "complete",
    "confirm",
    "destroyed",
    "disclose",
    "nobody_told",
    "notice_document",
    "read",
    "recall",
    "receive",
    "receive_by_hand",
    "release",
    "release_address",
    "release_notice",
    "release_notices",
    "sent_by_hand",
]
