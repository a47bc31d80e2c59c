"""What is left of a record that is restricted to its reader, or that its handling code closes."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from firstlight.access.selectors import Sight
from firstlight.people.selectors import Cast
from firstlight.picture.rules.values import AppearanceView, RecordView

SAID = "Restricted"
FREE = 200  # a field that may hold as much is somebody's own words


def is_shut(ref: str, cast: Iterable[Cast], seen: Sight) -> bool:
    """Tell whether a record, a link on it or somebody in it opens only after a reason."""
    if not seen.restricted:
        return False
    refs = {ref, *(one.ref for one in cast), *(one.person for one in cast if one.person)}
    return bool(refs & seen.restricted)


def shut(view: RecordView, seen: Sight) -> RecordView:
    """Leave of a record that it is there, its kind and its times; words and names are taken out."""
    return replace(
        view,
        title=SAID,
        narrative="",
        details=_wordless(view.details),
        people=tuple(_nameless(one, seen) for one in view.people),
    )


def is_closed(view: RecordView) -> bool:
    """Tell whether nothing but its owner's own line may go into a picture (handling code C)."""
    return view.statement.handling == "C"


def closed(view: RecordView) -> RecordView:
    """Leave whom a record under handling code C is about, and nothing that it says of them.

    What it tells of names, births, homes, telephones and ties would otherwise stand in a picture as
    if it were known from elsewhere, and be briefed and sent on.
    """
    return replace(
        view, people=tuple(_bare(one) for one in view.people), relations=(), relation_ends=(),
        places=(), phones=(), vehicles=(),
    )  # fmt: skip


def _bare(one: AppearanceView) -> AppearanceView:
    return AppearanceView(
        ref=one.ref, key=one.key, role=one.role, person=one.person, link=one.link,
        categories=one.categories, may_be=one.may_be, weight=one.weight,
    )  # fmt: skip


def _wordless(details: Any) -> Any:
    fields = type(details).model_fields.items()
    free = [name for name, field in fields if _is_free(field) and getattr(details, name)]
    return details.model_copy(update=dict.fromkeys(free, ""))


def _is_free(field: Any) -> bool:
    most = [getattr(one, "max_length", None) or 0 for one in field.metadata]
    return field.annotation is str and (not most or max(most) >= FREE)


def _nameless(one: AppearanceView, seen: Sight) -> AppearanceView:
    if not {one.ref, one.person} & seen.restricted:
        return one
    return replace(
        one, name=SAID, born_on=None, age_stated=None, occupation="", school="", address="",
        phones=(), identifiers=(),
    )  # fmt: skip
