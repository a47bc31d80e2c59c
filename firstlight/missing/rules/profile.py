"""What comes up by itself about somebody missing: made ready, nobody has to ask for it.

Topics after the Philomena form and the first questions of practice notes 1.4-1.8. A topic with
nothing says what is not known; it never says that all is well.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from types import MappingProxyType

from firstlight.kernel.values.when import london
from firstlight.picture.rules.telling import sentence
from firstlight.picture.rules.values import Dated, PersonPicture, RecordView
from firstlight.records.rules.kinds.missing import MissingProfile, MissingReport, TriggerPlan

# No source gives an age after which a profile is old (practice notes 1.8: set by the force). LOCAL.
STALE_DAYS = 90
_ASKED = {
    "medication_missed": "needs medication that may be missed",
    "self_harm": "self-harm or suicide spoken of",
    "disability_affects_safety": "a disability that affects safety",
    "significant_harm_likely": "significant harm thought likely",
}


@dataclass(frozen=True, slots=True)
class Topic:
    """One topic: lines of (words, record), or what is not known where there are none.

    `people` are persons to be named by whoever shows it, as (person, how they stand, may be).
    """

    title: str
    lines: tuple[tuple[str, str], ...]
    absent: str
    people: tuple[tuple[str, str, bool], ...] = ()


def profile(
    picture: PersonPicture,
    at: datetime,
    loose: Mapping[str, tuple[tuple[str, str], ...]] = MappingProxyType({}),
) -> tuple[Topic, ...]:
    """Give everything that helps to look for this person, at a moment.

    `loose` gives, by record, places that are no address, as (role, words).
    """
    return (
        *_written(picture, at),
        Topic(
            "Earlier times missing",
            _before(picture, at),
            "No earlier time is held. No record is not no history.",
        ),
        Topic(
            "Where found before",
            _found(picture, loose),
            "No place of an earlier return or sighting is held.",
        ),
        Topic(
            "Exploitation", _signs(picture, at), "No sign is held. It may never have been asked."
        ),
        Topic(
            "Associates",
            (),
            "Nobody is held as an associate. Ask the home, friends and school.",
            _associates(picture),
        ),
        Topic(
            "Care",
            _dated(picture.care_told),
            "No source has said that they are, or are not, in care.",
        ),
        Topic("Plan and social care", _dated(picture.plans_told), "No source has said."),
        Topic("Markers and orders", _markers(picture), "None held that you may see."),
        Topic(
            "Health and harm",
            _asked(picture),
            "Not asked on any report held: ask medication, self-harm, disability.",
        ),
        Topic("School", _dated(picture.schools), "No school is held."),
        Topic("Telephones and addresses", _reach(picture), "None held."),
    )


def _written(picture: PersonPicture, at: datetime) -> tuple[Topic, Topic]:
    """Give what was written beforehand: it stands first."""
    return (
        Topic(
            "The plan for this time",
            _plan(picture),
            "No plan was written. After repeated absences one is owed.",
        ),
        Topic(
            "What the home or family wrote beforehand",
            _beforehand(picture, at),
            "No profile is held. Ask the home or council for theirs.",
        ),
    )


def _plan(picture: PersonPicture) -> tuple[tuple[str, str], ...]:
    newest = next(iter(picture.of_kind("trigger_plan")), None)
    if newest is None or not isinstance(newest.details, TriggerPlan):
        return ()
    told = newest.details
    rows = [(f"{number}. {step}", newest.ref) for number, step in enumerate(told.first, start=1)]
    rows += [(f"Look at {place}", newest.ref) for place in told.places]
    rows += [(f"May be with {who}", newest.ref) for who in told.with_whom]
    rows += [(f"What helps: {told.what_helps}", newest.ref)] if told.what_helps else []
    agreed = f", agreed with {told.agreed_with}" if told.agreed_with else ""
    return (*rows, (f"Written {london(newest.moment):%-d %B %Y}{agreed}", newest.ref))


def _beforehand(picture: PersonPicture, at: datetime) -> tuple[tuple[str, str], ...]:
    newest = next(iter(picture.of_kind("missing_profile")), None)
    if newest is None or not isinstance(newest.details, MissingProfile):
        return ()
    told = newest.details
    days = (london(at).date() - reviewed_on(newest)).days
    old = "; OLD, ask the home what has changed" if days > STALE_DAYS else ""
    rows = [
        (f"Last looked at by {told.home or newest.source_name}, {days} days ago{old}", newest.ref)
    ]
    listed = (
        ("Looks", [told.looks]), ("Places", told.places), ("Friends", told.friends),
        ("Health", [told.health]), ("Accounts", told.accounts), ("Money and travel", [told.money_travel]),
        ("Photo held", [told.photo_held]), ("What helps", [told.what_helps]),
    )  # fmt: skip
    rows += [(f"{title}: {one}", newest.ref) for title, several in listed for one in several if one]
    return tuple(rows)


def reviewed_on(record: RecordView) -> date:
    """Give the day a profile was last looked at: as told, else when it was written down."""
    told = record.details
    said = told.reviewed_on if isinstance(told, MissingProfile) else None
    return said or london(record.recorded_at).date()


def _before(picture: PersonPicture, at: datetime) -> tuple[tuple[str, str], ...]:
    past = [one for one in picture.happened("missing") if one.begins < at - timedelta(hours=36)]
    recent = sum(one.begins >= at - timedelta(days=90) for one in past)
    year = sum(one.begins >= at - timedelta(days=365) for one in past)
    rows = (
        [(f"{recent} in 90 days, {year} in 12 months, {len(past)} in all, before this one.", "")]
        if past
        else []
    )
    rows += [
        (f"{london(one.begins):%-d %B %Y}, told {len(one.records)} times", one.records[0].ref)
        for one in past[:5]
    ]
    return tuple(rows)


def _found(
    picture: PersonPicture, loose: Mapping[str, tuple[tuple[str, str], ...]]
) -> tuple[tuple[str, str], ...]:
    rows = []
    for one in picture.of_kind("return", "sighting", "return_interview"):
        for role, text in (*((r, t) for r, _, t in one.places), *loose.get(one.ref, ())):
            if role in {"found", "sighted", "other"} and text:
                rows.append((f"{text} ({role}, {london(one.moment):%-d %B %Y})", one.ref))
        rows += [
            (f"{place} (told by the child)", one.ref)
            for place in getattr(one.details, "told_places", [])
        ]
    return tuple(rows[:8])


def _is_sign(record: RecordView) -> bool:
    details = record.details
    concerns = " ".join(getattr(details, "concern", ()) or ())
    named = getattr(details, "named_exploiter", "") == "yes"
    told = bool(
        getattr(details, "exploitation_signs", None) or getattr(details, "indicators", None)
    )
    return named or told or "exploit" in concerns or "county_lines" in concerns


def _signs(picture: PersonPicture, at: datetime) -> tuple[tuple[str, str], ...]:
    return _sentences(picture, (one for one in picture.records if _is_sign(one)), at)


def _sentences(
    picture: PersonPicture, records: Iterable[RecordView], at: datetime
) -> tuple[tuple[str, str], ...]:
    told = [sentence(one, picture.ref, at, born_on=picture.born_on) for one in records]
    return tuple((one.text, one.record) for one in told[:8])


def _associates(picture: PersonPicture) -> tuple[tuple[str, str, bool], ...]:
    wanted = {"associate_of", "exploits", "exploited_by", "partner_of", "relative_of", "parent_of",
              "carer_of", "sibling_of", "cared_for_by", "child_of"}  # fmt: skip
    rows = [r for r in picture.relations if r.kind in wanted]
    rows.sort(
        key=lambda r: r.kind not in {"exploits", "exploited_by", "associate_of", "partner_of"}
    )
    return tuple((r.other, r.kind.replace("_", " "), r.link.value == "may_be") for r in rows[:10])


def _dated(told: tuple[Dated, ...]) -> tuple[tuple[str, str], ...]:
    rows = []
    for one in told[:3]:
        since = f"as of {one.as_of.strftime('%-d %B %Y')}"
        late = "; not known since" if one.lapsed else ""
        rows.append((f"{one.value}, {since}{late} ({one.source_name})", one.record))
    return tuple(rows)


def _markers(picture: PersonPicture) -> tuple[tuple[str, str], ...]:
    rows = [
        (f"Marker: {m.marker}{'' if m.in_force else ', ended'}", m.record) for m in picture.markers
    ]
    rows += [
        (f"{o.what.replace('_', ' ').capitalize()}: in force {o.in_force.value}", o.record)
        for o in picture.orders
    ]
    return tuple(rows[:10])


def _asked(picture: PersonPicture) -> tuple[tuple[str, str], ...]:
    rows = []
    for one in picture.of_kind("missing_report"):
        if isinstance(one.details, MissingReport):
            said = [words for name, words in _ASKED.items() if getattr(one.details, name) == "yes"]
            rows += [(f"{words}, told {london(one.moment):%-d %B %Y}", one.ref) for words in said]
    if picture.disability:
        rows.append((f"Disability as told: {picture.disability}", ""))
    return tuple(rows[:8])


def _reach(picture: PersonPicture) -> tuple[tuple[str, str], ...]:
    rows = [(f"Telephone {number}", "") for number in picture.phones[:4]]
    rows += [
        (
            f"{one.text} ({one.address_is.replace('_', ' ')}, told {one.last.strftime('%-d %B %Y')})",
            one.records[-1],
        )
        for one in picture.residences[:5]
    ]
    return tuple(rows)
