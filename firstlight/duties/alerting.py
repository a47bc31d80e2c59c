"""Who is told of a duty, and in which words: references and posts, never a person's name."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from firstlight.access.rules.predicates import ROLES
from firstlight.access.selectors import sealed_targets, users_with
from firstlight.audit.services import Line
from firstlight.delivery.services import alert
from firstlight.duties.models import Duty, DutyStep
from firstlight.duties.rota import on_duty, staffed
from firstlight.duties.rules.clocks import CLOCKS, NOW, TODAY
from firstlight.duties.seeing import persons_of
from firstlight.force.selectors import posts

_LEVELS = {NOW: "urgent", TODAY: "high"}


def level_of(duty: Duty) -> str:
    """Give the row of the table of interruptions a duty's first alert has."""
    quiet = not CLOCKS[duty.clock].may_interrupt
    return "standard" if quiet else _LEVELS.get(duty.urgency, "medium")


def custodians_of(refs: Sequence[str]) -> tuple[str, ...]:
    """Give the custodians of whatever is sealed among these, as recipients."""
    sealed = sealed_targets()
    if not sealed:
        return ()
    everything = (*refs, *persons_of(refs).values())
    found = [one for ref in everything for one in sealed.get(ref, ())]
    return tuple(dict.fromkeys(_recipient(one) for one in found))


def keep_custodians(duty: Duty) -> None:
    """Bring a duty's custodians up to date: what it is about may have been sealed since."""
    refs = tuple(duty.links.values_list("ref", flat=True))
    now = list(custodians_of(refs))
    if now != duty.custodians:
        duty.custodians = now
        duty.save(update_fields=["custodians"])


def _recipient(custodian: str) -> str:
    return custodian if custodian.startswith("post:") else f"user:{custodian}"


def recipients(post: str, at: datetime) -> tuple[str, ...]:
    """Give who hears for a post. The last post is never silent: empty, all of its role are told."""
    role = posts().role_of(post)
    if not role or post in staffed(at):
        return (f"post:{post}",)
    return (f"post:{post}", *(f"user:{one.ref}" for one in users_with(role)))


def heard_by(duty: Duty) -> tuple[str, ...]:
    """Give who may know that a duty exists: every officer, one role, or a sealed matter's custodians."""
    only = CLOCKS[duty.clock].only
    return (f"role:{only}",) if only else tuple(duty.custodians) or ("all",)


def note(
    line: Line, duty: Duty, step: str, post: str, *, said: str = "", channel: str = ""
) -> None:
    """Add a row to a duty's history."""
    DutyStep.objects.create(
        duty=duty, step=step, post=post, channel=channel, at=line.at, by=line.by.ref,
        said=said[:300], known_seq=line.seq,
    )  # fmt: skip


def tell(line: Line, post: str, duties: Sequence[Duty], *, why: str, urgent: bool) -> None:
    """Tell a post of one duty or of many in one alert; a sealed one goes to its custodians alone."""
    for duty in duties:
        keep_custodians(duty)
    for duty in (one for one in duties if one.custodians):
        _send(line, tuple(duty.custodians), post, [duty], why, urgent=urgent)
    plain = [one for one in duties if not one.custodians]
    if plain:
        _send(line, recipients(post, line.at), post, plain, why, urgent=urgent)


def tell_again(line: Line, post: str, duties: Sequence[Duty]) -> None:
    """Tell every holder of the last role of what the last post has left unanswered, on or off duty.

    A sealed matter is left to its custodians, who were told.
    """
    plain = [one for one in duties if not one.custodians]
    told = {*recipients(post, line.at), f"user:{on_duty(post, line.at)}"}
    role = posts().role_of(post)
    to = tuple(sorted({f"user:{one.ref}" for one in users_with(role)} - told)) if role else ()
    if plain and to:
        why = f"unanswered: all with the role {ROLES[role].lower()} are told"
        urgent = any(CLOCKS[d.clock].may_interrupt for d in plain)
        _send(line, to, post, plain, why, urgent=urgent)


def _matter(duty: Duty) -> tuple[str, ...]:
    """Give what a duty is about: several duties about one child are one interruption."""
    return tuple(duty.links.order_by("id").values_list("ref", flat=True))


def _send(
    line: Line, to: tuple[str, ...], post: str, duties: list[Duty], why: str, *, urgent: bool
) -> None:
    first = min(duties, key=lambda one: (one.urgency, one.due_at or one.opened_at))
    many = len(duties) > 1
    title = f"{posts().title_of(post)}: {why}: "
    title += f"{len(duties)} duties" if many else CLOCKS[first.clock].title.lower()
    alert(
        line,
        to=to,
        title=title[:200],
        url=f"/board?post={first.post}" if many else f"/duties/{first.ref}",
        level=level_of(first),
        about=tuple(one.ref for one in duties) if many else (first.ref, *_matter(first)),
        interrupting=True if urgent else None,
    )
    for duty in duties:
        note(line, duty, "told", post, said=why, channel="page")
