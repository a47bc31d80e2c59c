"""`firstlight brief`: what a unit is told before it arrives, on a terminal or as JSON."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import TYPE_CHECKING, Any

from firstlight.config.commands.asking import Asked, Listed, command, setup, told
from firstlight.config.commands.showing import viewer_asked
from firstlight.kernel.values.refusal import Refusal

if TYPE_CHECKING:
    from firstlight.kernel.values.viewer import Viewer

# The parts of a brief that stand below its first screen, each with the words of one line.
_PARTS = (
    ("Danger", "dangers", "words"),
    ("Children", "children", "short"),
    ("Adults", "adults", "short"),
    ("Orders and bail", "orders", "line"),
    ("What went before", "history", "text"),
    ("What records tell", "narrative", "text"),
)


def add(listed: Listed) -> None:
    """Add the command."""
    parser = command(listed, "brief", "make a brief of a record, an address or a person", brief)
    about = parser.add_mutually_exclusive_group(required=True)
    about.add_argument(
        "ref", nargs="?", default="", help="R-..., P-... or a brief made already, B-..."
    )
    about.add_argument("--record", default="", help="R-...")
    about.add_argument("--person", default="", help="P-...")
    about.add_argument("--address", default="", help="as it is written; it is kept out of logs")
    parser.add_argument(
        "--sources", action="store_true",
        help="print the records behind each line, and what each source came to",
    )  # fmt: skip
    parser.add_argument(
        "--radio", action="store_true", help="only the words for the air, at most 60"
    )
    parser.add_argument(
        "--user", default="", help="as this user may know it; else as a unit is sent it"
    )


def brief(asked: Asked) -> int:
    """Make the brief, as it is made for anybody, or open one made already, and show it."""
    setup()
    from firstlight.audit.services import look
    from firstlight.briefs import selectors
    from firstlight.kernel import clock

    viewer, at = viewer_asked(asked), clock.now()
    ref = asked.ref if asked.ref.startswith("B-") else _made(asked, viewer, at)
    found = selectors.brief(ref, viewer, at)
    viewer.seen.add(ref, *found.people)
    behind = _behind(found.document, viewer, at) if asked.sources else {}
    look(viewer, action="look.command_brief", at=at)
    answer = found.to_json() | ({"records": behind} if asked.sources else {})
    return told(asked, answer, _said(found.ref, found.document, asked, behind))


def _made(asked: Asked, viewer: Viewer, at: datetime) -> str:
    from firstlight.briefs import services

    record = asked.record or (asked.ref if asked.ref.startswith("R-") else "")
    person = asked.person or (asked.ref if asked.ref.startswith("P-") else "")
    if not (record or person or asked.address):
        raise Refusal(
            "A brief is about a record, a person, an address, or is one made already.",
            next_step="Give R-..., P-..., B-... or --address.",
        )
    about = services.About(record=record, person=person, address=asked.address)
    return services.make(about=about, viewer=viewer if asked.user else None, by=viewer, at=at)


def _records(document: dict[str, Any]) -> Iterator[str]:
    for part in ("top", *(name for _, name, _ in _PARTS)):
        for one in document.get(part, ()):
            yield from _of(one)


def _of(line: dict[str, Any]) -> tuple[str, ...]:
    """Give the records behind a line."""
    return tuple(line.get("records", ())) or tuple(filter(None, (line.get("record"),)))


def _behind(document: dict[str, Any], viewer: Viewer, at: datetime) -> dict[str, str]:
    """Say of each record a brief rests on what it is, from whom and when it was told."""
    from firstlight.kernel.values.when import said
    from firstlight.picture.selectors import record

    found = {}
    for ref in dict.fromkeys(_records(document)):
        try:
            one = record(ref, viewer=viewer, at=at)
        except Refusal:
            found[ref] = "a record that may not be opened here"
            continue
        verb, moment = ("told", one.told_at) if one.told_at else ("recorded", one.recorded_at)
        found[ref] = f"{one.kind.replace('_', ' ')}, {one.source_name}, {verb} {said(moment)}"
    return found


def _said(ref: str, document: dict[str, Any], asked: Asked, behind: dict[str, str]) -> str:
    if asked.radio:
        return str(document["radio"])
    rows = [f"{ref}  {document['heading']}", ""]
    rows += _lines(document["top"], "text", behind)
    for title, part, words in _PARTS:
        if lines := _lines(document.get(part, ()), words, behind):
            rows += ["", title, *lines]
    if document["left_out"]:
        rows += ["", "Left out: " + "; ".join(document["left_out"])]
    counts = document["counts"]
    counted = ", ".join(f"{name.replace('_', ' ')} {n}" for name, n in counts.items())
    rows += ["", "Children counted: " + counted]
    if asked.sources:
        rows += ["", "Sources", *(f"  {one['name']}: {one['said']}" for one in document["sources"])]
    rows += ["", str(document["restricted_line"]), "", f"Radio: {document['radio']}"]
    return "\n".join(rows)


def _lines(part: Any, words: str, behind: dict[str, str]) -> list[str]:
    rows = []
    for one in part:
        rows.append(f"  {one[words]}")
        rows += [f"      {ref}  {behind[ref]}" for ref in _of(one) if ref in behind]
    return rows


COMMANDS = {"brief": add}
