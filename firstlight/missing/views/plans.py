"""The plan of a search and a return: each row with the form that answers it."""

from __future__ import annotations

from typing import Any

from firstlight.force.selectors import organisations
from firstlight.kit.forms import KitForm
from firstlight.missing.forms import PlanForm
from firstlight.missing.rules.plan import Ask, Asked
from firstlight.missing.selectors import EpisodeView


def forms_of(view: EpisodeView) -> list[tuple[Asked, KitForm | None]]:
    """Give each row of the plan with a form to answer it."""
    return [(row, PlanForm(ask=row.ask, told=told_of(row.ask))) for row in view.plan]


def told_of(ask: Ask) -> tuple[tuple[str, str], ...]:
    """Give the organisations that a row can tell, by code and name."""
    found = organisations(ask.tells) if ask.tells else []
    return tuple((one.code, one.name) for one in found)


def put_back(context: dict[str, Any], bound: dict[str, KitForm]) -> None:
    """Show a refused form in its own place again, with what was typed."""
    context["plan"] = [
        (row, bound.get(f"plan:{row.ask.code}", form)) for row, form in context["plan"]
    ]
    context["endings"] = [(ref, bound.get(f"end:{ref}", form)) for ref, form in context["endings"]]
