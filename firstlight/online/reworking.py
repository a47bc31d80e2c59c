"""Every child concerned, worked out on the day the force was told and again as records come in."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from firstlight.audit.services import Line, act
from firstlight.duties import selectors as duties
from firstlight.duties.services import close, close_by_key, open_duty
from firstlight.kernel.values.answer import Answer
from firstlight.kernel.values.refusal import NotThere
from firstlight.online.events import ChildFound
from firstlight.online.models import Case, CaseChild, CaseTie
from firstlight.online.opening import check_key, note, suspect_in
from firstlight.online.rules.asked import Asked, asked
from firstlight.online.rules.images import Five, five
from firstlight.online.rules.outcomes import SUSPECT_CLOCKS
from firstlight.online.rules.standing import FIRST_THREE
from firstlight.online.who import SYSTEM, heard_by, suspect_of
from firstlight.people import selectors as people
from firstlight.picture import selectors as picture
from firstlight.picture.rules.values import Concerned, Link, Nearness, RecordView
from firstlight.records import selectors as records
from firstlight.records.rules.kinds.concern import ImageSharing

BECAUSE = {
    "ONLINE_CHILDREN": "A child is near an online suspect: tell children's social care, whatever the case waits for.",
    "STRATEGY_DISCUSSION": "A child lives with an online suspect: hold a strategy discussion.",
}
FIRST_REFERRALS = frozenset({"ONLINE_CHILDREN", "IMAGES_REFERRAL"})
_ORDER = {nearness: place for place, nearness in enumerate(Nearness)}


@dataclass(frozen=True, slots=True)
class Near:
    """A child to be considered, and since when the force could know of it."""

    one: Concerned
    anchor: str
    told_at: datetime

    @property
    def may_be(self) -> bool:
        """Tell whether nobody has decided that it is this child."""
        return self.one.link is Link.MAY_BE


def views_of(case: Case, at: datetime) -> tuple[RecordView, ...]:
    """Read a case's own records, oldest first; one disposed of is gone."""
    found = []
    for ref in case.records.order_by("pk").values_list("record", flat=True):
        try:
            found.append(picture.record(ref, viewer=SYSTEM, at=at))
        except NotThere:
            continue
    return tuple(sorted(found, key=lambda one: one.moment))


def images_of(views: Iterable[RecordView]) -> Five:
    """Join the five answers of a case's records."""
    return five(v.details for v in views if isinstance(v.details, ImageSharing))


def asked_of(case: Case, views: Iterable[RecordView], at: datetime) -> Asked:
    """Say whether anybody asked for the children of the suspect's household."""
    told = {view.ref: view for view in views}
    person = suspect_of(case)
    held = picture.persons({person}, viewer=SYSTEM, at=at) if person else {}
    for view in (v for one in held.values() for v in one.of_kind("check")):
        if (view.told_at or view.recorded_at) >= case.told_at:
            told[view.ref] = view
    return asked(told.values())


def _everybody(views: Iterable[RecordView], at: datetime) -> dict[str, Concerned]:
    nearest: dict[str, Concerned] = {}
    for view in views:
        if view.kind not in {"online_referral", "image_sharing"}:
            continue
        for one in picture.concerned(view.ref, viewer=SYSTEM, at=at):
            held = nearest.get(one.person)
            if held is None or _place(one) < _place(held):
                nearest[one.person] = one
    return nearest


def _place(one: Concerned) -> tuple[int, bool]:
    return _ORDER[one.nearness], one.link is Link.MAY_BE


def _told(case: Case, one: Concerned) -> datetime:
    """Give when the force had been told both of the matter and of this child's place in it."""
    held = records.versions(records.standing_ids(one.records))
    moments = [v.told_at or v.recorded_at for v in held]
    return max(case.told_at, min(moments)) if moments else case.told_at


