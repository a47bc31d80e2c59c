"""Codes said in officers' words. A code without a row is said as it is written."""

from __future__ import annotations

from firstlight.records.rules.kinds import KINDS

ROLES = {
    "subject": "The person it is about",
    "found_with": "Found with",
    "protected_party": "Protected by the order",
    "respondent": "Bound by the order",
    "informant": "Told the force",
    "mentioned": "Mentioned",
}
TIES = {
    "parent_of": "parent",
    "carer_of": "carer",
    "child_of": "child",
    "cared_for_by": "cared for by",
    "sibling_of": "brother or sister",
    "partner_of": "partner",
    "ex_partner_of": "former partner",
    "relative_of": "relative",
    "lives_with": "lives with",
    "lived_with": "lived with",
    "associate_of": "associate",
    "exploits": "said to exploit",
    "exploited_by": "said to be exploited by",
    "professional_of": "professional",
    "client_of": "client",
}
LINKS = {
    "same": ("Confirmed", "green"),
    "linked": ("By computer", "blue"),
    "own": ("Only record", "grey"),
    "may_be": ("May be", "yellow"),
}
NEAR = {
    "household": "Lives here now",
    "related": "Related, lives elsewhere",
    "contact": "Regular contact",
    "formerly": "Formerly",
    "place_only": "This place only: other flats, institutions",
}
SEX = {
    "female": "Female",
    "male": "Male",
    "trans_female": "Trans female",
    "trans_male": "Trans male",
    "non_binary": "Non-binary",
    "intersex": "Intersex",
    "not_specified": "Not specified",
}
KNOWN = {"yes": "Yes", "no": "No", "unknown": "Not known", "not_asked": "Not asked"}
NATURES = {
    "fact": "Fact, as recorded",
    "opinion": "Opinion",
    "allegation": "Allegation",
    "intelligence": "Intelligence",
}
COMPARED = {
    "prior": "Before anything is compared",
    "given": "First name",
    "given_share": "How rare the first name is",
    "family": "Surname",
    "family_share": "How rare the surname is",
    "born": "Birth date",
    "sex": "Sex",
    "phone": "Telephone",
    "email": "E-mail",
    "address": "Address",
    "household": "Same household",
    "swap": "Names the other way round",
}


# A timeline's lanes have little room.
LANES = {
    "domestic_abuse_incident": "Domestic",
    "missing_report": "Missing",
    "vulnerability_report": "Concern",
    "partner_concern": "Partner",
    "school_enrolment": "School",
    "care_placement": "Care",
    "social_care": "Social care",
    "social_care_involvement": "Social care",
    "online_referral": "Online",
    "device_examination": "Device",
    "offender_management": "Offender",
    "warning_marker": "Marker",
    "voice_of_child": "Child's voice",
    "police_protection": "Protection",
    "return_interview": "Interview",
    "missing_profile": "Profile",
    "trigger_plan": "Plan",
    "image_sharing": "Images",
    "stop_search": "Stop and search",
}


def lane_of(code: str) -> str:
    """Say a kind of record in a word or two."""
    return LANES.get(code, plain(code))


def plain(code: str) -> str:
    """Say a code as words: `county_lines` is `County lines`."""
    return code.replace("_", " ").replace(".", " ").strip().capitalize()


def kind_of(code: str) -> str:
    """Say a kind of record."""
    return KINDS[code].name if code in KINDS else plain(code)


def role_of(code: str) -> str:
    """Say the role somebody has in a record."""
    return ROLES.get(code, plain(code))


def tie_of(code: str) -> str:
    """Say how one person stands to another."""
    return TIES.get(code, plain(code).lower())


def sex_of(code: str) -> str:
    """Say a person's sex; empty where it is not known."""
    return SEX.get(code, "")


def known(code: str) -> str:
    """Say yes, no, not known or not asked, which are four answers."""
    return KNOWN.get(code, plain(code))
