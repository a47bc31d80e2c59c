"""When a webhook is tried again, and how a message is signed. Pure."""

from __future__ import annotations

import hashlib
import hmac
from datetime import datetime, timedelta

# 10 s, then four times as long each time: the seventh try is nearly four hours after the first.
FIRST, GROWS, TRIES = timedelta(seconds=10), 4, 7
# An answer that says something of this one message, not of the receiver, leaves the channel up.
_BUSY = frozenset({408, 425, 429})


def next_try(tries: int, at: datetime) -> datetime | None:
    """Give when a message that failed `tries` times is tried again; None when it is dead."""
    return None if tries >= TRIES else at + FIRST * GROWS ** (tries - 1)


def took(status: int) -> bool:
    """Tell whether an answer's code says that the message was taken; a redirect is none."""
    return 200 <= status < 300


def is_down(status: int) -> bool:
    """Tell whether an answer's code speaks of the receiver as a whole; 0 is no answer at all."""
    return status == 0 or status >= 500 or status in _BUSY


def signature(secret: str, body: bytes, at: datetime) -> str:
    """Sign a message with the moment it is sent, in seconds: `t=...,v1=...`, an HMAC-SHA256."""
    moment = str(int(at.timestamp()))
    told = hmac.new(secret.encode(), moment.encode() + b"." + body, hashlib.sha256).hexdigest()
    return f"t={moment},v1={told}"
