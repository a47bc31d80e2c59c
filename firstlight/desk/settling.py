"""What the pages of settings say: values in words, who set them, what a change would change."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.html import format_html
from django.utils.safestring import SafeString

from firstlight.access.selectors import is_one_person, title_of
from firstlight.force.rules.settings import SETTINGS, Setting
from firstlight.force.selectors import Asked, held
from firstlight.kernel.values.viewer import Viewer
from firstlight.kernel.values.when import london_date
from firstlight.kit.components.signs import level, tag
from firstlight.people.selectors import who
from firstlight.risk.rules import levels
from firstlight.risk.selectors import Trial, Would

# Rules switched on are told in full; a table of the force's posts is not read in a cell.
LONG = 30


@dataclass(frozen=True, slots=True)
class Shown:
    """A change that was asked for, with accounts by their titles."""

    ref: str
    title: str
    reason: str
    asked_by: str
    asked_at: datetime
    state: str
    decided_by: str
    decided_at: datetime | None
    because: str


def shown(one: Asked) -> Shown:
    """Tell a change in words."""
    return Shown(
        one.ref, SETTINGS[one.code].title, one.reason, title_of(one.asked_by), one.asked_at, one.state,
        title_of(one.decided_by) if one.decided_by else "", one.decided_at, one.because,
    )  # fmt: skip


def said(value: Any) -> str:
    """Say a setting's value."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, dict):
        return (
            _row(value)
            if "code" in value
            else ", ".join(f"{k}: {v}" for k, v in value.items()) or "none"
        )
    if isinstance(value, list):
        return "; ".join(said(one) for one in value) or "none"
    return str(value)


def _row(value: dict[str, Any]) -> str:
    many = f"{value['count']} or more of {', '.join(value['kinds'])} in {value['days']} days"
    return f"{value['code']}, {value['title']}: {many}: {value['level']}"


def differs(one: Asked) -> list[tuple[str, str]]:
    """Say how the value would differ: what a list gains and loses, or from what to what."""
    was, value = one.was, one.value
    if isinstance(was, dict) and isinstance(value, dict):
        was, value = ([f"{k}: {v}" for k, v in told.items()] for told in (was, value))
    if not (isinstance(was, list) and isinstance(value, list)):
        return [("From", said(was)), ("To", said(value))]
    rows = [
        ("Adds", [one for one in value if one not in was]),
        ("Takes away", [one for one in was if one not in value]),
    ]
    return [(key, said(told)) for key, told in rows if told]


def bounds(row: Setting) -> str:
    """Say within what a setting may be changed."""
    if row.choices:
        return ", ".join(row.choices)
    if row.low is None or row.high is None:
        return ""
    return f"{row.low:g} to {row.high:g} {row.unit}".strip()


def listed() -> list[tuple[object, ...]]:
    """Give every setting with its value and who set it; what nobody set is said in red."""
    return [_listed(row) for row in SETTINGS.values()]


def _listed(row: Setting) -> tuple[object, ...]:
    found = held(row.code)
    by = title_of(found.set_by) if found.set_by else tag("Set by nobody", "red")
    url = row.page or f"/settings/{row.code}"
    name = format_html('<a class="govuk-link" href="{}">{}</a>', url, row.title)
    return name, _short(found.value, row.unit), bounds(row) or "-", by


def _short(value: Any, unit: str) -> str:
    """Say a value in a list of settings: a long table is told on its own page."""
    if isinstance(value, list) and len(value) > LONG:
        return f"a table of {len(value)} lines"
    return f"{said(value)} {unit}".strip()


def may_decide(one: Asked, viewer: Viewer) -> bool:
    """Tell whether a viewer is another person than the one who asked."""
    return one.state == "waiting" and not is_one_person(one.asked_by, viewer.ref)


def kinds_of(trial: Trial, at: datetime) -> list[tuple[object, ...]]:
    """Say how many floors would move, from which level to which."""
    on = london_date(at)
    return [
        (levels.TITLES[name], _word(name, before, on), _word(name, after, on), many)
        for name, before, after, many in trial.kinds
    ]


def _word(framework: str, code: str, on: Any) -> str:
    return levels.word(framework, code, on) if code else "no level"


def people_of(rows: list[Would], viewer: Viewer) -> list[tuple[object, ...]]:
    """Name those who would change, as a viewer may know them, and note them as seen."""
    told = who([one.person for one in rows], viewer=viewer)
    viewer.seen.add(*told)
    return [
        (_name(one.person, told[one.person].name), levels.TITLES[one.framework],
         _sign(one.before, one), _sign(one.after, one))
        for one in rows
        if one.person in told
    ]  # fmt: skip


def _name(ref: str, name: str) -> SafeString:
    return format_html('<a class="govuk-link" href="/risk/{}">{}</a>', ref, name)


def _sign(code: str, one: Would) -> SafeString | str:
    return level(code, one.framework, bare=True) if code else "no level"
