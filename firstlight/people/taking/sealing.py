"""Retired keys that no remaining record has are kept as an HMAC: a number alone could be guessed."""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Collection, Iterable

from django.conf import settings

from firstlight.people.models import RetiredKey
from firstlight.people.taking.pairs import chunks


def sealed(key: int) -> int:
    """Give the number a retired key is kept by once nobody has it."""
    text = f"retired:{key}".encode()
    digest = hmac.new(settings.JOURNAL_KEY, text, hashlib.sha256).digest()
    return int.from_bytes(digest[:8], "big", signed=True)


def seal(keys: Iterable[int]) -> None:
    """Seal those of these keys that are retired; call where no remaining mention has them."""
    for part in chunks(keys, 400):
        for row in RetiredKey.objects.filter(key__in=part, sealed=False):
            RetiredKey.objects.filter(pk=row.pk).update(key=sealed(row.key), sealed=True)


def unseal(keys: Collection[int]) -> list[int]:
    """Open retired keys that a new record has again; give them."""
    if not RetiredKey.objects.filter(sealed=True).exists():
        return []
    plain = {sealed(key): key for key in keys}
    found = []
    for part in chunks(plain, 400):
        for row in RetiredKey.objects.filter(key__in=part, sealed=True):
            RetiredKey.objects.filter(pk=row.pk).update(key=plain[row.key], sealed=False)
            found.append(plain[row.key])
    return found
