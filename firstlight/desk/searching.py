"""A search as the desk makes it: what was typed, read, found, and told a page at a time."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from django.urls import Resolver404, resolve

from firstlight.desk.rules.words import kind_of
from firstlight.kernel.values.refusal import NotThere
from firstlight.kernel.values.viewer import Viewer
from firstlight.kernel.values.when import london_date
from firstlight.people.selectors import (
    Hit,
    PlaceView,
    Wanted,
    Words,
    find,
    hits,
    person_at,
    places,
    read_words,
)
from firstlight.picture.rules.values import RecordView
from firstlight.picture.selectors import record

ON_A_PAGE = 10
TYPED = ("words", "born_from", "born_to", "sex", "children", "area")
# Where what a reference names is opened; an app that is not there has no page.
PAGES = {
    "P": "people", "R": "records", "L": "places", "D": "duties", "B": "briefs", "E": "missing",
    "O": "online", "X": "exploitation", "S": "sharing",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Result:
    """What one page of results shows."""

    read: Words
    hits: tuple[Hit, ...]
    total: int
    places: tuple[PlaceView, ...]
    records: tuple[tuple[str, RecordView], ...]
    page: int
    pages: int

    @property
    def nothing(self) -> bool:
        """Tell whether nothing that the searcher may see matches."""
        return not (self.total or self.places or self.records)


def wanted_of(typed: Mapping[str, str], at: datetime) -> Wanted:
    """Read the filters of a search; what cannot be read narrows nothing."""
    return Wanted(
        born_from=_year(typed.get("born_from", "")),
        born_to=_year(typed.get("born_to", "")),
        sex=typed.get("sex", ""),
        children_on=london_date(at) if typed.get("children") else None,
        area=typed.get("area", "").strip(),
    )


def _year(text: str) -> int | None:
    return int(text) if text.isdigit() and len(text) == 4 else None


def page_of(reference: str, viewer: Viewer) -> str | None:
    """Give the address of what a reference names; whether it is there its page says."""
    if reference.startswith("M-"):
        reference = person_at(reference, viewer) or ""
    path = f"/{PAGES.get(reference[:1], '')}/{reference}"
    try:
        resolve(path)
    except Resolver404:
        return None
    return path


def result_of(typed: Mapping[str, str], page: int, *, viewer: Viewer, at: datetime) -> Result:
    """Search for what was typed and tell one page of what was found."""
    words = read_words(typed.get("words", ""))
    found = find(words, wanted_of(typed, at), viewer=viewer)
    pages = max(1, -(-len(found.people) // ON_A_PAGE))
    page = min(max(page, 1), pages)
    shown = found.people[(page - 1) * ON_A_PAGE : page * ON_A_PAGE]
    here = places(found.places)
    viewer.seen.add(*here)
    return Result(
        read=words,
        hits=hits(shown, viewer=viewer),
        total=len(found.people),
        places=tuple(here[ref] for ref in found.places if ref in here),
        records=_records(found.records, viewer, at),
        page=page,
        pages=pages,
    )


def _records(
    refs: tuple[str, ...], viewer: Viewer, at: datetime
) -> tuple[tuple[str, RecordView], ...]:
    told = []
    for ref in refs:
        try:
            one = record(ref, viewer=viewer, at=at)
        except NotThere:
            continue
        told.append((kind_of(one.kind), one))
    return tuple(told)
