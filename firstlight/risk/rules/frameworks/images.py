"""Images among children: five questions about referral; `not known` counts as yes.

Every child named is first a child to safeguard; no answer makes one of them an offender.
"""

from __future__ import annotations

from firstlight.kernel.values.answer import Finding
from firstlight.picture.rules.values import Situation
from firstlight.records.rules.kinds.concern import ImageSharing
from firstlight.risk.rules import sources
from firstlight.risk.rules.reading import near, spans
from firstlight.risk.rules.reading.answers import Words, any_of, tri
from firstlight.risk.rules.rule import Rule, Settings

_ROLES = frozenset({"subject", "child", "victim", "suspect", "witness", "associate"})


def five_questions(situation: Situation, _settings: Settings) -> Finding:
    """Any of the five questions is yes."""
    subject, at = situation.subject, situation.at
    answers = [
        (
            record,
            any_of(d.adult_involved, d.coerced, d.unusual_for_age, d.under_13, d.immediate_risk),
        )
        for record, d in spans.told(subject.records, ImageSharing)
        if spans.is_within(record, at, spans.YEAR)
        and record.roles_of(subject.ref) & _ROLES
        and near.is_child_then(subject, record.moment)
    ]
    return tri(answers, _FIVE)


_FIVE = Words(
    so="One of the five questions about shared images is answered yes.",
    not_told="One of the five questions about shared images is not answered, which counts as yes.",
    denied="All five questions about shared images are answered no.",
    none_held="No sharing of images by or of this child in the last 12 months is held.",
    asks="Was an adult, coercion, unusual acts, a child under 13 or immediate risk involved?",
)


RULES = (
    Rule(
        code="IMG_FIVE", framework="images", title="Five questions about shared images",
        question="Is any of the five questions about shared images answered yes or not known?",
        condition=five_questions, cite=sources.IMAGES, least_level="medium",
        level_cite=sources.FORCE_LEVEL, opens=("CSC_REFERRAL",), unknown_counts=True,
        moments=spans.lapses(spans.YEAR, "image_sharing"),
    ),
)  # fmt: skip
