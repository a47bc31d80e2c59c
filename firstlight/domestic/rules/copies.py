"""Domestic abuse jobs and what was said of their children."""

from firstlight.kernel.values.copy import Copy

COPIES = (
    Copy("domestic.Job", found=("record",), text=("number", "outcome"), keeps=("crew", "people"),
         because="references alone"),
    Copy("domestic.ChildLine", found=("appearance", "job__record"), text=("considered_by", "outcome")),
    Copy("domestic.Tonight", found=("job__record",), text=("where", "with_whom", "checked")),
    Copy("domestic.Weighed", found=("job__record",), text=("because",)),
    Copy("domestic.Looked", found=("job__record",), text=("said",), keeps=("lacked",),
         because="sentences of the checklist, which name nobody"),
    Copy("domestic.Response", found=("record", "job__record"), text=("why", "children_where")),
    Copy("domestic.Proposal", found=("record",), text=("reason",), values=("because",)),
)  # fmt: skip
