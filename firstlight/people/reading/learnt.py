"""Who is who over what the force had written down by a moment, using no human judgement.

Pair weights do not depend on time under a frozen model, so this is the component grouped again
over the rows in question.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime

from firstlight.access.selectors import sight
from firstlight.kernel.values.viewer import Viewer
from firstlight.people.models import Appearance, Membership
from firstlight.people.reading.casting import Cast, cast_of
from firstlight.people.rules.clusters import partition
from firstlight.people.rules.identity import Identity
from firstlight.people.rules.keys import blocking_keys
from firstlight.people.rules.model import load_model
from firstlight.people.rules.zones import ASK, LINK, Edge, is_kept, judge, scored
from firstlight.people.taking.identities import Identities
from firstlight.people.taking.pairs import chunks
from firstlight.records.selectors import written_by


def cast_learnt(
    record_refs: Iterable[str], moment: datetime, *, viewer: Viewer
) -> dict[int, list[Cast]]:
    """Give everybody the versions written down by a moment name, with links worked afresh.

    What the viewer may not know of today is left out: today's permissions govern.
    """
    versions = written_by(moment, record_refs)
    allowed = _allowed(versions, viewer)
    rows: list[tuple[int, str, int, str, int, str | None]] = []
    for part in chunks(allowed, 500):
        found = Appearance.objects.filter(version__in=part).order_by("pk")
        rows += found.values_list("pk", "ref", "version", "key", "mention_id", "place__ref")
    known = Identities()
    known.load({row[4] for row in rows})
    group_of, asked = _groups(known, {row[4] for row in rows})
    person_of = _persons(rows, group_of)
    found_cast: dict[int, list[Cast]] = {version: [] for version in allowed}
    for _, ref, version, key, mention, place in rows:
        person = person_of.get(group_of[mention])
        others = {person_of.get(group_of[other]) for other in asked[mention]}
        may_be = tuple(sorted(one for one in others if one and one != person))
        alone = sum(group_of[row[4]] == group_of[mention] for row in rows) == 1
        link = "own" if alone else "linked"
        found_cast[version].append(Cast(ref, version, key, mention, person, link, place, may_be))
    return found_cast


def _allowed(versions: list[int], viewer: Viewer) -> list[int]:
    """Leave out versions of records the viewer may not know of now."""
    if not sight(viewer).sealed:
        return versions
    return sorted(cast_of(versions, viewer=viewer))


def _pairs(identities: dict[str, Identity]) -> set[tuple[str, str]]:
    holders: dict[str, list[str]] = defaultdict(list)
    for code, identity in identities.items():
        for key in blocking_keys(identity):
            holders[key].append(code)
    return {
        (min(one, other), max(one, other))
        for who in holders.values()
        for place, one in enumerate(who)
        for other in who[place + 1 :]
    }


def _groups(known: Identities, mentions: set[int]) -> tuple[dict[int, int], dict[int, set[int]]]:
    """Group the mentions by the model alone; give each one's group and those it may be."""
    model = load_model()
    identities = {
        known.code_of[number]: known.by_code[known.code_of[number]] for number in mentions
    }
    edges: list[Edge] = []
    candidates: dict[str, set[str]] = defaultdict(set)
    for one, other in _pairs(identities):
        edge = scored(one, other, identities[one], identities[other], model)
        if not is_kept(edge, model):
            continue
        edges.append(edge)
        if edge.household:
            candidates[one].add(other)
            candidates[other].add(one)
    judged = judge(edges, identities, candidates, model)
    found = partition(identities, [e for e in judged if e.zone == LINK], (), identities)
    group_of = {
        known.id_of[code]: place for place, group in enumerate(found.groups) for code in group
    }
    asked: dict[int, set[int]] = defaultdict(set)
    for edge in (*(e for e in judged if e.zone == ASK), *found.refused):
        left, right = known.id_of[edge.left], known.id_of[edge.right]
        asked[left].add(right)
        asked[right].add(left)
    return group_of, asked


def _persons(
    rows: list[tuple[int, str, int, str, int, str | None]], group_of: dict[int, int]
) -> dict[int, str]:
    """Name each group by the person its oldest appearance was first taken for."""
    oldest: dict[int, int] = {}
    for row in rows:
        oldest.setdefault(group_of[row[4]], row[0])
    first: dict[int, str] = {}
    members = Membership.objects.filter(
        appearance_id__in=oldest.values(), side__in=["both", "inside"]
    )
    for appearance, person in members.order_by("from_seq").values_list(
        "appearance_id", "person__ref"
    ):
        first.setdefault(appearance, person)
    taken: dict[int, str] = {}
    for group, appearance in sorted(oldest.items(), key=lambda pair: pair[1]):
        person = first.get(appearance, "")
        taken[group] = person if person not in taken.values() else f"{person}~{group}"
    return taken
