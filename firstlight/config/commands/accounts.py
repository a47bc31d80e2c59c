"""`firstlight user`: who signs in, with which roles, and how they get in again."""

from __future__ import annotations

import sys
from typing import Any

from firstlight.config.commands.asking import Asked, Listed, command, out, setup, told
from firstlight.config.commands.registers import group
from firstlight.kernel.values.refusal import Refusal


def add_user(listed: Listed) -> None:
    """Add `user add|list|roles|close|open|reset|unlock|tie|group`."""
    inner = group(listed, "user", "keep the accounts of those who sign in")
    add = command(inner, "add", "add a user, or change rank, roles and organisation", user_add)
    add.add_argument("username")
    add.add_argument("--name", required=True)
    add.add_argument("--role", action="append", required=True, dest="roles")
    for option in ("rank", "collar", "organisation", "mail"):
        add.add_argument(f"--{option}", default="")
    add.add_argument(
        "--link", action="store_true", help="give a link to choose a password by, not a password"
    )
    command(inner, "list", "list the accounts", user_list)
    _one(inner, "roles", "give a user these roles and no others", user_roles).add_argument(
        "--role", action="append", required=True, dest="roles"
    )
    _one(inner, "close", "close an account; its sessions end now", user_close)
    _one(inner, "open", "open an account that was closed", user_open)
    _one(inner, "reset", "make a link to choose a password and a second step anew", user_reset)
    _one(inner, "unlock", "let an account sign in at once after failures", user_unlock)
    tie = _one(inner, "tie", "tie an account to the force's own sign-in", user_tie)
    tie.add_argument("--subject", required=True, help="the provider's own name for the person")
    give = command(inner, "group", "give a group of the provider these roles", user_group)
    give.add_argument("group")
    give.add_argument("--role", action="append", default=[], dest="roles")


def _one(inner: Listed, name: str, said: str, run_it: Any) -> Any:
    parser = command(inner, name, said, run_it)
    parser.add_argument("username")
    return parser


def _found(asked: Asked) -> Any:
    from firstlight.access.selectors import user_named

    user = user_named(asked.username)
    if user is None:
        raise Refusal(
            f"Nobody signs in as {asked.username!r}.", next_step="See: firstlight user list"
        )
    return user


def _by() -> dict[str, Any]:
    from firstlight.kernel import clock
    from firstlight.kernel.values.viewer import system_viewer

    return {"by": system_viewer("command"), "at": clock.now()}


def _known(roles: list[str]) -> None:
    from firstlight.access.rules.predicates import ROLES

    unknown = sorted(set(roles) - set(ROLES))
    if unknown:
        raise Refusal(
            f"There is no role called {', '.join(unknown)}.",
            next_step=f"Use some of: {', '.join(ROLES)}.",
        )


def user_add(asked: Asked) -> int:
    """Add a user; the password is asked for, or read from standard input, never an argument."""
    setup()
    from firstlight.access.services import add_user as keep

    _known(asked.roles)
    password = None if asked.link else _good(_password())
    user = keep(
        username=asked.username, full_name=asked.name, roles=asked.roles, rank=asked.rank, collar=asked.collar,
        organisation=asked.organisation, mail=asked.mail, password=password, **_by(),
    )  # fmt: skip
    if asked.link:
        return _link(asked, user.ref)
    return told(asked, {"user": user.ref}, f"{user.ref} may sign in as {asked.username}.")


def _good(password: str) -> str:
    from django.contrib.auth.password_validation import validate_password
    from django.core.exceptions import ValidationError

    try:
        validate_password(password)
    except ValidationError as fault:
        raise Refusal(" ".join(fault.messages), next_step="Choose a longer one.") from None
    return password


def _password() -> str:
    import getpass

    if sys.stdin.isatty():
        return getpass.getpass("Password: ")
    text = sys.stdin.readline().strip()
    if len(text) < 12:
        raise Refusal(
            "A password has at least 12 characters.", next_step="Give it on standard input."
        )
    return text


def _link(asked: Asked, ref: str) -> int:
    from django.conf import settings

    from firstlight.access.services import make_way_in

    secret = make_way_in(user=ref, **_by())
    link = f"{settings.BASE_URL}/sign-in/choose#{secret}"
    words = f"{link}\nIt works once, for a day. Hand it over so that nobody else reads it."
    return told(asked, {"user": ref, "link": link}, words)


def user_list(asked: Asked) -> int:
    """List the accounts that are open."""
    setup()
    from firstlight.access.selectors import everybody

    rows = [{"user": one.ref, "username": one.username, "roles": one.roles} for one in everybody()]
    if asked.json:
        return told(asked, rows, "")
    for row in rows:
        out(f"{row['user']}  {row['username']:24} {', '.join(row['roles'])}")
    return 0


def user_roles(asked: Asked) -> int:
    """Give a user these roles and no others."""
    setup()
    from firstlight.access.services import set_roles

    user = _found(asked)
    set_roles(user=user.ref, roles=asked.roles, **_by())
    return told(asked, {"user": user.ref, "roles": asked.roles}, f"{user.ref} has these roles now.")


def user_close(asked: Asked) -> int:
    """Close an account."""
    setup()
    from firstlight.access.services import close_user

    user = _found(asked)
    close_user(user=user.ref, **_by())
    return told(asked, {"user": user.ref}, f"{user.ref} is closed; every session of it has ended.")


def user_open(asked: Asked) -> int:
    """Open an account that was closed."""
    setup()
    from firstlight.access.services import open_user

    user = _found(asked)
    open_user(user=user.ref, **_by())
    return told(asked, {"user": user.ref}, f"{user.ref} may sign in again.")


def user_reset(asked: Asked) -> int:
    """Make a link to begin anew: sessions, second steps and devices of before are gone."""
    setup()
    return _link(asked, _found(asked).ref)


def user_unlock(asked: Asked) -> int:
    """Let an account sign in at once after failures."""
    setup()
    from firstlight.access.services import unlock

    user = _found(asked)
    unlock(user=user.ref, **_by())
    return told(asked, {"user": user.ref}, f"{user.ref} is unlocked.")


def user_tie(asked: Asked) -> int:
    """Tie an account to the force's own sign-in."""
    setup()
    from django.conf import settings

    from firstlight.access.services import tie

    user = _found(asked)
    if not settings.OIDC_ISSUER:
        raise Refusal(
            "No provider is set.", next_step="Set FIRSTLIGHT_OIDC_ISSUER, _CLIENT and _SECRET."
        )
    tie(user=user.ref, issuer=settings.OIDC_ISSUER, subject=asked.subject, **_by())
    return told(asked, {"user": user.ref}, f"{user.ref} signs in by the force's account now.")


def user_group(asked: Asked) -> int:
    """Say which roles a group of the provider has; with none it has none any more."""
    setup()
    from firstlight.force.selectors import setting
    from firstlight.force.services import set_up

    _known(asked.roles)
    kept = [row for row in setting("access.groups") if row.rpartition("=")[0] != asked.group]
    rows = sorted([*kept, *(f"{asked.group}={role}" for role in asked.roles)])
    set_up(values={"access.groups": rows}, **_by())
    return told(asked, rows, "\n".join(rows) or "No group has a role.")


COMMANDS = {"user": add_user}
