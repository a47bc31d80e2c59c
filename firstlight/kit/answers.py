"""A wizard's answers: kept as typed, bound again, and said in words."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.http import QueryDict


@dataclass(frozen=True)
class Step:
    """One page of a wizard: `slug` is its place in the address, never anything typed."""

    slug: str
    title: str
    form: type[forms.Form]


@dataclass(frozen=True)
class Answered:
    """A step as the check page shows it; `gaps` says how many answers are missing or at fault."""

    step: Step
    rows: tuple[dict[str, object], ...]
    gaps: int


def typed(form: forms.Form, sent: QueryDict) -> dict[str, list[str]]:
    """What was typed into this form's own fields, and nothing else that came with the request."""
    own = [form.add_prefix(name) for name in form.fields]
    names = [key for key in sent if any(key == name or key.startswith(f"{name}_") for name in own)]
    return {key: [str(value) for value in sent.getlist(key)] for key in sorted(names)}


def _query(kept: Mapping[str, Sequence[str]]) -> QueryDict:
    query = QueryDict(mutable=True)
    for key, values in kept.items():
        query.setlist(key, list(values))
    return query


def bound_form(
    step: Step, kept: Mapping[str, Sequence[str]] | None, opening: dict[str, Any]
) -> forms.Form:
    """The step's form bound to what was kept, or else to what was known at opening, and cleaned."""
    if kept is not None:
        form = step.form(_query(kept))
    else:
        fresh = step.form(initial=opening)
        form = step.form(
            {
                fresh.add_prefix(n): fresh[n].value()
                for n in fresh.fields
                if fresh[n].value() is not None
            }
        )
    form.full_clean()
    return form


def quiet(form: forms.Form) -> forms.Form:
    """A saved step opened again shows what was typed, not its faults."""
    return type(form)(initial={name: form[name].value() for name in form.fields})


def answered(
    step: Step, kept: Mapping[str, Sequence[str]] | None, opening: dict[str, Any]
) -> Answered:
    """The step's answers in words, with the faults and gaps that remain."""
    form = bound_form(step, kept, opening)
    rows = tuple(
        {
            "key": form[name].label,
            "value": _words(form, name),
            "fault": " ".join(map(str, form[name].errors)),
        }
        for name in form.fields
        if not form[name].is_hidden
    )
    return Answered(step, rows, gaps=len(form.errors))


def _words(form: forms.Form, name: str) -> object:
    bound = form[name]
    choices = getattr(form.fields[name], "choices", None)
    if choices is not None:
        chosen = bound.value()
        values = [
            str(v)
            for v in (chosen if isinstance(chosen, (list, tuple)) else [chosen])
            if v not in ("", None)
        ]
        return ", ".join(str(label) for value, label in _flat(choices) if str(value) in values)
    value = form.cleaned_data.get(name, bound.value())
    if isinstance(value, bool):
        return "Ticked" if value else "Not ticked"
    return value


def _flat(choices: Any) -> list[tuple[object, object]]:
    found: list[tuple[object, object]] = []
    for value, label in choices:
        found += _flat(label) if isinstance(label, (list, tuple)) else [(value, label)]
    return found
