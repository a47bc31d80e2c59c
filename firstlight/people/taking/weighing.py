"""The weight of two identities, worked once: a county says the same of the same people again and again."""

from __future__ import annotations

from firstlight.people.rules import levels as lv
from firstlight.people.rules.identity import Identity
from firstlight.people.rules.model import load_model
from firstlight.people.rules.numbers import compare_numbers
from firstlight.people.rules.zones import MAY_BE_FIRST, Edge, is_kept, scored

# Beyond this many it forgets and begins again, to stay small.
MOST = 400_000

# Told beside the two, so that neither goes while its number stands for it.
_Told = tuple[Identity, Identity, Edge | None]
_one: dict[Identity, Identity] = {}
_told: dict[tuple[int, int], _Told] = {}


def same(identity: Identity) -> Identity:
    """Give the one object that stands for everything that says just this."""
    if len(_one) > MOST:
        forget()
    return _one.setdefault(identity, identity)


def forget() -> None:
    """Forget every weight: after the model changed, and in tests."""
    _one.clear()
    _told.clear()


def kept(left: str, right: str, a: Identity, b: Identity) -> Edge | None:
    """Weigh a pair in either order; None where it is not worth keeping."""
    here, there = id(a), id(b)
    key = (here, there) if here < there else (there, here)
    held = _told.get(key)
    if held is None:
        if len(_told) > MOST:
            _told.clear()
        held = _told[key] = (a, b, _worked(a, b))
    edge = held[2]
    if edge is None:
        return None
    if left > right:
        left, right = right, left
    return Edge(left, right, *edge[2:])


def weight_of(left: str, right: str, a: Identity, b: Identity) -> Edge:
    """Weigh a pair in either order, worth keeping or not."""
    return kept(left, right, a, b) or scored(left, right, a, b, load_model())


def _worked(a: Identity, b: Identity) -> Edge | None:
    if _two_people(a, b):
        return None
    model = load_model()
    edge = scored("1", "2", a, b, model)
    return edge if is_kept(edge, model) else None


def _two_people(a: Identity, b: Identity) -> bool:
    """Tell at once what `scored` would: two births, no number in common and no first name that fits.

    Such a pair is apart whatever else it says, and can bend no other.
    """
    return (
        lv.born_level(a, b) == lv.OTHER
        and lv.given_level(a, b) not in MAY_BE_FIRST
        and not (a.nameless or b.nameless)
        and not compare_numbers(a.identifiers, b.identifiers).equal
    )
