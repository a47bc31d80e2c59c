"""Users, restrictions, grants, drafts and tokens. Private to access."""

from __future__ import annotations

from typing import ClassVar

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.db import models
from django.utils.crypto import salted_hmac

from firstlight.kernel.values.refs import new_ref


def user_ref() -> str:
    """Make a user's reference."""
    return new_ref("U")


def factor_ref() -> str:
    """Make a second factor's reference."""
    return new_ref("F")


def signed_ref() -> str:
    """Make a session's reference."""
    return new_ref("N")


def device_ref() -> str:
    """Make a remembered device's reference."""
    return new_ref("V")


def interest_ref() -> str:
    """Make a declared interest's reference."""
    return new_ref("IN")


def opening_ref() -> str:
    """Make an emergency opening's reference."""
    return new_ref("OG")


class UserManager(BaseUserManager["User"]):
    """Makes users."""

    def create_user(self, username: str, password: str | None = None, **fields: object) -> User:
        """Make a user; without a password nobody can sign in as them by password."""
        user = self.model(username=username, **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user


class User(AbstractBaseUser):
    """Somebody who signs in. `roles` are codes of the role table."""

    ref = models.CharField(max_length=16, unique=True, default=user_ref)
    username = models.CharField(max_length=80, unique=True)
    full_name = models.CharField(max_length=120)
    rank = models.CharField(max_length=40, blank=True, default="")
    collar = models.CharField(max_length=10, blank=True, default="", db_index=True)
    roles = models.JSONField(default=list)
    organisation = models.CharField(max_length=64, blank=True, default="")
    mail = models.EmailField(blank=True, default="")
    own_refs = models.JSONField(default=list)
    is_active = models.BooleanField(default=True)
    # issuer|subject
    outside = models.CharField(max_length=255, blank=True, default="", db_index=True)
    era = models.PositiveIntegerField(default=0)  # raised to end every session at once

    USERNAME_FIELD = "username"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["full_name"]
    objects: ClassVar[UserManager] = UserManager()

    def __str__(self) -> str:
        return self.ref

    def get_session_auth_hash(self) -> str:
        """Tie sessions to the password and to the era: raising either ends them all."""
        return salted_hmac("firstlight.session", f"{self.password}|{self.era}").hexdigest()

    @property
    def title(self) -> str:
        """Give rank and name as spoken."""
        return f"{self.rank} {self.full_name}".strip()


class Restriction(models.Model):
    """Something restricted (existence visible) or sealed (worked without it for outsiders)."""

    ref = models.CharField(max_length=16, unique=True)
    target = models.CharField(max_length=40, db_index=True)
    level = models.CharField(
        max_length=12, choices=[("restricted", "restricted"), ("sealed", "sealed")]
    )
    custodians = models.JSONField(default=list)
    safety_line = models.CharField(max_length=200, blank=True, default="")
    reason = models.TextField(default="")
    known_seq = models.BigIntegerField()
    ended_seq = models.BigIntegerField(null=True)

    def __str__(self) -> str:
        return f"{self.level} {self.target}"


class Grant(models.Model):
    """A need to know, written by reaction to a duty or by a person, with an end."""

    user = models.CharField(max_length=40, db_index=True)  # a user's or post's code
    about = models.CharField(max_length=40, db_index=True)
    because = models.CharField(max_length=80)
    known_seq = models.BigIntegerField()
    until = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"{self.user} about {self.about}"


class Draft(models.Model):
    """A form not yet sent, kept 7 days for its owner alone."""

    owner = models.CharField(max_length=16)
    key = models.CharField(max_length=80)
    data = models.JSONField(default=dict)
    saved_at = models.DateTimeField()

    class Meta:
        """One draft a form and owner."""

        constraints = (models.UniqueConstraint(fields=["owner", "key"], name="one_draft_a_form"),)

    def __str__(self) -> str:
        return self.key


class Token(models.Model):
    """A system's key to the API; kept as a hash. `source` limits it to one source's records."""

    name = models.CharField(max_length=80, unique=True)
    digest = models.CharField(max_length=64, unique=True)
    user = models.ForeignKey(User, on_delete=models.PROTECT)
    source = models.CharField(max_length=64, blank=True, default="")
    active = models.BooleanField(default=True)
    scopes = models.JSONField(default=list)
    per_minute = models.PositiveIntegerField(default=6000)
    made_by = models.CharField(max_length=40, blank=True, default="")
    made_at = models.DateTimeField(null=True)
    expires_at = models.DateTimeField(null=True)
    last_used_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return self.name


class Allowance(models.Model):
    """How much of a key's minute the processes that serve have taken, together."""

    key = models.CharField(max_length=80, unique=True)
    minute = models.BigIntegerField()
    taken = models.PositiveIntegerField(default=0)

    def __str__(self) -> str:
        return f"{self.taken} in {self.minute}"


class Answered(models.Model):
    """What a system was answered under an Idempotency-Key, for a day; references and outcomes."""

    token = models.CharField(max_length=80)
    key = models.CharField(max_length=64)
    asked = models.CharField(max_length=64)
    status = models.PositiveSmallIntegerField()
    content = models.TextField()
    at = models.DateTimeField(db_index=True)

    class Meta:
        """One answer a key."""

        constraints = (models.UniqueConstraint(fields=["token", "key"], name="one_answer_a_key"),)

    def __str__(self) -> str:
        return self.key[:8]


class Factor(models.Model):
    """Something a user proves beside the password: an app's codes, a security key, paper codes.

    `secret` is encrypted where it must be read again, and a hash where it need not be.
    """

    ref = models.CharField(max_length=16, unique=True, default=factor_ref)
    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="factors")
    kind = models.CharField(max_length=8)  # app, key, paper
    title = models.CharField(max_length=60, blank=True, default="")
    secret = models.TextField()
    last_step = models.BigIntegerField(default=0)  # a code counts once; a key's counter goes up
    added_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return self.ref


