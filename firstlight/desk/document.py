"""A record's page as values: what it says, its times, its versions, whom it names."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from firstlight.access.selectors import title_of
from firstlight.desk.kin import hit_age
from firstlight.desk.rules import telling, words
from firstlight.kernel.values.refusal import NotThere
from firstlight.kernel.values.viewer import Viewer
from firstlight.people.selectors import Hit, cast_of, hidden_records, who
from firstlight.picture.rules.values import AppearanceView, Concerned, RecordView
from firstlight.picture.selectors import concerned, persons
from firstlight.picture.selectors import record as view_of
from firstlight.records.selectors import VersionView, disposed, history


@dataclass(frozen=True, slots=True)
class NamedHere:
    """Somebody the record names, and who that is taken to be."""

    ref: str
    person: str | None
    name: str
    role: str
    about: str
    link: str
    tone: str
    taken_for: str
    may_be: tuple[tuple[str, str], ...]
    restricted: bool
    splits: bool


@dataclass(frozen=True, slots=True)
class VersionTold:
    """One version and what it changed."""

    number: int
    received_at: datetime
    recorded_at: datetime
    current: bool
    provenance: str
    changes: tuple[tuple[str, str, str], ...]


@dataclass(frozen=True, slots=True)
class Tombstone:
    """All that a page shows of a record that was disposed of."""

    ref: str
    rows: tuple[dict[str, str], ...]


def tombstone(ref: str, viewer: Viewer) -> Tombstone | None:
    """Give the tombstone of a record that was disposed of; None where it was not, or is not shown."""
    found = disposed([ref])
    if not found or hidden_records([ref], viewer):
        return None
    stone = found[0]
    told = {
        "Kind": words.kind_of(stone.kind), "Disposed of on": f"{stone.on.day} {stone.on:%B %Y}",
        "Authority": stone.authority, "Proposed by": title_of(stone.proposed_by),
        "Agreed by": title_of(stone.confirmed_by), "Decision": stone.disposal,
    }  # fmt: skip
    return Tombstone(ref, tuple({"key": key, "value": value} for key, value in told.items()))


@dataclass(frozen=True, slots=True)
class Document:
    """Everything a record's page shows. Content under handling code C is its owner's line alone."""

    ref: str
    kind: str
    view: RecordView
    sanitised: str | None
    rows: tuple[dict[str, str], ...]
    gaps: tuple[str, ...]
    times: tuple[tuple[str, datetime | None, str], ...]
    provenance: tuple[dict[str, str], ...]
    people: tuple[NamedHere, ...]
    concerned: tuple[tuple[str, tuple[tuple[str, str, str], ...]], ...]
    may_concern: tuple[tuple[str, tuple[tuple[str, str, str], ...]], ...]
    versions: tuple[VersionTold, ...]
    related: tuple[tuple[str, str, datetime], ...]


def document(ref: str, *, viewer: Viewer, at: datetime) -> Document:
    """Put a record's page together. NotThere where the reader may not know of it."""
    view = view_of(ref, viewer=viewer, at=at)
    held = _allowed(history(ref), viewer)
    if not held:
        raise NotThere
    closed = view.statement.handling == "C"
    near = concerned(ref, viewer=viewer, at=at)
    names = who(
        dict.fromkeys([
            *(a.person for a in view.people if a.person),
            *(other for a in view.people for other in a.may_be),
            *(one.person for one in near),
        ]),
        viewer=viewer,
    )  # fmt: skip
    return Document(
        ref=ref,
        kind=words.kind_of(view.kind),
        view=view,
        sanitised=_sanitised(view) if closed else None,
        rows=()
        if closed
        else tuple({"key": k, "value": v} for k, v in telling.told_rows(view.details)),
        gaps=() if closed else tuple(telling.gaps(view.details)),
        times=_times(view),
        provenance=_provenance(view, held[-1]),
        people=() if closed else tuple(_named(a, names, at) for a in view.people),
        concerned=() if closed else _classes(near, names, at),
        may_concern=() if closed else _classes(near, names, at, sure=False),
        versions=() if closed else _versions(held),
        related=() if closed else _related(view, viewer, at),
    )


def _allowed(held: list[VersionView], viewer: Viewer) -> list[VersionView]:
    """Leave out versions that, as they stood, name somebody this reader may not know of."""
    return [v for v in held if v.id in cast_of([v.id], viewer=viewer, n=v.known_seq)]


