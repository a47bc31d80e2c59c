"""One template for each kind of record: how it is told in one sentence on a timeline or brief."""

from __future__ import annotations

from firstlight.picture.rules.telling_rows import (
    Row,
    Template,
    code,
    count,
    flag,
    many,
    moment,
    on,
    plain,
    told,
)

_DISCLOSED: tuple[Row, ...] = (
    told("disclosed_by_child", "the child told of it"),
    told("named_exploiter", "an exploiter is named"),
    told("learning_disability", "learning disability told"),
)
_AREA = told("away_from_home_area", "away from the home area")
_OFFENCE: tuple[Row, ...] = (plain("offence"), told("weapon", "weapon told"))

KIND_TEMPLATES: dict[str, Template] = {
    "incident": Template("Incident", (
        plain("job_type", "typed as "), plain("grade", "call graded "),
        told("weapons", "weapons told"),
        told("whereabouts_known", "whereabouts said to be known", "whereabouts not known"),
        told("children_asked", "", "not asked whether children are there", ""),
        flag("from_care_home", "from a care home"),
    )),
    "crime": Template("Crime", (*_OFFENCE, told("domestic", "domestic"))),
    "contact": Template("Contact", (
        code("channel", {"999": "by 999", "101": "by 101", "counter": "at a counter", "mail": "by mail",
                         "portal": "by the portal", "social": "by social media"}),
        told("repeat_caller", "repeat caller"), flag("call_cut", "the call was cut off"),
    )),
    "unit_crewing": Template("Unit crewing", (plain("unit", "unit "), plain("job", "sent to "))),
    "domestic_abuse_incident": Template("Domestic abuse incident", (
        told("strangulation", "non-fatal strangulation told"),
        told("firearm", "firearm told"), told("weapon", "weapon told"),
        told("threat_to_kill", "threat to kill told"),
        told("pregnant", "pregnancy told"), told("separated", "separation told"),
        told("children_present", "children present", "no children seen present", "not told whether children were present"),
        told("children_heard", "the children were heard", "the children were not heard"),
        plain("grade", "tool outcome "),
        told("professional_judgement_high", "judged high by a professional"),
        flag("codeword", "a codeword is agreed"),
    )),
    "missing_report": Template("Missing report", (
        plain("words_used", "recorded in the words "),
        told("whereabouts_known", "whereabouts said to be known", "whereabouts not known", "not told whether whereabouts were known"),
        flag("from_care_home", "from a care home"), plain("home", "from "),
        told("named_exploiter", "an exploiter is named"), told("self_harm", "self-harm told"),
        told("medication_missed", "medication missed"), told("out_of_character", "out of character"),
        told("significant_harm_likely", "significant harm told as likely"),
    )),
    "sighting": Template("Sighting", (
        told("confirmed", "confirmed", "not confirmed", "not told whether confirmed"),
        told("with_unknown_adult", "with an unknown adult"),
    )),
    "return": Template("Return", (
        code("state", {"sighted": "sighted only", "located_not_safe": "located, not yet safe",
                       "in_custody": "found in custody", "in_hospital": "found in hospital",
                       "safe_and_seen": "safe and seen"}),
        told("found_with_adult", "found with an adult"), plain("adult_said", "the adult said to be "),
        told("away_from_area", "away from the area"),
        told("harm_suffered", "harm suffered"),
    )),
    "return_interview": Template("Return home interview", (
        code("accepted", {"yes": "accepted", "declined": "declined", "missing_again": "missing again before it",
                          "not_offered": "not offered", "": "not told whether accepted"}),
        told("independent", "independent", "not independent"), told("harm_suffered", "harm suffered"),
        many("exploitation_signs", "signs of exploitation "),
    )),
    "missing_profile": Template("Profile kept in case of going missing", (
        plain("home", "by "), on("reviewed_on", "last looked at "),
    )),
    "trigger_plan": Template("Plan for the next time missing", (on("review_on", "to be looked at again "),)),
    "vulnerability_report": Template("Vulnerability report (PPN)", (
        many("concern", "concern about "), plain("grade", "graded "), *_DISCLOSED,
        many("indicators", "indicators "),
    )),
    "partner_concern": Template("Partner concern", (
        plain("partner", "from "), many("concern", "about "), *_DISCLOSED, many("indicators", "indicators "),
        told("whereabouts_known", "whereabouts said to be known", "whereabouts not known"),
    )),
    "voice_of_child": Template("Voice of the child", (
        code("spoken", {"alone": "spoken to alone", "with_someone": "spoken to with somebody there",
                        "seen_asleep": "seen asleep", "not_seen": "not seen", "": "not told whether spoken to"}),
        told("afraid", "said to be afraid"),
        flag("words", "the child's own words are in the record"),
    )),
    "image_sharing": Template("Images shared among children", (
        told("adult_involved", "an adult is involved", unknown="not known whether an adult is involved"),
        told("coerced", "coercion told", unknown="not known whether coerced"),
        told("under_13", "a child under 13", unknown="not known whether a child is under 13"),
        told("immediate_risk", "immediate risk told", unknown="not known whether there is immediate risk"),
    )),
    "police_protection": Template("Police protection (section 46)", (
        moment("begins_at", "from "), moment("ends_at", "until "),
        code("ended_by", {"": "", "emergency_order": "ended by an emergency protection order",
                          "interim_order": "ended by an interim order", "accommodated": "ended: accommodated by the council",
                          "returned": "ended: the child went back", "other": "ended another way"}),
    )),
    "arrest": Template("Arrest", (
        plain("offence"), _AREA, told("missing_when_arrested", "missing when arrested"),
        told("drugs_found", "drugs found"), told("cash_found", "cash found"),
        count("phones_found", "telephones found:"),
    )),
    "stop_search": Template("Stop and search", (
        plain("object_of_search", "for "), _AREA, told("with_adults", "with adults"),
        many("indicators", "indicators "),
    )),
    "offender_management": Template("Offender management", (
        told("registered_sex_offender", "registered sex offender"),
        told("poses_risk_to_children", "poses a risk to children", unknown="risk to children not told"),
        plain("tool", "tool "), on("tool_on", "of "),
    )),
    "intelligence": Template("Intelligence", (
        plain("topic", "about "), told("exploitation", "exploitation told"), many("indicators", "indicators "),
    )),
    "online_referral": Template("Online referral", (
        plain("referrer", "from "), plain("activity", "activity "),
        told("access_to_children", "access to children told", unknown="access to children not known"),
        told("position_of_trust", "in a position of trust"),
        told("first_generation", "first-generation images told"),
        told("victim_unidentified", "a victim is not identified"),
        told("household_children_checked", "household children checked", "household children not checked",
             "not told whether household children were checked"),
    )),
    "device_examination": Template("Device examination", (
        plain("device_kind"), plain("exhibit", "exhibit "), on("completed_at", "examined "),
        told("child_risk", "risk to a child told", unknown="risk to a child not known"),
        flag("victims_own_device", "the victim's own device"),
    )),
    "order": Template("Order", (
        plain("order_type"), on("made_at", "made "),
        told("served", "served", "told as not served", "not told whether served"),
        on("ends_at", "ends "), on("discharged_at", "discharged "),
        told("power_of_arrest", "with power of arrest"),
    )),
    "bail": Template("Bail", (
        plain("bail_type"), on("ends_at", "until "),
        told("address_checked_for_children", "address checked for children",
             "address not checked for children", "not told whether the address was checked for children"),
    )),
    "warning_marker": Template("Warning marker", (
        plain("marker"), on("review_at", "review due "), on("ends_at", "ends "),
    )),
    "care_placement": Template("In care", (
        plain("placement_type"), plain("home", "at "), plain("legal_status", "legal status "),
        on("begins_on", "from "), on("ends_on", "ended "),
    )),
    "social_care": Template("Social-care involvement", (
        plain("involvement"), plain("category"), plain("authority", "by "), on("begins_on", "from "),
        on("ends_on", "ended "),
    )),
    "school_enrolment": Template("On a school roll", (
        plain("school"), plain("year_group", "year "), plain("attendance", "attendance "),
        on("begins_on", "from "), on("ends_on", "ended "),
    )),
    "check": Template("Check", (
        plain("asked_of", "asked of "),
        code("answer", {"found": "something was found", "nothing_found": "nothing was found there",
                        "refused": "refused", "no_answer_yet": "no answer yet", "": "answer not told"}),
        told("children_found", "children found", "no children found there", "not told whether children were found"),
    )),
    "grading": Template("Grading", (
        plain("framework"), plain("level", "graded "), flag("provisional", "provisional"),
    )),
    "disclosure": Template("Sharing decision", (
        code("decision", {"shared": "shared", "part": "shared in part", "not": "not shared", "deferred": "deferred"}),
        plain("recipient", "with "),
    )),
}  # fmt: skip
