"""Places that are institutions: as records say, and as the register of organisations does."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime

from firstlight.audit.services import Line, act
from firstlight.audit.tasks import Priority
from firstlight.force.selectors import organisations
from firstlight.kernel.rows import add_rows
from firstlight.kernel.values.viewer import Viewer
from firstlight.people.models import Membership, Place, PlaceSaid
from firstlight.people.rules.institutions import OF_REGISTER, told_in
from firstlight.people.taking.pairs import chunks
from firstlight.people.taking.places import resolve, resolved, said
from firstlight.records.services import Stored

AT_ONCE = 100  # organisations of one transaction: a load of a county's schools holds nobody up


def end_said(line: Line, versions: Iterable[int]) -> set[int]:
    """End what replaced versions said of places; give the places."""
    rows = PlaceSaid.objects.filter(version__in=list(versions), ended_seq__isnull=True)
    touched = set(rows.values_list("place_id", flat=True))
    if touched:
        rows.update(ended_seq=line.seq)
    return touched


def say(line: Line, taken: Iterable[Stored], places: Mapping[str, Place], ended: set[int]) -> None:
    """Keep which places stored records say are institutions; ask for the floors of who is told there."""
    rows: dict[tuple[int, int], PlaceSaid] = {}
    for one in taken:
        envelope = one.offered.reading.envelope
        for address, kind in told_in(envelope) if envelope else ():
            place = places.get(said(address.model_dump()))
            if place is not None:
                rows[one.version_id, place.pk] = PlaceSaid(
                    version=one.version_id, record_ref=one.ref, place=place, institution=kind,
                    known_seq=line.seq, ended_seq=line.seq if one.late else None,
                )  # fmt: skip
    if not rows and not ended:
        return
    said_now = {row.place_id for row in rows.values() if row.ended_seq is None}
    held = PlaceSaid.objects.filter(place_id__in=said_now | ended, ended_seq__isnull=True)
    stood = set(held.values_list("place_id", flat=True))
    add_rows(PlaceSaid, list(rows.values()))
    rework(line, (said_now | ended) - stood)


def rework(line: Line, places: Iterable[int]) -> None:
    """Ask for the floors of everybody told at places whose kind is known otherwise now."""
    for part in chunks(set(places), 400):
        rows = Membership.objects.filter(appearance__place_id__in=part, to_seq__isnull=True)
        persons = rows.order_by().values_list("person__ref", flat=True).distinct()
        for ref in sorted(persons):
            line.queue("risk.assess", (ref,), priority=Priority.REST, key=f"risk.assess:{ref}")


def name_institutions(*, by: Viewer, at: datetime) -> int:
    """Say of each address of the register's homes, schools and the like what it is; give how many changed.

    An organisation without an address, as one whose address is protected, names no place. A place
    that the register no longer gives is a dwelling again, unless a record says otherwise.
    """
    wanted = [one for one in organisations() if one.kind in OF_REGISTER and one.address]
    changed = 0
    for begin in range(0, len(wanted), AT_ONCE):
        part = wanted[begin : begin + AT_ONCE]
        with act("people.institutions_named", by=by, at=at) as line:
            found = resolve(line, [{"text": one.address} for one in part])
            touched = []
            for one in part:
                place = found.get(one.address)
                row = (OF_REGISTER[one.kind], one.name[:160], one.code)
                if place is None or (place.institution, place.name, place.told_by) == row:
                    continue
                place.institution, place.name, place.told_by = row
                place.save(update_fields=("institution", "name", "told_by"))
                touched.append(place.pk)
            rework(line, touched)
            line.say(count=len(touched))
            changed += len(touched)
    return changed + _let_go({one.code: one.address for one in wanted}, by, at)


def _let_go(addresses: Mapping[str, str], by: Viewer, at: datetime) -> int:
    """Take back what an organisation that moved or went said of a place."""
    stands = resolved(addresses.values())
    held = Place.objects.exclude(told_by="").values_list("pk", "told_by", "normal")
    gone = [pk for pk, code, normal in held if stands.get(addresses.get(code, "")) != normal]
    if gone:
        with act("people.institutions_named", by=by, at=at) as line:
            for part in chunks(gone, 400):
                Place.objects.filter(pk__in=part).update(institution="", name="", told_by="")
            rework(line, gone)
            line.say(count=len(gone))
    return len(gone)
