"""Assess, grade, agree. The computer sets a floor and says why; a named person grades."""

from firstlight.risk.assessing import assess, assess_everybody, assess_many, settings_now
from firstlight.risk.grading import agree, grade, officer, terms_now

__all__ = [
    "agree",
    "assess",
    "assess_everybody",
    "assess_many",
    "grade",
    "officer",
    "settings_now",
    "terms_now",
]
