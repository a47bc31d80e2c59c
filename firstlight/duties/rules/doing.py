"""Duties that only their own deed ends: a sentence typed on the duty's page is not the thing done.

Each row says, in the words a reader is shown, where the deed is done; the app it belongs to then
ends the duty. Any other duty is closed by whoever holds it, with its outcome and what shows it
(design, invariants 1, 3, 5 and 20: a grade, an answer, a line for each child are kept as such).
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

_EPISODE = "on the page of the missing episode"
_CASE = "on the page of the online case"
_ENTRY = "on the child's page of the exploitation register"

DEEDS: Mapping[str, str] = MappingProxyType({
    "MISS_ACK": f"Press “I have this”, here or {_EPISODE}.",
    "MISS_GRADE": f"Grade the child {_EPISODE}.",
    "MISS_FIRST_ACTION": f"Log the first enquiry or search {_EPISODE}.",
    "MISS_HOME_ENQUIRY": f"Log what the home or family found {_EPISODE}.",
    "MISS_READ": "Say on the report's page whether somebody is missing.",
    "MISS_REVIEW": f"Grade the child again {_EPISODE}, with the level that holds now.",
    "MISS_VLOW_REVIEW": f"Grade the child again {_EPISODE}, with the level that holds now.",
    "MISS_PHOTO": f"Answer where a photo is held {_EPISODE}.",
    "MISS_FOUND": f"Answer the adult, the place, who else was there and protection {_EPISODE}.",
    "FOUND_HELD": f"Read what is held and answer the place {_EPISODE}.",
    "RHI": f"Record what came of the return home interview {_EPISODE}.",
    "MISS_PREVENTION_INTERVIEW": f"Record the prevention interview {_EPISODE}.",
    "WELFARE_TONIGHT": "Say where each child sleeps tonight, with whom and checked how, on the page of what it is about.",
    "GRADE_NEEDED": "Grade the child on the child's page.",
    "GRADE_AGREE": "Agree the grade, or say why you do not, on the grade's page.",
    "DA_DISPATCH": "Send a unit: it ends when one is told for the job.",
    "CALL_CUT": "Set the response again on the page of the job.",
    "CHILDREN_LINES": "Write a line for each child on the page of the job.",
    "ONLINE_CHILDREN": f"Write what was done for the child {_CASE}.",
    "IMAGES_REFERRAL": f"Write what was done for the child {_CASE}.",
    "ONLINE_CASE": f"Take the case its next step, or set its level again, {_CASE}.",
    "ONLINE_PRESERVE": f"Say who was asked to preserve what {_CASE}.",
    "EXPL_OWNER": f"Accept the child {_ENTRY}.",
    "EXPL_SCREEN": f"Screen the child {_ENTRY}.",
    "CUSTODY_CHILD": "Answer the four questions on the page of the arrest.",
    "SHARE_DECIDE": "Decide to share, in part, not, or later on the child's page.",
    "ENC_SCHOOL": "Release the notice, or say why the school is not told, on the notice's page.",
    "RIGHTS_REQUEST": "Answer the request on its own page.",
    "DISPOSAL_AGREE": "Agree to the disposal, or refuse it, on its own page.",
    "ROTA_GAP": "Put somebody on the post, on the page of the rota.",
    "BREAK_GLASS": "Review the opening on its own page.",
})  # fmt: skip
