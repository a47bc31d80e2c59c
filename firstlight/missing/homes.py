"""The register of homes: who is placed where now, from where, with what notice and what profile."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from firstlight.access.selectors import may, sight
from firstlight.force.selectors import organisation, organisations, setting
from firstlight.kernel.values.refusal import NotThere
from firstlight.kernel.values.viewer import Viewer
from firstlight.kernel.values.when import age_on, london_date
from firstlight.missing.models import Episode
from firstlight.missing.rules.profile import STALE_DAYS
from firstlight.missing.rules.steps import OPEN
from firstlight.missing.who import persons_of
from firstlight.people.selectors import cast_of, who
from firstlight.records.rules.kinds.care import CarePlacement
from firstlight.records.rules.kinds.missing import MissingProfile
from firstlight.records.selectors import VersionView, newest

WINDOW = timedelta(days=90)


@dataclass(frozen=True, slots=True)
class Placed:
    """A child held to be placed in a home now. `profile_days` is None where no profile is held.

    `no_notice` is true where the child is from another area and no notice of that is held: no law
    gives the police one (practice notes 1.8), so its absence is a gap of data and of nothing else.
    """

    person: str
    name: str
    age: int | None
    since: date | None
    authority: str
    elsewhere: bool
    no_notice: bool
    profile_days: int | None
    episode: str
    times: int

    @property
    def profile_old(self) -> bool:
        """Tell whether the profile is old, or none is held."""
        return self.profile_days is None or self.profile_days > STALE_DAYS


@dataclass(frozen=True, slots=True)
class Home:
    """A home with the children placed there now, and how often children went missing from it."""

    code: str
    name: str
    address: str
    phone: str
    contact: str
    area: str
    children: tuple[Placed, ...]
    times: int

    @property
    def missing_now(self) -> int:
        """How many of its children are missing now."""
        return sum(bool(one.episode) for one in self.children)

    @property
    def old_profiles(self) -> int:
        """How many children have an old profile, or none."""
        return sum(one.profile_old for one in self.children)

    @property
    def no_notices(self) -> int:
        """How many are from another area without a notice held."""
        return sum(one.no_notice for one in self.children)


def homes(viewer: Viewer, at: datetime) -> tuple[Home, ...]:
    """Give every registered home, those with somebody missing now first."""
    if not may(viewer, "missing.see"):
        raise NotThere
    episodes = _episodes(at)
    known = persons_of(episodes, viewer)
    placed = _placed(viewer, at, episodes, known)
    gone = _gone_from(row for row in episodes if row.ref in known)
    rows = [
        Home(
            one.code, one.name, one.address, one.phone, one.contact_role, one.area,
            placed.get(one.name.casefold(), ()), gone.get(one.name.casefold(), 0),
        )
        for one in organisations("care_home")
    ]  # fmt: skip
    return tuple(sorted(rows, key=lambda one: (-one.missing_now, -one.times, one.name)))


def home(code: str, viewer: Viewer, at: datetime) -> Home:
    """Give one home. NotThere where it is not registered."""
    if organisation(code) is None:
        raise NotThere
    found = next((one for one in homes(viewer, at) if one.code == code), None)
    if found is None:
        raise NotThere
    viewer.seen.add(*(one.person for one in found.children))
    return found


def _episodes(at: datetime) -> list[Episode]:
    return list(Episode.objects.exclude(state="joined").filter(told_at__gte=at - WINDOW))


def _gone_from(rows: Iterable[Episode]) -> dict[str, int]:
    found: dict[str, int] = {}
    for row in rows:
        if row.home:
            found[row.home.casefold()] = found.get(row.home.casefold(), 0) + 1
    return found


def _placed(
    viewer: Viewer, at: datetime, episodes: Iterable[Episode], known: Mapping[str, str]
) -> dict[str, tuple[Placed, ...]]:
    """Give, by home, the children whose newest placement is there and has not ended."""
    last = _newest_by_person("care_placement", viewer)
    profiles = _newest_by_person("missing_profile", viewer)
    gone: dict[str, list[Episode]] = defaultdict(list)
    for row in episodes:
        if row.ref in known:
            gone[known[row.ref]].append(row)
    hits = who(last, viewer=viewer)
    shut, on = sight(viewer).restricted, london_date(at)
    found: dict[str, list[Placed]] = {}
    for person, view in last.items():
        details = view.details
        if not isinstance(details, CarePlacement) or person not in hits or _over(view, details, on):
            continue
        own = gone[person]
        born = hits[person].born_on
        elsewhere = details.from_other_area == "yes"
        found.setdefault(details.home.casefold(), []).append(Placed(
            person, "Restricted" if person in shut else hits[person].name,
            age_on(born, on) if born and person not in shut else None, details.begins_on,
            details.authority, elsewhere, elsewhere and details.notice_at is None,
            _days(profiles.get(person), on),
            next((row.ref for row in own if row.state in OPEN), ""), len(own),
        ))  # fmt: skip
    return {
        name: tuple(sorted(rows, key=lambda r: (not r.episode, r.name)))
        for name, rows in found.items()
    }


def _over(view: VersionView, details: CarePlacement, on: date) -> bool:
    """Tell whether a placement has ended, or was said so long ago that it is not told as now."""
    said = details.as_of or london_date(view.recorded_at)
    old = (on - said).days > int(setting("statements.lapse_days"))
    return old or not details.home or (details.ends_on is not None and details.ends_on < on)


def _days(view: VersionView | None, on: date) -> int | None:
    if view is None or not isinstance(view.details, MissingProfile):
        return None
    return (on - (view.details.reviewed_on or london_date(view.recorded_at))).days


def _newest_by_person(kind: str, viewer: Viewer) -> dict[str, VersionView]:
    views = newest(kinds=(kind,), limit=None)
    cast = cast_of({view.id for view in views}, viewer=viewer, lightly=True)
    found: dict[str, VersionView] = {}
    for view in sorted(views, key=_when, reverse=True):
        roles = {one.key: one.role for one in view.envelope.people}
        for one in cast.get(view.id, ()):
            if one.person and roles.get(one.key) in {"subject", "child"}:
                found.setdefault(one.person, view)
    return found


def _when(view: VersionView) -> tuple[datetime, int]:
    begins = view.envelope.occurred.begins
    return (begins or view.recorded_at, view.id)
