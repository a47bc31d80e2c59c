"""What the register says of one order or bail, worked out from its record at a moment."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from firstlight.kernel.values.answer import Answer
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
    checked_for_children: Answer | None

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
        )  # fmt: skip
    if isinstance(details, Bail):
        conditions = () if details.bail_type == RUI else tuple(details.conditions)
        return Row(
            kind=details.bail_type, title=BAIL[details.bail_type], is_bail=True,
            in_force=bail_in_force(details, at), served=None, served_at=None, served_by="",
            made_at=details.begins_at, made_by="", ends_at=details.ends_at, conditions=conditions,
            power_of_arrest=None,
            checked_for_children=answer_of(details.address_checked_for_children),
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
