"""Verbs of call handling: a call taken, its response set, a cut call, a job nobody was sent to."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from firstlight.access.selectors import may
from firstlight.audit.services import act
from firstlight.domestic.caring import tell
from firstlight.domestic.events import JobChanged
from firstlight.domestic.models import Job, Response
from firstlight.domestic.rules.calling import CUT, RESPONSES, Delay, delay_faults, was_attended
from firstlight.duties.services import close_by_key, close_like, open_duty
from firstlight.kernel.values.refusal import NotThere, Refusal
from firstlight.kernel.values.viewer import Viewer, system_viewer
from firstlight.picture import selectors as pictures
from firstlight.picture.rules.values import RecordView
from firstlight.records.rules.kinds.domestic import DomesticAbuse
from firstlight.records.rules.kinds.incidents import Contact

_SYSTEM = system_viewer("domestic")
# A job told longer ago is no call that waits for a unit: its form came in late.
STALE = timedelta(hours=24)


def respond(
    *, record: str, response: str, told: Delay, why: str = "", by: Viewer, at: datetime
) -> None:
    """Set the response to a job. Refuses a delayed one with everything that stands against it.

    A refusal changes nothing of what is sent: what stood stands, and a unit may be sent all the same.
    """
    job = Job.objects.filter(record=record, state="open").first()
    if job is None or not may(by, "domestic.call"):
        raise NotThere
    pictures.record(record, viewer=by, at=at)
    if response not in RESPONSES:
        raise Refusal(
            "A response needs its grade.", next_step="Choose one.",
            faults=(("response", "Choose a response"),),
        )  # fmt: skip
    faults = delay_faults(told, children=job.children, at=at) if response == "delayed" else ()
    if faults:
        raise Refusal(
            "The response cannot be delayed.",
            next_step="Send somebody, or find out what lacks:", faults=faults, code="no_delay",
        )  # fmt: skip
    with act("domestic.response_set", by=by, at=at) as line:
        Response.objects.create(
            job=job, response=response, why=why.strip()[:300], see_by=told.see_by,
            children_where="\n".join(told.where)[:2000], by=by.ref, at=at, known_seq=line.seq,
        )  # fmt: skip
        line.say(response=response, why=why)
        tell(line, JobChanged, record)
        close_like(f"CALL_CUT:{record}:", "The response was set again.", (record,), _SYSTEM, at)
        if response == "delayed":
            open_duty(
                clock="DA_SEE_CHILDREN", about=(record,), people=(), told_at=job.told_at,
                because="The response is delayed: the children are seen by the time that was set.",
                due_at=told.see_by, key=f"DA_SEE_CHILDREN:{record}:{line.seq}", by=_SYSTEM, at=at,
            )  # fmt: skip


def watch_dispatch(*, record: str, at: datetime) -> None:
    """Have a post look at a job with children to which nobody was sent; end it once somebody is."""
    job = Job.objects.get(record=record)
    key = f"DA_DISPATCH:{record}"
    if job.unit or job.state != "open":
        close_by_key(key, "A unit was sent.", (record,), _SYSTEM, at)
        return
    details = pictures.record(record, viewer=_SYSTEM, at=at).details
    said = isinstance(details, DomesticAbuse) and details.children_present == "yes"
    if not (job.children or said) or was_attended(details) or at - job.told_at > STALE:
        return
    open_duty(
        clock="DA_DISPATCH", about=(record,), people=(), told_at=job.told_at, area=job.area,
        because="Children are told of at a domestic abuse job to which no unit was sent.",
        key=key, by=_SYSTEM, at=at,
    )  # fmt: skip


def cut_off(*, record: RecordView, at: datetime) -> str | None:
    """Note that the call of a job was cut off: nobody's delay stands, the response is set again.

    Gives the job, or None where the record tells of no cut call of one that is open.
    """
    details = record.details
    if not (isinstance(details, DomesticAbuse | Contact) and details.call_cut):
        return None
    job = Job.objects.filter(record=record.ref, state="open").first()
    number = getattr(details, "job", "") or record.happening
    if job is None and number:
        job = Job.objects.filter(number=number, state="open").first()
    if job is None or job.responses.filter(response=CUT, record=record.ref).exists():
        return None
    with act("domestic.call_cut", by=_SYSTEM, at=at) as line:
        Response.objects.create(
            job=job, response=CUT, record=record.ref, by=_SYSTEM.ref, at=at, known_seq=line.seq
        )
        tell(line, JobChanged, job.record)
        close_like(f"DA_SEE_CHILDREN:{job.record}:", "The call was cut off.", (), _SYSTEM, at)
        open_duty(
            clock="CALL_CUT", about=(job.record,), people=(), told_at=record.told_at or at,
            because="The call was cut off: set the response again, as immediate until then.",
            area=job.area, key=f"CALL_CUT:{job.record}:{record.ref}", by=_SYSTEM, at=at,
        )  # fmt: skip
    return job.record


def raw_call(
    given: Mapping[str, Any], *, source_ref: str, by: Viewer, at: datetime
) -> dict[str, Any]:
    """Make the record of a call out of what was typed; gaps are left out, nothing is guessed."""
    people = list(_people(given))
    details = {name: given[name] for name in _DETAILS if given.get(name)}
    raw: dict[str, Any] = {
        "source": "firstlight", "source_ref": source_ref, "kind": "domestic_abuse_incident",
        "title": "Domestic abuse call", "author": by.ref, "happening": given.get("job") or "",
        "occurred": {"begins": at.isoformat()}, "told_at": at.isoformat(),
        "recorded_at": at.isoformat(), "people": people, "narrative": _words(given),
        "details": details,
        "places": [{"role": "scene", "address": {"text": given["address"]}}] if given.get("address") else [],
    }  # fmt: skip
    if given.get("caller_phone"):
        raw["phones"] = [{"number": given["caller_phone"], "role": "caller"}]
    return raw


_DETAILS = (
    "job", "unit", "weapon", "firearm", "children_present", "suspect_present", "suspect_expected",
    "history_told", "orders_told", "drink_or_drugs", "communication_needs", "supervisor_aware",
    "codeword", "call_cut", "pregnant", "strangulation", "threat_to_kill", "separated",
)  # fmt: skip


def _people(given: Mapping[str, Any]) -> Any:
    for key, role in (("victim", "victim"), ("suspect", "suspect")):
        told = {
            part: given.get(f"{key}_{part}") for part in ("given", "family")
            if given.get(f"{key}_{part}")
        }  # fmt: skip
        born = given.get(f"{key}_born_on")
        if told or born:
            if born:
                told["born_on"] = born.isoformat()
            present = given.get("suspect_present") if key == "suspect" else None
            more = {"present": present} if present in {"yes", "no"} else {}
            injured = given.get("injured") if key == "victim" else None
            more |= {"injured": injured} if injured in {"yes", "no"} else {}
            yield {"key": key, "role": role, **told, **more}
    for number, text in enumerate(str(given.get("children") or "").splitlines()):
        if text.strip():
            yield _child(number, text)


def _child(number: int, text: str) -> dict[str, Any]:
    name, _, rest = text.partition(",")
    first, _, family = name.strip().rpartition(" ")
    told: dict[str, Any] = {"key": f"c{number}", "role": "child", "given": first or family}
    told["family"] = family if first else ""
    age = rest.strip().split(" ")[0]
    return told | ({"age": int(age)} if age.isdigit() and int(age) < 18 else {})


def _words(given: Mapping[str, Any]) -> str:
    rows = (
        ("Caller's words", "words"), ("Demeanour", "demeanour"), ("Heard behind", "background"),
        ("Suspect described", "description"), ("Children", "children"),
    )  # fmt: skip
    return "\n".join(f"{said}: {given[name]}" for said, name in rows if given.get(name))
