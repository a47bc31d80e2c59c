"""What the pages of the rota say: who acts, until when, and each time nobody does."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from firstlight.access.rules.predicates import ROLES
from firstlight.access.selectors import title_of, user
from firstlight.duties.rules.cover import Span
from firstlight.duties.selectors import PostCover, ShiftSeen, needed
from firstlight.kit.components.signs import tag, when

HEADERS = ("Post", "Acts now", {"label": "Hours filled", "numeric": True}, "Nobody on duty")
LINES = ("From", "To", {"label": "Hours", "numeric": True}, "Who acts", "Beside them")
SHIFTS = ("From", "To", "Who", "Change")
SHOWN = 3


def row(one: PostCover) -> list[object]:
    """Give a post's row: who acts now, the hours filled of those to come, and the gaps."""
    first = one.spans[0]
    now = _acts(one.post, first)
    link = format_html(
        '<a class="govuk-link" href="/rota/post?post={}">{}</a>', one.post, one.title
    )
    until = (
        ""
        if first.ends_at == one.spans[-1].ends_at
        else format_html(", until {}", when(first.ends_at))
    )
    return [
        link, format_html("{}{}", now, until),
        {"text": f"{one.filled:g} of {one.hours:g}", "sort": one.filled},
        {"text": _gaps(one.gaps), "sort": int(_first_gap(one).timestamp())},
    ]  # fmt: skip


def _acts(post: str, span: Span) -> SafeString:
    """Say who acts; somebody without the role a post needs is said to be so, never kept from it."""
    if not span.acts:
        return tag("Nobody", "red")
    found, needs = user(span.acts), needed(post)
    if found is None or not needs or needs in found.roles:
        return format_html("{}", title_of(span.acts))
    lacks = tag(f"without the role {ROLES[needs].lower()}", "yellow")
    return format_html("{} {}", title_of(span.acts), lacks)


def _first_gap(one: PostCover) -> datetime:
    return one.gaps[0].begins_at if one.gaps else one.spans[-1].ends_at


def _gaps(found: tuple[Span, ...]) -> SafeString:
    if not found:
        return format_html("{}", "each hour is filled")
    said = format_html_join(
        "", "<li>{} to {}</li>", ((when(x.begins_at), when(x.ends_at)) for x in found[:SHOWN])
    )
    more = len(found) - SHOWN
    rest = format_html("<li>and {} more</li>", more) if more > 0 else ""
    return format_html('{}<ul class="govuk-list">{}{}</ul>', tag("Alarm", "red"), said, rest)


def lines(one: PostCover) -> list[list[object]]:
    """Give a post's fortnight without a hole, each time with who acts or nobody."""
    return [
        [when(x.begins_at), when(x.ends_at), f"{x.hours:.1f}",
         _acts(one.post, x),
         ", ".join(title_of(ref) for ref in x.beside) or "nobody"]
        for x in one.spans
    ]  # fmt: skip


def shifts(rows: Iterable[ShiftSeen]) -> list[list[object]]:
    """Give a post's shifts with the way to change each."""
    return [[when(x.begins_at), _ends(x), title_of(x.user), _change(x)] for x in rows]


def _change(one: ShiftSeen) -> SafeString:
    return format_html(
        '<a class="govuk-link" href="/rota/shift?shift={}">End or swap'
        '<span class="govuk-visually-hidden"> {}</span></a>',
        one.key,
        title_of(one.user),
    )


def facts(one: ShiftSeen) -> list[dict[str, object]]:
    """Give a shift as a list of facts."""
    return [
        {"key": "Who", "value": title_of(one.user)},
        {"key": "From", "value": when(one.begins_at)},
        {"key": "To", "value": _ends(one)},
    ]


def _ends(one: ShiftSeen) -> object:
    return when(one.ends_at) if one.ends_at else "until further notice"
