"""What a referral still leaves blank: refused at release, or marked "not asked" and chased."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from firstlight.sharing.rules.fields import CHILD_FIELDS, WHOLE_FIELDS, Told


@dataclass(frozen=True, slots=True)
class Gap:
    """A field nobody has answered; `code` is how an answer to it is sent."""

    code: str
    title: str
    person: str = ""
    state: str = ""


def _whole(document: Mapping[str, Any]) -> Iterator[tuple[str, dict[str, str]]]:
    for name in WHOLE_FIELDS:
        told = document.get("voice_state" if name == "voice" else name)
        if isinstance(told, dict):
            yield name, told


def _in_state(document: Mapping[str, Any], states: frozenset[str]) -> Iterator[Gap]:
    for child in document.get("children", ()):
        for name, told in child.get("fields", {}).items():
            if told["state"] in states:
                yield Gap(
                    f"{child['person']}.{name}", CHILD_FIELDS[name], child["person"], told["state"]
                )
    for name, told in _whole(document):
        if told["state"] in states:
            yield Gap(name, WHOLE_FIELDS[name], "", told["state"])


def blanks(document: Mapping[str, Any]) -> tuple[Gap, ...]:
    """Give the fields that hold neither a value nor "asked, not known" nor "not asked"."""
    return tuple(_in_state(document, frozenset({""})))


def owed(document: Mapping[str, Any]) -> tuple[Gap, ...]:
    """Give what nobody has asked yet: each is chased after the referral has gone."""
    return tuple(_in_state(document, frozenset({"not_asked"})))


def marked(document: Mapping[str, Any]) -> dict[str, Any]:
    """Mark every blank "not asked", so that nothing urgent waits for it."""
    not_asked = Told("not_asked").to_json()
    new = dict(document)
    new["children"] = [
        {
            **child,
            "fields": {n: (t if t["state"] else not_asked) for n, t in child["fields"].items()},
        }
        for child in document.get("children", ())
    ]
    for name, told in _whole(document):
        if not told["state"]:
            new["voice_state" if name == "voice" else name] = not_asked
    return new
