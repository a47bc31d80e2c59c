"""`firstlight source|token`: who tells us, and which systems ask."""

from __future__ import annotations

import os
from datetime import UTC, date, datetime

from firstlight.config.commands.asking import Asked, Listed, Said, command, moment, setup, told
from firstlight.kernel.values.refusal import Refusal

NEVER = datetime(9999, 1, 1, tzinfo=UTC)


def _live_from(text: str) -> datetime:
    return NEVER if text == "never" else moment(text)


def add_source(listed: Listed) -> None:
    """Add `source add|list|down`."""
    inner = group(listed, "source", "register sources, list them, say that one is down")
    add = command(inner, "add", "register a source, or change it", source_add)
    add.add_argument("code")
    add.add_argument("--name", default="")
    add.add_argument("--owner", default="")
    add.add_argument(
        "--kind",
        action="append",
        default=[],
        dest="kinds",
        help="a kind it tells; any, where none is said",
    )
    add.add_argument("--area", default="")
    add.add_argument("--not-covered", action="append", default=[])
    add.add_argument("--since", type=date.fromisoformat, help="the day its coverage begins")
    add.add_argument(
        "--fresh", type=int, default=None, metavar="MINUTES", help="minutes until it counts as late"
    )
    add.add_argument(
        "--live-from",
        type=_live_from,
        help="records written before build pictures and open no clock; or never",
    )
    command(inner, "list", "list the sources as they stand", source_list)
    down = command(inner, "down", "say that a source is down", source_down)
    down.add_argument("code")
    down.add_argument("--since", type=moment)


def group(listed: Listed, name: str, said: str) -> Listed:
    """Add a command that has commands of its own."""
    parser = listed.add_parser(name, help=said, description=said)
    return parser.add_subparsers(metavar="WHAT", required=True, parser_class=Said)


