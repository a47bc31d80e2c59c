"""Where in a record a column's text goes: a path of names, checked against the record's schema."""

from __future__ import annotations

import types
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Annotated, Any, Literal, Union, get_args, get_origin

from pydantic import BaseModel

from firstlight.records.rules.envelope import Envelope
from firstlight.records.rules.kinds import Kind

# Set by the loading itself, never by a column.
NOT_MAPPED = frozenset({"source", "kind", "details"})


@dataclass(frozen=True, slots=True)
class Target:
    """One place in a record: its path, whether it holds many values, and of what type they are."""

    path: tuple[str, ...]
    many: bool
    type: str  # text | day | moment | number | true_false

    @property
    def said(self) -> str:
        """The path as a mapping writes it."""
        return ".".join(self.path)


class NoTargetError(ValueError):
    """No record has such a place; the message says which there are."""


def _plain(annotation: Any) -> Any:
    """Take away `Annotated` and `| None`."""
    origin = get_origin(annotation)
    if origin is Annotated:
        return _plain(get_args(annotation)[0])
    if origin in {Union, types.UnionType}:
        inner = [one for one in get_args(annotation) if one is not type(None)]
        return _plain(inner[0])
    return annotation


def _names(model: type[BaseModel]) -> str:
    return ", ".join(sorted(set(model.model_fields) - NOT_MAPPED))


def _type(annotation: Any) -> str:
    plain = _plain(annotation)
    if get_origin(plain) is Literal:
        return "text"
    return {date: "day", datetime: "moment", int: "number", bool: "true_false"}.get(plain, "text")


def target(path: str, kind: Kind) -> Target:
    """Find a place by its path, such as `people.child.born_on` or `details.partner`.

    In lists of people, places, phones and vehicles the second name is the reader's own: columns
    with the same one belong to the same person. NoTargetError where there is no such place.
    """
    parts = tuple(path.split("."))
    if parts[0] in {"source", "kind"}:
        message = "is set by the mapping itself"
        raise NoTargetError(message)
    if parts[0] == "details":
        return _leaf(kind.details, parts, 1)
    return _leaf(Envelope, parts, 0)


def _leaf(model: type[BaseModel], parts: tuple[str, ...], depth: int) -> Target:
    name = parts[depth] if depth < len(parts) else ""
    if name not in model.model_fields:
        message = f"names no place in a record; after {'.'.join(parts[:depth]) or 'nothing'!r} there may be {_names(model)}"
        raise NoTargetError(message)
    plain = _plain(model.model_fields[name].annotation)
    rest = parts[depth + 1 :]
    origin = get_origin(plain)
    inner = _plain(get_args(plain)[0]) if origin is list else None
    if isinstance(inner, type) and issubclass(inner, BaseModel):
        return _within(inner, parts, depth + 2, needs="a name of your own and then one of")
    if isinstance(plain, type) and issubclass(plain, BaseModel):
        return _within(plain, parts, depth + 1, needs="one of")
    if origin is dict:
        if len(rest) == 1 and rest[0]:
            return Target(parts, many=False, type="text")
        message = "needs the name of one number after it, such as people.child.identifiers.nhs"
        raise NoTargetError(message)
    if rest:
        message = f"holds one value: leave out {'.'.join(rest)!r}"
        raise NoTargetError(message)
    many = origin is list
    return Target(parts, many=many, type=_type(inner if many else plain))


def _within(model: type[BaseModel], parts: tuple[str, ...], depth: int, *, needs: str) -> Target:
    if len(parts) <= depth:
        message = f"needs {needs} {_names(model)} after it"
        raise NoTargetError(message)
    return _leaf(model, parts, depth)


def put(record: dict[str, Any], where: Target, value: object) -> None:
    """Put a value in its place; of lists of people and the like, into the one of that name."""
    held: Any = record
    for name in where.path[:-1]:
        held = held.setdefault(name, {})
    last = where.path[-1]
    if where.many:
        held[last] = [*held.get(last, []), *(value if isinstance(value, list) else [value])]
    else:
        held[last] = value


LISTED = ("people", "places", "phones", "vehicles", "relations")


def listed(record: dict[str, Any]) -> tuple[dict[str, Any], Mapping[str, str]]:
    """Turn named people and the like into lists; gives also each list place's path as mapped."""
    paths: dict[str, str] = {}
    made = dict(record)
    for name in LISTED:
        if name not in made:
            continue
        rows = []
        for place, (own, one) in enumerate(made[name].items()):
            rows.append({"key": own, **one} if name == "people" else one)
            paths[f"{name}.{place}"] = f"{name}.{own}"
        made[name] = rows
    return made, paths
