"""Briefs as they were shown."""

from firstlight.kernel.values.copy import Copy

COPIES = (
    Copy("briefs.Brief", found=("ref", "about", "job"), documents=("document",), values=("asked",),
         keeps=("people", "places"), because="references alone"),
    Copy("briefs.BriefReader"),
    Copy("briefs.BriefStep", found=("brief__ref", "brief__job", "brief__about", "person", "appearance"),
         text=("said",)),
    Copy("briefs.Phone"),
    Copy("briefs.KeptBrief"),
    Copy("briefs.OfflineOpening"),
)  # fmt: skip
