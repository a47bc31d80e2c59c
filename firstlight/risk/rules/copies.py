"""Assessments as they stood, and grades as they were made."""

from firstlight.kernel.values.copy import Copy

COPIES = (
    Copy("risk.Assessed", found=("person", "anchor"), documents=("content",), values=("fell",), keeps=("levels",),
         because="levels by framework"),
    Copy("risk.Grade", found=("ref", "record", "anchor"), text=("rationale", "note"),
         documents=("shown", "agreed_shown"), values=("weighs",),
         keeps=("needs", "by_title", "agreed_title", "agreed_over"),
         because="who graded and agreed, and the levels it was agreed over"),
)  # fmt: skip
