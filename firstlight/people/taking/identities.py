"""What mentions say, read as it is needed; a load keeps it from batch to batch."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from functools import lru_cache

from firstlight.people.models import Mention, RetiredKey
from firstlight.people.rules.identity import Identity
from firstlight.people.rules.keys import blocking_keys
from firstlight.people.taking.mentions import number_of, unpacked
from firstlight.people.taking.pairs import chunks
from firstlight.people.taking.weighing import forget, same


@lru_cache(maxsize=200_000)
def _read(text: str) -> Identity:
    return unpacked(text)


@lru_cache(maxsize=100_000)
def key_numbers(identity: Identity) -> dict[int, str]:
    """Give the blocking keys of an identity by the number each is kept as."""
    return {number_of(key): key for key in blocking_keys(identity)}


def let_go() -> None:
    """Let go of all that is kept of identities read before; it is read again as it is needed."""
    forget()
    _read.cache_clear()
    key_numbers.cache_clear()


class Identities:
    """Identities and ids by code, read in bulk and kept while a batch is worked."""

    def __init__(self) -> None:
        self.by_code: dict[str, Identity] = {}
        self.code_of: dict[int, str] = {}
        self.id_of: dict[str, int] = {}
        self.retired = set(RetiredKey.objects.values_list("key", flat=True))

    def add(self, code: str, number: int, identity: Identity) -> None:
        """Keep one; a retired telephone is no evidence and makes no household."""
        self.by_code[code], self.code_of[number], self.id_of[code] = same(identity), code, number
        self._without_retired(code)

    def _without_retired(self, code: str) -> None:
        identity = self.by_code[code]
        if self.retired and any(number_of(f"ph:{p}") in self.retired for p in identity.phones):
            self.by_code[code] = same(replace(identity, retired_phone=True))

    def retire(self, keys: Iterable[int]) -> None:
        """Note keys that retire now, for those kept already too."""
        self.retired.update(keys)
        for code in self.by_code:
            self._without_retired(code)

    def load(self, ids: Iterable[int]) -> None:
        """Read those not kept yet."""
        missing = [number for number in ids if number not in self.code_of]
        for part in chunks(missing):
            rows = Mention.objects.filter(pk__in=part).values_list("pk", "code", "identity")
            for number, code, text in rows:
                self.add(code, number, _read(text))
