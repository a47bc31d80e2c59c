"""What left the force, why, and what became of it."""

from firstlight.kernel.values.copy import Copy

COPIES = (
    Copy("sharing.Morning"),
    Copy("sharing.Decision", found=("ref", "record", "anchor", "links__ref"),
         text=("purpose", "reason", "caveat"), values=("items", "withheld", "answers"), papers=("document",),
         keeps=("recipient_name", "recipient_role", "author_title", "supervisor", "grade_shown", "barred"),
         because="who decided and who received, in what role; levels by framework"),
    Copy("sharing.DecisionLink"),
    Copy("sharing.DecisionStep", found=("decision__ref", "decision__links__ref"), text=("said",),
         keeps=("by_title",), because="who did it"),
    Copy("sharing.Notice", found=("ref", "record", "anchor"), text=("because", "happening", "school", "alternate"),
         keeps=("flags",), because="codes"),
    Copy("sharing.RecallList", keeps=("relied",), because="references alone"),
)  # fmt: skip
