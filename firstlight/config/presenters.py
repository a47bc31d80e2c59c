"""How each kind of event is said to people: one table."""

from __future__ import annotations

PRESENTERS: dict[str, str] = {
    "access.restriction_made": "A restriction was made.",
    "force.setting_changed": "A setting was changed.",
    "force.approval_asked": "Something waits for a second person.",
    "missing.opened": "A missing episode was opened.",
    "missing.report_joined": "Another report joined a missing episode.",
    "missing.moved": "A missing episode took a step.",
    "missing.safe_and_seen": "Somebody who was missing was seen safe.",
    "missing.closed": "A missing episode was closed.",
    "brief.made": "A brief was made.",
    "brief.pushed": "A brief was pushed to a unit's crew.",
    "brief.opened": "A brief was opened.",
    "brief.acknowledged": "A brief was acknowledged.",
    "brief.struck": "Somebody was struck out of a brief on scene.",
    "brief.superseded": "A newer brief stands.",
    "brief.withdrawn": "A brief was withdrawn.",
    "domestic.job_opened": "A domestic abuse job arrived.",
    "domestic.job_changed": "A domestic abuse job changed.",
    "domestic.job_proposed": "A job typed otherwise may be domestic abuse.",
    "domestic.job_closed": "A domestic abuse job was closed.",
    "sharing.decided": "A decision on sharing was made.",
    "sharing.released": "Something was released to a partner.",
    "sharing.received": "A partner acknowledged what was sent.",
    "sharing.answered": "A partner answered what was sent.",
    "sharing.recalled": "Something that was shared was recalled.",
    "sharing.notices_drafted": "Notices to schools wait to be released.",
    "assurance.endorsed": "A leader endorsed a recommendation.",
    "assurance.reckoned": "The ordinary records were reckoned again.",
}
