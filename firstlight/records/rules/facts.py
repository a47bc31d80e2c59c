"""What each fact of each kind is to a child's safety: adverse, protective or neutral.

An adverse fact may raise a floor and never lowers one. A protective or neutral fact raises none
and lowers none. The few that may end what held a floor say so: an episode, a plan, an order or a
span of time that is over is a stated reason for a fall, and no reassurance.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

Character = Literal["adverse", "protective", "neutral"]


@dataclass(frozen=True, slots=True)
class Fact:
    """One field of a kind: what it is to safety, which of its values are worse to know, which denied.

    `ends` is true where a value may say that something which held a floor is over, or when it was.
    """

    character: Character = "neutral"
    worse: tuple[Any, ...] = ()
    denied: tuple[Any, ...] = ()
    ends: bool = False


BAD = Fact("adverse", ("yes",), ("no",))
GOOD = Fact("protective")
PLAIN = Fact()
# Says when, or of what sort: it moves what others hold in time and is no fact about safety.
WHEN = Fact(ends=True)
OVER = Fact("protective", ends=True)
LACKS = Fact("adverse", ("no",), ("yes",))
SIGNS = Fact("adverse", (("X03",), ("X02", "X09")), ())
# A field that holds `other` where nothing was told cannot say which of the two it means: none denies.
_GRAVE = Fact("adverse", ("sexual", "violence", "drugs_supply", "weapons", "exploitation"))
_CONCERN = Fact(
    "adverse", (("county_lines",), ("exploitation_sexual",), ("sexual",)), (("other",),)
)
# A lower grade denies nothing: the other grade or a judgement may say high.
_GRADE = Fact("adverse", ("high",))


def _plain(*fields: str) -> dict[str, Fact]:
    return dict.fromkeys(fields, PLAIN)


def _bad(*fields: str) -> dict[str, Fact]:
    return dict.fromkeys(fields, BAD)


FACTS: Mapping[str, Mapping[str, Fact]] = {
    "incident": {
        **_plain("job", "job_type", "grade", "unit", "children_asked", "from_care_home"),
        **_bad("weapons"), "spoken_to": OVER, "next_contact_at": OVER,
        # Most jobs ask nothing of whereabouts: what was not asked there is no gap of the answer.
        "whereabouts_known": Fact("adverse", ("no",), ends=True),
    },
    "crime": {
        **_plain("crime_number", "offence", "outcome_code"), **_bad("weapon"),
        # Most crimes are never asked it: a blank is a gap of a grave one alone.
        "domestic": Fact("adverse", ("yes",)), "offence_group": _GRAVE,
    },
    "contact": _plain("channel", "repeat_caller", "call_cut"),
    "unit_crewing": _plain("unit", "crew", "job", "begins_at", "ends_at", "arrived_at"),
    "domestic_abuse_incident": {
        **_plain(
            "job", "unit", "judgement_rationale", "codeword", "attended", "topics_no",
            "topics_unknown", "response",
            "suspect_expected", "history_told", "orders_told", "drink_or_drugs",
            "communication_needs", "supervisor_aware", "call_cut",
        ),
        **_bad(
            "professional_judgement_high", "strangulation", "weapon", "firearm", "pregnant", "separated",
            "threat_to_kill", "children_present", "children_heard", "suspect_present",
        ),
        "grade": _GRADE, "secondary_grade": _GRADE,
        "tool": Fact("adverse", ("DASH_POLICE", "DASH_SAFELIVES")),
        "tool_yes": Fact("adverse", (14, 20)),
        "topics_yes": Fact("adverse", (("D15",), ("D08", "D14"))),
        "marac_heard_on": Fact("adverse", ("2026-08-01",)),
    },
    "missing_report": {
        **_plain("words_used", "from_care_home", "home", "last_seen_at", "letter"),
        **_bad(
            "out_of_character", "medication_missed", "self_harm", "disability_affects_safety",
            "named_exploiter", "significant_harm_likely",
        ),
        "carer_able": LACKS, "whereabouts_known": Fact("adverse", ("no",), ("yes",), ends=True),
        "spoken_to": OVER, "how_known": OVER, "next_contact_at": OVER, "returned_on": OVER,
        "is_return_row": WHEN,
    },
    "sighting": {**_plain("confirmed"), **_bad("with_unknown_adult")},
    "return": {
        **_plain("seen_by", "prevention_interview_at", "adult_said"), "state": OVER,
        **_bad("found_with_adult", "away_from_area", "harm_suffered"),
    },
    "return_interview": {
        **_plain(
            "accepted", "independent", "told_places", "told_people", "held_at", "held_by", "why_not",
            "parents_offered", "push", "pull",
        ),
        **_bad("harm_suffered"),
        "exploitation_signs": SIGNS,
    },
    "missing_profile": {
        **_plain(
            "home", "reviewed_on", "looks", "places", "friends", "health", "accounts",
            "money_travel", "photo_held", "photo_on", "what_helps",
        ),
    },
    "trigger_plan": {
        **_plain("first", "places", "with_whom", "what_helps", "agreed_with", "review_on"),
    },
    "vulnerability_report": {
        **_plain("seen", "told", "inferred", "tonight", "immediate_action", "department"),
        **_bad("disclosed_by_child", "named_exploiter", "learning_disability"),
        "concern": _CONCERN, "indicators": SIGNS, "grade": Fact("adverse", ("red",), ("amber",)),
    },
    "partner_concern": {
        **_plain("partner", "reply_wanted_by"),
        **_bad("disclosed_by_child", "named_exploiter", "learning_disability"),
        "concern": _CONCERN, "indicators": SIGNS,
        "whereabouts_known": Fact("adverse", ("no",)),
    },
    "voice_of_child": {
        # That the child was seen ends what waited for somebody to look.
        "spoken": WHEN,
        **_plain(
            "why_not", "with_whom", "words", "unprompted", "condition", "room", "appearance",
            "behaviour", "relationships", "surroundings",
        ),
        **_bad("afraid"),
    },
    "image_sharing": {
        **_plain("spread", "report_remove"), "images_contained": GOOD,
        **_bad("adult_involved", "coerced", "unusual_for_age", "under_13", "immediate_risk"),
    },
    "police_protection": {
        **_plain(
            "initiating_officer", "designated_officer", "child_wishes", "authority_told_at",
            "home_authority_told_at", "parents_told_at", "child_told", "taken_to", "ended_by",
        ),
        "begins_at": WHEN, "ends_at": OVER,
    },
    "arrest": {
        **_plain(
            "custody_number", "offence", "arrived_at", "released_at", "appropriate_adult",
            "phones_found", "accommodation_asked",
        ),
        **_bad("away_from_home_area", "missing_when_arrested", "drugs_found", "cash_found"),
        "offence_group": _GRAVE,
    },
    "stop_search": {
        **_plain("object_of_search", "found"), **_bad("away_from_home_area", "with_adults"),
        "indicators": SIGNS,
    },
    "offender_management": {
        **_plain("category", "tool", "tool_outcome", "tool_on", "next_visit_on"),
        **_bad("registered_sex_offender", "poses_risk_to_children"),
    },
    "intelligence": {**_plain("log", "topic", "line"), **_bad("exploitation"), "indicators": SIGNS},
    "online_referral": {
        # The suspect's own tool, the warrant and the case's progress say nothing of the child.
        **_plain(
            "referrer", "external_ref", "suspect_tool_level", "assessor_trained", "warrant",
            "referrer_received_at",
        ),
        **_bad("access_to_children", "position_of_trust", "first_generation", "victim_unidentified"),
        "household_children_checked": LACKS,
        "activity": Fact("adverse", ("grooming", "live_stream", "sextortion"), ("viewing",)),
    },
    "device_examination": {
        **_plain(
            "device", "device_kind", "exhibit", "seized_at", "submitted_at", "completed_at",
            "victims_own_device", "findings",
        ),
        **_bad("child_risk"),
    },
    "order": {
        **_plain(
            "order_type", "served_by", "power_of_arrest", "arrest_for", "made_by", "discharged_by",
            "varied_at",
        ),
        **dict.fromkeys(("made_at", "served_at", "returns_at", "ends_at", "discharged_at"), WHEN),
        "served": BAD, "conditions": Fact("adverse", (("no contact with the victim",),)),
    },
    "bail": {
        **_plain("granted_by", "varied_at", "returns_at"),
        **dict.fromkeys(("bail_type", "begins_at", "ends_at", "cancelled_at"), WHEN),
        "conditions": Fact("adverse", (("not to contact the witness",),)),
        "address_checked_for_children": LACKS,
    },
    "warning_marker": {
        **_plain("reason", "owner"), **dict.fromkeys(("begins_at", "review_at", "ends_at"), WHEN),
        "marker": Fact(
            "adverse", ("self_harm", "suicidal", "exploitation_risk", "drug_line", "risk_to_children")
        ),
    },
    "care_placement": {
        # Being in care, or where, never lowers anything.
        **_plain(
            "home", "placement_type", "legal_status", "authority", "begins_on", "ends_on",
            "end_reason", "as_of", "notice_at", "expected_at", "arrived",
        ),
        **_bad("from_other_area"),
    },
    "social_care": {
        **_plain("category", "authority", "social_worker"), "begins_on": WHEN, "as_of": WHEN,
        "ends_on": OVER,
        "involvement": Fact("adverse", ("protection_plan", "section_47"), ends=True),
    },
    "school_enrolment": {
        **_plain("school", "school_urn", "year_group", "safeguarding_lead", "begins_on", "ends_on"),
        "attendance": Fact("adverse", ("excluded", "irregular"), ("regular",)),
    },
    "check": {
        # That those who were asked have answered ends what waited for somebody to look.
        **_plain("asked_of", "said"), "question": WHEN, "answer": WHEN, **_bad("children_found"),
    },
    "grading": {
        **_plain("floor", "provisional", "agreed_by", "rationale", "rank", "about"),
        # A person's grade is their own; only another child of the home is read by it.
        "framework": WHEN, "level": Fact("adverse", ("high",), ("low",), ends=True),
    },
    "disclosure": _plain(
        "decision", "recipient", "purpose", "basis", "items", "withheld", "reason"
    ),
}  # fmt: skip
