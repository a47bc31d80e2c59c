"""Who is told of a duty, and in which words: references and posts, never a person's name."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import datetime

from firstlight.access.rules.predicates import ROLES
from firstlight.access.selectors import sealed_targets, users_with
from firstlight.audit.services import Line
from firstlight.delivery.services import alert
from firstlight.duties.models import Duty, DutyAbout, DutyStep
from firstlight.duties.rota import on_duty, staffed
from firstlight.duties.rules.clocks import CLOCKS, NOW, TODAY
from firstlight.duties.seeing import persons_of
from firstlight.force.selectors import posts

# An alert of many duties leads to the board; beyond so many it does not list them too.
NAMED = 500
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
    return _custodians(refs, persons_of(refs), sealed)


def _custodians(
    refs: Sequence[str], persons: Mapping[str, str], sealed: Mapping[str, tuple[str, ...]]
) -> tuple[str, ...]:
    everything = (*refs, *(persons[ref] for ref in refs if ref in persons))
    found = [one for ref in everything for one in sealed.get(ref, ())]
    return tuple(dict.fromkeys(_recipient(one) for one in found))


def keep_custodians(duties: Sequence[Duty]) -> None:
    """Bring duties' custodians up to date: what they are about may have been sealed since."""
    sealed = sealed_targets()
    if not sealed and not any(one.custodians for one in duties):
        return
    refs = _links_of(duties)
    persons = persons_of({ref for many in refs.values() for ref in many}) if sealed else {}
    for duty in duties:
        now = list(_custodians(refs[duty.pk], persons, sealed))
        if now != duty.custodians:
            duty.custodians = now
            duty.save(update_fields=["custodians"])


def _links_of(duties: Sequence[Duty]) -> dict[int, list[str]]:
    found: dict[int, list[str]] = defaultdict(list)
    for begin in range(0, len(duties), NAMED):
        rows = DutyAbout.objects.filter(duty__in=duties[begin : begin + NAMED]).order_by("id")
        for duty, ref in rows.values_list("duty_id", "ref"):
            found[duty].append(ref)
    return found


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
    noted(line, duty, step, post, said=said, channel=channel).save()


def noted(
    line: Line, duty: Duty, step: str, post: str, *, said: str = "", channel: str = ""
) -> DutyStep:
    """Make a row of a duty's history, to be kept with others at once."""
    return DutyStep(
        duty=duty, step=step, post=post, channel=channel, at=line.at, by=line.by.ref,
        said=said[:300], known_seq=line.seq,
    )  # fmt: skip


def tell(
    line: Line,
    post: str,
    duties: Sequence[Duty],
    *,
    why: str,
    urgent: bool,
    total: int | None = None,
) -> None:
    """Tell a post of one duty or of many in one alert; a sealed one goes to its custodians alone.

    `total` is of how many the alert tells where these are some of them, and 0 where the post has
    heard of these: then it is only written down.
    """
    keep_custodians(duties)
    for duty in (one for one in duties if one.custodians):
        _send(line, tuple(duty.custodians), post, [duty], why, urgent=urgent, total=1)
    plain = [one for one in duties if not one.custodians]
    if plain:
        total = len(plain) if total is None else total and max(total, len(plain))
        _send(line, recipients(post, line.at), post, plain, why, urgent=urgent, total=total)


def tell_again(line: Line, post: str, duties: Sequence[Duty], *, say: bool = True) -> None:
    """Tell every holder of the last role of what the last post has left unanswered, on or off duty.

    A sealed matter is left to its custodians, who were told. Without `say` it is only written down.
    """
    plain = [one for one in duties if not one.custodians]
    told = {*recipients(post, line.at), f"user:{on_duty(post, line.at)}"}
    role = posts().role_of(post)
    to = tuple(sorted({f"user:{one.ref}" for one in users_with(role)} - told)) if role else ()
    if plain and to:
        why = f"unanswered: all with the role {ROLES[role].lower()} are told"
        urgent = any(CLOCKS[d.clock].may_interrupt for d in plain)
        _send(line, to, post, plain, why, urgent=urgent, total=len(plain) if say else 0)


def _matter(duty: Duty) -> tuple[str, ...]:
    """Give what a duty is about: several duties about one child are one interruption."""
    return tuple(duty.links.order_by("id").values_list("ref", flat=True))


def _send(
    line: Line,
    to: tuple[str, ...],
    post: str,
    duties: list[Duty],
    why: str,
    *,
    urgent: bool,
    total: int,
) -> None:
    if total:
        _raise(line, to, post, duties, why, urgent=urgent, total=total)
    history = [noted(line, duty, "told", post, said=why, channel="page") for duty in duties]
    DutyStep.objects.bulk_create(history, batch_size=500)


def _raise(
    line: Line,
    to: tuple[str, ...],
    post: str,
    duties: list[Duty],
    why: str,
    *,
    urgent: bool,
    total: int,
) -> None:
    first = min(duties, key=lambda one: (one.urgency, one.due_at or one.opened_at))
    many = total > 1
    title = f"{posts().title_of(post)}: {why}: "
    title += f"{total} duties" if many else CLOCKS[first.clock].title.lower()
    alert(
        line,
        to=to,
        title=title[:200],
        url=f"/board?post={first.post}" if many else f"/duties/{first.ref}",
        level=level_of(first),
        about=tuple(one.ref for one in duties[:NAMED]) if many else (first.ref, *_matter(first)),
        insists=urgent,
    )
