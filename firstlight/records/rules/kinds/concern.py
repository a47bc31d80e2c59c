"""Any officer's or partner's concern, the child's own voice, and police protection."""

from __future__ import annotations

from datetime import datetime
from typing import Literal

from firstlight.records.rules.kinds.kind import Details, Kind
from firstlight.records.rules.parts import Code, Known, Short, Text


class VulnerabilityReport(Details):
    """A concern any officer or member of staff may raise (the force's PPN)."""

    concern: list[
        Literal[
            "neglect", "physical", "emotional", "sexual", "exploitation_sexual",
            "exploitation_criminal", "county_lines", "domestic", "online", "missing", "mental_health",
            "self_harm", "substance", "parent_substance", "parent_mental_health", "hate", "unborn",
            "radicalisation", "honour", "fgm", "other", "also_there", "allegation_against_carer",
        ]
    ] = []  # fmt: skip
    seen: Text = ""
    told: Text = ""
    inferred: Text = ""
    grade: Literal["green", "amber", "red", ""] = ""
    tonight: Text = ""
    disclosed_by_child: Known = "not_asked"
    named_exploiter: Known = "not_asked"
    learning_disability: Known = "not_asked"
    indicators: list[Code] = []
    immediate_action: Text = ""
    department: Code = ""


class PartnerConcern(Details):
    """What a school, council, health body, home or member of the public told the force."""

    partner: Short = ""
    concern: list[Code] = []
    disclosed_by_child: Known = "not_asked"
    named_exploiter: Known = "not_asked"
    learning_disability: Known = "not_asked"
    indicators: list[Code] = []
    whereabouts_known: Known = "not_asked"
    reply_wanted_by: datetime | None = None


class VoiceOfChild(Details):
    """What the child said, did, looked like and lives in; works for babies too.

    `unprompted` tells whether the words came unasked; `condition` and `room` are noted of a child
    who was seen asleep and not woken.
    """

    spoken: Literal["alone", "with_someone", "seen_asleep", "not_seen", ""] = ""
    why_not: Short = ""
    with_whom: Short = ""
    words: Text = ""
    unprompted: Known = "not_asked"
    condition: Text = ""
    room: Text = ""
    appearance: Text = ""
    behaviour: Text = ""
    relationships: Text = ""
    surroundings: Text = ""
    afraid: Known = "not_asked"


class ImageSharing(Details):
    """Images shared among children: five questions about referral; 'not known' counts as yes.

    Subject of the five questions: UKCIS advice on sharing nudes and semi-nudes, 11 March 2024;
    their exact wording is unconfirmed here, so they open a referral duty and raise no level.
    """

    adult_involved: Known = "not_asked"
    coerced: Known = "not_asked"
    unusual_for_age: Known = "not_asked"
    under_13: Known = "not_asked"
    immediate_risk: Known = "not_asked"
    images_contained: Known = "not_asked"
    spread: Short = ""
    report_remove: Literal["signposted", "helped", "declined", ""] = ""


class PoliceProtection(Details):
    """Police protection under section 46 of the Children Act 1989: 72 hours, never extended."""

    begins_at: datetime | None = None
    ends_at: datetime | None = None
    initiating_officer: Code = ""
    designated_officer: Code = ""
    child_wishes: Text = ""
    authority_told_at: datetime | None = None
    home_authority_told_at: datetime | None = None
    parents_told_at: datetime | None = None
    child_told: Known = "not_asked"
    taken_to: Short = ""
    ended_by: Literal[
        "", "emergency_order", "interim_order", "accommodated", "returned", "other"
    ] = ""


KINDS = (
    Kind("vulnerability_report", "Vulnerability report (PPN)", VulnerabilityReport, "adverse",
         "Any officer's or staff member's concern about a child or adult.",
         {"concern": ["neglect"], "seen": "No food in the house.", "grade": "amber"}),
    Kind("partner_concern", "Partner concern", PartnerConcern, "adverse",
         "A concern told by a school, council, health body, care home or the public.",
         {"partner": "St Bede's Academy", "concern": ["county_lines"], "indicators": ["X03"]}),
    Kind("voice_of_child", "Voice of the child", VoiceOfChild, "adverse",
         "What the child said or showed, in their own words, and who was there.",
         {"spoken": "alone", "words": "I don't like it when he comes round."}),
    Kind("image_sharing", "Images among children", ImageSharing, "adverse",
         "Children have shared an indecent image of a child; no image is ever held here.",
         {"adult_involved": "unknown", "coerced": "no", "unusual_for_age": "no", "under_13": "no",
          "immediate_risk": "no"}, happening="event"),
    Kind("police_protection", "Police protection (section 46)", PoliceProtection, "adverse",
         "A constable used the power to protect a child for up to 72 hours.",
         {"initiating_officer": "4417", "designated_officer": "2203"}),
)  # fmt: skip
