"""`firstlight brief`: what a unit is told before it arrives, on a terminal or as JSON."""

from __future__ import annotations

from typing import Any

from firstlight.config.commands.asking import Asked, Listed, command, setup, told
from firstlight.config.commands.showing import viewer_asked


def add(listed: Listed) -> None:
    """Add the command."""
    parser = command(listed, "brief", "make a brief of a record, an address or a person", brief)
    about = parser.add_mutually_exclusive_group(required=True)
    about.add_argument("--record", default="", help="R-...")
    about.add_argument("--person", default="", help="P-...")
    about.add_argument("--address", default="", help="as it is written; it is kept out of logs")
    parser.add_argument("--sources", action="store_true", help="tell what each source came to")
    parser.add_argument(
        "--radio", action="store_true", help="only the words for the air, at most 60"
    )
    parser.add_argument(
        "--user", default="", help="as this user may know it; else as a unit is sent it"
    )


def brief(asked: Asked) -> int:
    """Make the brief, as it is made for anybody, and show it."""
    setup()
    from firstlight.audit.services import look
    from firstlight.briefs import selectors, services
    from firstlight.kernel import clock

    viewer, at = viewer_asked(asked), clock.now()
    about = services.About(record=asked.record, person=asked.person, address=asked.address)
    ref = services.make(about=about, viewer=viewer if asked.user else None, by=viewer, at=at)
    found = selectors.brief(ref, viewer, at)
    viewer.seen.add(ref, *found.people)
    look(viewer, action="look.command_brief", at=at)
    return told(asked, found.to_json(), _said(found.ref, found.document, asked))


def _said(ref: str, document: dict[str, Any], asked: Asked) -> str:
    if asked.radio:
        return str(document["radio"])
    rows = [f"{ref}  {document['heading']}", *document["safety"]]
    for title, part in (
        ("Danger", "dangers"),
        ("Orders", "orders"),
        ("What is known", "narrative"),
    ):
        lines = [_line(one) for one in document[part]]
        if lines:
            rows += ["", title, *(f"  {line}" for line in lines)]
    counts = document["counts"]
    rows += [
        "",
        "Children: " + ", ".join(f"{name.replace('_', ' ')} {n}" for name, n in counts.items()),
    ]
    if asked.sources:
        rows += [
            "",
            "Sources",
            *(f"  {one.get('name')}: {_line(one)}" for one in document["sources"]),
        ]
    rows += ["", str(document["restricted_line"]), "", f"Radio: {document['radio']}"]
    return "\n".join(rows)


def _line(one: Any) -> str:
    if not isinstance(one, dict):
        return str(one)
    return str(one.get("said") or one.get("text") or one.get("radio") or "")


COMMANDS = {"brief": add}