def source_add(asked: Asked) -> int:
    """Register a source; what is not said of one that is held stays as it is."""
    setup()
    from firstlight.kernel import clock
    from firstlight.kernel.values.viewer import system_viewer
    from firstlight.records.selectors import sources
    from firstlight.records.services import register_source

    held = next((one for one in sources() if one.code == asked.code), None)
    if held is None and not (asked.name and asked.owner):
        raise Refusal(
            f"{asked.code!r} is new: it needs a name and an owner.",
            next_step=f"firstlight source add {asked.code} --name NAME --owner OWNER",
        )
    minutes = int(held.freshness.total_seconds() // 60) if held else 60
    register_source(
        code=asked.code, name=asked.name or (held.name if held else ""),
        owner=asked.owner or (held.owner if held else ""),
        kinds={*(held.kinds if held else ()), *asked.kinds},
        area=asked.area or (held.area if held else ""),
        not_covered=asked.not_covered or (held.not_covered if held else ()),
        coverage_since=asked.since, freshness_minutes=asked.fresh or minutes,
        live_from=asked.live_from or (held.live_from if held else None),
        by=system_viewer("command"), at=clock.now(),
    )  # fmt: skip
    return told(asked, {"source": asked.code}, f"{asked.code} is registered.")


def source_list(asked: Asked) -> int:
    """List the sources: fresh, late, down or never heard."""
    setup()
    from firstlight.kernel import clock
    from firstlight.kernel.values.when import said
    from firstlight.records.selectors import sources

    at, rows, lines = clock.now(), [], []
    for one in sources():
        late = one.late_since(at)
        state = (
            "never heard"
            if one.last_heard_at is None
            else "fresh"
            if late is None
            else f"late since {said(late)}"
        )
        state = f"down since {said(one.down_since)}" if one.down_since else state
        rows.append({"code": one.code, "name": one.name, "owner": one.owner, "kinds": one.kinds, "state": state,
                     "last_heard_at": one.last_heard_at, "live_from": one.live_from})  # fmt: skip
        lines.append(f"{one.code:24} {state:40} {one.name}, {one.owner}")
    return told(
        asked,
        rows,
        "\n".join(lines) or "No source is registered. Register one: firstlight source add",
    )


def source_down(asked: Asked) -> int:
    """Say that a source is down: every brief says so until it is heard again."""
    setup()
    from firstlight.kernel import clock
    from firstlight.kernel.values.viewer import system_viewer
    from firstlight.records.selectors import sources
    from firstlight.records.services import source_down as note

    if asked.code not in {one.code for one in sources()}:
        raise Refusal(
            f"{asked.code!r} is not a registered source.", next_step="See: firstlight source list"
        )
    at = clock.now()
    note(code=asked.code, since=asked.since or at, by=system_viewer("command"), at=at)
    return told(asked, {"source": asked.code, "down": True}, f"{asked.code} is noted as down.")


def add_token(listed: Listed) -> None:
    """Add `token issue|list|revoke`."""
    inner = group(listed, "token", "keep the keys of other systems to the API")
    issue = command(inner, "issue", "issue a key; its secret is shown once", token_issue)
    issue.add_argument("name")
    issue.add_argument("--user", required=True, help="the username it acts as")
    issue.add_argument("--source", default="", help="the one source it may post records of")
    issue.add_argument(
        "--scope", action="append", dest="scopes", help="what it may be used for; all without"
    )
    issue.add_argument("--days", type=int, help="days until it ends; without, it does not")
    issue.add_argument("--per-minute", type=int, default=6000, help="how often it may ask")
    command(inner, "list", "list the keys; no secret is kept", token_list)
    revoke = command(inner, "revoke", "take a key out of use at once", token_revoke)
    revoke.add_argument("name")


def token_issue(asked: Asked) -> int:
    """Issue a key to the API."""
    setup()
    from firstlight.access.rules.scopes import ALL
    from firstlight.access.selectors import user_named
    from firstlight.access.services import issue_token
    from firstlight.kernel import clock
    from firstlight.kernel.values.viewer import system_viewer
    from firstlight.records.selectors import sources

    user = user_named(asked.user)
    if user is None:
        raise Refusal(
            f"Nobody signs in as {asked.user!r}.", next_step="Add them first: firstlight user add"
        )
    if asked.source and asked.source not in {one.code for one in sources()}:
        line = f"firstlight source add {asked.source} --name NAME --owner OWNER"
        raise Refusal(
            f"{asked.source!r} is not a registered source.", next_step=f"Register it: {line}"
        )
    secret = issue_token(
        name=asked.name, user=user.ref, source=asked.source, scopes=asked.scopes or ALL,
        days=asked.days, per_minute=asked.per_minute, by=system_viewer("command"), at=clock.now(),
    )  # fmt: skip
    words = (
        f"{secret}{os.linesep}This is shown once. Send it as: Authorization: Bearer {secret[:4]}..."
    )
    return told(asked, {"name": asked.name, "secret": secret}, words)


def token_list(asked: Asked) -> int:
    """List the keys with what they may be used for and when they were used."""
    setup()
    from firstlight.access.selectors import tokens

    rows = [
        {"name": one.name, "user": one.user.username, "source": one.source, "scopes": one.scopes,
         "active": one.active, "expires_at": one.expires_at, "last_used_at": one.last_used_at}
        for one in tokens()
    ]  # fmt: skip
    lines = [
        f"{row['name']:24} {'in use' if row['active'] else 'revoked':8} {', '.join(row['scopes'])}"
        for row in rows
    ]
    return told(asked, rows, "\n".join(lines) or "No key was issued: firstlight token issue")


def token_revoke(asked: Asked) -> int:
    """Take a key out of use at once."""
    setup()
    from firstlight.access.services import revoke_token
    from firstlight.kernel import clock
    from firstlight.kernel.values.refusal import NotThere
    from firstlight.kernel.values.viewer import system_viewer

    try:
        revoke_token(name=asked.name, by=system_viewer("command"), at=clock.now())
    except NotThere:
        raise Refusal(
            f"No key called {asked.name!r} is in use.", next_step="See: firstlight token list"
        ) from None
    return told(
        asked, {"name": asked.name, "revoked": True}, f"{asked.name} opens nothing any more."
    )


COMMANDS = {"source": add_source, "token": add_token}
