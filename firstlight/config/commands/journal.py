"""`firstlight journal verify|export`: is the journal whole, and its lines for safe keeping."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TextIO

from firstlight.config.commands.asking import Asked, Listed, Said, command, setup, told
from firstlight.kernel.values.refusal import Refusal

PAGE = 1000


def add(listed: Listed) -> None:
    """Add the two commands."""
    parser = listed.add_parser(
        "journal", help="verify or export the journal", description="Verify or export the journal."
    )
    inner = parser.add_subparsers(metavar="WHAT", required=True, parser_class=Said)
    verify_it = command(inner, "verify", "check every line against its seal", verify)
    verify_it.add_argument(
        "--head", default="", help="SEQ that must be there, as an earlier export told it"
    )
    out_it = command(inner, "export", "write the lines, newest last, as JSON Lines", export)
    out_it.add_argument("--out", type=Path, help="a file; standard output, where none is said")


def verify(asked: Asked) -> int:
    """Verify the chain; a cut tail shows only against the head of an earlier export."""
    setup()
    from firstlight.audit.selectors import verify_journal

    verdict = verify_journal()
    if not verdict.sound:
        raise Refusal(
            f"The journal does not verify: line {verdict.broken_at}, {verdict.why}.",
            next_step="Keep the database as it is, and tell the data protection officer and professional standards.",
        )
    if asked.head and verdict.lines < int(asked.head):
        raise Refusal(
            f"The journal ends at {verdict.lines}, but an export held line {asked.head}: its tail was cut.",
            next_step="Keep the database as it is, and tell the data protection officer and professional standards.",
        )
    said = {"lines": verdict.lines, "sound": True}
    return told(
        asked,
        said,
        f"{verdict.lines} lines, each sealed over the one before it. Nothing was changed.",
    )


def export(asked: Asked) -> int:
    """Write the journal out, oldest first, and journal that it was."""
    setup()
    from firstlight.audit.rules.operations import Operation
    from firstlight.audit.services import act
    from firstlight.kernel import clock
    from firstlight.kernel.values.viewer import system_viewer

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