def _sanitised(view: RecordView) -> str:
    owner = view.statement.owner or "the intelligence unit"
    return view.statement.sanitised.strip() or f"Intelligence is held. Ask its owner, {owner}."


def _times(view: RecordView) -> tuple[tuple[str, datetime | None, str], ...]:
    exact = "" if view.occurred.precision == "minute" else f"known to the {view.occurred.precision}"
    return (
        ("It happened", view.occurred.begins, exact),
        (
            "The force was told",
            view.told_at,
            "" if view.told_at else "clocks go by when it was written down",
        ),
        ("It was written down", view.recorded_at, ""),
        ("Firstlight took it in", view.received_at, ""),
    )


def _provenance(view: RecordView, newest: VersionView) -> tuple[dict[str, str], ...]:
    said = view.statement
    graded = "".join(filter(None, (said.source_grade, said.assessment, said.handling)))
    author = title_of(view.author) if view.author.startswith("U-") else view.author
    rows = (
        ("Source", f"{view.source_name}, their reference {newest.source_ref}"),
        ("Department", words.plain(view.department)),
        ("Written by", author),
        (
            "What kind of statement",
            words.NATURES[said.nature] + (f", graded {graded}" if graded else ""),
        ),
        ("Outcome", words.plain(view.outcome) if view.outcome else ""),
        ("Cross-reference", view.happening),
        ("Came by", newest.provenance),
        ("Marking", view.marking),
    )
    return tuple({"key": key, "value": value} for key, value in rows)


def _named(one: AppearanceView, names: dict[str, Hit], at: datetime) -> NamedHere:
    hit = names.get(one.person or "")
    link, tone = words.LINKS[str(one.link)]
    born = f"born {one.born_on:%-d %b %Y}" if one.born_on else ""
    stated = f"aged {one.age_stated} then" if one.age_stated is not None else ""
    about = [born or stated or "age not told", one.address or "address not told"]
    unsure = tuple((ref, names[ref].name) for ref in one.may_be if ref in names)
    return NamedHere(
        ref=one.ref,
        person=one.person if hit else None,
        name=one.name or "Name not told",
        role=words.role_of(one.role),
        about=", ".join(about),
        link=link,
        tone=tone,
        taken_for=f"{hit.name}, {hit_age(hit, at)}" if hit else "",
        may_be=unsure,
        restricted=bool(hit and hit.restricted),
        splits=str(one.link) in {"linked", "same"} and hit is not None,
    )


def _classes(
    near: tuple[Concerned, ...], names: dict[str, Hit], at: datetime, *, sure: bool = True
) -> tuple[tuple[str, tuple[tuple[str, str, str], ...]], ...]:
    found: dict[str, list[tuple[str, str, str]]] = {}
    for one in near:
        if one.counts_as_child and one.person in names:
            hit = names[one.person]
            row = (one.person, f"{hit.name}, {hit_age(hit, at)}", one.because)
            title = words.NEAR[one.nearness] if sure is (one.link != "may_be") else ""
            if title:
                found.setdefault(title, []).append(row)
    return tuple((title, tuple(rows)) for title, rows in found.items())


def _versions(held: list[VersionView]) -> tuple[VersionTold, ...]:
    told = []
    before: VersionView | None = None
    for one in held:
        changes: list[tuple[str, str, str]] = []
        if before is not None:
            changes = telling.differences(before.envelope.model_dump(), one.envelope.model_dump())
        told.append(
            VersionTold(one.number, one.received_at, one.recorded_at, one.current,
                        one.provenance, tuple(changes))
        )  # fmt: skip
        before = one
    return tuple(reversed(told))


def _related(
    view: RecordView, viewer: Viewer, at: datetime
) -> tuple[tuple[str, str, datetime], ...]:
    """Give the other records that tell of the same thing."""
    named = list(dict.fromkeys(a.person for a in view.people if a.person))[:3]
    found: dict[str, RecordView] = {}
    for picture in persons(set(named), viewer=viewer, at=at).values():
        for happening in picture.happenings:
            if view.ref in happening.refs:
                found |= {r.ref: r for r in happening.records if r.ref != view.ref}
    return tuple((r.ref, words.kind_of(r.kind), r.moment) for r in found.values())
