"""Operation Encompass: a notice for each child of school age, waiting for a person's release."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from typing import Any

from firstlight.access.selectors import may
from firstlight.audit.services import Line, act
from firstlight.duties.services import close_by_key, open_duty
from firstlight.force.rules.calendar import before_school
from firstlight.force.selectors import organisation, organisations, posts, setting
from firstlight.kernel.values.answer import Answer
from firstlight.kernel.values.refs import new_ref
from firstlight.kernel.values.refusal import NotThere, Refusal
from firstlight.kernel.values.viewer import Viewer
from firstlight.kernel.values.when import day_ends, london_date
from firstlight.people.selectors import anchor, persons_at
from firstlight.picture import selectors as pictures
from firstlight.picture.rules.values import (
    Concerned,
    Link,
    Nearness,
    PersonPicture,
    RecordView,
)
from firstlight.records.rules.kinds.concern import PartnerConcern, VulnerabilityReport
from firstlight.sharing import gathering
from firstlight.sharing.deciding import SYSTEM, disclose
from firstlight.sharing.events import NoticesDrafted
from firstlight.sharing.met import duty_key
from firstlight.sharing.models import Decision, Notice
from firstlight.sharing.mornings import begin_mornings
from firstlight.sharing.moving import release
from firstlight.sharing.rules.notice import ITEMS, WITHHELD, notice
from firstlight.sharing.rules.schooling import (
    ONLY_SAID,
    Route,
    asks,
    of_school_age,
    resident,
    route_of,
)
from firstlight.sharing.seeing import notices

# No notice goes about a former tie or the same building without a person (invariant 5).
_NEAR = frozenset({Nearness.HOUSEHOLD, Nearness.RELATED, Nearness.CONTACT})
AT_LEAST = timedelta(hours=4)
PURPOSE = "So that the school can support the child on the next school day."
BASIS = "DAA2021-49A"


def is_domestic(record: RecordView) -> bool:
    """Tell whether a record gives reason to believe in domestic abuse, attended or not."""
    if record.kind == "domestic_abuse_incident":
        return True
    details = record.details
    concerns: Iterable[str] = ()
    if isinstance(details, VulnerabilityReport | PartnerConcern):
        concerns = details.concern
    return any("domestic" in one for one in concerns)


def after_record(ref: str, at: datetime) -> list[str]:
    """Draft a notice for each child a domestic record concerns, each once a happening."""
    record = pictures.record(ref, viewer=SYSTEM, at=at)
    if not is_domestic(record):
        return []
    near = [c for c in pictures.concerned(ref, viewer=SYSTEM, at=at)
            if c.nearness in _NEAR and c.counts_as_child and c.link is not Link.MAY_BE]  # fmt: skip
    found = pictures.persons({c.person for c in near}, viewer=SYSTEM, at=at)
    done = _noticed(record)
    made = []
    with act("sharing.notices_drafted", by=SYSTEM, at=at) as line:
        for one in near:
            child = found.get(one.person)
            if child is None or child.ref in done or of_school_age(child, at) is Answer.NO:
                continue
            made.append(_draft(line, child, record, one))
        if made:
            line.emit(NoticesDrafted(ref=record.ref))
    return made


def _noticed(record: RecordView) -> frozenset[str]:
    """Give whom a notice of the same happening is about already."""
    rows = Notice.objects.filter(record=record.ref)
    if record.happening:
        rows = rows | Notice.objects.filter(happening=record.happening)
    return frozenset(persons_at(rows.values_list("anchor", flat=True)).values())


def _draft(line: Line, child: PersonPicture, record: RecordView, near: Concerned) -> str:
    told = record.told_at or record.recorded_at
    route = route_of(child, line.at, _schools())
    flags, way = _flags(child, route, near), route.way
    if "other_area" in flags:
        way = "other_area"
    first = anchor(child.ref)
    due = before_school(told, int(setting("encompass.release_by_hour")))
    if way == "other_area":  # to that force the same day
        due = min(due, max(day_ends(london_date(told)), told + AT_LEAST))
    row = Notice.objects.create(
        ref=new_ref("N"), record=record.ref, happening=record.happening, anchor=first, way=way,
        school=route.school, organisation=route.organisation if way == "school" else "",
        as_of=route.as_of, flags=flags, told_at=told, due_at=due, known_seq=line.seq,
    )  # fmt: skip
    begin_mornings(line)
    row.duty = open_duty(
        clock="ENC_SCHOOL", about=(first, record.ref, row.ref), people=(child.ref,), told_at=told,
        because="A child may be a victim of domestic abuse; a notice to the school waits.",
        due_at=due, key=duty_key(first, record.ref), by=SYSTEM, at=line.at,
    )  # fmt: skip
    row.save(update_fields=["duty"])
    line.about(row.ref, record.ref)
    return row.ref


def _schools() -> dict[str, str]:
    found: dict[str, str] = {}
    for row in organisations("school"):
        for name in (row.name, *row.also_called):
            found[str(name).strip().lower()] = row.code
    return found


def _flags(child: PersonPicture, route: Route, near: Concerned) -> list[str]:
    flags = list(route.flags)
    home, towns = child.home(), posts().towns
    elsewhere = [row.area for kind in ("police_force", "council") for row in organisations(kind)
                 if row.area and row.area.lower() not in towns]  # fmt: skip
    area = resident(home.text if home else "", (*towns, str(setting("force.area"))), elsewhere)
    if home is None:
        flags.append("home_not_known")
    elif area is Answer.NO:
        flags.append("other_area")
    if near.nearness is Nearness.CONTACT:
        flags.append("contact_only")
    if child.ref in gathering.not_for_outside():
        flags.append("restricted")
    if home and home.place in gathering.protected_places({child.ref: child}):
        flags.append("protected")
    if route.organisation and _in_story(child, route.organisation):
        flags.append("in_story")
    return list(dict.fromkeys(flags))


def _in_story(child: PersonPicture, code: str) -> bool:
    found = pictures.persons(
        {child.ref, *child.household}, viewer=SYSTEM, at=child.records[0].recorded_at
    )
    return bool(gathering.story(code, found, found).said())


def is_clean(row: Notice) -> bool:
    """Tell whether a notice may go with others at once: a school, and nothing flagged."""
    return row.state == "draft" and bool(row.organisation) and not row.flags


def _mine(ref: str, by: Viewer, permission: str = "sharing.release") -> Notice:
    row = notices(by).filter(ref=ref).first() if may(by, permission) else None
    if row is None:
        raise NotThere
    return row


def _draft_only(row: Notice) -> None:
    if row.state != "draft":
        raise Refusal(
            "Somebody has dealt with this notice.", next_step="Open the list again.", code="stale"
        )


def notice_document(ref: str, *, by: Viewer, at: datetime) -> dict[str, Any]:
    """Give a notice as it would go now; as it went, once it has gone."""
    row = _mine(ref, by)
    gone = Decision.objects.filter(ref=row.decision).first() if row.decision else None
    return dict(gone.document) if gone else document_of(row, by=by, at=at)


def document_of(row: Notice, *, by: Viewer, at: datetime) -> dict[str, Any]:
    """Make the notice as it would go now; NotThere where the child is not `by`'s to know of."""
    person = persons_at([row.anchor], viewer=by).get(row.anchor)
    if person is None:
        raise NotThere
    child = pictures.person(person, viewer=by, at=at)
    record = pictures.record(row.record, viewer=by, at=at)
    return notice(child, record, _where(record, child), at)


