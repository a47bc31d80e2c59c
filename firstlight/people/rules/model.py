"""The one model file: levels, weights, thresholds and frequencies, as one version.

Trained without labels in `people.linkage`; read here by live and bulk alike.
Weights are bits: log2(m/u). A change of any part is a change of version.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from functools import lru_cache
from math import log2
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from firstlight.people.rules.identity import Part
from firstlight.people.rules.sayings import SAYINGS

if TYPE_CHECKING:
    from collections.abc import Mapping

DEFAULT = Path(__file__).with_name("model.json")
FREQUENCIES = Path(__file__).with_name("frequencies.json")
FIELDS = ("given", "family", "born", "sex", "phone", "email", "address")
EVIDENCE_AT_HOME = ("given", "born", "sex")


class Frequencies(Protocol):
    """How common a value is, as a share of all mentions that give one."""

    def of(self, column: str, value: str) -> float:
        """Give the share, never 0; an unseen value gets the column's floor."""


@dataclass(frozen=True, slots=True)
class FrozenFrequencies:
    """A frozen snapshot of frequencies, held in memory."""

    shares: Mapping[str, Mapping[str, float]]
    floors: Mapping[str, float]

    def of(self, column: str, value: str) -> float:
        """Give the share of a value, or the floor when it is unseen."""
        column_floor = self.floors.get(column, 1e-5)
        return max(self.shares.get(column, {}).get(value, column_floor), column_floor)


Parts = dict[int, Part]


@dataclass(frozen=True, slots=True)
class Model:
    """Everything the rules need to weigh a pair; frozen under one version.

    `prior` is log2 of the odds that two random mentions are one person; `link`,
    `ask`, `keep` and `stranger` are weights; `strict` adds the rule that pairs
    from no common home need `stranger` to link.
    """

    version: str
    made_from: str
    prior: Part
    parts: Mapping[str, Parts]
    u_equal: Mapping[str, float]
    home_prior: float
    home: Mapping[str, Mapping[int, float]]
    link: float
    ask: float
    keep: float
    stranger: float
    strict: bool
    frequencies: Frequencies
    raw: Mapping[str, Any]

    def with_frequencies(self, frequencies: Frequencies) -> Model:
        """Give the same model reading its frequencies elsewhere, for instance from a table."""
        return replace(self, frequencies=frequencies)

    def with_strict(self, *, strict: bool) -> Model:
        """Give the same model with the stricter rules for strangers on or off."""
        return replace(self, strict=strict)


def _parts(field: str, levels: Mapping[str, Mapping[str, float]]) -> Parts:
    parts = {0: Part(field, 0, 0.0, SAYINGS[field][0])}
    for key, odds in levels.items():
        level = int(key)
        parts[level] = Part(field, level, log2(odds["m"] / odds["u"]), SAYINGS[field][level])
    return parts


def model_from(raw: Mapping[str, Any], frequencies: Frequencies) -> Model:
    """Build a model from its file's content. Raises KeyError where a part is missing."""
    zones, home = raw["zones"], raw["household"]
    return Model(
        version=raw["version"],
        made_from=raw["made_from"],
        prior=Part("prior", 0, float(raw["prior"]), "before anything is compared"),
        parts={field: _parts(field, raw["levels"][field]) for field in FIELDS},
        u_equal={f: raw["levels"][f]["1"]["u"] for f in ("given", "family")},
        home_prior=float(home["prior"]),
        home={f: {int(k): float(v) for k, v in home[f].items()} for f in EVIDENCE_AT_HOME},
        link=float(zones["link"]),
        ask=float(zones["ask"]),
        keep=float(zones["keep"]),
        stranger=float(zones["stranger"]),
        strict=bool(zones["strict"]),
        frequencies=frequencies,
        raw=raw,
    )


@lru_cache(maxsize=4)
def load_model(path: Path | None = None) -> Model:
    """Load the model file, with the frequencies that lie beside it.

    Raises OSError or KeyError when the file is missing or lacks a part: without
    a model nothing may be linked.
    """
    place = path or DEFAULT
    raw = json.loads(place.read_text(encoding="utf-8"))
    held = json.loads(place.with_name(FREQUENCIES.name).read_text(encoding="utf-8"))
    return model_from(raw, FrozenFrequencies(shares=held["shares"], floors=held["floors"]))
