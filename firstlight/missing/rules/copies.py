"""Missing episodes and what was said in them."""

from firstlight.kernel.values.copy import Copy

COPIES = (
    Copy("missing.Episode", found=("ref", "anchor", "reports__record"), text=("words", "home"),
         values=("tonight",)),
    Copy("missing.Report", found=("record", "appearance"), text=("because",)),
    Copy("missing.Happened",
         found=("record", "episode__ref", "episode__anchor", "episode__reports__record"), text=("said", "link")),
    Copy("missing.ChildLine", found=("anchor", "episode__anchor", "episode__reports__record"),
         text=("outcome",)),
    Copy("missing.Answer",
         found=("record", "episode__ref", "episode__anchor", "episode__reports__record"), text=("said", "link")),
    Copy("missing.ReadReport", found=("record",), text=("reason",)),
)  # fmt: skip