def suspects_of(case: Case, views: Iterable[RecordView]) -> frozenset[str]:
    """Give the suspect, and whoever a record's suspect may be: none of them is a child to look for."""
    found = {suspect_of(case)}
    for view in views:
        if view.kind == "online_referral":
            for one in (a for a in view.people if a.role in {"suspect", "subject"}):
                found |= {one.person or "", *one.may_be}
    return frozenset(found - {""})


def near_children(
    case: Case, everybody: dict[str, Concerned], views: Iterable[RecordView]
) -> list[Near]:
    """Give who must be considered as a child: never the suspect, nor who the suspect may be.

    Only a suspect who is known to be a child stays, as a child too.
    """
    suspects = suspects_of(case, views)
    found = []
    for one in everybody.values():
        his_own = one.person in suspects and one.child is not Answer.YES
        if one.counts_as_child and not his_own:
            found.append(Near(one, people.anchor(one.person), _told(case, one)))
    return found


def _ties(
    case: Case, everybody: dict[str, Concerned], views: Iterable[RecordView], at: datetime
) -> set[str]:
    close = [o.person for o in everybody.values() if o.nearness is not Nearness.PLACE_ONLY]
    refs = {people.anchor(person) for person in close}
    places = {place for view in views for _, place, _ in view.places if place}
    suspect = suspect_of(case)
    if suspect:
        refs.add(people.anchor(suspect))
        for one in picture.persons({suspect}, viewer=SYSTEM, at=at).values():
            places |= {home.place for home in one.residences if home.current}
    known = people.places(places)
    return refs | {ref for ref, one in known.items() if not one.institution}


def rework(ref: str, at: datetime) -> int:
    """Work a case's children out again from present records; give how many were newly found.

    It runs for closed cases too: no state of the case ends a child's clock. Computed first,
    written after; a child once found is never taken off, only marked as no longer near.
    """
    case = Case.objects.get(ref=ref)
    views = views_of(case, at)
    anchored = _anchored(case, views)
    everybody = _everybody(views, at)
    children, ties = near_children(case, everybody, views), _ties(case, everybody, views, at)
    answer, images = asked_of(case, views, at), images_of(views)
    rows = list(case.children.all())
    persons = people.persons_at([row.anchor for row in rows])
    held = {persons.get(row.anchor, ""): row for row in rows}
    fresh = [near for near in children if near.one.person not in held]
    with act("online.children_worked_out", by=SYSTEM, at=at) as line:
        if anchored:
            case.save(update_fields=["anchor"])
        for near in children:
            row = held.get(near.one.person)
            if row is None:
                _found(line, case, near)
            else:
                _again(row, near)
        _gone(held, {near.one.person for near in children})
        _tie(case, ties)
        _asked(case, answer, at)
        line.about(case.ref)
        for near in children:
            _clocks(case, near, images, at)
    return len(fresh)


def _anchored(case: Case, views: Iterable[RecordView]) -> bool:
    """Follow the suspect where a referral's newer version names them anew; tell whether it moved."""
    if case.kind != "suspect":
        return False
    for view in views:
        suspect = suspect_in(view) if view.kind == "online_referral" else None
        if suspect is not None and suspect.person and suspect.person != suspect_of(case):
            case.anchor = people.anchor(suspect.person)
            return True
    return False


def _found(line: Line, case: Case, near: Near) -> None:
    row, _ = CaseChild.objects.get_or_create(
        case=case, anchor=near.anchor,
        defaults={
            "nearness": near.one.nearness, "because": near.one.because[:200],
            "records": list(near.one.records)[:20], "may_be": near.may_be, "told_at": near.told_at,
            "found_at": line.at, "known_seq": line.seq,
        },
    )  # fmt: skip
    note(line, case, "child_found", f"A child: {row.because}.", record=next(iter(row.records), ""))
    line.emit(ChildFound(ref=case.ref, heard_by=heard_by(case)))


def _again(row: CaseChild, near: Near) -> None:
    row.nearness, row.because = near.one.nearness, near.one.because[:200]
    row.records, row.may_be, row.gone = list(near.one.records)[:20], near.may_be, False
    row.told_at = min(row.told_at, near.told_at)
    row.save(update_fields=["nearness", "because", "records", "may_be", "gone", "told_at"])


