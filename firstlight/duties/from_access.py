"""A sealed matter was touched: its custodian must know at once, and nobody else."""

from __future__ import annotations

from datetime import datetime

from firstlight.access.selectors import sealed_targets, title_of
from firstlight.duties.opening import open_duty
from firstlight.kernel.values.viewer import system_viewer


def after_sealed_touched(refs: tuple[str, ...], at: datetime) -> None:
    """Open a silent hit for the custodian of what was touched: who, by which record, when."""
    target = next((ref for ref in refs if ref.startswith(("P-", "L-"))), "")
    record = next((ref for ref in refs if ref.startswith("R-")), "")
    user = next((ref for ref in refs if ref.startswith("U-")), "")
    if target not in sealed_targets():
        return
    who = title_of(user) if user else "a system"
    how = f" It is named in record {record}." if record else ""
    open_duty(
        clock="SILENT_HIT",
        about=tuple(ref for ref in (record, user) if ref),
        people=(target,),
        told_at=at,
        because=f"A sealed matter was touched by {who}.{how}",
        key=f"{target}:SILENT_HIT:{record or user}:{at:%Y%m%d%H%M}",
        by=system_viewer("access"),
        at=at,
    )
