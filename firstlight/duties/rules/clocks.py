"""Every clock that opens a duty: when it starts, its limit, who holds it, and where it comes from.

Sources: reference notes on practice (APP: the College of Policing's authorised practice; WT:
Working Together 2023; DAA21, CA1989, MSA2015: acts; HO, NCA, DfE guidance). Tags: P read in full
text, S secondary source, M as remembered by a named body of practice, L local to a force,
UNCONFIRMED. A clock whose hours are local or unconfirmed ships on with a careful value, and is
shown as "set by nobody" until a named officer sets it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Unit = Literal[
    "minutes", "hours", "days", "working_days", "months", "before_school", "immediate", "given"
]
# Most urgent first: life and limb now; a child's safety today; a duty with a date; the system's own.
NOW, TODAY, DATED, KEPT = 1, 2, 3, 4
# "Immediately" has no number in its source; a duty not done this soon after is shown as late.
IMMEDIATE_MINUTES = 15


@dataclass(frozen=True, slots=True)
class Limit:
    """How long: a number of a unit, or the force's setting that holds the number.

    `by_level` gives the number where it hangs on a level; a level that is not in it has the
    shortest. `given` is a time the one who opens the duty must say.
    """

    amount: int
    unit: Unit
    setting: str = ""
    by_level: tuple[tuple[str, int], ...] = ()

    def of_level(self, level: str) -> int:
        """Give the number for a level; not known means the shortest, never the longest."""
        numbers = dict(self.by_level)
        return numbers.get(level, min(numbers.values())) if numbers else self.amount


@dataclass(frozen=True, slots=True)
class Clock:
    """One row. `post` is a post, or a kind of post that each area has one of.

    `acknowledge` is the minutes in which somebody must say that they have it, before it climbs;
    `acknowledge_setting` names the force's own number. `only` is the role that alone may know of
    the duty, where colleagues must not.
    """

    code: str
    title: str
    starts: str
    limit: Limit
    queue: str
    post: str
    source: str
    tag: str
    urgency: int = DATED
    framework: str = ""
    may_interrupt: bool = False
    acknowledge: int = 30
    acknowledge_setting: str = "duties.ladder_minutes"
    demo_value: str = ""
    only: str = ""

    @property
    def unconfirmed(self) -> bool:
        """Tell whether a named officer must still set the hours."""
        return bool(self.demo_value)


def _m(amount: int, setting: str = "") -> Limit:
    return Limit(amount, "minutes", setting)


def _h(amount: int, setting: str = "") -> Limit:
    return Limit(amount, "hours", setting)


def _d(amount: int) -> Limit:
    return Limit(amount, "days")


def _wd(amount: int) -> Limit:
    return Limit(amount, "working_days")


_AT_ONCE = Limit(IMMEDIATE_MINUTES, "immediate")
_GIVEN = Limit(0, "given")
_OURS = "design: nobody else sets this clock; a force's own decision"

_PRACTICE = (
    Clock("ENC_SCHOOL", "Tell the child's school before the next school day", "the force believes a child is a victim of domestic abuse", Limit(7, "before_school", "encompass.release_by_hour"), "domestic", "encompass_desk", "DAA21 s49A; statutory guidance on Operation Encompass: before the next school day", "P", TODAY, "domestic"),
    Clock("ENC_HANDOVER", "See that another force accepts a child's notice", "the notice was handed over", _GIVEN, "domestic", "encompass_desk", "DAA21 s49A: the force where the child resides; design, invariant 6: handed over when it is accepted", "L", TODAY, "domestic", demo_value="the end of the same day"),
    Clock("MISS_HIGH_CSC", "Tell children's social care of a missing child at high", "the level is high and the child is under 18", _AT_ONCE, "missing", "duty_inspector", "APP missing persons: immediately", "M", NOW, "missing", may_interrupt=True, demo_value="late after 15 minutes"),
    Clock("MISS_UKMPU", "Tell the UK Missing Persons Unit", "the force was told that somebody is missing", _h(72), "missing", "missing_coordinator", "Code of Practice 2009; NCA: within 72 hours", "P", DATED, "missing"),
    Clock("UNIDENT_UKMPU", "Tell the UK Missing Persons Unit of an unidentified person", "somebody unidentified was found", _h(48), "missing", "missing_coordinator", "NCA: within 48 hours", "P", DATED, "missing"),
    Clock("RHI", "Return home interview by the council", "the child returned", _h(72), "missing", "missing_coordinator", "DfE statutory guidance 2014: within 72 hours", "S", DATED, "missing"),
    Clock("MISS_VLOW_REVIEW", "Review a missing child graded very low", "graded very low; the latest time was agreed then", _GIVEN, "missing", "duty_inspector", "APP missing persons: agreed latest review time", "M", TODAY, "missing", may_interrupt=True),
    Clock("MISS_MA_MEETING_7D", "Convene a meeting of agencies about a missing child", "missing for 7 days", _d(7), "missing", "missing_coordinator", "APP missing persons: missing longer than 7 days", "M", DATED, "missing"),
    Clock("S46", "End of police protection", "the power was used", _h(72), "custody", "duty_inspector", "CA1989 s46(6): no child longer than 72 hours", "P", NOW, may_interrupt=True),
    Clock("REF_DECISION", "The council's decision on a referral", "the referral was made", _wd(1), "hub", "hub_duty", "WT 2023: within one working day", "S"),
    Clock("ICPC", "Initial child protection conference", "the strategy discussion that began section 47 enquiries", _wd(15), "hub", "hub_duty", "WT: within 15 working days", "S"),
    Clock("CORE_GROUP", "First core group", "the initial child protection conference", _wd(10), "hub", "hub_duty", "WT; Wales: within 10 working days", "S"),
    Clock("NRM_RG", "Reasonable grounds decision on a referral", "the referral to the National Referral Mechanism", _wd(5), "exploitation", "exploitation_duty_sergeant", "HO: an external target of 5 working days", "P", DATED, "exploitation"),
    Clock("DVDS", "Domestic violence disclosure: complete", "the application", _d(28), "domestic", "domestic_abuse_sergeant", "HO statutory guidance 2023: 28 days", "S", DATED, "domestic"),
    Clock("DVDS_CHECK", "Domestic violence disclosure: first checks", "the application", _h(24), "domestic", "domestic_abuse_sergeant", "HO 2023: 24 hours", "S", TODAY, "domestic"),
    Clock("DVDS_F2F", "Domestic violence disclosure: meet face to face", "the application", _wd(10), "domestic", "domestic_abuse_sergeant", "HO 2023: 10 working days", "S", DATED, "domestic"),
    Clock("PLACEMENT_NOTICE", "Notice of a placement out of area", "the placement was made in an emergency", _wd(5), "hub", "hub_duty", "Care Planning Regulations 2010 reg 13: before, or within 5 working days", "P"),
    Clock("CPP_S17_ASSESS", "The council's assessment", "the referral was made", _wd(45), "hub", "hub_duty", "WT: 45 working days", "UNCONFIRMED", demo_value="45 working days"),
    Clock("CP_REVIEW", "Child protection review conference", "the initial child protection conference", Limit(3, "months"), "hub", "hub_duty", "WT: within 3 months, then every 6", "UNCONFIRMED", demo_value="3 months"),
)  # fmt: skip

_MISSING_ROWS = (
    Clock("MISS_ACK", "A missing child: say that you have it", "the force was told", _m(10, "missing.acknowledge_minutes"), "missing", "duty_inspector", _OURS, "L", NOW, "missing", may_interrupt=True, acknowledge=10, acknowledge_setting="missing.acknowledge_minutes", demo_value="10 minutes"),
    Clock("MISS_GRADE", "Grade a missing child", "the force was told", _m(30), "missing", "duty_inspector", "APP missing persons: assessed at the first opportunity", "L", NOW, "missing", may_interrupt=True, demo_value="30 minutes"),
    Clock("MISS_FIRST_ACTION", "First action on a missing child", "the force was told", _m(60, "missing.first_action_minutes"), "missing", "duty_inspector", _OURS, "L", NOW, "missing", may_interrupt=True, demo_value="60 minutes"),
    Clock("MISS_READ", "Read a report that may tell of a missing child", "the force was told", _m(60), "missing", "duty_inspector", "design, invariant 3: words alone ask a person to read", "L", TODAY, "missing", may_interrupt=True, demo_value="60 minutes"),
    Clock("MISS_HOME_ENQUIRY", "Answer of the home's or family's own enquiries", "the force was told", _m(60, "missing.home_enquiry_minutes"), "missing", "duty_inspector", _OURS, "L", TODAY, "missing", may_interrupt=True, demo_value="60 minutes"),
    Clock("MISS_REVIEW", "Review a missing child's grade", "the grade, or the last review", _GIVEN, "missing", "duty_inspector", "APP missing persons: reviews by level", "M", NOW, "missing", may_interrupt=True),
    Clock("MISS_NEXT_CONTACT", "Contact a child said to be away, whereabouts known", "the next contact was agreed", _GIVEN, "missing", "duty_inspector", "design, invariant 3: turns into missing when it passes", "L", NOW, "missing", may_interrupt=True, demo_value="the time agreed"),
    Clock("MISS_PREVENTION_INTERVIEW", "Prevention interview with a child who returned", "the child returned", _h(24), "missing", "missing_coordinator", "APP missing persons: as soon as practicable", "L", TODAY, "missing", demo_value="24 hours"),
    Clock("MISS_REPEAT_PLAN", "Plan for a child who goes missing repeatedly", "the third report in 90 days", _wd(5), "missing", "missing_coordinator", "DfE 2014; APP: three in 90 days", "L", DATED, "missing", demo_value="5 working days"),
    Clock("MISS_PHOTO", "A photo of a missing child: where it is held", "the force was told", _h(2), "missing", "missing_coordinator", "APP missing persons: a current photo", "L", TODAY, "missing", demo_value="2 hours"),
    Clock("MISS_FOUND", "Found: who was with the child, where, who else, protection", "the child was located", _h(4), "missing", "duty_inspector", "inspection findings: found with a man nobody asked about", "L", TODAY, "missing", demo_value="4 hours"),
    Clock("FOUND_HELD", "Read what is held of where or with whom a child was found", "the child was located", _m(30), "missing", "duty_inspector", "inspection findings: found address and person against what is held", "L", NOW, "missing", may_interrupt=True, demo_value="30 minutes"),
    Clock("RHI_CHASE", "Ask the council where the return home interview stands", "48 hours after the return", _h(24), "missing", "missing_coordinator", "DfE statutory guidance 2014: within 72 hours", "L", DATED, "missing", demo_value="24 hours"),
    Clock("S46_TELL", "Police protection: who is still to be named, told or asked", "the power was used", _h(2), "custody", "duty_inspector", "CA1989 s46(3): as soon as is reasonably practicable", "P", NOW, demo_value="2 hours"),
    Clock("PARTNER_ACCOUNTS", "A home's accounts nobody has confirmed for a month", "the month ended", _wd(5), "missing", "missing_coordinator", "design: named accounts are confirmed again monthly", "L", DATED, demo_value="5 working days"),
    Clock("ACCOUNT_CLOSE", "Look whether a partner's account was rightly closed", "a colleague said that its holder has left", _wd(1), "system", "records_manager", "design: who has left has no account", "L", DATED, demo_value="1 working day"),
    Clock("WELFARE_TONIGHT", "Where the child sleeps tonight, with whom, checked how", "the event with a child was recorded", _h(4), "missing", "duty_inspector", "design, invariant 20", "L", NOW, may_interrupt=True, demo_value="4 hours"),
)  # fmt: skip

_ONLINE_ROWS = (
    Clock("ONLINE_CHILDREN", "Refer the children of an image suspect's household", "the force was told of the suspect and of a child there", _m(240, "online.referral_minutes"), "online", "online_duty_sergeant", "inspection findings: the child's clock is apart from the case's", "L", TODAY, "online", may_interrupt=True, demo_value="240 minutes, day 0"),
    Clock("ONLINE_STRATEGY", "Strategy discussion before the warrant", "the force was told", _wd(1), "online", "online_duty_sergeant", "WT: strategy discussion when significant harm is likely", "L", TODAY, "online", demo_value="1 working day"),
    Clock("ONLINE_CASE", "Executive action on an online suspect", "the force was told", Limit(1, "days", by_level=(("very_high", 1), ("high", 7), ("medium", 14), ("low", 30))), "online", "online_duty_sergeant", "the case's own clock by the suspect's level", "L", DATED, "online", demo_value="1, 7, 14 or 30 days by level; 1 where not known"),
    Clock("ONLINE_PRESERVE", "Ask for accounts and data to be preserved; no device is reset", "the force was told", _h(12), "online", "online_duty_sergeant", "inspection findings: evidence was lost while a computer waited", "L", TODAY, "online", demo_value="12 hours, day 0"),
    Clock("IMAGES_REFERRAL", "Refer a child named in an image matter among children", "the force was told", _m(240, "online.referral_minutes"), "online", "online_duty_sergeant", "UKCIS advice on sharing nudes; WT referral duty", "L", TODAY, "images", may_interrupt=True, demo_value="240 minutes"),
)  # fmt: skip

_EXPLOITATION_ROWS = (
    Clock("EXPL_OWNER", "An accepted owner for a child on the register", "the child was put on the register", _h(4, "exploitation.owner_hours"), "exploitation", "exploitation_duty_sergeant", _OURS, "L", TODAY, "exploitation", may_interrupt=True, demo_value="4 hours"),
    Clock("EXPL_SCREEN", "Screen a child for exploitation", "the record that raised it reached the force", _h(24), "exploitation", "exploitation_duty_sergeant", _OURS, "L", TODAY, "exploitation", demo_value="24 hours"),
    Clock("NRM_CONSIDER", "Consider a referral to the National Referral Mechanism", "signs that a child may be a victim of modern slavery", _h(24), "exploitation", "exploitation_duty_sergeant", "MSA2015 s52 duty to notify; a child needs no consent", "L", TODAY, "exploitation", demo_value="24 hours"),
    Clock("MARAC_REFER", "Refer to the multi-agency conference", "the criteria were met", _wd(1), "domestic", "domestic_abuse_sergeant", "SafeLives referral criteria", "L", TODAY, "domestic", demo_value="1 working day"),
)  # fmt: skip

_REFERRAL_ROWS = (
    Clock("CSC_REFERRAL", "Refer a child to children's social care", "the force was told", _m(240, "online.referral_minutes"), "hub", "hub_duty", "WT: at once when significant harm is suspected", "S", NOW, may_interrupt=True, demo_value="4 hours"),
    Clock("STRATEGY_DISCUSSION", "Strategy discussion with children's social care and health", "the force was told", _wd(1), "hub", "hub_duty", "WT: section 47 route; one authority says within 24 hours", "L", TODAY, demo_value="1 working day"),
    Clock("MISS_REPEAT_REFERRAL", "Refer a child missing three times in 90 days", "the third report", _wd(1), "missing", "missing_coordinator", "APP missing persons: three in 90 days", "M", TODAY, "missing"),
    Clock("MISS_MA_MEETING_12M", "Meeting of agencies: more than three episodes in 12 months", "the fourth report", _wd(5), "missing", "missing_coordinator", "APP missing persons: more than three in 12 months", "M", DATED, "missing"),
    Clock("FOUND_ADULT_CHECK", "Check the adult a child was found with", "the child was found", _h(4), "missing", "missing_coordinator", _OURS, "L", TODAY, "missing", demo_value="4 hours"),
    Clock("ONLINE_CHILD_CHECK", "Ask whether children live with an image suspect", "the force was told", _h(4), "online", "online_duty_sergeant", "HMICFRS 2023, online abuse: children first", "S", TODAY, "online", demo_value="4 hours"),
    Clock("LADO_REFERRAL", "Tell the designated officer about somebody in a position of trust", "the force was told", _wd(1), "hub", "hub_duty", "WT: allegations against people who work with children", "S", TODAY, demo_value="1 working day"),
    Clock("NRM_REFERRAL", "Refer to the National Referral Mechanism", "the signs reached the force", _wd(1), "exploitation", "exploitation_duty_sergeant", "MSA2015 s52", "P", TODAY, "exploitation", demo_value="1 working day"),
    Clock("BREACH_ACTION", "A breach: arrested, or why not, by whom, by when", "the breach reached the force", _h(4), "domestic", "domestic_abuse_sergeant", _OURS, "L", NOW, "domestic", may_interrupt=True, demo_value="4 hours"),
    Clock("PLAN_NEWS", "Tell the social worker of a child on a plan", "the record reached the force", _wd(1), "hub", "hub_duty", "WT: share what bears on the plan", "S", TODAY, demo_value="1 working day"),
    Clock("PPN_RESEARCH", "Research and decide on three green reports", "the third report", _wd(1), "hub", "hub_duty", "one force's rule: three in three months", "L", TODAY, demo_value="1 working day"),
)  # fmt: skip

_OTHER_ROWS = (
    Clock("SHARE_DECIDE", "Decide on sharing", "the floor first reached high", _h(4, "sharing.decide_hours"), "sharing", "hub_duty", _OURS, "L", TODAY, may_interrupt=True, demo_value="4 hours"),
    Clock("SHARE_ACK", "A partner has not acknowledged what was sent", "the notice was sent", _h(4), "sharing", "hub_duty", _OURS, "L", TODAY, demo_value="4 hours"),
    Clock("GRADE_NEEDED", "Grade a child whose floor is high", "the floor reached high without a grade", _m(60), "grading", "duty_inspector", _OURS, "L", NOW, may_interrupt=True, demo_value="60 minutes"),
    Clock("FIND_OUT", "Find out what a grader asked", "the grade that asked was saved", _h(4, "risk.find_out_hours"), "grading", "duty_inspector", _OURS, "L", TODAY, demo_value="4 hours"),
    Clock("GRADE_AGREE", "Agree or refuse a grade below the floor", "the provisional grade was saved", _m(60, "risk.provisional_agree_minutes"), "grading", "on_call_superintendent", "design, invariant 1", "L", NOW, may_interrupt=True, demo_value="60 minutes"),
    Clock("BRIEF_ACK", "A brief has not been opened", "the brief was pushed", _m(10, "briefs.material_minutes"), "briefs", "dispatch", _OURS, "L", NOW, may_interrupt=True, acknowledge=10, acknowledge_setting="briefs.material_minutes", demo_value="10 minutes"),
    Clock("DA_DISPATCH", "A domestic abuse job with children has no unit", "the force was told", _m(15, "domestic.dispatch_minutes"), "domestic", "dispatch", "inspection findings: a call answered hours late", "L", NOW, may_interrupt=True, acknowledge=10, acknowledge_setting="briefs.material_minutes", demo_value="15 minutes"),
    Clock("CALL_CUT", "A call was cut off: set the response again", "the call was cut off", _m(5), "domestic", "dispatch", "APP domestic abuse, call handlers: reassess at once", "P", NOW, may_interrupt=True, acknowledge=10, acknowledge_setting="briefs.material_minutes"),
    Clock("DA_SEE_CHILDREN", "See the children of a delayed job", "the response was delayed; the time was set then", _GIVEN, "domestic", "dispatch", "inspection findings: appointments although children are there", "L", NOW, may_interrupt=True, demo_value="the time set"),
    Clock("INTEL_LINE", "Intelligence a unit may need has no line: ring its owner", "the brief was made", _m(10, "briefs.material_minutes"), "briefs", "fim", "design: handling C enters no brief without its owner's own line", "L", NOW, may_interrupt=True, acknowledge=10, acknowledge_setting="briefs.material_minutes", demo_value="10 minutes"),
    Clock("CHILDREN_LINES", "A line for each child concerned", "the force was told of the event", _h(12), "hub", "duty_inspector", "design, invariant 5", "L", TODAY, demo_value="12 hours"),
    Clock("VOICE_DAYTIME", "See a child of a domestic abuse job by day and speak to them alone", "the child was not spoken to alone", _GIVEN, "domestic", "domestic_abuse_sergeant", "inspection findings: the child's voice is missing; APP: see the child and speak to them", "L", DATED, "domestic", demo_value="6 pm of the first day with four hours of daytime left"),
    Clock("CUSTODY_CHILD", "A child in custody: screen, appropriate adult, accommodation", "detention was authorised", _h(1), "custody", "custody", "PACE Code C: as soon as practicable; PACE s38(6)", "L", NOW, may_interrupt=True, demo_value="1 hour"),
    Clock("ORDER_ENDING", "An order that protects a child ends soon", "14 days before the end", _GIVEN, "domestic", "domestic_abuse_sergeant", _OURS, "L", DATED, "domestic", demo_value="its end"),
    Clock("SILENT_HIT", "A sealed matter was touched: its custodian looks", "the record came in", _h(1), "data", "dpo", "design, invariant 17", "L", TODAY, may_interrupt=True, demo_value="1 hour"),
    Clock("BREAK_GLASS", "Review an emergency opening", "it was opened", _wd(1), "data", "dpo", "design, invariant 17", "L", DATED, demo_value="1 working day"),
    Clock("BASELINE", "Look at a child held before Firstlight went live", "the history's load ended", _wd(5), "grading", "duty_inspector", "design: one baseline duty a child at high, not found, or with an order ending", "L", DATED, demo_value="5 working days"),
    Clock("LOOKBACK_HIGH", "Grade a child a look-back found at high", "the look-back found the floor at high, or faded from it, without a grade", _wd(5), "grading", "duty_inspector", "design: duties for children still at high come before any chart is drawn", "L", DATED, demo_value="5 working days"),
    Clock("SPLIT_RECALL", "Recall what was sent about the wrong person", "the link was split", _h(4), "sharing", "hub_duty", "design, invariant 8", "L", NOW, may_interrupt=True, demo_value="4 hours"),
    Clock("DPO_BREACH", "Assess a personal data breach", "the force became aware", _h(72), "data", "dpo", "DPA 2018 s67: to the Commissioner within 72 hours", "P", TODAY),
    Clock("RIGHTS_REQUEST", "Answer a request about what is held of somebody", "the request was received; a month is its legal limit", _GIVEN, "data", "dpo", "DPA 2018 s54; UK GDPR art 12(3): without undue delay, within one month", "P"),
    Clock("DISPOSAL_AGREE", "Agree to a proposed disposal, or refuse it", "the disposal was proposed", _wd(5), "data", "dpo", "design, invariant 9: two named people", "L", DATED, demo_value="5 working days"),
    Clock("OWN_STORY", "An officer asked for what is in their own story", "they asked", _wd(1), "data", "professional_standards", "design, invariant 12; decisions 7: the attempt is told", "L", DATED, demo_value="1 working day", only="psd"),
    Clock("LINK_ASK", "Say whether two appearances are one person", "the link was found to be uncertain", _wd(2), "hub", "hub_duty", _OURS, "L", DATED, demo_value="2 working days"),
    Clock("RECORD_OVERDUE", "What should have been recorded was not", "the limit passed", _h(24), "hub", "hub_duty", _OURS, "L", DATED, demo_value="24 hours"),
    Clock("TASK_FAILED", "Work of the system failed five times", "the fifth failure", _h(4), "system", "records_manager", "design: a task that fails five times is told", "L", KEPT, demo_value="4 hours"),
    Clock("CHANNEL_DOWN", "Messages cannot be sent", "the channel stopped answering", _h(1), "system", "records_manager", "design: a channel that is down is one duty", "L", KEPT, demo_value="1 hour"),
    Clock("FILE_REFUSED", "A file could not be read: have its owner send it again", "the file was put aside", _wd(1), "system", "records_manager", "design, invariant 9: nothing that was sent is lost", "L", KEPT, demo_value="1 working day"),
    Clock("ROTA_GAP", "A post has nobody on the rota: put somebody on it", "the gap was seen in the coming rota", _GIVEN, "system", "fim", "design, invariant 6: an empty post is the force incident manager's", "L", DATED, demo_value="the beginning of the gap"),
    Clock("SOURCE_LATE", "A source is later than agreed", "its expected freshness passed", _h(4), "system", "records_manager", "design, invariant 2", "L", KEPT, demo_value="4 hours"),
)  # fmt: skip

CLOCKS: dict[str, Clock] = {
    row.code: row
    for row in (
        *_PRACTICE,
        *_MISSING_ROWS,
        *_ONLINE_ROWS,
        *_EXPLOITATION_ROWS,
        *_REFERRAL_ROWS,
        *_OTHER_ROWS,
    )
}
