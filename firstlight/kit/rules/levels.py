"""Levels, answers and source states: the word, the scale and the shape of each.

Missing and domestic abuse have scales of their own, so that a "medium" of one is never read as
a "medium" of the other. Every state has a word and a shape; colour is the third sign only.
"""

from dataclasses import dataclass

UNKNOWN = "unknown"


@dataclass(frozen=True)
class LevelSign:
    """A level as shown: word, css scale letter, step filled, and bars in the scale (0 filled: unknown)."""

    word: str
    scale: str
    step: int
    of: int
    framework: str


_SCALES: dict[str, tuple[str, str, tuple[str, ...]]] = {
    "missing": ("m", "Missing", ("very_low", "low", "medium", "high")),
    "domestic": ("d", "Domestic abuse", ("standard", "medium", "high")),
}
_OTHER = ("low", "medium", "high")
_OTHER_WORDS = {
    "exploitation": "Exploitation",
    "online": "Online",
    "images": "Images among children",
    "cumulative": "Cumulative harm",
}
_ALIASES = {"domestic_abuse": "domestic", "domestic-abuse": "domestic"}


def level_sign(value: object, framework: str = "") -> LevelSign:
    """The sign for a level; anything not on its framework's scale is "Not known", never low."""
    name = _ALIASES.get(framework, framework)
    scale, title, steps = _SCALES.get(
        name, ("o", _OTHER_WORDS.get(name, name.replace("_", " ").capitalize()), _OTHER)
    )
    key = _key(value)
    if key not in steps:
        return LevelSign("Not known", scale, 0, len(steps), title)
    return LevelSign(
        key.replace("_", " ").capitalize(), scale, steps.index(key) + 1, len(steps), title
    )


def level_steps(framework: str) -> tuple[str, ...]:
    """A framework's levels from lowest to highest."""
    scale = _SCALES.get(_ALIASES.get(framework, framework))
    return scale[2] if scale else _OTHER


@dataclass(frozen=True)
class StateSign:
    """A state as shown: its key for css and shape, and its words."""

    key: str
    words: str


_ANSWERS = {"yes": "Yes", "no": "No"}
_SOURCES = {
    "found": "Found",
    "none": "None that you may see",
    "unavailable": "Unavailable",
    "not_checked": "Not checked",
}
_SOURCE_ALIASES = {
    "none_you_may_see": "none",
    "none_that_you_may_see": "none",
    "none_visible": "none",
}


def answer_sign(value: object) -> StateSign:
    """Yes, No or Not known. None and anything unrecognised are "Not known"."""
    if isinstance(value, bool):
        value = "yes" if value else "no"
    key = _key(value)
    return StateSign(key, _ANSWERS[key]) if key in _ANSWERS else StateSign(UNKNOWN, "Not known")


def source_sign(value: object) -> StateSign:
    """Found, none that you may see, unavailable, not checked; anything else counts as not checked."""
    key = _key(value)
    key = _SOURCE_ALIASES.get(key, key)
    key = key if key in _SOURCES else "not_checked"
    return StateSign(key, _SOURCES[key])


def _key(value: object) -> str:
    if value is None:
        return ""
    raw = getattr(value, "value", value)
    return (
        str(raw if isinstance(raw, str) else getattr(value, "name", raw))
        .strip()
        .lower()
        .replace(" ", "_")
        .replace("-", "_")
    )
