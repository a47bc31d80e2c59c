"""The posts that hold a force's work, its towns and queues: one table, which the force sets.

A post is never a person: whoever is on duty acts for it. Each row is a line of parts between
bars, so that a change is read, agreed and kept line by line:

- `post | code | title | kind | area | above, above | role`: `kind` is what a clock asks for where
  each area has one of it; `above` is who is told next, in order; `role`, of a last post, is whose
  every holder is told when nobody is on duty there. A role of a post with others above it is whom
  the post needs.
- `town | name | area`, `else | area` for what names no town, `queue | code | title`, and
  `clock | code | post or kind | queue` where a force's own post holds what a clock opens.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from firstlight.access.rules.predicates import ROLES

FIM = "fim"
LAST = "on_call_superintendent"
# What the clocks ask for (`duties/rules/clocks.py`): a table without one would lose its work.
KINDS = (
    "duty_inspector", "custody", FIM, LAST, "missing_coordinator", "online_duty_sergeant",
    "exploitation_duty_sergeant", "hub_duty", "dispatch", "encompass_desk", "dpo",
    "professional_standards", "records_manager", "domestic_abuse_sergeant",
)  # fmt: skip
PARTS = {"post": 6, "town": 2, "else": 1, "queue": 2, "clock": 3}


@dataclass(frozen=True, slots=True)
class Post:
    """One post: its code, what it is called, its kind and area, and who is above it."""

    code: str
    title: str
    kind: str
    area: str = ""
    above: tuple[str, ...] = ()
    role: str = ""

    @property
    def ladder(self) -> tuple[str, ...]:
        """The post and every post above it, in order."""
        return (self.code, *self.above)


@dataclass(frozen=True, slots=True)
class Posts(Mapping[str, Post]):
    """A force's posts by code, in the order of its table, with its towns and queues.

    A code that is not in the table any more, of a post that was done away with while it held
    work, is no error: its work is the force incident manager's, and then the last post's.
    """

    rows: Mapping[str, Post]
    towns: Mapping[str, str] = field(default_factory=dict)
    queues: Mapping[str, str] = field(default_factory=dict)
    clocks: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    elsewhere: str = ""

    def __getitem__(self, code: str) -> Post:
        """Give a post; KeyError for one that is not in the table."""
        return self.rows[code]

    def __iter__(self) -> Iterator[str]:
        """Give the codes in the table's order."""
        return iter(self.rows)

    def __len__(self) -> int:
        """Count the posts."""
        return len(self.rows)

    @property
    def areas(self) -> tuple[str, ...]:
        """The areas posts are of, in the table's order."""
        return tuple(dict.fromkeys(row.area for row in self.rows.values() if row.area))

    def ladder(self, post: str) -> tuple[str, ...]:
        """Give a post and every post above it."""
        return self.rows[post].ladder if post in self.rows else (post, FIM, LAST)

    def role_of(self, post: str) -> str:
        """Give the role whose every holder is told when this last post is empty; else nothing."""
        row = self.rows.get(post)
        return row.role if row and not row.above else ""

    def title_of(self, post: str) -> str:
        """Say a post; one that is not in the table is said as it is written."""
        return self.rows[post].title if post in self.rows else _plain(post)

    def queue_title(self, queue: str) -> str:
        """Say a queue; one that is not in the table is said as it is written."""
        return self.queues.get(queue, _plain(queue))

    def area_of(self, place: str) -> str:
        """Give the area of a town or area name; the one for elsewhere where it is not known."""
        name = place.strip().lower()
        return name if name in self.areas else self.towns.get(name, self.elsewhere)

    def town_in(self, address: str) -> str:
        """Give the town of the force an address names, or nothing."""
        text = address.lower()
        return next((town for town in self.towns if town in text), "")

    def in_area(self, kind: str, place: str) -> str:
        """Give the post of a kind for a town or area; the manager's where there is none."""
        if kind in self.rows:
            return kind
        area = self.area_of(place)
        of_kind = [row for row in self.rows.values() if row.kind == kind]
        near = [row for row in of_kind if row.area in {area, ""}]
        return near[0].code if near else FIM


def _plain(code: str) -> str:
    return code.replace("_", " ").capitalize()


def _split(line: str) -> tuple[str, list[str]]:
    word, *parts = (part.strip() for part in line.split("|"))
    return word, parts


@lru_cache(maxsize=8)
def read(lines: tuple[str, ...]) -> Posts:
    """Read a table that has no faults."""
    told = [_split(line) for line in lines]
    posts = [_post(parts) for word, parts in told if word == "post"]
    return Posts(
        rows={row.code: row for row in posts},
        towns={p[0].lower(): p[1] for word, p in told if word == "town"},
        queues={p[0]: p[1] for word, p in told if word == "queue"},
        clocks={p[0]: (p[1], p[2]) for word, p in told if word == "clock"},
        elsewhere=next((p[0] for word, p in told if word == "else"), ""),
    )


def _post(parts: Sequence[str]) -> Post:
    code, title, kind, area, above, role = parts
    return Post(
        code, title, kind, area, tuple(x.strip() for x in above.split(",") if x.strip()), role
    )


