"""`firstlight link`: who is who worked out anew from everything, beside what live work made."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from firstlight.config.commands.asking import Asked, Listed, command, setup, told
from firstlight.kernel.values.refusal import Refusal


def add(listed: Listed) -> None:
    """Add the command."""
    parser = command(
        listed, "link", "link everything anew and tell where it differs; nothing is written", link
    )
    parser.add_argument("--engine", choices=("duckdb", "spark"), default="duckdb")


@dataclass(frozen=True, slots=True)
class Difference:
    """How two ways of grouping the same mentions differ, counted in pairs of one person."""

    mentions: int
    live: int
    anew: int
    both: int

    @property
    def only_live(self) -> int:
        """Pairs joined live that are not joined anew."""
        return self.live - self.both

    @property
    def only_anew(self) -> int:
        """Pairs joined anew that are not joined live."""
        return self.anew - self.both


def pairs(sizes: list[int]) -> int:
    """Count the pairs within groups of these sizes."""
    return sum(size * (size - 1) // 2 for size in sizes)


def difference(live: Mapping[str, int], anew: Mapping[str, int]) -> Difference:
    """Compare two groupings without listing their pairs."""
    by_live: dict[int, int] = defaultdict(int)
    by_anew: dict[int, int] = defaultdict(int)
    by_both: dict[tuple[int, int], int] = defaultdict(int)
    for code in live.keys() & anew.keys():
        by_live[live[code]] += 1
        by_anew[anew[code]] += 1
        by_both[live[code], anew[code]] += 1
    together = [pairs(list(one.values())) for one in (by_live, by_anew, by_both)]
    return Difference(sum(by_live.values()), *together)


def link(asked: Asked) -> int:
    """Link anew by the bulk engine under the same model, and tell how it differs from live."""
    if asked.engine == "spark":
        raise Refusal(
            "Spark is not installed with Firstlight.",
            next_step="Use --engine duckdb; one machine links a force of any size that was measured.",
        )
    setup()
    from firstlight.people.selectors import relink

    made = relink()
    found = difference(made.live, made.anew)
    value = {
        "mentions": found.mentions, "people_live": len(set(made.live.values())), "people_anew": made.groups,
        "pairs_in_both": found.both, "only_live": found.only_live, "only_anew": found.only_anew,
        "retired_keys": made.retired,
    }  # fmt: skip
    text = "\n".join(f"{number:>9} {name.replace('_', ' ')}" for name, number in value.items())
    same = found.only_live == found.only_anew == 0
    return told(
        asked,
        value,
        f"{text}\n{'Live and anew agree.' if same else 'They differ: nothing was changed.'}",
    )


COMMANDS = {"link": add}
