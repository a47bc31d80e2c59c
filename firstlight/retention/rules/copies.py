"""What this room keeps of a record: the words of decisions, which go with it."""

from firstlight.kernel.values.copy import Copy

COPIES = (
    Copy("retention.Hold", found=("target",), text=("reason", "ended_reason"), keeps=("anchors",),
         because="references alone"),
    Copy("retention.Disposal", found=("items__record",), text=("reason", "decided_reason", "reference")),
    Copy("retention.Schedule"),
    Copy("retention.Reckoned"),
    Copy("retention.Review", found=("record",), text=("rationale",)),
    Copy("retention.Request", found=("anchor", "asker"), text=("outcome", "asker_said", "identity"),
         values=("shown", "withheld")),
    Copy("retention.Item", keeps=("outside", "counts"), because="references, positions and numbers"),
)  # fmt: skip
