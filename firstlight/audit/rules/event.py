"""What an event is: something that happened, in references, codes and times, never a name."""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import ClassVar

from firstlight.kernel.values.refs import is_ref


@dataclass(frozen=True)
class Event:
    """The parent of every app's events. `kind` is `app.past_tense`."""

    kind: ClassVar[str] = ""

    def refs(self) -> tuple[str, ...]:
        """Give every reference the event carries, in field order."""
        found: list[str] = []
        for one in fields(self):
            value = getattr(self, one.name)
            values = value if isinstance(value, tuple) else (value,)
            found += [v for v in values if isinstance(v, str) and is_ref(v)]
        return tuple(dict.fromkeys(found))

    @property
    def audience(self) -> tuple[str, ...]:
        """Say who may hear of it: `post:`, `role:`, `user:` codes, or `all` for every officer."""
        return ("all",)
