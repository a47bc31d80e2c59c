"""Answering the rows of a plan: considered by a named person, with an outcome and words."""

from __future__ import annotations

from datetime import datetime

from firstlight.audit.services import Line, act
from firstlight.duties import selectors as duties
from firstlight.duties.services import close
from firstlight.kernel.values.refusal import Refusal
from firstlight.kernel.values.viewer import Viewer
from firstlight.missing import owed
from firstlight.missing.models import Answer, Episode
from firstlight.missing.moving import move, note
from firstlight.missing.planned import holding_rows, located_at
from firstlight.missing.rules.plan import Ask, ask_of
from firstlight.missing.rules.steps import step
from firstlight.missing.telling_others import COUNCIL, by_words_alone, tell, told_already
from firstlight.missing.who import SYSTEM
from firstlight.missing.working import mine


def answer_plan(
    *, ref: str, code: str, outcome: str, said: str, link: str = "", recipient: str = "",
    by: Viewer, at: datetime,
) -> None:  # fmt: skip
    """Answer one row of the plan. What is done for a search is an action; its first ends that clock.

    Children's services, other forces and the national unit are told through the one door out:
    `recipient` is which of them, unless what was sent already counts. Refuses an outcome
    the row does not have, and one without words.
    """
    row, person = mine(ref, by)
    ask = ask_of(code)
    chosen = ask.outcome(outcome) if ask else None
    faults = []
    if chosen is None:
        faults.append(("outcome", "Choose what came of it."))
    if not said.strip():
        faults.append(("said", "Say what was done, or why not."))
    if ask is None or faults:
        raise Refusal(
            "A row is answered with an outcome and words.", next_step="Give both.",
            faults=tuple(faults) or (("outcome", "There is no such row."),),
        )  # fmt: skip
    with act("missing.plan_answered", by=by, at=at) as line:
        sent = ""
        if ask.tells and outcome == "told" and not by_words_alone(ask.tells):
            sent = told_already(row, person, ask.tells, by, at) if not recipient else ""
            sent = sent or tell(
                row, person, kind=ask.tells, recipient=recipient, how=said, by=by, at=at
            )
        words = f"{said.strip()} ({sent})" if sent else said.strip()
        keep(line, row, ask, outcome, words, link=link)
        if ask.stage == "search" and outcome in {"done", "told", "under_way"}:
            _acted(line, row, said.strip(), at)
        settle(row, person, ask, at)


def keep(
    line: Line, row: Episode, ask: Ask, outcome: str, said: str, *, link: str = "", record: str = ""
) -> None:
    """Keep an answer, with a line of the episode's history."""
    Answer.objects.create(
        episode=row, code=ask.code, outcome=outcome, said=said, link=link, record=record,
        by=line.by.ref, at=line.at, known_seq=line.seq,
    )  # fmt: skip
    words = (ask.outcome(outcome) or ("", outcome, False))[1].partition(":")[0]
    note(line, row, "plan", f"{ask.title}. {words}: {said}", link=link, record=record)
    line.about(row.ref)


def told_by_sharing(row: Episode, person: str, at: datetime) -> None:
    """Answer the row of children's services because a referral about the child went to a council."""
    ask, sent = ask_of("children_services"), told_already(row, person, COUNCIL, SYSTEM, at)
    if ask is None or not sent or row.answers.filter(code=ask.code, said__contains=sent).exists():
        return
    with act("missing.plan_answered", by=SYSTEM, at=at) as line:
        keep(line, row, ask, "told", f"A referral went to the council ({sent}).")
        settle(row, person, ask, at)


def _acted(line: Line, row: Episode, said: str, at: datetime) -> None:
    if row.first_action_at is None and step("act", row.state):
        moved = move(line, row, "act", said, first_action_at=at)
        owed.done(moved, "MISS_FIRST_ACTION", f"First action: {said}"[:280], at)


def settle(row: Episode, person: str, ask: Ask, at: datetime) -> None:
    """End the duties a settled row answers, and that of the return once none holds it."""
    newest = row.answers.filter(code=ask.code).order_by("-at", "-pk").first()
    chosen = ask.outcome(newest.outcome) if newest else None
    if newest is None or chosen is None or not chosen[2]:
        return
    for one in duties.about(person, SYSTEM, at):
        if one.clock in ask.clocks and one.state != "closed":
            close(one.ref, f"{chosen[1].partition(':')[0]}."[:280], (row.ref,), SYSTEM, at)
    if located_at(row) and not holding_rows(row, at):
        owed.done(row, "MISS_FOUND", "Adult, place, others and protection were answered.", at)