def _gone(held: dict[str, CaseChild], near: set[str]) -> None:
    for person, row in held.items():
        if person not in near and not row.gone:
            row.gone = True
            row.save(update_fields=["gone"])


def _tie(case: Case, refs: set[str]) -> None:
    CaseTie.objects.bulk_create(
        (CaseTie(case=case, ref=ref) for ref in sorted(refs)), ignore_conflicts=True
    )


def _asked(case: Case, answer: Asked, at: datetime) -> None:
    if case.asked != answer.state:
        case.asked = answer.state
        case.save(update_fields=["asked"])
    if answer.answered:
        refs = tuple(row[3] for row in answer.rows)
        close_by_key(check_key(case), answer.said, refs, SYSTEM, at)


def _wanted(case: Case, near: Near, images: Five) -> tuple[str, ...]:
    """Give the clocks a child has: none for a may-be, nor for who only lived there or nearby."""
    if near.may_be or near.one.nearness not in FIRST_THREE:
        return ()
    if case.kind == "images":
        return ("IMAGES_REFERRAL",) if images.refer else ()
    household = near.one.nearness is Nearness.HOUSEHOLD
    return SUSPECT_CLOCKS if household else ("ONLINE_CHILDREN",)


def _clocks(case: Case, near: Near, images: Five, at: datetime) -> None:
    for clock in _wanted(case, near, images):
        if clock == "STRATEGY_DISCUSSION" and _stands(case, near.one.person, clock, at):
            continue
        first = clock in FIRST_REFERRALS
        asked = _asked_of_hub(case, near.one.person, at) if first else []
        open_duty(
            clock=clock, about=(case.ref, case.record, *near.one.records[:10]),
            people=(near.anchor,), told_at=near.told_at, by=SYSTEM, at=at,
            because=images.because if clock == "IMAGES_REFERRAL" else BECAUSE[clock],
            key=f"{near.anchor}:{case.ref}:{clock}", instead_of=next(iter(asked), ""),
        )  # fmt: skip
        for ref in _asked_of_hub(case, near.one.person, at) if first else ():
            said = "The same referral is asked for by the clock of the online case."
            close(ref, said, (case.ref,), SYSTEM, at)


def _asked_of_hub(case: Case, person: str, at: datetime) -> list[str]:
    """Give the referrals the rules of risk asked of the hub that nobody has begun: they are this one."""
    mine = set(case.records.values_list("record", flat=True))
    rows = duties.about(person, SYSTEM, at, closed=False)
    waiting = [row for row in rows if row.clock == "CSC_REFERRAL" and row.state == "waiting"]
    return [row.ref for row in waiting if mine & set(row.about)]


def _stands(case: Case, person: str, clock: str, at: datetime) -> bool:
    """Tell whether the rules of risk opened this duty of this matter already, open or closed."""
    mine = {case.ref, *case.records.values_list("record", flat=True)}
    rows = duties.about(person, SYSTEM, at)
    return any(row.clock == clock and mine & set(row.about) for row in rows)


def touched_by(view: RecordView) -> list[str]:
    """Give the cases a record may say something new about: by person, home or household."""
    persons = {p for a in view.people for p in (a.person, *a.may_be) if p}
    refs = {ref for person in persons for ref in people.appearances_of(person)}
    refs |= {a.place for a in view.people if a.place} | {place for _, place, _ in view.places}
    rows = CaseTie.objects.filter(ref__in=refs).values_list("case__ref", flat=True)
    return list(dict.fromkeys(rows))


def touched_by_person(person: str) -> list[str]:
    """Give the cases a person stands in, for when who they are has changed."""
    refs = people.appearances_of(person)
    rows = CaseTie.objects.filter(ref__in=refs).values_list("case__ref", flat=True)
    kids = CaseChild.objects.filter(anchor__in=refs).values_list("case__ref", flat=True)
    return list(dict.fromkeys((*rows, *kids)))
