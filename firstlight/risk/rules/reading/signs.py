"""Signs of exploitation: which records tell of any, each with its own answer."""

from __future__ import annotations

from firstlight.picture.rules.values import RecordView, Situation
from firstlight.records.rules.kinds.concern import PartnerConcern, VulnerabilityReport
from firstlight.records.rules.kinds.custody import StopSearch
from firstlight.records.rules.kinds.intelligence import Intelligence
from firstlight.records.rules.kinds.missing import ReturnInterview
from firstlight.risk.rules.reading import near, spans
from firstlight.risk.rules.reading.once import once

CONCERNS = frozenset({"exploitation_sexual", "exploitation_criminal", "county_lines"})
KINDS = (
    "vulnerability_report", "partner_concern", "intelligence", "return_interview", "stop_search",
)  # fmt: skip


def _in_childhood(record: RecordView, situation: Situation) -> bool:
    """Tell whether a record of the last 12 months concerns the subject as a child."""
    subject = situation.subject
    return (
        spans.is_within(record, situation.at, spans.YEAR)
        and near.is_concerned(record, subject)
        and near.is_child_then(subject, record.moment)
    )


@once
def concerns(
    situation: Situation,
) -> tuple[tuple[RecordView, VulnerabilityReport | PartnerConcern], ...]:
    """Give concerns of the last 12 months about the subject as a child."""
    return tuple(
        (record, details)
        for record in situation.subject.records
        if isinstance(details := record.details, VulnerabilityReport | PartnerConcern)
        and _in_childhood(record, situation)
    )


def is_exploitation(details: VulnerabilityReport | PartnerConcern) -> str:
    """Tell whether a concern is of exploitation; one that names no concern may be."""
    if CONCERNS & set(details.concern) or details.indicators or details.named_exploiter == "yes":
        return "yes"
    return "no" if details.concern else "unknown"


def tells_signs(record: RecordView) -> str:
    """Tell whether a record is of exploitation; empty where its kind is not asked or it tells none."""
    details = record.details
    if isinstance(details, VulnerabilityReport | PartnerConcern):
        return is_exploitation(details)
    if isinstance(details, Intelligence):
        return "yes" if details.indicators else details.exploitation
    told = isinstance(details, ReturnInterview) and details.exploitation_signs
    told = told or (isinstance(details, StopSearch) and details.indicators)
    return "yes" if told else ""


@once
def signs(situation: Situation) -> tuple[tuple[RecordView, str], ...]:
    """Give each record of the last 12 months that may be of exploitation, and whether it is."""
    return tuple(
        (record, answer)
        for record in situation.subject.records
        if (answer := tells_signs(record)) and _in_childhood(record, situation)
    )
