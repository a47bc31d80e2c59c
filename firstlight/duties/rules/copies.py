"""Duties, and what was said when they were acted on."""

from firstlight.kernel.values.copy import Copy

COPIES = (
    Copy("duties.Duty", found=("ref", "links__ref"), text=("because", "outcome"),
         keeps=("key", "custodians", "evidence"), because="codes and references"),
    Copy("duties.DutyAbout"),
    Copy("duties.DutyStep", found=("duty__ref", "duty__links__ref"), text=("said",)),
    Copy("duties.RotaShift"),
)  # fmt: skip
