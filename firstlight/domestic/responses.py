"""Reads of the response to a job."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from firstlight.access.selectors import title_of
from firstlight.domestic.models import Response
from firstlight.domestic.rules.calling import standing


@dataclass(frozen=True, slots=True)
class Standing:
    """The response that stands for a job, who set it, and the time by which children are seen."""

    code: str
    said: str
    why: str
    children_where: str
    see_by: datetime | None
    by: str
    at: datetime | None


def response_of(record: str) -> Standing:
    """Give the response that stands for a job."""
    row = Response.objects.filter(job__record=record).order_by("-pk").first()
    if row is None:
        return Standing("", standing(""), "", "", None, "", None)
    return Standing(
        row.response,
        standing(row.response),
        row.why,
        row.children_where,
        row.see_by,
        title_of(row.by),
        row.at,
    )
