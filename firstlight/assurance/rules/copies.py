"""What proof for leaders keeps of a record."""

from firstlight.kernel.values.copy import Copy

COPIES = (
    Copy("assurance.Endorsement", text=("text",), anywhere=True, keeps=("by_title",), because="who endorsed"),
    Copy("assurance.Reckoning"),
    Copy("assurance.Considered", found=("record",), text=("because",), keeps=("children", "places"),
         because="references alone"),
    Copy("assurance.Lookback", keeps=("duties",), because="references alone"),
    Copy("assurance.LookbackShard", keeps=("versions",), because="numbers of versions alone"),
    Copy("assurance.LookbackChild", found=("record", "grade_record"), keeps=("spans", "rises", "opportunities"),
         because="references, times and departments alone"),
)  # fmt: skip
