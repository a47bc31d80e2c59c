"""The settings a force may change: bounds, default, source, tag. One table."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from firstlight.force.rules import addresses, posts


@dataclass(frozen=True, slots=True)
class Setting:
    """One setting. `default` is a conservative value; `set by nobody` shows red until approved.

    `low` and `high` bound a number; `choices` bound a word or a list; `check` says what is wrong
    with a value that has a form of its own.
    """

    code: str
    title: str
    default: Any
    unit: str = ""
    low: float | None = None
    high: float | None = None
    choices: tuple[str, ...] = ()
    source: str = ""
    tag: str = "L"
    two_people: bool = True
    page: str = ""  # where it is changed, if not on the page of settings
    check: Callable[[Any], str] | None = None

    def fault(self, value: Any) -> str:
        """Say what is wrong with a value, or nothing."""
        if isinstance(self.default, bool):
            return "" if isinstance(value, bool) else "must be yes or no"
        if isinstance(self.default, list | dict) and type(value) is not type(self.default):
            return "must be a list" if isinstance(self.default, list) else "must be a table"
        if self.check:
            unsound = self.check(value)
            return f"cannot be so: {unsound}" if unsound else ""
        if isinstance(self.default, int | float):
            return self._number_fault(value)
        if self.choices:
            offered = value if isinstance(value, list) else [value]
            wrong = [str(one) for one in offered if one not in self.choices]
            return f"does not know {', '.join(wrong)}" if wrong else ""
        return ""

    def _number_fault(self, value: Any) -> str:
        if not isinstance(value, int | float) or isinstance(value, bool):
            return "must be a number"
        if self.low is not None and value < self.low:
            return f"must be at least {self.low:g} {self.unit}".strip()
        if self.high is not None and value > self.high:
            return f"must be at most {self.high:g} {self.unit}".strip()
        return ""


_ROWS = (
    Setting("force.name", "Name of the force", "Oakshire Police", two_people=False),
    Setting("force.area", "Name of the force's area", "Oakshire", two_people=False),
    Setting("force.posts", "Posts, their ladders, towns and queues", list(posts.SHIPPED), source="design, invariant 6: posts hold work, and a ladder's last step is never empty", check=posts.fault),
    Setting("access.idle_minutes", "Minutes without work after which a session ends", 30, "minutes", 5, 240, source="NCSC: session management"),
    Setting("access.session_hours", "Hours after which a session ends whatever is done in it", 10, "hours", 1, 14),
    Setting("access.remember_days", "Days a device is remembered, so that the second step is not asked there; 0 for never", 7, "days", 0, 30),
    Setting("access.failures", "Failed sign-ins after which an account is locked for a while", 5, "failures", 3, 10, source="NCSC: password administration for system owners"),
    Setting("access.lock_minutes", "Minutes an account stays locked", 15, "minutes", 5, 120),
    Setting("access.groups", "Roles each group of the force's identity provider has, as GROUP=role", []),
    Setting("risk.switched_on", "Rules the force has switched on", [], source="invariant: a rule that raises a level and is local or unconfirmed ships off", page="/risk/rules"),
    Setting("risk.switched_off", "Rules the force has switched off", [], page="/risk/rules"),
    Setting("risk.levels", "Levels the force has set for rules whose level no national source gives, by rule", {}, page="/risk/rules"),
    Setting("risk.visible_high_risk", "Yes answers on a Dash from which it is of visible high risk", 14, "answers", 8, 14, source="SafeLives: 14 as a national threshold; a force may take fewer, never more", tag="P"),
    Setting("risk.escalation", "Domestic abuse incidents in 12 months that are an escalation", 3, "incidents", 2, 3, source="MARAC referral criteria: three in 12 months; a force may take fewer, never more", tag="M"),
    Setting("risk.systems", "Systems with adverse records in 90 days that count as harm adding up", 3, "systems", 2, 6),
    Setting("risk.greens", "Green reports in three months that are looked at together", 3, "reports", 2, 6, source="Devon and Cornwall: three in three months"),
    Setting("risk.abuse_fresh_days", "Days after a form or judgement of domestic abuse for which it holds a floor at high", 21, "days", 21, 366, source="Working Together: a first child protection conference comes within 15 working days of the strategy discussion; a force may take more days, never fewer", tag="S"),
    Setting("risk.exploitation_fresh_days", "Days after a child disclosed exploitation for which it holds a floor at high", 84, "days", 84, 366, source="exploitation meetings of 2016: a high is reviewed within 12 weeks; a force may take more days, never fewer", tag="S"),
    Setting("risk.online_fresh_days", "Days after an online suspect near a child was referred, or somebody last looked for the child, for which a floor is held at high", 21, "days", 21, 366, source="Working Together: a first child protection conference comes within 15 working days of the strategy discussion; while nobody has looked it has no end; a force may take more days, never fewer", tag="S"),
    Setting("risk.harm_fresh_days", "Days after a child disclosed grave harm for which it holds a floor at high", 21, "days", 21, 366, source="Working Together: a first child protection conference comes within 15 working days of the strategy discussion; a force may take more days, never fewer", tag="S"),
    Setting("risk.own_rules", "Rules of the force's own", [], source="a count of records of some kinds within some days, and the level it holds", page="/risk/rules/new"),
    Setting("risk.provisional_agree_minutes", "Time for a second person to agree a grade below the floor", 60, "minutes", 15, 240),
    Setting("risk.find_out_hours", "Hours to find out what a grader said is to be found out", 4, "hours", 1, 72),
    Setting("risk.agree_minimum_rank", "Lowest rank that may agree a grade below the floor", "Superintendent", choices=("Inspector", "Chief Inspector", "Superintendent")),
    Setting("duties.ladder_minutes", "Minutes before an unacknowledged duty climbs a rung", 30, "minutes", 5, 240),
    Setting("duties.fim_again_minutes", "Minutes before an unaccepted post is told to the force incident manager again", 15, "minutes", 5, 60),
    Setting("duties.rota_hours", "Hours ahead in which a post with nobody on the rota is a duty of the force incident manager", 12, "hours", 1, 168),
    Setting("missing.acknowledge_minutes", "Minutes for the duty inspector to acknowledge a missing child", 10, "minutes", 5, 60),
    Setting("missing.first_action_minutes", "Minutes to the first action on a missing child", 60, "minutes", 10, 240),
    Setting("missing.home_enquiry_minutes", "Time limit of a home's own enquiries beside the grade", 60, "minutes", 15, 240),
    Setting("missing.very_low_for_children", "Use the level “very low” for missing people under 18", default=False, source="inspection findings: a lowest category held most children missing from care"),
    Setting("online.referral_minutes", "Minutes to tell children's social care of children in an image suspect's household", 240, "minutes", 30, 1440),
    Setting("online.late_telling_hours", "Most hours by which partners may be told late of children near an online suspect, by a chief inspector's name", 24, "hours", 1, 72),
    Setting("exploitation.owner_hours", "Hours for a child on the register to have an accepted owner", 4, "hours", 1, 72),
    Setting("sharing.decide_hours", "Hours to decide on sharing after a floor first reaches high", 4, "hours", 1, 72),
    Setting("sharing.commenced", "Duties to share whose commencement the force has confirmed, each as CODE and day", [], source="sharing law: commencement unconfirmed until the force says"),
    Setting("encompass.release_by_hour", "Hour of the school day by which notices are released", 7, "o'clock", 5, 9),
    Setting("delivery.budget", "Interruptions of one post or person in a shift of ten hours, before the rest are badges", 20, "interruptions", 5, 60, source="design, invariant 19: few interruptions"),
    Setting("delivery.webhook", "Address of the one system that is told of what may interrupt; empty for none", "", source="the force's own paging or command and control system; signed with FIRSTLIGHT_WEBHOOK_SECRET", check=addresses.fault),
    Setting("briefs.material_minutes", "Minutes within which a brief should be opened", 10, "minutes", 2, 60),
    Setting("briefs.on_phones", "Keep the briefs of a crew on their phones of the force, to be read without signal for at most four hours", default=True, source="design: encrypted under a key that never leaves the phone; a force that does not manage its phones switches it off"),
    Setting("domestic.dispatch_minutes", "Minutes a domestic abuse job with children may wait for a unit", 15, "minutes", 5, 60),
    Setting("domestic.proposals", "Jobs typed otherwise that may be domestic abuse: counted alone, or shown", "counted", choices=("counted", "shown"), source="design: counted before it is shown; a person decides each one"),
    Setting("statements.lapse_days", "Days after which a return's statement is no longer told as now", 365, "days", 30, 730),
    Setting("retention.group1_years", "Years before a record of group 1 is first reviewed", 10, "years", 1, 10, source="Authorised Professional Practice on retention, review and disposal: group 1 (review every 10 years until the subject is 100); unconfirmed under the 2023 Code"),
    Setting("retention.group1_again_years", "Years before a record of group 1 is reviewed again", 10, "years", 1, 10, source="Authorised Professional Practice on retention, review and disposal: group 1 (again each 10 years); unconfirmed under the 2023 Code"),
    Setting("retention.group2_years", "Years of a clear period before a record of group 2 is reviewed", 10, "years", 1, 20, source="Authorised Professional Practice on retention, review and disposal: group 2 (10 clear years, then review); unconfirmed under the 2023 Code"),
    Setting("retention.group2_again_years", "Years before a record of group 2 is reviewed again", 10, "years", 1, 20, source="Authorised Professional Practice on retention, review and disposal: group 2 (again each 10 years); unconfirmed under the 2023 Code"),
    Setting("retention.group3_years", "Years of a clear period before a record of group 3 is reviewed", 6, "years", 1, 20, source="Authorised Professional Practice on retention, review and disposal: group 3 (6 clear years, then review); unconfirmed under the 2023 Code"),
    Setting("retention.group3_again_years", "Years before a record of group 3 is reviewed again", 5, "years", 1, 20, source="Authorised Professional Practice on retention, review and disposal: group 3 (again each 5 years); unconfirmed under the 2023 Code"),
    Setting("leaders.report_received_on", "Day on which the inspection's report reached the force", "2026-11-16", "date", source="due dates of the five recommendations count from it; a demonstration's date until a named officer sets it"),
    Setting("lookback.residents", "Residents of the force's area, for figures per million", 0, "people", 0, 10_000_000, source="the population estimate the force goes by; 0 while nobody has set it"),
    Setting("lookback.name_graders", "Name who graded on the look-back's list of children", default=False),
    Setting("journal.people_a_day", "People shown to one account in a day before it is told as unusual", 60, "people", 10, 500),
    Setting("journal.justify_searches", "Ask why before a search", default=True),
)  # fmt: skip

SETTINGS: dict[str, Setting] = {row.code: row for row in _ROWS}
