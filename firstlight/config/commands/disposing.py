"""`firstlight dispose`: propose as one account, decide as another; list what waits; sweep."""

from __future__ import annotations

import getpass
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from firstlight.config.commands.asking import Asked, Listed, command, setup, told
from firstlight.kernel.values.refusal import Refusal

if TYPE_CHECKING:
    from firstlight.kernel.values.viewer import Viewer


def add(listed: Listed) -> None:
    """Add the command."""
    parser = command(
        listed, "dispose", "dispose of records: one person proposes, another agrees", dispose
    )
    parser.add_argument(
        "refs",
        nargs="*",
        metavar="REF",
        help="records (R-...) to propose, or one proposal (DS-...) to decide; none lists what waits",
    )
    parser.add_argument(
        "--as", dest="user", default="", metavar="USERNAME", help="the account that acts"
    )
    parser.add_argument(
        "--authority", default="", help="review, erasure, court, never_ours or superseded"
    )
    parser.add_argument("--reference", default="", help="the paper the authority rests on")
    parser.add_argument("--reason", default="", help="why; a refusal needs it too")
    parser.add_argument(
        "--refuse", action="store_true", help="refuse the proposal instead of agreeing"
    )
    parser.add_argument(
        "--again",
        type=Path,
        metavar="FILE",
        help="after a restore: dispose again by the register kept apart",
    )
    parser.add_argument(
        "--sweep", action="store_true", help="only rewrite the database without freed pages"
    )


def dispose(asked: Asked) -> int:
    """Do the one thing the arguments ask for."""
    setup()
    if asked.again:
        return _again(asked)
    if asked.sweep:
        return _sweep(asked)
    if not asked.refs:
        return _list(asked)
    if any(ref.upper().startswith("DS-") for ref in asked.refs):
        return _decide(asked)
    return _propose(asked)


def _account(asked: Asked) -> Viewer:
    """Give who acts: an account with its password, asked for or read from standard input."""
    from django.contrib.auth import authenticate

    from firstlight.config.viewers import viewer_of
    from firstlight.kernel import clock

    if not asked.user:
        raise Refusal("Nobody was named.", next_step="Say who acts: --as USERNAME.")
    tty = sys.stdin.isatty()
    secret = getpass.getpass(f"Password of {asked.user}: ") if tty else sys.stdin.readline().strip()
    user = authenticate(None, username=asked.user, password=secret)
    viewer = viewer_of(user, clock.now())
    if not viewer.roles:
        raise Refusal("That account and password do not match.", next_step="Try again.")
    return viewer


def _propose(asked: Asked) -> int:
    from firstlight.kernel import clock
    from firstlight.retention.services import propose

    ref = propose(
        records=asked.refs, authority=asked.authority, reference=asked.reference, reason=asked.reason,
        by=_account(asked), at=clock.now(),
    )  # fmt: skip
    said = f"{ref} waits for a second person: firstlight dispose {ref} --as USERNAME"
    return told(asked, {"disposal": ref, "state": "waiting"}, said)


def _decide(asked: Asked) -> int:
    from firstlight.kernel import clock
    from firstlight.retention.services import carry_out, confirm, refuse

    if len(asked.refs) != 1:
        raise Refusal("One proposal is decided at a time.", next_step="Name one DS-...")
    ref, by, at = asked.refs[0].upper(), _account(asked), clock.now()
    if asked.refuse:
        refuse(disposal=ref, reason=asked.reason, by=by, at=at)
        return told(
            asked, {"disposal": ref, "state": "refused"}, f"{ref} is refused; nothing went."
        )
    confirm(disposal=ref, by=by, at=at)
    carry_out(disposal=ref, at=at)
    _sweep_now(at)
    return _show(asked, ref)


def _show(asked: Asked, ref: str) -> int:
    from firstlight.retention.selectors import disposal

    found = disposal(ref)
    rows = [{"record": one.record, "kind": one.kind, "state": one.state, "hold": one.held_by,
             "outside": one.outside} for one in found.items]  # fmt: skip
    lines = [f"{one.record}  {one.state}" for one in found.items]
    lines += [f"To be told of it: {o['ref']}" for one in found.items for o in one.outside]
    return told(asked, {"disposal": ref, "state": found.state, "records": rows}, "\n".join(lines))


def _list(asked: Asked) -> int:
    from firstlight.kernel.values.viewer import system_viewer
    from firstlight.retention.selectors import disposals

    rows: list[dict[str, Any]] = [
        {"disposal": one.ref, "authority": one.authority, "records": [i.record for i in one.items],
         "proposed_by": one.proposed_by, "proposed_at": one.proposed_at}
        for one in disposals(system_viewer("command"), state="waiting")
    ]  # fmt: skip
    lines = [f"{one['disposal']}  {one['authority']}: {' '.join(one['records'])}" for one in rows]
    return told(asked, rows, "\n".join(lines) or "Nothing waits for a second person.")


def _again(asked: Asked) -> int:
    from firstlight.kernel import clock
    from firstlight.retention.services import dispose_again

    at = clock.now()
    count = dispose_again(asked.again, at=at)
    _sweep_now(at)
    return told(
        asked, {"disposed": count}, f"{count} records that had come back were disposed of again."
    )


def _sweep(asked: Asked) -> int:
    from firstlight.kernel import clock

    count = _sweep_now(clock.now())
    return told(
        asked, {"swept": count}, f"Freed pages were let go; {count} disposals ended with it."
    )


def _sweep_now(at: Any) -> int:
    from firstlight.retention.services import sweep

    return sweep(at=at)


COMMANDS = {"dispose": add}
