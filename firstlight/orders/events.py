"""What happened to orders: a breach opened or answered, an address decided."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from firstlight.audit.rules.event import Event


@dataclass(frozen=True)
class OrdersEvent(Event):
    """The parent of the register's events; those who supervise and send units hear of them."""

    ref: str

    @property
    def audience(self) -> tuple[str, ...]:
        """Sergeants, inspectors, the force incident manager, dispatch and custody."""
        return tuple(f"role:{r}" for r in ("sergeant", "inspector", "fim", "dispatcher", "custody"))


@dataclass(frozen=True)
class BreachOpened(OrdersEvent):
    """A job breaches an order or bail, or may."""

    kind: ClassVar[str] = "orders.breach_opened"


@dataclass(frozen=True)
class BreachAnswered(OrdersEvent):
    """Somebody said: arrested, or why not, by whom, by when."""

    kind: ClassVar[str] = "orders.breach_answered"


@dataclass(frozen=True)
class AddressDecided(OrdersEvent):
    """A bail, curfew or release address was accepted or not."""

    kind: ClassVar[str] = "orders.address_decided"
