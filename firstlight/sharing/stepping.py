"""Steps of a decision: noting them, and who may hear of one."""

from __future__ import annotations

from firstlight.access.selectors import sealed_targets
from firstlight.audit.services import Line
from firstlight.kernel.values.refusal import Refusal
from firstlight.people.selectors import persons_at
from firstlight.sharing.events import SharingEvent
from firstlight.sharing.models import Decision, DecisionStep
from firstlight.sharing.rules.decisions import SAID, STATES, Verb, can, step


def note(line: Line, row: Decision, step_taken: str, said: str = "") -> None:
    """Write down that something happened to a decision, and who did it."""
    DecisionStep.objects.create(
        decision=row, step=step_taken, at=line.at, by=line.by.ref, by_title=line.by.name[:160],
        said=said, known_seq=line.seq,
    )  # fmt: skip
    line.about(row.ref)


def heard_by(row: Decision) -> tuple[str, ...]:
    """Give who may hear of a decision: nobody by the stream where a child of it is sealed."""
    sealed = sealed_targets()
    refs = list(row.links.values_list("ref", flat=True)) if row.pk else []
    people = set(persons_at([ref for ref in refs if ref.startswith("M-")]).values())
    return () if people & set(sealed) else SharingEvent.heard_by


def move(line: Line, row: Decision, verb: Verb, said: str = "") -> None:
    """Take a step of the table. Refuses one that does not lead on from where it stands."""
    if not can(verb, row.state, row.decision):
        raise Refusal(
            f"This cannot be done now: it is {STATES[row.state].lower()} ({SAID[row.decision].lower()}).",
            next_step="Open it again to see where it stands.",
            code="stale",
        )
    row.state = step(verb).after
    row.save()
    note(line, row, step(verb).after, said)