def fault(value: Iterable[object]) -> str:
    """Say everything that is wrong with a table, or nothing."""
    lines = tuple(str(line) for line in value)
    wrong = [said for n, line in enumerate(lines, 1) if (said := _misread(n, line))]
    return "; ".join(wrong or _unsound(read(lines), lines))


def _misread(number: int, line: str) -> str:
    word, parts = _split(line)
    if word not in PARTS:
        return f"line {number} begins with none of {', '.join(PARTS)}"
    if len(parts) != PARTS[word]:
        return f"line {number} has {len(parts)} parts after “{word}” instead of {PARTS[word]}"
    return "" if parts[0] else f"line {number} has no code or name"


def _unsound(found: Posts, lines: tuple[str, ...]) -> list[str]:
    codes = [_split(line)[1][0] for line in lines if _split(line)[0] == "post"]
    wrong = [
        f"the post {code} is there twice" for code in dict.fromkeys(codes) if codes.count(code) > 1
    ]
    wrong += [f"there is no post {kind}" for kind in KINDS if kind not in _kinds(found)]
    for row in found.values():
        wrong += [
            f"{row.code} has {one} above it, which is no post"
            for one in row.above
            if one not in found
        ]
        last = row.ladder[-1]
        if last in found and not (found[last].role and not found[last].above):
            wrong.append(f"the ladder of {row.code} ends at {last}, of which no role is told")
        if row.role and row.role not in ROLES:
            wrong.append(f"{row.code} needs {row.role}, which is no role")
        if row.above and row.code != LAST and FIM not in row.ladder:
            wrong.append(f"the ladder of {row.code} goes past the force incident manager")
    wrong += [
        f"{name} is in {area}, an area without posts"
        for name, area in (*found.towns.items(), ("elsewhere", found.elsewhere))
        if area not in found.areas
    ]
    wrong += [
        f"{code} is held by {who}, which is no post"
        for code, (who, _) in found.clocks.items()
        if who not in found and who not in _kinds(found)
    ]
    return [*wrong, *_uneven(found)]


def _kinds(found: Posts) -> set[str]:
    return {row.kind for row in found.values()}


def _uneven(found: Posts) -> list[str]:
    """Say which kind one area has and another lacks: its work would be the manager's by accident."""
    by_area = {row.kind for row in found.values() if row.area}
    return [
        f"{area} has no {kind}"
        for kind in sorted(by_area)
        for area in found.areas
        if not any(row.kind == kind and row.area in {area, ""} for row in found.values())
    ]


_TOP = f"{FIM}, {LAST}"
_AREAS = ("north", "south", "east", "west", "central")
_TOWNS = (
    ("Wexcombe", "north"), ("Pellbrook", "south"), ("Harrowmere", "east"), ("Tarnley", "west"),
    ("Stanbridge", "central"),
)  # fmt: skip
# What a force finds until it sets its own: that of the fictional county.
SHIPPED = (
    *(f"post | duty_inspector_{a} | Duty inspector {a.capitalize()} | duty_inspector | {a} | {_TOP} | inspector" for a in _AREAS),
    f"post | {FIM} | Force incident manager | {FIM} | | {LAST} | fim",
    f"post | {LAST} | On-call superintendent | {LAST} | | | superintendent",
    f"post | missing_coordinator | Missing coordinator | missing_coordinator | | {_TOP} | missing",
    f"post | online_duty_sergeant | Online duty sergeant | online_duty_sergeant | | {_TOP} | online",
    f"post | exploitation_duty_sergeant | Exploitation duty sergeant | exploitation_duty_sergeant | | {_TOP} | exploitation",
    f"post | hub_duty | Safeguarding hub | hub_duty | | {_TOP} | hub",
    f"post | edt | Emergency duty team | edt | | {_TOP} | edt",
    *(f"post | custody_{t.lower()} | Custody sergeant {t} | custody | {a} | {_TOP} | custody" for t, a in _TOWNS),
    f"post | dispatch | Dispatch | dispatch | | {_TOP} |",
    f"post | encompass_desk | Encompass desk | encompass_desk | | {_TOP} |",
    f"post | dpo | Data protection officer | dpo | | {_TOP} | dpo",
    "post | professional_standards | Professional standards | professional_standards | | | psd",
    f"post | records_manager | Records manager | records_manager | | {_TOP} | records",
    f"post | domestic_abuse_sergeant | Domestic abuse sergeant | domestic_abuse_sergeant | | {_TOP} |",
    *(f"town | {t} | {a}" for t, a in _TOWNS),
    "else | central",
    "queue | missing | Missing people",
    "queue | domestic | Domestic abuse",
    "queue | exploitation | Exploitation",
    "queue | online | Online investigation",
    "queue | hub | Safeguarding hub",
    "queue | sharing | Sharing",
    "queue | grading | Grading",
    "queue | briefs | Briefs",
    "queue | custody | Custody",
    "queue | data | Data protection",
    "queue | system | Sources and system",
)  # fmt: skip
