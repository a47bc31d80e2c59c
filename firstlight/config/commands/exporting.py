"""`firstlight export`: the records as their sources told them, and who is who, as JSON Lines."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any, TextIO

from firstlight.config.commands.asking import Asked, Listed, bar, command, setup, told
from firstlight.kernel.values.refusal import Refusal


def add(listed: Listed) -> None:
    """Add the command."""
    parser = command(listed, "export", "write records and who is who as JSON Lines", export)
    parser.add_argument("--out", type=Path, required=True, help="a folder that is empty or new")


def export(asked: Asked) -> int:
    """Write everything that may leave as a file, and journal that it did.

    Intelligence with handling code C is written as its owner's own line, or left out where there
    is none: its owner decides, not whoever runs this.
    """
    setup()
    from firstlight.audit.rules.operations import Operation
    from firstlight.audit.services import act
    from firstlight.kernel import clock
    from firstlight.kernel.values.viewer import system_viewer
    from firstlight.people.selectors import partition

    if asked.out.exists() and any(asked.out.iterdir()):
        raise Refusal(
            f"{asked.out} is not empty.", next_step="Name a new folder: nothing is overwritten."
        )
    asked.out.mkdir(parents=True, exist_ok=True)
    with act(
        "config.exported",
        by=system_viewer("command"),
        at=clock.now(),
        operation=Operation.DISCLOSURE,
    ) as line:
        line.say(what="all records")
    with (
        (asked.out / "records.jsonl").open("w", encoding="utf-8") as file,
        bar("versions", None, shown=not asked.json) as move,
    ):
        count, withheld = _records(file, move)
    with (asked.out / "people.jsonl").open("w", encoding="utf-8") as file:
        for record, key, _, person in partition():
            file.write(json.dumps({"record": record, "key": key, "person": person}) + "\n")
    (asked.out / "READ-ME.txt").write_text(
        "OFFICIAL-SENSITIVE when complete. Exported from Firstlight; the export is in its journal.\n"
    )
    value = {"versions": count, "withheld": withheld, "folder": str(asked.out)}
    return told(
        asked,
        value,
        f"{count} versions written to {asked.out}; {withheld} withheld for their owners.",
    )


def _records(file: TextIO, move: Any) -> tuple[int, int]:
    from firstlight.intake.selectors import changes_after

    count = withheld = after = 0
    while page := changes_after(after):
        for one in page:
            content: dict[str, Any] = one.envelope.model_dump(mode="json", exclude_defaults=True)
            if one.envelope.statement.handling == "C":
                withheld += 1
                if not one.envelope.statement.sanitised:
                    continue
                content = {"source": one.source, "source_ref": one.ref, "kind": one.kind,
                           "narrative": one.envelope.statement.sanitised}  # fmt: skip
            told_of = {"ref": one.ref, "version": one.number, "current": one.current, "provenance": one.provenance,
                       "received_at": one.received_at.isoformat(), "record": content}  # fmt: skip
            file.write(json.dumps(told_of, ensure_ascii=False) + "\n")
            count += 1
        after = page[-1].known_seq
        move(count)
    return count, withheld


COMMANDS = {"export": add}
