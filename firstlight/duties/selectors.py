"""Reads of duties, each asked by a viewer."""

from __future__ import annotations

from firstlight.duties.rota import (
    continues,
    empty_posts,
    everybody_on_duty,
    holders,
    on_duty,
    posts_held,
    shifts,
    staffed,
)

__all__ = [
    "continues",
    "empty_posts",
    "everybody_on_duty",
    "holders",
    "on_duty",
    "posts_held",
    "shifts",
    "staffed",
]
