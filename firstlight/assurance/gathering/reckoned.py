"""What was last reckoned of ordinary records, as a viewer may know it."""

from __future__ import annotations

from firstlight.access.selectors import sight
from firstlight.assurance.models import Considered, Reckoning
from firstlight.assurance.rules.measure import Case
from firstlight.kernel.values.viewer import Viewer
from firstlight.people.selectors import persons_at, records_of
from firstlight.records.rules.kinds import KINDS


def reckoning() -> Reckoning | None:
    """Give the last run over the ordinary records; None before the first."""
    return Reckoning.objects.order_by("-pk").first()


def considered_cases(viewer: Viewer) -> list[Case]:
    """Give what was last reckoned of each ordinary record, as this viewer may know it.

    A record that names somebody sealed from the viewer is not there; a sealed child is none.
    """
    rows = list(Considered.objects.order_by("-moment"))
    seen = sight(viewer)
    shut = {ref for ref in seen.sealed | viewer.own_refs if ref.startswith("P-")}
    gone = (records_of(shut) if shut else set()) | {
        ref for ref in seen.sealed if ref.startswith("R-")
    }
    places = {ref for ref in seen.sealed | viewer.own_refs if ref.startswith("L-")}
    standing = persons_at([a for row in rows for a in row.children], viewer=viewer)
    found = []
    for row in rows:
        if row.record in gone:
            continue
        children = tuple(dict.fromkeys(standing[a] for a in row.children if a in standing))
        children = tuple(p for p in children if p not in shut)
        silent = row.state == "not_mentioned"
        empty = silent and (not children or bool(places & set(row.places)))
        found.append(
            _case(
                row, "none_known" if empty else row.state, () if empty or not silent else children
            )
        )
    return found


def _case(row: Considered, state: str, children: tuple[str, ...]) -> Case:
    kind = KINDS[row.kind].name
    since = (
        f" Since then: record {row.followed} about a child who lives there."
        if row.followed and children
        else ""
    )
    return Case(
        row.record, f"/records/{row.record}", state, f"{kind}. {row.because}{since}", row.moment,
        row.department, children,
    )  # fmt: skip
