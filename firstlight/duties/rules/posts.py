"""The posts that hold work, their areas, and the ladder above each. One table.

A post is never a person: whoever is on duty acts for it. Every ladder ends with the force
incident manager and then the on-call superintendent, but for a post that keeps what colleagues
must not know of. A ladder's last post is never silent: every holder of its role is told.
"""

from __future__ import annotations

from dataclasses import dataclass

FIM = "fim"
LAST = "on_call_superintendent"
AREAS = ("north", "south", "east", "west", "central")
TOWNS = {
    "wexcombe": "north",
    "pellbrook": "south",
    "harrowmere": "east",
    "tarnley": "west",
    "stanbridge": "central",
}


@dataclass(frozen=True, slots=True)
class Post:
    """One post: its code, what it is called, its area where it has one, and who is above it.

    `role`, of a ladder's last post, is whose every holder is told when nobody is on duty there.
    """

    code: str
    title: str
    area: str = ""
    above: tuple[str, ...] = (FIM, LAST)
    role: str = ""

    @property
    def ladder(self) -> tuple[str, ...]:
        """The post and every post above it, in order."""
        return (self.code, *self.above)


_ROWS = (
    *(Post(f"duty_inspector_{a}", f"Duty inspector {a.capitalize()}", a) for a in AREAS),
    Post(FIM, "Force incident manager", above=(LAST,)),
    Post(LAST, "On-call superintendent", above=(), role="superintendent"),
    Post("missing_coordinator", "Missing coordinator"),
    Post("online_duty_sergeant", "Online duty sergeant"),
    Post("exploitation_duty_sergeant", "Exploitation duty sergeant"),
    Post("hub_duty", "Safeguarding hub"),
    Post("edt", "Emergency duty team"),
    *(Post(f"custody_{t}", f"Custody sergeant {t.capitalize()}", a) for t, a in TOWNS.items()),
    Post("dispatch", "Dispatch"),
    Post("encompass_desk", "Encompass desk"),
    Post("dpo", "Data protection officer"),
    Post("professional_standards", "Professional standards", above=(), role="psd"),
    Post("records_manager", "Records manager"),
    Post("domestic_abuse_sergeant", "Domestic abuse sergeant"),
)

POSTS: dict[str, Post] = {row.code: row for row in _ROWS}


def ladder(post: str) -> tuple[str, ...]:
    """Give a post and every post above it; KeyError for a post the table does not have."""
    return POSTS[post].ladder


def title_of(post: str) -> str:
    """Say a post; one that is not in the table is said as it is written."""
    return POSTS[post].title if post in POSTS else post.replace("_", " ").capitalize()


def area_of(place: str) -> str:
    """Give the area of a town or area name; Stanbridge's, the central one, where it is not known."""
    name = place.strip().lower()
    return name if name in AREAS else TOWNS.get(name, "central")


def town_in(address: str) -> str:
    """Give the town of the county an address names, or nothing."""
    text = address.lower()
    return next((town for town in TOWNS if town in text), "")


def in_area(kind: str, place: str) -> str:
    """Give the post of a kind (`duty_inspector`, `custody`) for a town or area."""
    if kind in POSTS:
        return kind
    area = area_of(place)
    for row in _ROWS:
        if row.area == area and row.code.startswith(f"{kind}_"):
            return row.code
    message = f"no post is called {kind!r}"
    raise KeyError(message)
