"""Online cases and what was said of the children in them."""

from firstlight.kernel.values.copy import Copy

_CASE = ("case__anchor", "case__record", "case__records__record", "case__children__anchor")
COPIES = (
    Copy("online.Case", found=("ref", "anchor", "record", "records__record", "children__anchor"),
         text=("happening",)),
    Copy("online.CaseRecord"),
    Copy("online.CaseTie"),
    Copy("online.CaseChild", found=("anchor", *_CASE), text=("because",), keeps=("records",),
         because="references alone"),
    Copy("online.Line", found=("anchor", *_CASE), text=("said",)),
    Copy("online.Tonight", found=("anchor", *_CASE), text=("sleeps", "with_whom", "checked")),
    Copy("online.LateTelling", found=_CASE, text=("reason",)),
    Copy("online.Happened", found=("record", *_CASE), text=("said",)),
)  # fmt: skip
