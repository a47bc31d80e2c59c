"""Households by chance: children, adults, orders and markers, as pictures."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

from hypothesis import strategies as st

from firstlight.briefs.rules.document import Given
from firstlight.kernel.values.answer import Answer
from firstlight.kernel.values.when import Occurred
from firstlight.picture.rules.values import (
    AppearanceView,
    Concerned,
    Dated,
    Link,
    MarkerView,
    Nearness,
    OrderView,
    PersonPicture,
    RecordView,
)
from firstlight.records.rules.parts import Statement

AT = datetime(2026, 11, 22, 2, 10, tzinfo=UTC)
NAMES = ("Zyphara", "Quillon", "Brackwell", "Thistlewood", "Ombersley")


def picture(ref, name, born_on, **more):
    empty = dict.fromkeys(
        ("names", "births", "ages_stated", "identifiers", "phones", "residences", "relations",
         "household", "records", "may_be", "happenings", "orders", "markers", "grades", "offender"), ()
    )  # fmt: skip
    births = ((born_on, ("R-1",)),) if born_on else ()
    told = {
        "ref": ref, "name": name, "born_on": born_on, "unborn": False,
        "born_precision": "day" if born_on else "unknown",
        "due_on": None, "sex": "not_known", "ethnicity_self": "", "ethnicity_observed": "", "language": "",
        "disability": "", "school": None, "care": None, "plan": None,
    }  # fmt: skip
    return PersonPicture(**(empty | told | {"births": births} | more))


@st.composite
def names(draw):
    return " ".join(draw(st.lists(st.sampled_from(NAMES), min_size=1, max_size=5)))


@st.composite
def orders(draw, ref):
    bail = draw(st.booleans())
    kinds = (
        ("police_pre_charge", "released_under_investigation")
        if bail
        else ("non_molestation", "dapo")
    )
    ends = draw(st.none() | st.integers(1, 400).map(lambda n: AT + timedelta(days=n)))
    return OrderView(
        record=f"R-{draw(st.uuids())}", what=draw(st.sampled_from(kinds)), is_bail=bail,
        protects=(ref,), binds=(), conditions=tuple(draw(st.lists(names(), max_size=3))),
        served=draw(st.sampled_from(Answer)), served_at=None, ends_at=ends,
        power_of_arrest=draw(st.sampled_from(Answer)),
        in_force=draw(st.sampled_from((Answer.YES, Answer.UNKNOWN))),
    )  # fmt: skip


@st.composite
def children(draw, number):
    ref = f"P-{number}"
    school = (
        Dated(draw(names()), date(2026, 9, 1), "R-2", "Schools") if draw(st.booleans()) else None
    )
    plan = Dated("protection_plan", date(2026, 9, 1), "R-3", "Council", code="protection_plan")
    told = picture(
        ref, draw(names()), date(2026 - draw(st.integers(0, 16)), 3, 1), school=school,
        plan=plan if draw(st.booleans()) else None, language=draw(st.sampled_from(("", "Polish"))),
        disability=draw(st.sampled_from(("", "deaf and uses sign language at home"))),
    )  # fmt: skip
    link = draw(st.sampled_from((Link.LINKED, Link.MAY_BE, Link.SAME)))
    near = draw(st.sampled_from(Nearness))
    return told, Concerned(ref, near, "told", ("R-4",), link, Answer.YES)


@st.composite
def households(draw, most_children=9, most_orders=40):
    kids = [draw(children(n)) for n in range(draw(st.integers(0, most_children)))]
    marks = tuple(
        MarkerView(f"R-m{n}", draw(st.sampled_from(("weapons", "firearms", "violent", "suicidal"))), "",
                   "", "P-man", None, None, in_force=True)
        for n in range(draw(st.integers(0, 5)))
    )  # fmt: skip
    listed = tuple(draw(orders("P-man")) for _ in range(draw(st.integers(0, most_orders))))
    man = picture("P-man", draw(names()), date(1990, 1, 1), markers=marks, orders=listed)
    held = {p.ref: p for p, _ in kids} | {"P-man": man}
    concerned = (
        Concerned("P-man", Nearness.HOUSEHOLD, "told", (), Link.LINKED, Answer.NO),
        *(c for _, c in kids),
    )
    safety = draw(
        st.lists(
            st.text(alphabet="abc ", min_size=1, max_size=200).map(str.strip).filter(bool),
            max_size=3,
        )
    )
    return Given(
        about_kind="place", heading="1 Mill Lane", pictures=held, concerned=concerned, sources=(),
        safety=tuple(safety), restricted_line="The same for all.",
    )  # fmt: skip


def record(ref, kind, details, people, *, narrative="", statement=None, moment=None):
    moment = moment or AT - timedelta(days=3)
    return RecordView(
        ref=ref, version=1, kind=kind, source="oak", source_name="OAK", department="",
        occurred=Occurred(moment, None, "minute"), told_at=moment, recorded_at=moment,
        received_at=moment, known_seq=1, details=details, statement=statement or Statement(),
        narrative=narrative, title=narrative,
        people=tuple(
            AppearanceView(ref=f"M-{ref}{n}", key=f"p{n}", role=role, person=who, link=Link.LINKED)
            for n, (who, role) in enumerate(people)
        ),
    )  # fmt: skip


def given_orders(draw, terms):
    return tuple(
        OrderView(
            record=f"R-o{n}", what=draw(st.sampled_from(("non_molestation", "court", "occupation"))),
            is_bail=False, protects=("P-she",), binds=("P-man",), conditions=tuple(terms),
            served=draw(st.sampled_from(Answer)), served_at=None, ends_at=AT + timedelta(days=n),
            power_of_arrest=Answer.UNKNOWN, in_force=Answer.YES, arrest_for=terms[0] if terms else "",
        )
        for n in range(draw(st.integers(0, 40)))
    )  # fmt: skip
