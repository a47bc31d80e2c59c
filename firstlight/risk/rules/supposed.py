"""What would follow if something that is not known were so: the floor it would hold."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from firstlight.risk.rules import levels
from firstlight.risk.rules.assessment import Floor, Found


@dataclass(frozen=True, slots=True)
class Supposed:
    """A floor as it is and as it would be; `opens` are the clocks of duties it would open."""

    framework: str
    now: str | None
    then: str | None
    opens: tuple[str, ...]

    @property
    def moves(self) -> bool:
        """Tell whether the floor would be another one."""
        return self.now != self.then


def open_questions(floor: Floor) -> tuple[Found, ...]:
    """Give what is not known of a framework and could hold a level or ask something."""
    return tuple(one for one in floor.unknowns if one.would_be or one.finding.asks)


def suppose_known(
    floor: Floor, rules: Collection[str], opens: dict[str, tuple[str, ...]]
) -> Supposed:
    """Suppose that some open questions were answered yes; a yes never lowers."""
    chosen = [one for one in floor.unknowns if one.rule in rules]
    held = [floor.level, *(one.would_be for one in chosen)]
    then = levels.highest(floor.framework, [one for one in held if one])
    started = dict.fromkeys(code for one in chosen for code in opens.get(one.rule, ()))
    return Supposed(floor.framework, floor.level, then, tuple(started))