class Signed(models.Model):
    """One session of a user on one device, from sign-in to its end."""

    ref = models.CharField(max_length=16, unique=True, default=signed_ref)
    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="sessions")
    device = models.CharField(max_length=80)
    how = models.CharField(max_length=60)
    began_at = models.DateTimeField()
    seen_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    ended = models.CharField(max_length=24, blank=True, default="")

    def __str__(self) -> str:
        return self.ref


class Device(models.Model):
    """A browser that is remembered for a while: there the second step is not asked again."""

    ref = models.CharField(max_length=16, unique=True, default=device_ref)
    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="devices")
    digest = models.CharField(max_length=64, unique=True)
    title = models.CharField(max_length=80)
    added_at = models.DateTimeField()
    until = models.DateTimeField()

    def __str__(self) -> str:
        return self.ref


class Failure(models.Model):
    """A sign-in that failed, by the keyed hash of the name typed and of the address it came from."""

    account = models.CharField(max_length=64, db_index=True)
    address = models.CharField(max_length=64, db_index=True)
    at = models.DateTimeField(db_index=True)

    def __str__(self) -> str:
        return self.account[:8]


class WayIn(models.Model):
    """A link that lets a user choose a password, once; kept as a hash."""

    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="ways_in")
    digest = models.CharField(max_length=64, unique=True)
    until = models.DateTimeField()
    used_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"way in of {self.user_id}"


class Opening(models.Model):
    """Something restricted that was opened in an emergency: by whom, why, and what a review found."""

    ref = models.CharField(max_length=16, unique=True, default=opening_ref)
    target = models.CharField(max_length=40, db_index=True)
    by = models.CharField(max_length=40, db_index=True)
    reason = models.TextField()
    custodians = models.JSONField(default=list)
    at = models.DateTimeField()
    until = models.DateTimeField()
    outcome = models.CharField(max_length=12, blank=True, default="", db_index=True)
    said = models.TextField(blank=True, default="")
    reviewed_by = models.CharField(max_length=40, blank=True, default="")
    reviewed_at = models.DateTimeField(null=True)
    known_seq = models.BigIntegerField()

    def __str__(self) -> str:
        return self.ref


class Interest(models.Model):
    """Somebody of an officer's own household, family or life, or an address: declared by them.

    Who it is among the people held is worked out by the program and told to nobody, the officer
    least of all.
    """

    ref = models.CharField(max_length=16, unique=True, default=interest_ref)
    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="interests")
    kind = models.CharField(max_length=16)
    name = models.CharField(max_length=160, blank=True, default="")
    former = models.CharField(max_length=300, blank=True, default="")  # by comma
    born_on = models.DateField(null=True)
    address = models.CharField(max_length=300, blank=True, default="")
    at = models.DateTimeField()

    def __str__(self) -> str:
        return self.ref

    @property
    def names(self) -> tuple[str, ...]:
        """Every name they go or went by."""
        return tuple(one.strip() for one in (self.name, *self.former.split(",")) if one.strip())
