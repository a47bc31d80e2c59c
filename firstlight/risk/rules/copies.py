"""Assessments as they stood, and grades as they were made."""

from firstlight.kernel.values.copy import Copy

COPIES = (
    Copy("risk.Assessed", found=("person", "anchor"), documents=("content",), values=("fell",), keeps=("levels", "risen"),
         because="levels by framework"),
    Copy("risk.Spoke", keeps=("rule",), because="the code of a rule, and no word of a person"),
    Copy("risk.Grade", found=("ref", "record", "anchor"), text=("rationale", "note", "refused_why"),
         documents=("shown", "agreed_shown"), values=("weighs",),
         keeps=("needs", "by_title", "agreed_title", "refused_title", "agreed_over", "around"),
         because="who graded and agreed, the levels it was agreed over, and references of who and what was near"),
    Copy("risk.Run", keeps=("counts",), because="counts of people by group and floor, and none of a person"),
    Copy("risk.Change", found=("person",)),
)  # fmt: skip
