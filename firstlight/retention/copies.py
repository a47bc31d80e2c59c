"""Every table that may keep words of a record: told by config, which alone sees all apps."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from firstlight.audit.services import Line
from firstlight.kernel.values.copy import Copy
from firstlight.kernel.values.gone import Gone

Forget = Callable[[Line, Gone], Mapping[str, int]]

_copies: list[Copy] = []
_forgets: list[Forget] = []


def know(copies: Iterable[Copy], forgets: Iterable[Forget]) -> None:
    """Be told the one table of copies, and the services that see to whole tables, in order."""
    _copies[:], _forgets[:] = list(copies), list(forgets)


def known() -> tuple[Copy, ...]:
    """Give the table of copies."""
    return tuple(_copies)


def forgets() -> tuple[Forget, ...]:
    """Give the services that forget, in the order they are asked."""
    return tuple(_forgets)
