"""Who stands behind a recipient when a message must reach a person.

Delivery knows no rota; the app that keeps it registers a reader here at start-up.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from firstlight.access.selectors import user

Reader = Callable[[str, datetime], tuple[str, ...]]


def _nobody(post: str, at: datetime) -> tuple[str, ...]:  # noqa: ARG001 -- the shape of a reader
    return ()


_reader: list[Reader] = [_nobody]


def use(reader: Reader) -> None:
    """Ask this reader for the references of the people who hold a post at a moment."""
    _reader[0] = reader


def mail_addresses(to: str, at: datetime) -> tuple[str, ...]:
    """Give the mail addresses of a recipient's people now; nobody off duty has one."""
    kind, _, code = to.partition(":")
    refs = _reader[0](code, at) if kind == "post" else (code,)
    found = [person.mail for ref in refs if (person := user(ref)) and person.is_active]
    return tuple(dict.fromkeys(address for address in found if address))
