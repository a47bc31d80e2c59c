"""A force's own sign-in over OpenID Connect: the code flow with PKCE, and whose roles come of it."""

from __future__ import annotations

import secrets
from base64 import urlsafe_b64encode
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from datetime import datetime
from hashlib import sha256
from typing import Any
from urllib.parse import urlencode

from django.conf import settings

from firstlight.access.models import User
from firstlight.access.rules.predicates import ROLES
from firstlight.audit.services import act
from firstlight.kernel.values.refusal import Refusal
from firstlight.kernel.values.viewer import system_viewer

SCOPES = "openid profile email groups"
SIGNED_BY = ["RS256", "RS384", "RS512", "PS256", "ES256", "ES384", "EdDSA"]
SECONDS = 10.0
# RFC 8176: what says that a second thing was proved, where the provider tells it.
SECOND = frozenset({"mfa", "otp", "hwk", "swk", "fpt", "face", "sc"})
SYSTEM = system_viewer("single-sign-on")


class NotSignedIn(Refusal):
    """The provider's answer cannot be used; what it said stays in no log."""

    def __init__(self, what: str, next_step: str = "Begin again at the sign-in page.") -> None:
        super().__init__(what, next_step=next_step, code="provider")


@dataclass(frozen=True, slots=True)
class Begun:
    """What is kept in the session until the provider sends the reader back."""

    state: str
    nonce: str
    verifier: str


def has_provider() -> bool:
    """Tell whether the force has a provider."""
    return bool(settings.OIDC_ISSUER)


def begin_elsewhere(back: str) -> tuple[str, dict[str, str]]:
    """Give the provider's address to go to, and what to keep until the return to `back`."""
    begun = Begun(*(secrets.token_urlsafe(32) for _ in range(3)))
    challenge = urlsafe_b64encode(sha256(begun.verifier.encode()).digest()).decode().rstrip("=")
    asked = {
        "response_type": "code", "client_id": settings.OIDC_CLIENT, "redirect_uri": back,
        "scope": SCOPES, "state": begun.state, "nonce": begun.nonce,
        "code_challenge": challenge, "code_challenge_method": "S256",
    }  # fmt: skip
    return f"{_found()['authorization_endpoint']}?{urlencode(asked)}", asdict(begun)


def finish_elsewhere(kept: Mapping[str, str], told: Mapping[str, str], back: str) -> dict[str, Any]:
    """Take the code the reader came back with for who they are. Refuses what does not fit."""
    state = str(told.get("state", ""))
    if not kept or not secrets.compare_digest(state.encode(), kept.get("state", "").encode()):
        raise NotSignedIn("This sign-in was not begun here.")
    if not told.get("code"):
        raise NotSignedIn("The force's sign-in did not let you in.")
    found = _found()
    sent = {
        "grant_type": "authorization_code", "code": told["code"], "redirect_uri": back,
        "code_verifier": kept["verifier"],
    }  # fmt: skip
    answer = _asked("post", found["token_endpoint"], data=sent,
                    auth=(settings.OIDC_CLIENT, settings.OIDC_SECRET))  # fmt: skip
    return _claims(str(answer.get("id_token", "")), kept["nonce"], found)


def _found() -> dict[str, Any]:
    issuer = settings.OIDC_ISSUER.rstrip("/")
    found = _asked("get", f"{issuer}/.well-known/openid-configuration")
    if str(found.get("issuer", "")).rstrip("/") != issuer:
        raise NotSignedIn("The force's sign-in is not the one that was set.", _ADMIN)
    return found


_ADMIN = "Tell your administrator: FIRSTLIGHT_OIDC_ISSUER must be the provider's own name."


def _asked(method: str, address: str, **more: Any) -> dict[str, Any]:
    import httpx

    try:
        answer = httpx.request(method, address, timeout=SECONDS, **more)
        answer.raise_for_status()
        return dict(answer.json())
    except (httpx.HTTPError, ValueError):
        raise NotSignedIn(
            "The force's sign-in does not answer.", "Try again in a minute, or use your password."
        ) from None


def _claims(token: str, nonce: str, found: Mapping[str, Any]) -> dict[str, Any]:
    from joserfc import jwt
    from joserfc.errors import JoseError
    from joserfc.jwk import KeySet

    keys = KeySet.import_key_set(_asked("get", found["jwks_uri"]))  # type: ignore[arg-type]  # -- JSON: the package checks it
    wanted = jwt.JWTClaimsRegistry(
        leeway=60,
        iss={"essential": True, "value": found["issuer"]},
        aud={"essential": True, "value": settings.OIDC_CLIENT},
        sub={"essential": True},
        exp={"essential": True},
        nonce={"essential": True, "value": nonce},
    )
    try:
        read = jwt.decode(token, keys, algorithms=SIGNED_BY)
        wanted.validate(read.claims)
    except (JoseError, ValueError, KeyError):
        raise NotSignedIn("The force's sign-in gave an answer that cannot be trusted.") from None
    return dict(read.claims)


def proved_twice(claims: Mapping[str, Any]) -> bool:
    """Tell whether the provider says that a second thing was proved."""
    told = claims.get("amr", ())
    return bool(SECOND & set(told if isinstance(told, list) else ()))


def roles_of(groups: Iterable[Any], table: Iterable[str]) -> list[str]:
    """Give the roles that groups have by the force's table of `GROUP=role`."""
    rows = [row.rpartition("=") for row in table]
    held = {str(one) for one in groups}
    return sorted({role.strip() for group, _, role in rows if group.strip() in held} & set(ROLES))


def account_of(claims: Mapping[str, Any], table: Iterable[str], at: datetime) -> User:
    """Give the account of whom the provider let in, made at the first time; its roles are today's.

    Refuses who is in no group that has a role, whose account is closed, and a name that another
    account has already: that one is tied by an administrator.
    """
    outside = f"{str(claims['iss']).rstrip('/')}|{claims['sub']}"[:255]
    groups = claims.get("groups", ())
    roles = roles_of(groups if isinstance(groups, list) else (), table)
    user = User.objects.filter(outside=outside).first()
    if not roles:
        _without_roles(user, at)
        raise NotSignedIn(
            "You are in no group that may use Firstlight.",
            "Ask your administrator which group you should be in.",
        )
    if user is None:
        user = _made(claims, outside, roles, at)
    if not user.is_active:
        raise NotSignedIn("This account is closed.", "Ask your administrator.")
    if user.roles != roles:
        _changed(user, roles, at)
    return user


def _made(claims: Mapping[str, Any], outside: str, roles: list[str], at: datetime) -> User:
    username = str(claims.get("preferred_username") or claims.get("email") or claims["sub"])[:80]
    if User.objects.filter(username=username).exists():
        raise NotSignedIn(
            "An account of that name is here already.",
            "Ask your administrator to tie it to you: firstlight user tie.",
        )
    with act("access.user_added", by=SYSTEM, at=at) as line:
        user = User(username=username, full_name=str(claims.get("name") or username)[:120])
        user.roles, user.outside = roles, outside
        user.mail = str(claims.get("email") or "")[:254]
        user.set_unusable_password()
        user.save()
        line.about(user.ref)
        line.say(roles=roles)
    return user


def _changed(user: User, roles: list[str], at: datetime) -> None:
    with act("access.roles_changed", by=SYSTEM, at=at) as line:
        line.about(user.ref)
        line.say(was=user.roles, now=roles)
        user.roles = roles
        user.save(update_fields=["roles"])


def _without_roles(user: User | None, at: datetime) -> None:
    if user is not None and user.roles:
        _changed(user, [], at)
