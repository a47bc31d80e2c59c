"""`firstlight export`: the records as their sources told them, and who is who, as JSON Lines."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, TextIO

from firstlight.config.commands.asking import Asked, Listed, bar, command, setup, told
from firstlight.kernel.values.refusal import Refusal

READ_ME = """OFFICIAL-SENSITIVE when complete. Exported from Firstlight; the export is in its journal.

sources.jsonl     each source as it was registered
records.jsonl     each version of each record, in the order it became known: ref, version, whether it stands,
                  provenance, received_at, and the record to the letter (docs/generated/kinds.md tells the kinds)
quarantine.jsonl  what waits or waited, with its faults and what became of it
kinds.jsonl       the JSON Schema of each kind of record, with a worked example
people.jsonl      which person each key of a record is taken for
judgements.jsonl  what people said of who is who, and stands: two keys of records, answer, reason, by whom and when

`firstlight import FOLDER` brings it into an empty database; `firstlight digest --parts` is then the same for
records, quarantine, people and judgements that stand, unless something was withheld or disposed of. Floors are
worked out anew from these, gradings are records, and duties are not brought: what was open there is closed there.
"""


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

    _make(asked.out)
    with act(
        "config.exported",
        by=system_viewer("command"),
        at=clock.now(),
        operation=Operation.DISCLOSURE,
    ) as line:
        line.say(what="all records")
    with bar("versions", None, shown=not asked.json) as move:
        count, withheld = _written(asked.out, move)
    value = {"versions": count, "withheld": withheld, "folder": str(asked.out)}
    return told(
        asked,
        value,
        f"{count} versions written to {asked.out}; {withheld} withheld for their owners.",
    )


def _make(folder: Path) -> None:
    if folder.exists() and any(folder.iterdir()):
        raise Refusal(
            f"{folder} is not empty.", next_step="Name a new folder: nothing is overwritten."
        )
    folder.mkdir(parents=True, exist_ok=True)


def _written(folder: Path, move: Any) -> tuple[int, int]:
    """Write every file of the export; gives how many versions, and how many were withheld."""
    from firstlight.people.selectors import partition
    from firstlight.records.rules.kinds import KINDS
    from firstlight.records.rules.publishing import example_of, schema_of
    from firstlight.records.selectors import all_that_waited, registrations

    _write(folder / "sources.jsonl", registrations())
    with (folder / "records.jsonl").open("w", encoding="utf-8") as file:
        told_of = _records(file, move)
    _write(folder / "quarantine.jsonl", all_that_waited())
    people = ({"record": record, "key": key, "person": who} for record, key, _, who in partition())
    _write(folder / "people.jsonl", people)
    _write(folder / "judgements.jsonl", _judgements())
    kinds = ({"kind": one, "schema": schema_of(one), "example": example_of(one)} for one in KINDS)
    _write(folder / "kinds.jsonl", kinds)
    (folder / "READ-ME.txt").write_text(READ_ME)
    return told_of


def _judgements() -> Iterator[dict[str, Any]]:
    """Tell each judgement by its records as their sources name them: references are of one database."""
    from firstlight.people.selectors import all_judged
    from firstlight.records.selectors import record

    for one in all_judged():
        ends = []
        for ref, key in (one.one, one.other):
            view = record(ref)
            if view is not None:
                ends.append({"source": view.source, "source_ref": view.source_ref, "key": key})
        if len(ends) == 2:
            yield {
                "of": ends,
                "answer": one.answer,
                "reason": one.reason,
                "by": one.by,
                "at": one.at,
            }


def _write(path: Path, rows: Iterable[Mapping[str, Any]]) -> None:
    with path.open("w", encoding="utf-8") as file:
        for row in rows:
            file.write(json.dumps(row, ensure_ascii=False, default=_plain) + "\n")


def _plain(value: Any) -> str:
    return str(value.isoformat() if hasattr(value, "isoformat") else value)


def _records(file: TextIO, move: Any) -> tuple[int, int]:
    from firstlight.intake.selectors import changes_after
    from firstlight.records.selectors import texts_of

    count = withheld = after = 0
    while page := changes_after(after):
        texts = texts_of(one.id for one in page)
        for one in page:
            content: dict[str, Any] = json.loads(texts.get(one.id, "{}"))
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


def add_import(listed: Listed) -> None:
    """Add `import`."""
    parser = command(listed, "import", "bring an export into an empty database", bring)
    parser.add_argument("folder", metavar="FOLDER", type=Path)


def bring(asked: Asked) -> int:
    """Bring an export in, and tell what it came to."""
    setup()
    from firstlight.intake.services import bring_in
    from firstlight.kernel import clock
    from firstlight.kernel.values.viewer import system_viewer

    with bar("records", None, shown=not asked.json) as move:
        counts = bring_in(
            asked.folder, progress=lambda so_far: move(so_far.read),
            by=system_viewer("import"), at=clock.now(),
        )  # fmt: skip
    value = {
        "read": counts.read,
        "taken": counts.taken + counts.older,
        "waiting": counts.quarantined,
    }
    return told(
        asked, value,
        f"{value['taken']} versions of {value['read']} brought in; {value['waiting']} wait. "
        "Compare: firstlight digest --parts",
    )  # fmt: skip


COMMANDS = {"export": add, "import": add_import}
