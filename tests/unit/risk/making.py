"""Make situations: fictional, small, and said in one line each."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from itertools import count

from firstlight.kernel.values.answer import Answer
from firstlight.kernel.values.when import Occurred
from firstlight.picture.rules.values import (
    AppearanceView,
    Dated,
    GradeView,
    Happening,
    Link,
    MarkerView,
    Nearness,
    OrderView,
    PersonPicture,
    RecordView,
    Relation,
    Residence,
    Situation,
)
from firstlight.records.rules.kinds import KINDS
from firstlight.records.rules.parts import Statement

AT = datetime(2026, 11, 22, 2, 10, tzinfo=UTC)
SUBJECT = "P-SUBJECT"
_numbers = count(1)


def ago(days=0.0, hours=0.0, at=AT):
    return at - timedelta(days=days, hours=hours)


def named(person=SUBJECT, role="subject", **more):
    return AppearanceView(
        ref=f"M-{next(_numbers)}", key=person, role=role, person=person, link=Link.LINKED, **more
    )


def maybe(person=SUBJECT, role="subject"):
    return AppearanceView(
        ref=f"M-{next(_numbers)}", key=person, role=role, person=None, link=Link.MAY_BE,
        may_be=(person,),
    )  # fmt: skip


def record(
    kind, *, days_ago=1.0, hours_ago=0.0, people=None, role="subject", source="niche", ref="",
    outcome=None, before_live=False, precision="minute", known_when=True, ends=None, **details,
):  # fmt: skip
    moment = ago(days_ago, hours_ago)
    return RecordView(
        ref=ref or f"R-{next(_numbers):06d}",
        version=1,
        kind=kind,
        source=source,
        source_name=source.title(),
        department="response",
        occurred=Occurred(moment if known_when else None, ends, precision),
        told_at=moment,
        recorded_at=moment,
        received_at=moment,
        known_seq=1,
        details=KINDS[kind].details.model_validate(details),
        statement=Statement(),
        outcome=outcome,
        people=tuple(people) if people is not None else (named(role=role),),
        before_live=before_live,
    )


def happening_of(*records):
    kind = KINDS[records[0].kind]
    return Happening(
        f"H-{records[0].ref}", kind.happening, min(r.moment for r in records), None, tuple(records)
    )


def person(*records, ref=SUBJECT, age=14, together=(), may_be=(), **more):
    """Make a picture; each record is a happening of its own unless listed in `together`."""
    born = date(AT.year - age, 3, 1) if age is not None else None
    joined = {r.ref for group in together for r in group}
    alone = [(r,) for r in records if KINDS[r.kind].happening and r.ref not in joined]
    fields = {
        "ref": ref, "name": "", "names": (), "born_on": born, "born_precision": "day",
        "births": ((born, ()),) if born else (), "ages_stated": (), "unborn": False,
        "due_on": None, "sex": "not_known", "ethnicity_self": "", "ethnicity_observed": "",
        "language": "", "disability": "", "identifiers": (), "phones": (), "residences": (),
        "school": None, "care": None, "plan": None, "relations": (), "household": (),
        "records": tuple(sorted(records, key=lambda r: r.moment, reverse=True)),
        "may_be": tuple(may_be),
        "happenings": tuple(happening_of(*group) for group in (*together, *alone)),
        "orders": (), "markers": (), "grades": (), "offender": (),
    }  # fmt: skip
    return PersonPicture(**{**fields, **more})


def adult(*records, ref="P-ADULT", age=40, **more):
    return person(*records, ref=ref, age=age, **more)


def relation(other="P-ADULT", kind="parent_of", nearness=Nearness.HOUSEHOLD, **more):
    return Relation(
        other=other, kind=kind, records=more.pop("records", ()), last=AT.date(),
        nearness=nearness, **more,
    )  # fmt: skip


def situation(subject, *others, at=AT):
    return Situation(subject, {one.ref: one for one in (subject, *others)}, at)


def lives_with(subject, *others):
    """Put people in the subject's household."""
    living = replace(subject, household=tuple(one.ref for one in others))
    return situation(living, *others)


def order(record_ref, *, binds=("P-ADULT",), protects=(SUBJECT,), served=Answer.YES, **more):
    fields = {
        "record": record_ref, "what": "non_molestation", "is_bail": False, "protects": protects,
        "binds": binds, "conditions": ("no contact with the protected party",), "served": served,
        "served_at": None, "ends_at": None, "power_of_arrest": Answer.UNKNOWN,
        "in_force": Answer.YES,
    }  # fmt: skip
    return OrderView(**{**fields, **more})


def grade(framework="missing", level="high", days_ago=1.0, **more):
    return GradeView(
        record=more.pop("record", "R-GRADE"), framework=framework, level=level, by="U-1",
        at=ago(days_ago), provisional=False, agreed_by="", rationale="", position=1,
    )  # fmt: skip


def marker(what="self_harm", **more):
    fields = {
        "record": "R-MARKER", "marker": what, "reason": "", "owner": "", "person": SUBJECT,
        "place": None, "ends_at": None, "in_force": True,
    }  # fmt: skip
    return MarkerView(**{**fields, **more})


def plan(value="protection_plan", days_ago=30, *, lapsed=False):
    return Dated(value, ago(days_ago).date(), "R-PLAN", "Council", lapsed)


def residence(place):
    day = AT.date()
    return Residence(place, "Quarry Lane", "home", day, day, (), current=True)
