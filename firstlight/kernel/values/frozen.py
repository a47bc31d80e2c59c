"""Frozen values: another of the same with some fields otherwise."""

from __future__ import annotations

from typing import Any, TypeVar

V = TypeVar("V")
_set = object.__setattr__


def changed(value: V, **fields: Any) -> V:
    """As `dataclasses.replace`, for a frozen dataclass with slots that works out nothing when made.

    It copies field by field, several times quicker: rules suppose thousands of records otherwise.
    Raises TypeError for a field that is not there.
    """
    names = value.__dataclass_fields__  # type: ignore[attr-defined]  # -- it is a dataclass
    if unknown := fields.keys() - names:
        message = f"{type(value).__name__} has no {', '.join(sorted(unknown))}"
        raise TypeError(message)
    made = object.__new__(type(value))
    for name in names:
        _set(made, name, fields[name] if name in fields else getattr(value, name))
    return made
