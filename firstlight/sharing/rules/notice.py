"""The notice a school gets before its next day: of one child, and nobody else by name.

Fields: statutory guidance on Operation Encompass as summed up by practitioners (child, date of
birth, police reference, place, date and time, present or not, voice, circumstances). The parties are
not named and the force's narrative is not sent.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any

from firstlight.kernel.values.when import said
from firstlight.picture.rules.telling import when_said
from firstlight.picture.rules.values import PersonPicture, RecordView
from firstlight.records.rules.kinds.concern import VoiceOfChild

HANDLING = (
    "For the safeguarding lead and who must know. Do not approach the parents or the child about it; "
    "support the child in school. Do not keep it in the pupil's open file."
)
ITEMS = ("child", "born_on", "reference", "when", "where", "present", "voice", "circumstances")
WITHHELD = {
    "parties": "the school needs no name of the adults",
    "narrative": "the force's own words are not needed to support the child",
}
_PRESENT = {
    "yes": "The child was there.", "no": "The child was not there.",
    "unknown": "Whether the child was there is not known.",
    "not_asked": "Nobody asked whether the child was there.",
}  # fmt: skip
_KINDS = {
    "domestic_abuse_incident": "Police were told of domestic abuse in the child's family or home.",
    "vulnerability_report": "An officer raised a concern about domestic abuse around the child.",
    "partner_concern": "A partner told police of domestic abuse around the child.",
}


def notice(child: PersonPicture, record: RecordView, place: str, at: datetime) -> dict[str, Any]:
    """Make the notice about one child. `place` is empty where the address is protected."""
    appearance = next(iter(record.of(child.ref)), None)
    present = appearance.present if appearance else "unknown"
    return {
        "subject": child.ref,
        "children": [_child(child, at)],
        "reference": record.happening or record.ref,
        "when": when_said(record.occurred, record.told_at or record.recorded_at),
        "told": said(record.told_at or record.recorded_at),
        "where": place or "Not told: the address is protected or not known.",
        "present": _PRESENT[present] if appearance else "The child is not named in the report.",
        "seen": _seen(appearance.seen if appearance else "unknown"),
        "voice": _voice(child, record),
        "circumstances": _KINDS.get(record.kind, _KINDS["domestic_abuse_incident"]),
        "handling": HANDLING,
    }


def _child(child: PersonPicture, at: datetime) -> dict[str, Any]:
    age = child.age_at(at)
    return {
        "person": child.ref,
        "name": child.name,
        "born_on": child.born_on.isoformat() if child.born_on else "",
        "age": "not known" if age is None else str(age),
    }


def _seen(value: str) -> str:
    known = {"yes": "An officer saw the child.", "no": "No officer saw the child."}
    return known.get(value, "Whether an officer saw the child is not known.")


def _voice(child: PersonPicture, record: RecordView) -> list[dict[str, Any]]:
    """Give what the child said about this, where it was written down and may be told."""
    found = []
    for one in child.of_kind("voice_of_child"):
        details = one.details
        same = one.ref == record.ref or (one.happening and one.happening == record.happening)
        if (
            same
            and isinstance(details, VoiceOfChild)
            and details.words
            and one.statement.handling != "C"
        ):
            alone = {"alone": "alone", "with_someone": "with somebody there"}.get(
                details.spoken, ""
            )
            found.append(
                {"record": one.ref, "people": [child.ref], "text": details.words, "how": alone}
            )
    return found
