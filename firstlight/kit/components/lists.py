"""Lists and ways about them: summary lists, tables, tabs, pages, filters, the glossary."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django import forms, template
from django.core.paginator import Page

from firstlight.kit.rules import glossary

register = template.Library()


@register.inclusion_tag("kit/parts/summary_list.html")
def summary_list(rows: Iterable[Mapping[str, object]]) -> dict[str, object]:
    """Rows of {key, value, action_url?, action_label?}; a value of None or "" says "not known"."""
    listed = list(rows)
    return {"rows": listed, "acts": any(row.get("action_url") for row in listed)}


@register.inclusion_tag("kit/parts/sortable.html")
def sortable(
    caption: str, headers: Sequence[object], rows: Iterable[Sequence[object]], absent: str = ""
) -> dict[str, object]:
    """A table that sorts in the browser.

    `headers`: words, or {label, numeric?, sort?: "ascending"|"descending", fixed?}. `rows`: cells
    that are words, safe HTML, or {text, sort?}; the first heads its row. `absent` is said in
    place of a table without rows.
    """
    heads = [h if isinstance(h, Mapping) else {"label": h} for h in headers]
    made = [
        [_cell(c, heads[i] if i < len(heads) else {}) for i, c in enumerate(row)] for row in rows
    ]
    return {"caption": caption, "headers": heads, "rows": made, "absent": absent}


def _cell(value: object, head: Mapping[str, object]) -> dict[str, object]:
    cell: dict[str, object] = dict(value) if isinstance(value, Mapping) else {"text": value}
    return {**cell, "numeric": head.get("numeric", False)}


@register.inclusion_tag("kit/parts/tabs.html")
def tabs(items: Iterable[Mapping[str, object]], label: str = "Sections") -> dict[str, object]:
    """Links of {label, url, current?, count?} that look like tabs and are pages."""
    return {"items": items, "label": label}


@register.inclusion_tag("kit/parts/pager.html", takes_context=True)
def pager(context: template.Context, page: "Page[Any]", name: str = "page") -> dict[str, object]:
    """Links to a paginator's other pages, keeping the rest of the query."""
    request = context.get("request")
    query = request.GET.copy() if request else None
    if query is not None:
        query.pop(name, None)
    kept = f"{query.urlencode()}&" if query else ""
    return {
        "page": page,
        "name": name,
        "kept": kept,
        "numbers": page.paginator.get_elided_page_range(page.number),
    }


@register.inclusion_tag("kit/parts/filters.html", takes_context=True)
def filters(
    context: template.Context,
    form: forms.BaseForm,
    action: str = "",
    method: str = "get",
    label: str = "Filter",
    *,
    opened: bool = False,
) -> dict[str, object]:
    """A panel of filters. Give method "post" where anything typed could be a name or an address."""
    return {
        "form": form,
        "action": action,
        "method": method,
        "label": label,
        "opened": opened or form.is_bound,
        "csrf_token": context.get("csrf_token", ""),
    }


@register.inclusion_tag("kit/parts/glossary.html")
def glossary_list() -> dict[str, object]:
    """The whole glossary, for the glossary page."""
    return {"terms": glossary.TERMS}
