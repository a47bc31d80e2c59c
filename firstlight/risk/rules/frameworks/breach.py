"""Orders and bail breached: a job of whatever type that names both parties while it is in force."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from firstlight.kernel.values.answer import Answer, Finding, no, unknown, yes
from firstlight.picture.rules.values import OrderView, RecordView, Situation
from firstlight.records.rules.kinds.orders import Bail, Order
from firstlight.risk.rules import sources
from firstlight.risk.rules.reading import near, spans
from firstlight.risk.rules.reading.abuse import is_abuse
from firstlight.risk.rules.rule import Rule, Settings

_JOBS = ("domestic_abuse_incident", "crime", "incident")
# Whoever is only mentioned, or is there for work, may not have been in contact.
_ASIDE = frozenset({"mentioned", "officer", "professional", "informant"})
_CONTACT = (
    "contact",
    "approach",
    "molest",
    "communicat",
    "attend",
    "come within",
    "go to",
    "enter",
)


def _orders(situation: Situation) -> tuple[OrderView, ...]:
    """Give every order that protects or binds the subject or somebody at home, once each."""
    people = (situation.subject, *near.household(situation), *near.carers(situation))
    found = {order.record: order for one in people for order in one.orders}
    return tuple(found[ref] for ref in sorted(found))


def _begins(order: OrderView, records: dict[str, RecordView]) -> datetime | None:
    record = records.get(order.record)
    if record is None:
        return order.served_at
    details = record.details
    made = details.made_at if isinstance(details, Order) else None
    made = details.begins_at if isinstance(details, Bail) else made
    return made or order.served_at or record.moment


def _bears(order: OrderView, job: RecordView, begins: datetime | None) -> str:
    """Tell whether one job breaches one order: yes, no, or unknown where service or terms are."""
    if not _both_parties(order, {one.person for one in job.people if one.person}):
        return "no"
    if begins is not None and spans.latest(job) < begins:
        return "no"
    if order.ends_at is not None and job.moment >= order.ends_at:
        return "no"
    served = order.served is Answer.YES or order.is_bail
    terms = any(word in line.lower() for line in order.conditions for word in _CONTACT)
    met = {one.person for one in job.people if one.person and one.role not in _ASIDE}
    together = is_abuse(job) or _both_parties(order, met)
    return "yes" if served and terms and together and begins is not None else "unknown"


def _both_parties(order: OrderView, persons: set[str]) -> bool:
    return bool(persons & set(order.protects) and persons & set(order.binds))


def breached(situation: Situation, _settings: Settings) -> Finding:
    """Was a no-contact order or bail condition broken in the last 12 months."""
    records = {r.ref: r for one in spans.everybody(situation) for r in one.records}
    at = situation.at
    jobs = [r for r in records.values() if r.kind in _JOBS and spans.is_within(r, at, spans.YEAR)]
    orders = _orders(situation)
    told = [(o, job, _bears(o, job, _begins(o, records))) for o in orders for job in jobs]
    hits = [(o, job) for o, job, answer in told if answer == "yes"]
    if hits:
        evidence = (*spans.refs(job for _, job in hits), *sorted({o.record for o, _ in hits}))
        return yes(
            "A job names both parties while an order or bail forbids contact.",
            *evidence,
        )
    doubts = [(o, job) for o, job, answer in told if answer == "unknown"]
    if doubts:
        return unknown(
            "A job names both parties of an order; its service, its terms or their contact is not told.",
            *spans.refs(job for _, job in doubts), *sorted({o.record for o, _ in doubts}),
            asks="Was the order served, does it forbid contact, and were both there?",
        )  # fmt: skip
    return no("No job is held that names both parties while an order was in force.")


def _moments(situation: Situation, settings: Settings) -> Iterator[datetime]:
    yield from spans.lapses(spans.YEAR, *_JOBS)(situation, settings)
    yield from (order.ends_at for order in _orders(situation) if order.ends_at is not None)


RULE = Rule(
    code="ORDER_BREACH", framework="domestic", title="Order or bail breached",
    question="Was a no-contact order or bail condition broken?",
    condition=breached, cite=sources.BREACH, least_level="medium",
    level_cite=sources.FORCE_LEVEL, opens=("BREACH_ACTION",), moments=_moments,
    version=2,
)  # fmt: skip
