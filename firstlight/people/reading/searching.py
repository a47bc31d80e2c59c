"""A search for persons, places and records, as if what is sealed were not held."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace
from datetime import date, datetime

from firstlight.access.selectors import Sight, sight
from firstlight.kernel.values.refusal import NotThere
from firstlight.kernel.values.viewer import Viewer
from firstlight.people import finding
from firstlight.people.finding import Explained, Found, Hit, Matched, Wanted
from firstlight.people.models import Appearance, Membership
from firstlight.people.reading.naming import versions_of
from firstlight.people.reading.places import known_places
from firstlight.people.reading.standing import Row, at_sealed_places, member_at, rows_at, settle
from firstlight.people.rules.asking import Words, read_words
from firstlight.records.selectors import closed_among
from firstlight.records.selectors import versions as stored


def born_hint(value: str) -> date | None:
    """Read a date of birth as an officer types it: 14/05/2012 or 2012-05-14; None where neither."""
    for form in ("%d/%m/%Y", "%Y-%m-%d", "%d-%m-%Y", "%d %m %Y"):
        try:
            return datetime.strptime(value.strip(), form).date()  # noqa: DTZ007 -- a day, not a moment
        except ValueError:
            continue
    return None


def _hidden(seen: Sight) -> tuple[set[int], set[int]]:
    """Give the record versions and mentions a viewer may not know of."""
    sealed = [ref for ref in seen.sealed if ref.startswith("P-")]
    rows = rows_at(None, sealed, "person")
    homes = rows_at(None, [ref for ref in seen.sealed if ref.startswith("L-")], "place")
    settle(rows, seen, None)
    versions = {row.version for row in rows if row.hidden} | at_sealed_places(homes, seen)
    return versions, {row.mention for row in (*rows, *homes)}


def find(words: Words, wanted: Wanted, *, viewer: Viewer) -> Found:
    """Find persons, places and records by what was typed, as if what is sealed were not held.

    Nobody is found by what only a record under handling code C says.

    The same queries are asked whether anything is held or not, so that neither what comes back
    nor how long it takes tells a sealed person from nobody.
    """
    seen = sight(viewer)
    gone, mentions = _hidden(seen)
    near, uses = finding.places_like(words), finding.uses_of(words)
    known = known_places([ref for _, ref in near], viewer=viewer)
    near = [(pk, ref) for pk, ref in near if ref in known][: finding.MOST]
    uses = [use for use in uses if use[0] not in gone]
    matched = {one.mention: one for one in finding.by_name(words, wanted, mentions)}
    rows = rows_at(None, [*matched] or [finding.NONE], "mention")
    rows += rows_at(None, [pk for pk, _ in near] or [finding.NONE], "place_id")
    rows += rows_at(None, [ref for _, ref in uses if ref] or [""], "ref")
    settle(rows, seen, None)
    naming = {version for version, _ in uses}
    gone |= closed_among({*naming, *(row.version for row in rows)} or {finding.NONE})
    told = Matched(0, 0.5, "told at the address" if words.placed else "told with it")
    people = finding.best(
        (row.person, matched.get(row.mention, told))
        for row in rows
        if row.person and row.version not in gone and row.person not in viewer.own_refs
    )
    kept = _in_area(people, wanted.area)
    named = Appearance.objects.filter(version__in=(naming - gone) or {finding.NONE})
    refs = named.filter(ended_seq__isnull=True).order_by("-version", "pk")
    records = tuple(dict.fromkeys(refs.values_list("record_ref", flat=True)))[: finding.MOST]
    return Found(
        tuple((ref, match) for ref, match in people.items() if ref in kept),
        tuple(ref for _, ref in near),
        records,
    )


def _in_area(people: Iterable[str], area: str) -> set[str]:
    """Keep who was ever told at an address of an area, and who was told at none."""
    wanted = set(people)
    if not area:
        return wanted
    rows = Membership.objects.filter(member_at(None), person__ref__in=wanted)
    placed = rows.filter(appearance__place__isnull=False)
    fields = ("person__ref", "appearance__version", "appearance__place__text")
    homes = list(placed.values_list(*fields))
    closed = closed_among(version for _, version, _ in homes)
    told = [(person, text) for person, version, text in homes if version not in closed]
    here = {person for person, text in told if area.casefold() in text.casefold()}
    return here | (wanted - {person for person, _ in told})


def hits(people: Iterable[tuple[str, Matched]], *, viewer: Viewer) -> tuple[Hit, ...]:
    """Tell of persons that were found; one page at a time, for their records are read.

    What a record under handling code C says of them is left out, as from every picture.
    """
    asked = dict(people)
    seen = sight(viewer)
    versions = versions_of(asked, viewer=viewer)
    rows = rows_at(None, versions)
    settle(rows, seen, None)
    gone = {row.version for row in rows if row.hidden} | at_sealed_places(rows, seen)
    gone |= closed_among(row.version for row in rows)
    mine: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        if row.version not in gone and row.person in asked:
            mine[str(row.person)].append(row)
    told = {view.id: view for view in stored(r.version for held in mine.values() for r in held)}
    viewer.seen.add(*asked)
    return tuple(
        finding.hit_of(ref, match, [(told[row.version], row.key, row.place) for row in mine[ref]
                            if row.version in told], restricted=ref in seen.restricted)
        for ref, match in asked.items()
    )  # fmt: skip


def search(
    *,
    name: str = "",
    born_on: date | None = None,
    address: str = "",
    phone: str = "",
    viewer: Viewer,
    skip: int = 0,
    limit: int = 20,
) -> tuple[tuple[Hit, ...], bool]:
    """Search for a person by what is known of them: the likest after those skipped, and whether more follow."""
    words = read_words(name or address or phone)
    found = find(replace(words, born_on=born_on or words.born_on), Wanted(), viewer=viewer)
    shown = hits(found.people[skip : skip + limit], viewer=viewer)
    return shown, len(found.people) > skip + limit


def explain(one: str, other: str, *, viewer: Viewer) -> Explained:
    """Say how two appearances compare, part by part; worked afresh from what each one says.

    NotThere where the viewer may not know of one of them.
    """
    seen = sight(viewer)
    rows = {row.ref: row for row in rows_at(None, [one, other], "ref")}
    settle(list(rows.values()), seen, None)
    if len(rows) != 2 or any(row.hidden for row in rows.values()):
        raise NotThere
    return finding.compared(one, rows[one].mention, other, rows[other].mention)


def who(refs: Iterable[str], *, viewer: Viewer) -> dict[str, Hit]:
    """Tell shortly who persons are, as a viewer may know them; who is not theirs is left out.

    Who is restricted is there without a name: only a search that gave the name is told it.
    """
    seen = sight(viewer)
    wanted = [ref for ref in refs if ref not in seen.sealed and ref not in viewer.own_refs]
    told = hits([(ref, Matched(0, 0, "")) for ref in wanted], viewer=viewer)
    named = [replace(one, name="Restricted") if one.restricted else one for one in told]
    return {one.person: one for one in named if one.records or one.restricted}
