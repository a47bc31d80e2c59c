"""What the register says of one order or bail, worked out from its record at a moment."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from firstlight.kernel.values.answer import Answer
from firstlight.kernel.values.when import london_date
from firstlight.picture.rules.breaching import arrest_said
from firstlight.picture.rules.orders import (
    ABOUT_A_CHILD,
    BOUND,
    PROTECTED,
    answer_of,
    bail_in_force,
    order_in_force,
    served_of,
)
from firstlight.records.rules.kinds.kind import Details
from firstlight.records.rules.kinds.orders import Bail, Order

# An order ends soon within this time; the same as the clock ORDER_ENDING.
SOON = timedelta(days=14)
RUI = "released_under_investigation"
# The four kinds of bail, and two that are not bail but are often taken for it.
BAIL = {
    "police_pre_charge": "Police bail before charge",
    "police_post_charge": "Police bail after charge",
    "court": "Court bail",
    "street": "Street bail",
    RUI: "Released under investigation",
    "licence": "Licence",
}
ORDERS = {
    "non_molestation": "Non-molestation order",
    "occupation": "Occupation order",
    "restraining": "Restraining order",
    "dvpn": "Domestic violence protection notice",
    "dvpo": "Domestic violence protection order",
    "dapn": "Domestic abuse protection notice",
    "dapo": "Domestic abuse protection order",
    "shpo": "Sexual harm prevention order",
    "sro": "Sexual risk order",
    "stpo": "Slavery and trafficking prevention order",
    "stro": "Slavery and trafficking risk order",
    "child_arrangements": "Child arrangements order",
    "prohibited_steps": "Prohibited steps order",
    "cawn": "Child abduction warning notice",
    "care_order": "Care order",
    "interim_care_order": "Interim care order",
    "emergency_protection": "Emergency protection order",
    "other": "Other order",
}


@dataclass(frozen=True, slots=True)
class Row:
    """One order or bail. `served` does not apply to bail; times are UTC."""

    kind: str
    title: str
    is_bail: bool
    in_force: Answer
    served: Answer | None
    served_at: datetime | None
    served_by: str
    made_at: datetime | None
    made_by: str
    ends_at: datetime | None
    conditions: tuple[str, ...]
    power_of_arrest: Answer | None
    arrest: str
    checked_for_children: Answer | None
    returns_at: datetime | None = None
    varied_at: datetime | None = None
    discharged_at: datetime | None = None
    discharged_by: str = ""

    @property
    def conditions_said(self) -> str:
        """Say the conditions; release under investigation carries none, which is not "not told"."""
        if self.kind == RUI:
            return "carries no conditions"
        return "; ".join(self.conditions) or "conditions not told"

    def ends_soon(self, at: datetime) -> bool:
        """Tell whether it may stand and ends within fourteen days."""
        return self.in_force is not Answer.NO and bool(
            self.ends_at and at < self.ends_at <= at + SOON
        )

    def ends_by_tomorrow(self, at: datetime) -> bool:
        """Tell whether it may stand and ends today or tomorrow, by the days of the United Kingdom."""
        left = (london_date(self.ends_at) - london_date(at)).days if self.ends_at else None
        return self.in_force is not Answer.NO and left in {0, 1}

    def urgency(self, at: datetime) -> tuple[bool, bool, float]:
        """Give where it stands in a list: not shown as served, ending by tomorrow, the soonest end."""
        ends = self.ends_at.timestamp() if self.ends_at else float("inf")
        return (not self.unserved, not self.ends_by_tomorrow(at), ends)

    def said_first(self, at: datetime) -> tuple[str, ...]:
        """Give what is printed before anything else: not shown as served, and an end by tomorrow."""
        left = (london_date(self.ends_at) - london_date(at)).days if self.ends_at else -1
        ends = (
            ("Ends today" if left == 0 else "Ends tomorrow",) if self.ends_by_tomorrow(at) else ()
        )
        return (*(("Not shown as served",) if self.unserved else ()), *ends)

    @property
    def unserved(self) -> bool:
        """Tell whether it may stand and is not shown as served: unknown counts."""
        may_stand = self.in_force is not Answer.NO
        return may_stand and self.served is not None and self.served is not Answer.YES


def row_of(details: Details, at: datetime) -> Row | None:
    """Read what the register says of a record's details, if they are of an order or bail."""
    if isinstance(details, Order):
        return Row(
            kind=details.order_type, title=ORDERS[details.order_type], is_bail=False,
            in_force=order_in_force(details, at), served=served_of(details, at),
            served_at=details.served_at, served_by=details.served_by, made_at=details.made_at,
            made_by=details.made_by, ends_at=details.ends_at, conditions=tuple(details.conditions),
            power_of_arrest=answer_of(details.power_of_arrest), checked_for_children=None,
            arrest=arrest_said(
                details.order_type, answer_of(details.power_of_arrest), details.arrest_for
            ),
            returns_at=details.returns_at, varied_at=details.varied_at,
            discharged_at=details.discharged_at, discharged_by=details.discharged_by,
        )  # fmt: skip
    if isinstance(details, Bail):
        conditions = () if details.bail_type == RUI else tuple(details.conditions)
        return Row(
            kind=details.bail_type, title=BAIL[details.bail_type], is_bail=True,
            in_force=bail_in_force(details, at), served=None, served_at=None, served_by="",
            made_at=details.begins_at, made_by=details.granted_by, ends_at=details.ends_at,
            conditions=conditions, power_of_arrest=None,
            arrest=arrest_said(details.bail_type, Answer.UNKNOWN),
            checked_for_children=answer_of(details.address_checked_for_children),
            returns_at=details.returns_at, varied_at=details.varied_at,
            discharged_at=details.cancelled_at,
        )  # fmt: skip
    return None


def binds(details: Details, roles: dict[str, str]) -> tuple[str, ...]:
    """Give the keys of those bound, from the roles by key; a bare subject is bound by bail."""
    bound = tuple(key for key, role in roles.items() if role in BOUND)
    about_child = isinstance(details, Order) and details.order_type in ABOUT_A_CHILD
    return bound or (() if about_child else tuple(k for k, r in roles.items() if r == "subject"))


def protects(details: Details, roles: dict[str, str]) -> tuple[str, ...]:
    """Give the keys of those protected."""
    about_child = isinstance(details, Order) and details.order_type in ABOUT_A_CHILD
    wanted = PROTECTED | ({"subject"} if about_child else frozenset())
    return tuple(key for key, role in roles.items() if role in wanted)
