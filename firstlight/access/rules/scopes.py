"""What a system's key may be used for: one table, scope -> the permissions it lets through."""

from __future__ import annotations

SCOPES: dict[str, tuple[str, frozenset[str]]] = {
    "records:write": ("post records", frozenset({"records.add", "intake.load"})),
    "picture:read": ("read pictures of people, places and records",
                     frozenset({"people.see", "places.see", "records.see", "risk.see"})),
    "search:ask": ("search for people, addresses and phones", frozenset({"people.search"})),
    "brief:ask": ("ask for briefs and read them", frozenset({"briefs.ask", "briefs.see"})),
    "changes:read": ("follow what became known", frozenset({"changes.follow"})),
    "sources:read": ("see the sources and the kinds of record", frozenset({"sources.see"})),
    "numbers:read": ("read the program's own numbers", frozenset({"operations.watch"})),
}  # fmt: skip
ALL = frozenset(SCOPES)


def lets(scopes: frozenset[str] | None, permission: str) -> bool:
    """Tell whether a key with these scopes may be used for this; a person's session has none."""
    if scopes is None:
        return True
    return any(permission in SCOPES[one][1] for one in scopes if one in SCOPES)


def wanted(permission: str) -> str:
    """Name the scope a permission needs."""
    return next((code for code, (_, held) in SCOPES.items() if permission in held), "none there is")
