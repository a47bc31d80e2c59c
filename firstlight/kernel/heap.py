"""Long work that makes much and keeps much: no looking through all of it again and again."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def settled() -> Iterator[None]:
    """Look for cycles only when `sweep` asks, not each time some hundred objects were made.

    A load keeps hundreds of thousands of pairs, and looking through them took a third of its time.
    """
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()


def sweep() -> None:
    """Clear what was made since the last sweep; what outlived it is not looked through again."""
    gc.collect(1)
