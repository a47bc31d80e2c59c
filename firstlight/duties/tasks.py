"""Work the outbox asks of duties."""

from __future__ import annotations

from datetime import datetime

from firstlight.audit.tasks import task
from firstlight.duties.climbing import sweep
from firstlight.duties.handing_over import hand_over
from firstlight.kernel.values.viewer import system_viewer


@task("duties.climb")
def climb(refs: tuple[str, ...], at: datetime) -> None:  # noqa: ARG001 -- the sweep takes all that is due
    """Climb what nobody has acted on, and tell what is late."""
    sweep(system_viewer("duties"), at)


@task("duties.hand_over")
def change_hands(refs: tuple[str, ...], at: datetime) -> None:
    """Hand over what these posts hold; the codes of posts stand where references do."""
    for post in refs:
        hand_over(post, system_viewer("duties"), at)
