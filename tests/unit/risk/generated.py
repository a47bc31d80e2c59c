"""Situations by chance, made from the one table of facts: kinds, values, roles and days."""

from dataclasses import replace
from datetime import date, timedelta

from hypothesis import strategies as st
from pydantic.fields import FieldInfo

from firstlight.picture.rules.marks import danger_of, markers_on_person
from firstlight.picture.rules.orders import orders_of
from firstlight.picture.rules.values import Nearness
from firstlight.records.rules.facts import FACTS
from firstlight.records.rules.kinds import KINDS
from unit.risk.making import AT, SUBJECT, happening_of, named, person, record, relation, situation

# Kinds that say something about a child, and the parts in which they name one.
ROLES = {
    "domestic_abuse_incident": ("child", "victim", "subject"),
    "crime": ("victim", "suspect"),
    "arrest": ("detained", "suspect"),
    "incident": ("subject", "mentioned"),
    "online_referral": ("victim", "child"),
    "order": ("protected_party",),
    "bail": ("protected_party",),
}
OURS = {code for code, kind in KINDS.items() if kind.ours} | {"unit_crewing", "contact"}
TOLD = sorted(set(KINDS) - OURS)
ADVERSE = [code for code in TOLD if KINDS[code].character == "adverse"]
CALM = [
    code for code in TOLD if KINDS[code].character != "adverse" and code not in {"order", "bail"}
]
DAYS = st.one_of(st.floats(0, 8), st.floats(80, 95), st.floats(0, 400)).map(lambda d: round(d, 2))
AGES = st.sampled_from([10, 14, 17, None])
MAN = "P-ADULT"
# What a type's name holds, the first that fits, and values to try.
_SAMPLES = (
    ("list[", ((), ("other",))),
    ("bool", (True, False)),
    ("datetime.datetime", (AT - timedelta(days=20), AT + timedelta(hours=9))),
    ("date", (date(2026, 11, 1), date(2025, 12, 1))),
    ("int", (0, 3)),
    ("", ("told", "")),
)


def samples(field: FieldInfo) -> tuple:
    """Give a few values of a field by its type, whatever it means."""
    said = str(field.annotation)
    if "Literal" in said and "list[" not in said:
        return tuple(value for value in _literals(field.annotation) if value)
    return next(values for words, values in _SAMPLES if words in said)


def _literals(annotation) -> tuple:
    found = getattr(annotation, "__args__", ())
    return tuple(v for one in found for v in (_literals(one) or (one,)) if isinstance(v, str))


def facts(kind: str, *, ends: bool, adverse_only: bool = False):
    """Draw some of a kind's details. Without `ends` nothing says that anything is over."""
    fields = KINDS[kind].details.model_fields
    wanted = {}
    for name, fact in FACTS[kind].items():
        if adverse_only and fact.character != "adverse":
            continue
        values = fact.worse if not ends or adverse_only else (*fact.worse, *fact.denied)
        if not values and (ends or not fact.ends):
            values = samples(fields[name])
        if values:
            wanted[name] = st.sampled_from(values)
    return st.fixed_dictionaries({}, optional=wanted)


def told(**details):
    """Make details as JSON would bring them."""
    return {k: list(v) if isinstance(v, tuple) else v for k, v in details.items()}


def records(kinds, *, ends: bool = True, adverse_only: bool = False, near_adult: bool = False):
    """Draw one record of these kinds about the child, or about an adult at home."""

    def made(kind, days, role, precision, source, details):
        who = [named(role=role)]
        if near_adult:
            who = [named(MAN, "victim"), named("P-X", "suspect")]
        return record(
            kind, days_ago=days, people=who, precision=precision, source=source, **told(**details)
        )  # fmt: skip

    return st.sampled_from(list(kinds)).flatmap(
        lambda kind: st.builds(
            made,
            st.just(kind),
            DAYS,
            st.sampled_from(ROLES.get(kind, ("subject",))),
            st.sampled_from(["minute", "minute", "day", "month"]),
            st.sampled_from(["niche", "athena", "school", "council"]),
            facts(kind, ends=ends, adverse_only=adverse_only),
        )
    )


def child(held, *, age=14, **more):
    """Make the child's picture as pictures are made: what was told of orders, markers and danger."""
    return person(
        *held, age=age, orders=orders_of(held, AT), markers=markers_on_person(held, SUBJECT, AT), **more
    )  # fmt: skip


def home(held, *, adults=(), age=14):
    """Put the child in a home with an adult of whom records tell."""
    man = person(
        *adults, ref=MAN, age=40, offender=danger_of(adults, MAN, AT), orders=orders_of(adults, AT)
    )
    tie = relation(MAN, "parent_of", Nearness.HOUSEHOLD)
    return situation(child(held, age=age, household=(MAN,), relations=(tie,)), man)


def learnt(one, new):
    """Give the situation in which one more record is held of the child."""
    subject = one.subject
    held = (new, *subject.records)
    fresh = (happening_of(new),) if KINDS[new.kind].happening else ()
    return replace(
        one,
        subject=replace(
            subject, records=held, happenings=(*subject.happenings, *fresh),
            orders=orders_of(held, AT), markers=markers_on_person(held, SUBJECT, AT),
        ),
    )  # fmt: skip


def changed(one, old, **details):
    """Give the situation in which one record of the child says something else in these fields."""
    said = {**old.details.model_dump(exclude_unset=True), **told(**details)}
    new = replace(old, details=KINDS[old.kind].details.model_validate(said))
    subject = one.subject
    held = tuple(new if r is old else r for r in subject.records)
    events = tuple(
        replace(h, records=tuple(new if r is old else r for r in h.records))
        for h in subject.happenings
    )
    return replace(
        one,
        subject=replace(
            subject, records=held, happenings=events, orders=orders_of(held, AT),
            markers=markers_on_person(held, SUBJECT, AT),
        ),
    )  # fmt: skip


def gap(kind: str, name: str):
    """Give what a field holds where nobody told it."""
    return KINDS[kind].details.model_fields[name].get_default(call_default_factory=True)
