"""Work the outbox asks of duties."""

from __future__ import annotations

from datetime import datetime

from firstlight.audit.tasks import task
from firstlight.duties.climbing import sweep
from firstlight.duties.from_access import after_sealed_touched
from firstlight.duties.from_risk import after_agreement, after_floor, after_grade, after_refusal
from firstlight.duties.handing_over import hand_over
from firstlight.duties.watching import watch, watch_rota
from firstlight.kernel.values.viewer import system_viewer


@task("duties.climb", together=True, sweeps=True)
def climb(refs: tuple[str, ...], at: datetime) -> None:  # noqa: ARG001 -- the sweep takes all that is due
    """Climb what nobody has acted on, and tell what is late."""
    sweep(system_viewer("duties"), at)


@task("duties.hand_over")
def change_hands(refs: tuple[str, ...], at: datetime) -> None:
    """Hand over what these posts hold; the codes of posts stand where references do."""
    for post in refs:
        hand_over(post, system_viewer("duties"), at)


@task("duties.after_floor")
def open_from_floor(refs: tuple[str, ...], at: datetime) -> None:
    """Open what a moved floor asks for."""
    for ref in refs:
        if ref.startswith("M-"):
            after_floor(ref, at)


@task("duties.after_grade")
def open_from_grade(refs: tuple[str, ...], at: datetime) -> None:
    """Ask for agreement where a grade is below the floor."""
    for ref in refs:
        if ref.startswith("K-"):
            after_grade(ref, at)


@task("duties.after_agreement")
def close_from_agreement(refs: tuple[str, ...], at: datetime) -> None:
    """Close the ask for agreement."""
    for ref in refs:
        if ref.startswith("K-"):
            after_agreement(ref, at)


@task("duties.after_refusal")
def ask_again_from_refusal(refs: tuple[str, ...], at: datetime) -> None:
    """Close the ask for agreement and have the child graded again."""
    for ref in refs:
        if ref.startswith("K-"):
            after_refusal(ref, at)


@task("duties.after_sealed_touched")
def tell_custodian(refs: tuple[str, ...], at: datetime) -> None:
    """Tell the custodian of something sealed that it was touched."""
    after_sealed_touched(refs, at)


def look_for_faults(at: datetime) -> None:
    """Open duties for work that failed for good, channels that are down and posts with nobody."""
    watch(system_viewer("worker"), at)
    watch_rota(system_viewer("worker"), at)
