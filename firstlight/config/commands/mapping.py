"""`firstlight mapping`: draft what a CSV's columns become, and try it before anything is taken."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

from firstlight.config.commands.asking import Asked, Listed, Said, command, setup, told
from firstlight.kernel.values.refusal import Refusal

if TYPE_CHECKING:
    from firstlight.intake.rules.offers import Offer


def add(listed: Listed) -> None:
    """Add `mapping draft|try`."""
    said = "draft what a CSV's columns become, and try it before anything is taken"
    parser = listed.add_parser("mapping", help=said, description=said)
    inner = parser.add_subparsers(metavar="WHAT", required=True, parser_class=Said)
    draft = command(
        inner, "draft", "write a mapping with every column of a file, to be filled in", drafted
    )
    draft.add_argument("file", type=Path)
    draft.add_argument("--source", required=True)
    draft.add_argument("--kind", required=True, help="the kind of record a row is")
    draft.add_argument("--delimiter", default=",")
    attempt = command(inner, "try", "read a file's first rows and take nothing", tried)
    attempt.add_argument("file", type=Path)
    attempt.add_argument("--source", required=True)
    attempt.add_argument("--mapping", type=Path, metavar="FILE")
    attempt.add_argument("--rows", type=int, default=10, metavar="N")


def _there(path: Path) -> None:
    if not path.is_file():
        raise Refusal(f"There is no file {path}.", next_step="Name one that is there.")


def drafted(asked: Asked) -> int:
    """Draft a mapping."""
    setup()
    from firstlight.intake.services import draft_mapping

    _there(asked.file)
    text = draft_mapping(
        asked.file, source=asked.source, kind=asked.kind, delimiter=asked.delimiter
    )
    return told(asked, {"mapping": text}, text.rstrip())


def tried(asked: Asked) -> int:
    """Try a mapping: each row as the record it would be, or with all that is wrong with it."""
    setup()
    from firstlight.intake.services import try_mapping
    from firstlight.kernel import clock

    _there(asked.file)
    found = try_mapping(asked.file, asked.source, asked.mapping, clock.now(), asked.rows)
    wrong = sum(bool(one.faults) for one in found)
    lines = [_line(one) for one in found]
    lines.append(f"{len(found)} rows read, {wrong} of them would wait; nothing was taken.")
    value = [
        {
            "where": one.where,
            "record": one.record,
            "faults": [[f.field, f.problem] for f in one.faults],
        }
        for one in found
    ]
    return told(asked, value, "\n".join(lines))


def _line(offer: Offer) -> str:
    if offer.faults:
        said = "\n".join(f"    {one.field}: {one.problem}" for one in offer.faults)
        return f"{offer.where} would wait:\n{said}"
    return f"{offer.where}\n{json.dumps(offer.record, ensure_ascii=False, indent=2)}"


COMMANDS = {"mapping": add}
