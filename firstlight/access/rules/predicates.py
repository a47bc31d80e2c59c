"""Small predicates a permission is made of. Each says itself in words."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from firstlight.kernel.values.viewer import Viewer

# What each role is called on pages.
ROLES = {
    "call_handler": "Call handler",
    "dispatcher": "Dispatcher",
    "response": "Response officer",
    "sergeant": "Sergeant",
    "inspector": "Inspector",
    "fim": "Force incident manager",
    "superintendent": "Superintendent",
    "missing": "Missing coordinator",
    "online": "Online investigator",
    "exploitation": "Exploitation team",
    "hub": "Safeguarding hub",
    "edt": "Emergency duty team",
    "custody": "Custody sergeant",
    "chief": "Chief officer",
    "auditor": "Auditor",
    "dpo": "Data protection officer",
    "psd": "Professional standards",
    "records": "Records management",
    "analyst": "Analyst",
    "admin": "System administrator",
    "partner": "Partner",
}
# Who looks at every emergency opening; custodians look at those of what they keep.
REVIEWERS = frozenset({"dpo", "psd"})
PARTNERS = frozenset({"partner", "edt"})
# Roles that do not by themselves open a child's page.
NOT_OPERATIONAL = frozenset({"chief", "auditor", "admin", "partner", "edt"})
OPERATIONAL = frozenset(ROLES) - NOT_OPERATIONAL


@dataclass(frozen=True, slots=True)
class Asked:
    """What a predicate may look at: the viewer, and grants about the matter in hand."""

    viewer: Viewer
    granted: bool = False


@dataclass(frozen=True, slots=True)
class Predicate:
    """One condition and its words."""

    said: str
    holds: Callable[[Asked], bool]


def any_role(*roles: str) -> Predicate:
    """Hold for anybody with one of the roles."""
    unknown = set(roles) - set(ROLES)
    if unknown:
        message = f"no such role: {sorted(unknown)}"
        raise ValueError(message)
    said = " or ".join(ROLES[role].lower() for role in roles)
    return Predicate(f"is {said}", lambda asked: bool(asked.viewer.roles & set(roles)))


OFFICER = Predicate(
    "is an officer or member of staff whose work is with people",
    lambda asked: bool(asked.viewer.roles & OPERATIONAL),
)
STAFF = Predicate(
    "is an officer or member of staff of the force",
    lambda asked: bool(asked.viewer.roles - PARTNERS),
)
SIGNED_IN = Predicate("has signed in", lambda asked: bool(asked.viewer.roles))
SYSTEM = Predicate("is the system's own named work", lambda asked: asked.viewer.is_system)
GRANTED = Predicate("holds a duty or grant about the child", lambda asked: asked.granted)