def _where(record: RecordView, child: PersonPicture) -> str:
    """Give the place it happened, else the child's home; empty where it is protected."""
    protected = gathering.protected_places({child.ref: child})
    scene = next(((place, text) for role, place, text in record.places if role == "scene"), None)
    home = child.home()
    place, text = scene or ((home.place, home.text) if home else ("", ""))
    return "" if place in protected else text


def confirm(
    ref: str, organisation_code: str, *, alternate: str = "", by: Viewer, at: datetime
) -> None:
    """Say where a flagged notice goes; a named person answers its questions by saying so.

    Whoever would read it there is looked at anew. `alternate` is who receives it instead of
    somebody there who may be in the story.
    """
    row = _mine(ref, by)
    _draft_only(row)
    whom = organisation(organisation_code)
    if whom is None:
        raise Refusal("Choose where the notice goes.", next_step="Choose a school or who stands for one.",
                      faults=(("organisation", "Choose where the notice goes."),))  # fmt: skip
    with act("sharing.notice_confirmed", by=by, at=at) as line:
        row.organisation, row.school = whom.code, whom.name
        row.flags = [flag for flag in row.flags if flag in ONLY_SAID - {"in_story"}]
        child = pictures.persons(set(persons_at([row.anchor]).values()), viewer=SYSTEM, at=at)
        if any(_in_story(one, whom.code) for one in child.values()):
            row.flags.append("in_story")
        row.alternate = alternate.strip()[:120]
        row.save()
        line.about(row.ref)


