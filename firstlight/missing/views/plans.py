"""The plan of a search and a return: each row with the form that answers it."""

from __future__ import annotations

from typing import Any

from firstlight.force.selectors import organisations
from firstlight.kit.forms import KitForm
from firstlight.missing.forms import PlanForm
from firstlight.missing.rules.plan import Asked
from firstlight.missing.selectors import EpisodeView


def forms_of(view: EpisodeView) -> list[tuple[Asked, KitForm | None]]:
    """Give each row of the plan with a form to answer it."""
    told = councils()
    return [(row, PlanForm(ask=row.ask, councils=told)) for row in view.plan]


def councils() -> tuple[tuple[str, str], ...]:
    """Give the councils that can be told."""
    return tuple((one.code, one.name) for one in organisations("council"))


def put_back(context: dict[str, Any], bound: dict[str, KitForm]) -> None:
    """Show a refused form in its own place again, with what was typed."""
    context["plan"] = [
        (row, bound.get(f"plan:{row.ask.code}", form)) for row, form in context["plan"]
    ]
    context["endings"] = [(ref, bound.get(f"end:{ref}", form)) for ref, form in context["endings"]]
