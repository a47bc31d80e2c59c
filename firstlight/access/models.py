"""Users, restrictions, grants, drafts and tokens. Private to access."""

from __future__ import annotations

from typing import ClassVar

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.db import models

from firstlight.kernel.values.refs import new_ref


def user_ref() -> str:
    """Make a user's reference."""
    return new_ref("U")


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

    USERNAME_FIELD = "username"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["full_name"]
    objects: ClassVar[UserManager] = UserManager()

    def __str__(self) -> str:
        return self.ref

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

    def __str__(self) -> str:
        return self.name
