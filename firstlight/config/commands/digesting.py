"""`firstlight digest`: one line by which two databases can be compared."""

from __future__ import annotations

from firstlight.config.commands.asking import Asked, Listed, command, setup, told


def add(listed: Listed) -> None:
    """Add the command."""
    parser = command(listed, "digest", "sum up what is held, the same on every database", digest)
    parser.add_argument("--parts", action="store_true", help="tell the sum of each part too")


def digest(asked: Asked) -> int:
    """Sum up records, quarantine, who is who, judgements, floors, duties and gradings.

    Left out, so that the same records in another order or at another time give the same sum:
    random references, positions, times of arrival, and the journal.
    """
    setup()
    from firstlight.config.commands.sums import sums

    found = sums()
    value = {name: {"sum": total, "count": count} for name, (total, count) in found.items()}
    lines = [f"{total}  {name} ({count})" for name, (total, count) in found.items()]
    return told(asked, value, "\n".join(lines) if asked.parts else found["all"][0])


COMMANDS = {"digest": add}
