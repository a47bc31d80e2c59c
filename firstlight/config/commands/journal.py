"""`firstlight journal verify|anchor|export`: is the journal whole, and its lines for safe keeping."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

from firstlight.config.commands.asking import Asked, Listed, Said, command, setup, told
from firstlight.kernel.values.refusal import Refusal
from firstlight.kernel.values.viewer import system_viewer

if TYPE_CHECKING:
    from firstlight.audit.rules.anchors import Anchor

PAGE = 1000


def add(listed: Listed) -> None:
    """Add the three commands."""
    said = "verify, anchor or export the journal"
    parser = listed.add_parser("journal", help=said, description=f"{said.capitalize()}.")
    inner = parser.add_subparsers(metavar="WHAT", required=True, parser_class=Said)
    verify_it = command(inner, "verify", "check every line against its seal", verify)
    verify_it.add_argument(
        "--anchor", type=Path, nargs="+", default=[], metavar="FILE",
        help="anchors kept elsewhere, to be held against the journal too",
    )  # fmt: skip
    command(inner, "anchor", "sign the newest position now; the worker does once a day", anchor)
    out_it = command(inner, "export", "write the lines, newest last, as JSON Lines", export)
    out_it.add_argument("--out", type=Path, help="a file; standard output, where none is said")


def verify(asked: Asked) -> int:
    """Verify every line, what stands beside it, and the anchors kept here and elsewhere."""
    setup()
    from firstlight.audit.selectors import verify_journal

    try:
        verdict = verify_journal([_anchor(path) for path in asked.anchor])
    except ValueError as fault:
        raise Refusal(
            f"An anchor cannot be read: {fault}.",
            next_step="Take that file from where anchors are kept apart, and verify again.",
        ) from fault
    if not verdict.sound:
        raise Refusal(
            f"The journal does not verify: line {verdict.broken_at}, {verdict.why}.",
            next_step="Keep the database as it is, and tell the data protection officer and professional standards.",
        )
    said = {"lines": verdict.lines, "sound": True, "anchors": verdict.anchors}
    return told(
        asked,
        said,
        f"{verdict.lines} lines, each sealed over the one before it, and {verdict.anchors} anchors. "
        "Nothing was changed.",
    )


def _anchor(path: Path) -> Anchor:
    from firstlight.audit.rules.anchors import read

    try:
        return read(path.read_text(encoding="utf-8"))
    except OSError as fault:
        raise Refusal(
            f"{path} cannot be read ({fault.strerror}).", next_step="Check where it is kept."
        ) from fault


def anchor(asked: Asked) -> int:
    """Anchor the journal now."""
    setup()
    from django.conf import settings

    from firstlight.audit.anchoring import anchor as anchored
    from firstlight.kernel import clock

    made = anchored(by=system_viewer("command"), at=clock.now())
    return told(
        asked,
        {"seq": made.seq, "file": str(settings.ANCHORS / made.name), "key": made.key},
        f"Line {made.seq} is anchored in {settings.ANCHORS / made.name}. "
        "Keep a copy where nobody who can reach this database can.",
    )


def export(asked: Asked) -> int:
    """Write the journal out, oldest first, and journal that it was."""
    setup()
    from firstlight.audit.rules.operations import Operation
    from firstlight.audit.services import act
    from firstlight.kernel import clock

    with act(
        "audit.exported",
        by=system_viewer("command"),
        at=clock.now(),
        operation=Operation.DISCLOSURE,
    ) as line:
        line.say(upto=line.seq - 1)
        upto = line.seq
    if asked.out is None:
        _write(sys.stdout, upto)
        return 0
    with asked.out.open("w", encoding="utf-8") as file:
        count = _write(file, upto)
    return told(
        asked,
        {"lines": count, "head": upto},
        f"{count} lines written to {asked.out}. Keep the head: {upto}.",
    )


def _write(file: TextIO, upto: int) -> int:
    """Write pages of lines; the selector gives them newest first, so whole pages are turned."""
    from firstlight.audit.selectors import lines

    count = 0
    for begin in range(0, upto, PAGE):
        page = lines(before=min(begin + PAGE, upto) + 1, limit=min(PAGE, upto - begin))
        for row in reversed(page):
            file.write(json.dumps({
                "seq": row.seq, "at": row.at.isoformat(), "operation": row.operation, "action": row.action,
                "by": row.by, "refs": row.refs, "details": json.loads(row.details) if row.details else None,
            }, ensure_ascii=False) + "\n")  # fmt: skip
            count += 1
    return count


COMMANDS = {"journal": add}
