"""Blocks of a page: panels, insets, warnings, empty states, buttons, progress."""

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString

register = template.Library()

PANEL_TONES = ("plain", "child", "urgent", "quiet")
BUTTON_TONES = {
    "primary": "",
    "secondary": "govuk-button--secondary",
    "warning": "govuk-button--warning",
}


@register.simple_block_tag
def panel(content: str, title: str = "", tone: str = "plain", heading: int = 2) -> SafeString:
    """A card with a title; tones plain, child, urgent, quiet."""
    head = (
        format_html('<h{0} class="govuk-heading-m fl-card__title">{1}</h{0}>', heading, title)
        if title
        else ""
    )
    chosen = tone if tone in PANEL_TONES else "plain"
    return format_html('<section class="fl-card fl-card--{}">{}{}</section>', chosen, head, content)


@register.simple_block_tag
def inset(content: str) -> SafeString:
    """Text set apart: `{% inset %}...{% endinset %}`."""
    return format_html('<div class="govuk-inset-text">{}</div>', content)


@register.simple_block_tag
def maybe(content: str, because: str = "") -> SafeString:
    """What hangs on a "may be" link: dashed, said first, never counted as yes."""
    why = format_html(" ({})", because) if because else ""
    return format_html(
        '<div class="fl-maybe"><p class="govuk-body"><strong>May be</strong>{}</p>{}</div>',
        why,
        content,
    )


@register.simple_tag
def warning(text: str) -> SafeString:
    """A GOV.UK warning text."""
    return format_html(
        '<div class="govuk-warning-text">'
        '<span class="govuk-warning-text__icon" aria-hidden="true">!</span>'
        '<strong class="govuk-warning-text__text">'
        '<span class="govuk-visually-hidden">Warning</span>{}</strong></div>',
        text,
    )


@register.simple_tag
def empty(title: str, text: str = "") -> SafeString:
    """An empty state: says what is not known or not held, not that all is well."""
    more = format_html('<p class="govuk-body">{}</p>', text) if text else ""
    return format_html(
        '<div class="fl-empty"><p class="govuk-body govuk-!-font-weight-bold">{}</p>{}</div>',
        title,
        more,
    )


@register.simple_tag
def progress(done: int, total: int, label: str = "done") -> SafeString:
    """How many of how many, in words and a bar; a total of nothing is not drawn as full."""
    if not total:
        return format_html('<span class="fl-quiet">{}</span>', f"none to count as {label}")
    return format_html(
        '<span class="fl-progress"><svg viewBox="0 0 160 10" aria-hidden="true" focusable="false">'
        '<rect class="fl-progress__track" width="160" height="10" rx="5"/>'
        '<rect class="fl-progress__done" width="{}" height="10" rx="5"/></svg>{} of {} {}</span>',
        round(160 * min(done, total) / total),
        done,
        total,
        label,
    )


@register.inclusion_tag("kit/parts/post_button.html", takes_context=True)
def post_button(
    context: template.Context,
    url: str,
    label: str,
    tone: str = "secondary",
    fields: dict[str, object] | None = None,
    about: str = "",
) -> dict[str, object]:
    """One button in its own form; `fields` are hidden, `about` is for screen readers."""
    return {
        "csrf_token": context.get("csrf_token", ""),
        "url": url,
        "label": label,
        "tone_class": BUTTON_TONES.get(tone, BUTTON_TONES["secondary"]),
        "fields": fields or {},
        "about": about,
    }
