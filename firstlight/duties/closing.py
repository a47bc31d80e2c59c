"""Closing by hand: what a person must say, so that a closed duty shows what was done."""

from __future__ import annotations

from collections.abc import Iterator

from firstlight.duties.rules.doing import DEEDS
from firstlight.kernel.values.refs import is_ref
from firstlight.kernel.values.refusal import Refusal
from firstlight.kernel.values.viewer import Viewer
from firstlight.people.selectors import hidden_records
from firstlight.records.selectors import contents_of


def by_hand(
    clock: str,
    outcome: str,
    evidence: tuple[str, ...],
    *,
    unrecorded: bool,
    by: Viewer,
) -> None:
    """Refuse a closing that only says so; every fault is told at once."""
    if clock in DEEDS:
        raise Refusal(
            "This duty ends by doing what it asks for.", next_step=DEEDS[clock], code="by_doing"
        )
    faults = []
    if not outcome.strip():
        faults.append(("outcome", "Say what was done and found."))
    if not evidence and not unrecorded:
        faults.append(("evidence", "Name a record that shows it, or say that none does."))
    faults += [("evidence", said) for said in _unknown(evidence, by)]
    if faults:
        raise Refusal(
            "A duty is closed with what came of it and what shows it.",
            next_step="Mend these:",
            faults=tuple(faults),
        )


def _unknown(evidence: tuple[str, ...], by: Viewer) -> Iterator[str]:
    hidden = hidden_records(evidence, by)
    for ref in evidence:
        if not is_ref(ref):
            yield f"{ref} is no reference; one looks like R-7K3M9XQ2RD."
        elif ref.startswith("R-") and (ref in hidden or contents_of(ref) is None):
            yield f"{ref} is no record you can open."
