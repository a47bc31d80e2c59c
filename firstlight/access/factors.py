"""The second step: an app's codes, security keys, and paper codes for when both are lost."""

from __future__ import annotations

import json
from base64 import urlsafe_b64encode
from collections.abc import Mapping
from datetime import datetime
from hashlib import sha256
from typing import TYPE_CHECKING, Any

from cryptography.exceptions import InvalidSignature
from cryptography.fernet import Fernet
from django.conf import settings

from firstlight.access.models import Factor, User
from firstlight.access.reading import digest_of
from firstlight.access.rules.codes import paper_codes, step_of, tidy
from firstlight.audit.services import act
from firstlight.kernel.values.refusal import NotThere, Refusal
from firstlight.kernel.values.viewer import Viewer

if TYPE_CHECKING:
    from fido2.server import Fido2Server
    from fido2.webauthn import AttestedCredentialData

NAME = "Firstlight"


def _cipher() -> Fernet:
    made = sha256(b"firstlight.factor|" + settings.SECRET_KEY.encode()).digest()
    return Fernet(urlsafe_b64encode(made))


def _wrong() -> Refusal:
    return Refusal(
        "That code is not right.",
        next_step="Wait for the next one and type it, or use a paper code.",
        code="wrong",
    )


def add_app(*, user: User, key: str, code: str, by: Viewer, at: datetime) -> None:
    """Keep an app's key once it showed a right code. Refuses a wrong one."""
    step = step_of(key, code, at)
    if not step:
        raise _wrong()
    with act("access.factor_added", by=by, at=at) as line:
        Factor.objects.filter(user=user, kind="app").delete()
        row = Factor.objects.create(
            user=user, kind="app", title="App on a phone", last_step=step, added_at=at,
            secret=_cipher().encrypt(key.encode()).decode(),
        )  # fmt: skip
        line.about(user.ref, row.ref)
        line.say(kind="app")


def make_paper(*, user: User, by: Viewer, at: datetime) -> list[str]:
    """Make paper codes afresh and give them: they are shown only now, and each opens once."""
    codes = paper_codes()
    with act("access.factor_added", by=by, at=at) as line:
        Factor.objects.filter(user=user, kind="paper").delete()
        Factor.objects.bulk_create(
            Factor(user=user, kind="paper", secret=_paper(user, one), added_at=at) for one in codes
        )
        line.about(user.ref)
        line.say(kind="paper", count=len(codes))
    return codes


def _paper(user: User, code: str) -> str:
    return digest_of(f"{settings.SECRET_KEY}|{user.ref}|{tidy(code)}")


def check_code(*, user: User, code: str, by: Viewer, at: datetime) -> str:
    """Take a code of the app or a paper code; give which it was. Refuses a wrong or used one."""
    app = user.factors.filter(kind="app").first()
    if app is not None:
        step = step_of(
            _cipher().decrypt(app.secret.encode()).decode(), code, at, after=app.last_step
        )
        fresh = Factor.objects.filter(pk=app.pk, last_step__lt=step)
        if step and fresh.update(last_step=step, used_at=at):
            return "app"
    paper = user.factors.filter(kind="paper", secret=_paper(user, code), used_at__isnull=True)
    with act("access.paper_code_used", by=by, at=at) as line:
        if not paper.update(used_at=at):
            raise _wrong()
        line.about(user.ref)
    return "paper"


def remove_factor(*, factor: str, by: Viewer, at: datetime) -> None:
    """Take one of one's own factors away. Refuses the last one; NotThere for anybody else's."""
    row = Factor.objects.filter(ref=factor, user__ref=by.ref).exclude(kind="paper").first()
    if row is None:
        raise NotThere
    others = Factor.objects.filter(user=row.user).exclude(kind="paper").exclude(pk=row.pk)
    if not others.exists():
        raise Refusal("This is your only second step.", next_step="Add another one first.")
    with act("access.factor_removed", by=by, at=at) as line:
        line.about(row.user.ref, row.ref)
        row.delete()


def _server(host: str) -> Fido2Server:
    from fido2.server import Fido2Server
    from fido2.webauthn import PublicKeyCredentialRpEntity

    return Fido2Server(PublicKeyCredentialRpEntity(id=host, name=NAME))


def _credentials(user: User) -> list[AttestedCredentialData]:
    from fido2.webauthn import AttestedCredentialData

    rows = user.factors.filter(kind="key").order_by("pk")
    return [AttestedCredentialData(bytes.fromhex(row.secret)) for row in rows]


def ask_new_key(user: User, host: str) -> tuple[dict[str, Any], dict[str, Any]]:
    """Give what a browser is asked to make a key with, and the state to keep until it answers."""
    from fido2.webauthn import PublicKeyCredentialUserEntity, UserVerificationRequirement

    entity = PublicKeyCredentialUserEntity(
        id=user.ref.encode(), name=user.username, display_name=user.full_name
    )
    asked, state = _server(host).register_begin(
        entity, _credentials(user), user_verification=UserVerificationRequirement.PREFERRED
    )
    return dict(asked), dict(state)


def add_key(
    *,
    user: User,
    host: str,
    state: Mapping[str, Any],
    answer: str,
    title: str,
    by: Viewer,
    at: datetime,
) -> None:
    """Keep a security key that answered. Refuses an answer that does not fit what was asked."""
    try:
        made = _server(host).register_complete(dict(state), json.loads(answer))
        held = made.credential_data
    except (ValueError, KeyError, TypeError):
        held = None
    if held is None:
        raise Refusal("The key did not answer as asked.", next_step="Try again.", code="wrong")
    with act("access.factor_added", by=by, at=at) as line:
        row = Factor.objects.create(
            user=user, kind="key", title=title.strip()[:60] or "Security key",
            secret=bytes(held).hex(), last_step=made.counter, added_at=at,
        )  # fmt: skip
        line.about(user.ref, row.ref)
        line.say(kind="key")


def ask_key(user: User, host: str) -> tuple[dict[str, Any], dict[str, Any]]:
    """Give what a browser is asked to sign with one of the user's keys, and the state to keep."""
    asked, state = _server(host).authenticate_begin(_credentials(user))
    return dict(asked), dict(state)


def check_key(*, user: User, host: str, state: Mapping[str, Any], answer: str, at: datetime) -> str:
    """Check what a security key signed. Refuses what does not fit, and a copy of a key."""
    held = _credentials(user)
    try:
        told = json.loads(answer)
        one = _server(host).authenticate_complete(dict(state), held, told)
        counter = _counter(told)
    except (ValueError, KeyError, TypeError, InvalidSignature):
        raise Refusal(
            "The key did not answer as asked.", next_step="Try again.", code="wrong"
        ) from None
    row = user.factors.get(kind="key", secret=bytes(one).hex())
    if counter and counter <= row.last_step:
        raise Refusal("This key was copied.", next_step="Tell your administrator.", code="wrong")
    Factor.objects.filter(pk=row.pk).update(last_step=counter, used_at=at)
    return "key"


def _counter(told: Mapping[str, Any]) -> int:
    from fido2.webauthn import AuthenticationResponse

    return int(AuthenticationResponse.from_dict(told).response.authenticator_data.counter)
