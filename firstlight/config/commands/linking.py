"""`firstlight link`: who is who worked out anew from everything, beside what live work made."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.db.models import QuerySet

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


def difference(live: dict[str, int], anew: dict[str, int]) -> Difference:
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


def _table(label: str) -> Any:
    return QuerySet(apps.get_model(label))


def _live() -> dict[str, int]:
    """Give the person each mention in use is taken for."""
    rows = _table("people.Membership").filter(
        to_seq__isnull=True, side__in=["both", "inside"], appearance__ended_seq__isnull=True
    )
    return dict(rows.values_list("appearance__mention__code", "person_id").iterator(2000))


def link(asked: Asked) -> int:
    """Link anew by the bulk engine under the same model, and tell how it differs from live."""
    if asked.engine == "spark":
        raise Refusal(
            "Spark is not installed with Firstlight.",
            next_step="Use --engine duckdb; one machine links a force of any size that was measured.",
        )
    setup()
    from firstlight.people.linkage.bulk import link_all
    from firstlight.people.rules.clusters import Judgement
    from firstlight.people.rules.model import load_model
    from firstlight.people.taking.mentions import unpacked

    live = _live()
    rows = _table("people.Mention").filter(active=True).values_list("code", "identity")
    people = [(code, unpacked(text)) for code, text in rows.iterator(2000) if code in live]
    judged = _table("people.Judgement").filter(ended_seq__isnull=True)
    said = [
        Judgement(*row)
        for row in judged.values_list("one__mention__code", "other__mention__code", "answer")
    ]
    retired = list(_table("people.RetiredKey").values_list("said", flat=True))
    made = link_all(people, model=load_model(), judgements=said, retired=retired)
    anew = {code: number for number, group in enumerate(made.groups) for code in group}
    found = difference(live, anew)
    value = {
        "mentions": found.mentions, "people_live": len(set(live.values())), "people_anew": len(made.groups),
        "pairs_in_both": found.both, "only_live": found.only_live, "only_anew": found.only_anew,
        "retired_keys": len(made.retired),
    }  # fmt: skip
    text = "\n".join(f"{number:>9} {name.replace('_', ' ')}" for name, number in value.items())
    same = found.only_live == found.only_anew == 0
    return told(
        asked,
        value,
        f"{text}\n{'Live and anew agree.' if same else 'They differ: nothing was changed.'}",
    )


COMMANDS = {"link": add}
