"""Blocking keys: what two mentions must have in common to be compared at all.

Every key but telephone, e-mail, home and identifier joins a name, so that a
placeholder date or a busy postcode does not make one heavy block. A key that
more distinct mentions ever had than the cap is retired by the caller, in every
engine alike.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

import jellyfish

from firstlight.people.rules.levels import single
from firstlight.people.rules.nicknames import heads_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from firstlight.people.rules.identity import Identity


@lru_cache(maxsize=200_000)
def sound_of(name: str) -> str:
    """Give the metaphone of a folded Latin name; a name of another script as it is."""
    if not name.isascii():
        return name
    return str(jellyfish.metaphone(name)) or name


@lru_cache(maxsize=200_000)
def _forms(given: str) -> tuple[str, ...]:
    return heads_of(given) or (single(given),)


def blocking_keys(identity: Identity) -> tuple[str, ...]:
    """List the keys of one mention, each "kind:value", without repeats.

    A mention without any name has only the keys of its identifiers: it can be
    found by nothing else, and asks nobody.
    """
    keys = [f"id:{scheme}:{value}" for scheme, value in identity.identifiers]
    if identity.nameless:
        return tuple(keys)
    latin = identity.given.isascii() and identity.family.isascii()
    keys.extend(_latin(identity) if latin else _exact(identity))
    keys.extend(_contact(identity))
    return tuple(dict.fromkeys(keys))


def _contact(identity: Identity) -> Iterator[str]:
    if not identity.retired_phone:
        for phone in identity.phones:
            yield f"ph:{phone}"
    for email in identity.emails:
        yield f"em:{email}"
    postcode = identity.postcode
    if postcode:
        if identity.address:
            yield f"ad:{postcode}|{identity.address}"
        if identity.family:
            yield f"fp:{identity.family}|{postcode}"
        if identity.given:
            yield f"gp:{identity.given}|{postcode}"


def _exact(identity: Identity) -> Iterator[str]:
    given, family, born = identity.given, identity.family, identity.born_on
    if given and family:
        yield f"nm:{'|'.join(sorted((given, family)))}"
    if born and identity.born_precision == "day":
        if family:
            yield f"fb:{family}|{born:%Y%m%d}"
        if given:
            yield f"gb:{given}|{born:%Y%m%d}"


def _latin(identity: Identity) -> Iterator[str]:
    given, family, born = identity.given, identity.family, identity.born_on
    if given and family:
        yield f"nm:{'|'.join(sorted((given, family)))}"
        for form in _forms(given):
            yield f"nf:{form}|{family}"
        yield f"ss:{sound_of(given)}|{sound_of(family)}"
    if born is None or identity.born_precision != "day":
        return
    year, month, day = born.year, born.month, born.day
    low, high = (month, day) if month < day else (day, month)
    if family:
        sound = sound_of(family)
        yield f"fb:{sound}|{year}{month:02}{day:02}"
        for part in family.split() if " " in family else ():
            yield f"fb:{sound_of(part)}|{year}{month:02}{day:02}"
    if given:
        yield f"gb:{sound_of(given)}|{year}{month:02}{day:02}"
        for form in _forms(given):
            yield f"kb:{form}|{year}{month:02}{day:02}"
    if given and family:
        first, last = given[0], family[:3]
        yield f"iy:{first}{last}|{year}"
        yield f"id3:{first}{last}|{low:02}{high:02}"
        yield f"sw:{''.join(sorted((first, family[0])))}|{year}{low:02}{high:02}"
