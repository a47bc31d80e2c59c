"""How decisions, documents and notices are told on pages."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.utils.html import format_html
from django.utils.safestring import SafeString

from firstlight.access.selectors import title_of
from firstlight.kernel.values.viewer import Viewer, system_viewer
from firstlight.kit.components.signs import due, level, tag, when
from firstlight.picture.selectors import persons
from firstlight.risk.selectors import standing
from firstlight.sharing.gathering import story
from firstlight.sharing.rules.bases import BASES
from firstlight.sharing.rules.decisions import INFORMED, REGIMES
from firstlight.sharing.rules.referral import GROUPS
from firstlight.sharing.rules.schooling import FLAGS, WAYS, asks
from firstlight.sharing.rules.screening import people_in
from firstlight.sharing.selectors import DecisionFull, DecisionRow, NoticeRow, Recall

TONES = {"shared": "green", "part": "blue", "not": "red", "deferred": "yellow"}
STEPS = {
    "decided": "Decided", "completed": "Gaps answered", "released": "Released", "sent": "Sent",
    "read": "Opened by the recipient", "received": "Acknowledged", "answered": "Answered", "recalled": "Recalled",
    "destroyed": "The recipient says it is destroyed", "in_question": "In question after a split",
    "restored": "No longer in question: the split was undone",
    "address_asked": "First of two released a protected address",
    "address_released": "Second of two released a protected address",
}  # fmt: skip
HEADERS = [
    {"label": "Decision"}, {"label": "About"}, {"label": "For"}, {"label": "State"},
    {"label": "Decided"}, {"label": "Answer due"},
]  # fmt: skip


def names(refs: Iterable[str | None], viewer: Viewer, at: datetime) -> dict[str, str]:
    """Name persons as the viewer may know them, with their age."""
    wanted = {ref for ref in refs if ref}
    found = persons(wanted, viewer=viewer, at=at) if wanted else {}
    told = {}
    for ref, one in found.items():
        age = one.age_at(at)
        told[ref] = f"{one.name or 'Name not told'}, {'age not known' if age is None else age}"
    return told


def person_link(ref: str | None, named: dict[str, str]) -> SafeString:
    """Link a person's page; somebody not shown is told so."""
    if ref is None or ref not in named:
        return format_html("{}", "Not shown to you")
    return format_html('<a class="govuk-link" href="/people/{}">{}</a>', ref, named[ref])


def cells(row: DecisionRow, named: dict[str, str], at: datetime) -> list[object]:
    """Give a decision's row of the list."""
    about = person_link(row.person, named)
    state = format_html("{}", row.state_said)
    if row.in_question and row.state != "recalled":
        state = format_html("{} {}", state, tag("In question", "red"))
    answer = due(row.response_due, at) if row.late or row.state in {"sent", "received"} else None
    return [
        format_html('<a class="govuk-link" href="/sharing/{}">{}</a> {}', row.ref, row.kind_said,
                    tag(row.said, TONES[row.decision])),
        about, row.recipient, state, {"text": when(row.at), "sort": row.at.isoformat()},
        answer if answer and row.response_due else "None due",
    ]  # fmt: skip


def facts(full: DecisionFull) -> list[dict[str, object]]:
    """Give what a decision says of itself."""
    row, basis = full.row, BASES.get(full.row.basis)
    told: list[tuple[str, object]] = [
        ("For", f"{row.recipient} ({row.recipient_role or 'role not told'})"),
        ("Purpose", row.purpose or "Not told"),
        ("Legal basis", f"{basis.title}: {basis.statute}" if basis else "Not chosen"),
        ("Regime", REGIMES.get(full.regime, full.regime)),
        ("Decided by", row.author),
        ("Reason", row.reason or "None given"),
        ("How sure this is", full.caveat or "Nothing said"),
        ("Family", INFORMED[full.family_informed]),
        ("Levels then", _levels(full)),
    ]
    if row.supervisor:
        told.insert(6, ("Supervisor", row.supervisor))
    if full.released_by:
        told.append(("Released by", full.released_by))
    return [{"key": key, "value": value} for key, value in told]


