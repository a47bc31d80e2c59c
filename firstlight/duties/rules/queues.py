"""The queues duties wait in, by department. One table."""

from __future__ import annotations

QUEUES: dict[str, str] = {
    "missing": "Missing people",
    "domestic": "Domestic abuse",
    "exploitation": "Exploitation",
    "online": "Online investigation",
    "hub": "Safeguarding hub",
    "sharing": "Sharing",
    "grading": "Grading",
    "briefs": "Briefs",
    "custody": "Custody",
    "data": "Data protection",
    "system": "Sources and system",
}


def title_of(queue: str) -> str:
    """Say a queue; one that is not in the table is said as it is written."""
    return QUEUES.get(queue, queue.replace("_", " ").capitalize())