def release_notice(ref: str, *, by: Viewer, at: datetime) -> str:
    """Release one notice, by a named person; give the decision it became.

    Refuses while something about it must be confirmed, and a notice dealt with already.
    """
    row = _mine(ref, by)
    _draft_only(row)
    if asks(row.flags, row.organisation, row.alternate):
        raise Refusal("Something about this notice must be confirmed first.",
                      next_step="Open it and say where it goes.", code="flagged")  # fmt: skip
    person = persons_at([row.anchor], viewer=by).get(row.anchor, row.anchor)
    with act("sharing.notice_released", by=by, at=at) as line:
        made = disclose(
            about=(row.record, row.ref), people=(person,), decision="shared",
            recipient=row.organisation, purpose=PURPOSE, basis=BASIS, items=ITEMS, withheld=WITHHELD,
            caveat="As first reported; not yet proved.", kind="notice",
            role=row.alternate or "designated safeguarding lead", document=document_of(row, by=by, at=at), by=by, at=at,
        )  # fmt: skip
        _settled(line, row, "released", made)
        release(made, by=by, at=at)
        return made


def _settled(line: Line, row: Notice, state: str, decision: str = "") -> None:
    row.state, row.decision, row.done_by, row.done_at = state, decision, line.by.ref, line.at
    row.save()
    line.about(row.ref)


def release_notices(refs: Iterable[str], *, by: Viewer, at: datetime) -> Mapping[str, str]:
    """Release several clean notices, all or none; flagged ones are refused and go one by one."""
    wanted = tuple(dict.fromkeys(refs))
    rows = [_mine(ref, by) for ref in wanted]
    if not rows or not all(is_clean(row) for row in rows):
        raise Refusal("Only notices with nothing to confirm go together.",
                      next_step="Release the others one by one.", code="flagged")  # fmt: skip
    with act("sharing.notices_released", by=by, at=at):
        return {row.ref: release_notice(row.ref, by=by, at=at) for row in rows}


def nobody_told(ref: str, because: str, *, by: Viewer, at: datetime) -> None:
    """Say that nobody is told of a child, and why. Refuses no reason, and "was not present" alone."""
    row = _mine(ref, by)
    _draft_only(row)
    words = because.strip()
    if not words or words.lower().strip(".") in _NO_REASON:
        raise Refusal(
            "Nobody is told only for a reason.", next_step="That the child was not there is none.",
            faults=(("because", "Say why nobody is told. That the child was not there is no reason."),),
        )  # fmt: skip
    with act("sharing.nobody_told", by=by, at=at) as line:
        row.because = words
        _settled(line, row, "nobody")
        line.say(because=words)
        close_by_key(
            duty_key(row.anchor, row.record), f"Nobody told: {words}"[:300], (), SYSTEM, at
        )


_NO_REASON = frozenset({
    "not present", "child not present", "was not present", "not there", "the child was not there",
    "child was not present", "the child was not present", "absent",
})  # fmt: skip