def _levels(full: DecisionFull) -> object:
    if not full.grade_shown:
        return "No level stood. The decision does not go by it."
    signs = [level(value, name) for name, value in full.grade_shown.items()]
    words = format_html(" ".join(["{}"] * len(signs)), *signs)
    return format_html("{} {}", words, "The decision does not go by it.")


def notice_facts(row: NoticeRow) -> dict[str, object]:
    """Give a notice's way and flags in words."""
    return {"way": WAYS[row.way], "flags": [FLAGS[flag] for flag in row.flags if flag in FLAGS]}


def levels_of(person: str, viewer: Viewer, at: datetime) -> list[SafeString]:
    """Give the levels that stand, to be shown beside the form: they decide nothing."""
    rows = standing(person, viewer=viewer, at=at)
    return [level(row.working, row.framework) for row in rows if row.working]


def has_protected(full: DecisionFull) -> bool:
    """Tell whether a document leaves out a protected address."""
    fields = (child.get("fields", {}) for child in full.document.get("children", ()))
    return any(one.get("address", {}).get("state") == "protected" for one in fields)


def withheld(full: DecisionFull, viewer: Viewer, at: datetime) -> list[tuple[str, str]]:
    """Say what was held back and why: a person by name, a record by its reference."""
    refs = [code.partition(":")[2] or code.partition(".")[0] for code in full.withheld]
    named = names([ref for ref in refs if ref.startswith("P-")], viewer, at)
    found = []
    for code, why in full.withheld.items():
        group, _, rest = code.partition(":")
        title = GROUPS.get(group, group.replace("_", " ").capitalize())
        found.append((f"{title}: {named.get(rest, rest)}" if rest else title, why))
    return found


def story_said(full: DecisionFull, at: datetime) -> tuple[str, ...]:
    """Say whether whoever would read it may be in the story."""
    shown = people_in(full.document)
    found = persons(set(shown), viewer=system_viewer("sharing"), at=at)
    return story(full.row.recipient_code, shown, found).said()


_RELIED = {"brief": "/briefs/", "disclosure": "/sharing/", "duty": "/duties/"}


def relied(found: Recall) -> list[list[object]]:
    """Give what relied on a link, each with a link to it where it has a page."""
    rows: list[list[object]] = []
    for one in found.relied:
        kind, ref = str(one["kind"]), str(one["ref"])
        if kind == "look":
            rows.append([f"Line {ref} of the journal", f"Look by {title_of(str(one['by']))}",
                         when(datetime.fromisoformat(str(one["at"])))])  # fmt: skip
            continue
        if kind == "offline":
            rows.append([format_html('<a class="govuk-link" href="/briefs/{}">{}</a>', ref, ref),
                         f"Read without signal by {title_of(str(one['by']))}",
                         when(datetime.fromisoformat(str(one["at"])))])  # fmt: skip
            continue
        path = _RELIED.get(kind)
        link = (
            format_html('<a class="govuk-link" href="{}{}">{}</a>', path, ref, ref) if path else ref
        )
        rows.append(
            [
                link,
                kind.capitalize(),
                tag("Left the force", "red") if one["left_force"] else "Inside",
            ]
        )
    return rows


def sent_facts(full: DecisionFull) -> list[dict[str, object]]:
    """Give what a recipient is told of a document: no reason of ours, no levels, no grade."""
    row, basis = full.row, BASES.get(full.row.basis)
    told = [
        ("Reference", row.ref), ("For", f"{row.recipient}, {row.recipient_role}".strip(", ")),
        ("Purpose", row.purpose), ("Legal basis", f"{basis.title}: {basis.statute}" if basis else ""),
        ("From", row.author), ("How sure this is", full.caveat),
    ]  # fmt: skip
    return [{"key": key, "value": value} for key, value in told if value]


def notice_line(row: NoticeRow, named: dict[str, str]) -> dict[str, Any]:
    """Give a notice as lists show it."""
    return notice_facts(row) | {"row": row, "person": person_link(row.person, named),
                                "name": named.get(row.person or "", "not shown to you")}  # fmt: skip


def open_questions(row: NoticeRow) -> bool:
    """Tell whether something must be confirmed before a notice can go."""
    return row.state == "draft" and asks(row.flags, row.organisation, row.alternate)
