"""`firstlight picture|assess|duties`: what a page shows, on a terminal or as JSON."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from firstlight.config.commands.asking import Asked, Listed, command, moment, setup, told
from firstlight.kernel.values.refusal import Refusal
from firstlight.kernel.values.when import said

if TYPE_CHECKING:
    from firstlight.kernel.values.viewer import Viewer


def add_picture(listed: Listed) -> None:
    """Add `picture`."""
    parser = command(listed, "picture", "what is known of a person or place, now or then", picture)
    parser.add_argument("ref", help="P-... or L-...")
    when = parser.add_mutually_exclusive_group()
    when.add_argument("--as-of", type=moment, help="what Firstlight held at that time")
    when.add_argument(
        "--learnt-by", type=moment, help="what the force had been told and written down by then"
    )
    _as_whom(parser)


def _as_whom(parser: Any) -> None:
    parser.add_argument(
        "--user", default="", help="look as this user; else as the system's own work"
    )


def viewer_asked(asked: Asked) -> Viewer:
    """Give who looks: the user named, or the system's own work on the command line."""
    from firstlight.access.selectors import user_named
    from firstlight.config.viewers import viewer_of
    from firstlight.kernel import clock
    from firstlight.kernel.values.viewer import system_viewer

    if not asked.user:
        return system_viewer("command")
    user = user_named(asked.user)
    if user is None:
        raise Refusal(
            f"Nobody signs in as {asked.user!r}.",
            next_step="See who does: firstlight user add --help",
        )
    return viewer_of(user, clock.now())


def picture(asked: Asked) -> int:
    """Show a picture; the look is written to the journal first."""
    setup()
    from firstlight.audit.selectors import position
    from firstlight.audit.services import look
    from firstlight.kernel import clock
    from firstlight.picture import selectors
    from firstlight.picture.rules.telling import to_json

    viewer: Viewer = viewer_asked(asked)
    at = clock.now()
    n = position(asked.as_of) if asked.as_of else None
    if asked.ref.startswith("L-"):
        if asked.learnt_by:
            raise Refusal(
                "A place has no picture of what was learnt by a time.", next_step="Use --as-of."
            )
        found: Any = selectors.place(asked.ref, viewer=viewer, at=asked.as_of or at, n=n)
    else:
        moment_of = asked.as_of or at
        found = selectors.person(
            asked.ref, viewer=viewer, at=moment_of, n=n, learnt_by=asked.learnt_by
        )
    look(viewer, action="look.command_picture", at=at)
    if asked.json:
        return told(asked, to_json(found), "")
    return told(
        asked, None, _person_said(found) if hasattr(found, "records") else _place_said(found)
    )


def _person_said(found: Any) -> str:
    from firstlight.picture.rules.telling import sentence

    born = (
        found.identity.born_on
        if hasattr(found, "identity") and hasattr(found.identity, "born_on")
        else None
    )
    rows = [
        f"{found.ref}: {len(found.records)} records, {len(found.may_be)} that may be of this person"
    ]
    for record in found.records:
        when = record.occurred.begins or record.recorded_at
        told_of = sentence(record, found.ref, when)
        rows.append(f"  {said(when)}  {record.ref}  {told_of.text}")
    del born
    rows.append("No record is not no history.")
    return "\n".join(rows)


def _place_said(found: Any) -> str:
    people = getattr(found, "people", ())
    return f"{found.ref}: {len(people)} people told of here.\nNo record is not no history."


def add_assess(listed: Listed) -> None:
    """Add `assess`."""
    parser = command(listed, "assess", "work out a person's floors and keep them", assess)
    parser.add_argument("ref", help="P-...")


def assess(asked: Asked) -> int:
    """Work out the floors and say why."""
    setup()
    from firstlight.audit.services import look
    from firstlight.kernel import clock
    from firstlight.kernel.values.refusal import NotThere
    from firstlight.kernel.values.viewer import system_viewer
    from firstlight.people.selectors import exists, stands_as
    from firstlight.risk.services import assess as work_out

    viewer, at, ref = system_viewer("command"), clock.now(), stands_as(asked.ref)
    if not exists(ref, viewer):
        raise NotThere
    found = work_out(person=ref, by=viewer, at=at)
    viewer.seen.add(ref)
    look(viewer, action="look.command_assess", at=at)
    rows = []
    for name, floor in found.floors.items():
        rows.append(f"{name}: {floor.level or 'no floor'}")
        rows += [f"  {one.finding.because} ({one.rule})" for one in floor.findings]
        rows += [f"  not known: {one.finding.because} ({one.rule})" for one in floor.unknowns]
    rows.append(
        f"The answer could differ from {said(found.changes_at)}." if found.changes_at else ""
    )
    return told(
        asked,
        found.to_json(),
        "\n".join(row for row in rows if row) or "No rule says anything yet.",
    )


def add_duties(listed: Listed) -> None:
    """Add `duties`."""
    parser = command(listed, "duties", "the open duties, soonest due first", duties)
    parser.add_argument("--queue", default="", help="one queue alone")
    _as_whom(parser)


def duties(asked: Asked) -> int:
    """List what is open."""
    setup()
    from firstlight.audit.services import look
    from firstlight.duties.selectors import board
    from firstlight.kernel import clock

    viewer, at = viewer_asked(asked), clock.now()
    found = board(viewer, at)
    rows = [row for row in _rows_of(found) if not asked.queue or row.get("queue") == asked.queue]
    look(viewer, action="look.command_duties", at=at)
    text = "\n".join(
        f"{row.get('ref')}  {_due(row.get('due_at'))}  {row.get('post')}  {row.get('because')}"
        for row in rows
    )
    return told(asked, rows, text or "Nothing is open in what was asked for.")


def _due(value: Any) -> str:
    return f"due {said(value)}" if value else "no time set"


def _rows_of(found: Any) -> list[dict[str, Any]]:
    return [asdict(row) for row in found.rows]


COMMANDS = {"picture": add_picture, "assess": add_assess, "duties": add_duties}
