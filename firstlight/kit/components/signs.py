"""Small signs in a sentence: times, levels, answers, source states, tags, acronyms."""

from datetime import date, datetime

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from firstlight.kit.rules import glossary, levels, times

register = template.Library()

_SHAPES = {
    "yes": '<path d="M3 10l5 5 9-11"/>',
    "no": '<circle cx="10" cy="10" r="7"/><path d="M5 15L15 5"/>',
    "unknown": '<path d="M6.5 7a3.5 3.5 0 1 1 5.2 3c-1.2.7-1.7 1.3-1.7 2.500M10 15.500v1"/>',
    "found": '<path d="M3 10l5 5 9-11"/>',
    "none": '<path d="M4 10h12"/>',
    "unavailable": '<path d="M10 2.500L18.5 17h-17zM10 8v4M10 14v1"/>',
    "not_checked": '<path d="M6.5 7a3.5 3.5 0 1 1 5.2 3c-1.2.7-1.7 1.3-1.7 2.500M10 15.500v1"/>',
    "late": '<path d="M10 2.500L18.5 17h-17zM10 8v4M10 14v1"/>',
    "soon": '<circle cx="10" cy="10" r="7.5"/><path d="M10 5.5V10l3 2"/>',
    "later": '<circle cx="10" cy="10" r="7.5"/>',
}
LONGEST_TAG = 32  # what fits on a telephone 320 px wide
TONES = ("blue", "green", "red", "purple", "grey", "teal", "yellow", "orange")


def _shape(key: str) -> SafeString:
    return format_html(
        '<svg viewBox="0 0 20 20" aria-hidden="true" focusable="false">{}</svg>',
        SafeString(_SHAPES[key]),
    )


def _absent(words: str) -> SafeString:
    return format_html('<span class="fl-quiet">{}</span>', words)


@register.simple_tag
def when(moment: datetime | None, absent: str = "time not known") -> SafeString:
    """A moment in UK time with its zone; None says that the time is not known."""
    if not moment:
        return _absent(absent)
    return format_html(
        '<time datetime="{}">{}</time>', times.iso_utc(moment), times.when_words(moment)
    )


@register.simple_tag
def day(on: date | None, absent: str = "date not known") -> SafeString:
    """A date; None says that the date is not known."""
    if not on:
        return _absent(absent)
    return format_html('<time datetime="{}">{}</time>', f"{on:%Y-%m-%d}", times.day_words(on))


@register.simple_tag
def ago(moment: datetime | None, at: datetime) -> SafeString:
    """How long before `at`, with the moment itself as the title."""
    if not moment:
        return _absent("time not known")
    return format_html(
        '<time datetime="{}" title="{}">{}</time>',
        times.iso_utc(moment),
        times.when_words(moment),
        times.ago_words(moment, at),
    )


@register.simple_tag
def due(moment: datetime | None, at: datetime) -> SafeString:
    """A deadline against `at`: words and a shape; None says that nobody has set one."""
    if not moment:
        return _absent("no time set")
    sign = times.due_state(moment, at)
    return format_html(
        '<span class="fl-due fl-due--{}">{}<time datetime="{}" title="{}">{}</time></span>',
        sign.state,
        _shape(sign.state),
        times.iso_utc(moment),
        times.when_words(moment),
        sign.words,
    )


@register.simple_tag
def level(value: object, framework: object = "", *, bare: bool = False) -> SafeString:
    """A level by word and bars; `bare` leaves its framework to screen readers."""
    sign = levels.level_sign(value, str(getattr(framework, "value", framework) or ""))
    tone = f"{sign.scale}{sign.step}" if sign.step else levels.UNKNOWN
    name = format_html(
        '<span class="{}">{}:</span>',
        "govuk-visually-hidden" if bare else "fl-level__of",
        sign.framework,
    )
    return format_html(
        '<span class="fl-level fl-level--{}">{}{} {}</span>',
        tone,
        _bars(sign),
        name if sign.framework else "",
        sign.word,
    )


def _bars(sign: levels.LevelSign) -> SafeString:
    bars = format_html_join(
        "",
        '<rect x="{}" y="{}" width="3" height="{}" fill-opacity="{}" stroke-width="1"/>',
        ((1 + i * 5, 11 - i * 3, 4 + i * 3, int(i < sign.step)) for i in range(sign.of)),
    )
    return format_html(
        '<svg viewBox="0 0 20 16" aria-hidden="true" focusable="false">{}</svg>', bars
    )


@register.simple_tag
def answer(value: object) -> SafeString:
    """Yes, No or Not known; not known is dashed, and never looks like no."""
    sign = levels.answer_sign(value)
    return format_html(
        '<span class="fl-answer fl-answer--{}">{}{}</span>', sign.key, _shape(sign.key), sign.words
    )


@register.simple_tag
def source_state(value: object) -> SafeString:
    """What a source said: found, none that you may see, unavailable, not checked."""
    sign = levels.source_sign(value)
    return format_html(
        '<span class="fl-source fl-source--{}">{}{}</span>', sign.key, _shape(sign.key), sign.words
    )


@register.simple_tag
def tag(text: str, tone: str = "grey") -> SafeString:
    """A GOV.UK tag, on one line unless it is a sentence; an unknown tone is grey."""
    return format_html(
        '<strong class="govuk-tag govuk-tag--{}{}">{}</strong>',
        tone if tone in TONES else "grey",
        " fl-tag--long" if len(str(text)) > LONGEST_TAG else "",
        text,
    )


@register.simple_tag
def definition(acronym: str) -> SafeString:
    """An acronym with its meaning from the glossary; one that is not there is shown as it is."""
    term = glossary.find(acronym)
    if term is None:
        return format_html("{}", acronym)
    return format_html('<abbr class="fl-term" title="{}">{}</abbr>', term.full, term.acronym)


register.filter("when", when)
register.filter("day", day)
