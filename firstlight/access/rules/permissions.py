"""Who may do what: one table, permission -> any of these, each being all of these.

Read it aloud: "may grade a child's risk: is a sergeant, inspector, ...".
"""

from __future__ import annotations

from dataclasses import dataclass

from firstlight.access.rules.predicates import (
    GRANTED,
    OFFICER,
    SIGNED_IN,
    STAFF,
    SYSTEM,
    Asked,
    Predicate,
    any_role,
)

AnyOf = tuple[tuple[Predicate, ...], ...]


@dataclass(frozen=True, slots=True)
class Permission:
    """One thing that may be done, its sentence, and who may."""

    code: str
    sentence: str
    any_of: AnyOf

    def allows(self, asked: Asked) -> bool:
        """Tell whether one of the ways holds whole."""
        ways = (*self.any_of, (SYSTEM,))
        return any(all(predicate.holds(asked) for predicate in way) for way in ways)

    def said(self) -> str:
        """Say who may, in words."""
        ways = [" and ".join(p.said for p in way) for way in self.any_of]
        return f"May {self.sentence}: whoever " + "; or ".join(ways) + "."


def _row(code: str, sentence: str, *ways: Predicate | tuple[Predicate, ...]) -> Permission:
    any_of = tuple(way if isinstance(way, tuple) else (way,) for way in ways)
    return Permission(code, sentence, any_of)


_GRADERS = any_role("sergeant", "inspector", "fim", "superintendent", "missing", "online",
                    "exploitation", "hub")  # fmt: skip
_LEADERS = any_role("chief", "superintendent", "auditor")
_GUARDS = any_role("dpo", "psd", "auditor")

_ROWS = (
    _row("home.see", "open their own start page", SIGNED_IN),
    _row("operations.watch", "read the program's own numbers: queues, ages, positions", any_role("admin")),
    _row("account.own", "keep their own account: second steps, sessions, devices", SIGNED_IN),
    _row("people.see", "see a person's page", OFFICER, (GRANTED,)),
    _row("people.search", "search for people, addresses and phones", OFFICER),
    _row("people.judge", "say whether two appearances are one person", OFFICER),
    _row("people.split", "take a link apart", OFFICER),
    _row("places.see", "see an address's page", OFFICER),
    _row("records.see", "open a record", OFFICER, (GRANTED,)),
    _row("changes.follow", "follow what became known, by reference", OFFICER),
    _row("records.add", "record anything", STAFF),
    _row("briefs.see", "read a brief", OFFICER),
    _row("briefs.ask", "ask for a brief", OFFICER),
    _row("briefs.acknowledge", "acknowledge a brief", OFFICER),
    _row("phones.keep", "keep their own briefs on a phone of the force, to be read without signal", OFFICER),
    _row("phones.guard", "see which phones have briefs on them, and shut a lost one",
         any_role("sergeant", "inspector", "fim", "superintendent", "dispatcher", "dpo", "admin")),
    _row("risk.see", "see floors, grades and their reasons", OFFICER),
    _row("risk.grade", "grade a child's risk", _GRADERS),
    _row("risk.agree", "agree a grade below the floor", any_role("inspector", "fim", "superintendent")),
    _row("risk.review", "review grades below the floor with what happened later, and floors by group",
         any_role("inspector", "fim", "superintendent", "chief", "auditor")),
    _row("risk.settings", "see the rules of risk and their settings", STAFF),
    _row("duties.see", "see a duty", OFFICER, (GRANTED,)),
    _row("duties.act", "acknowledge, accept, refuse or close a duty", OFFICER, any_role("chief")),
    _row("duties.board", "see the board of open duties", OFFICER, _LEADERS),
    _row("delivery.see", "see which channels are down and what they did not take",
         any_role("admin", "records", "fim", "superintendent", "auditor")),
    _row("delivery.again", "send again what a channel did not take", any_role("admin", "records")),
    _row("pack.see", "print what is open, for when nothing else can be asked",
         any_role("inspector", "fim", "superintendent", "missing", "dispatcher", "sergeant")),
    _row("rota.see", "see who holds which post and when", OFFICER, _LEADERS, any_role("admin")),
    _row("rota.set", "set the rota", any_role("inspector", "fim", "superintendent", "admin")),
    _row("missing.see", "see missing episodes", OFFICER),
    _row("missing.record", "record somebody missing", STAFF),
    _row("missing.work", "work a missing episode", OFFICER),
    _row("domestic.see", "see domestic abuse jobs", OFFICER),
    _row("domestic.work", "work a domestic abuse job", OFFICER),
    _row("domestic.second", "give the second grade of domestic abuse, and look over what was done",
         any_role("hub", "sergeant", "inspector", "fim", "superintendent")),
    _row("domestic.figures", "see domestic abuse in figures, by team and school",
         any_role("hub", "sergeant", "inspector", "fim", "superintendent", "chief", "auditor")),
    _row("domestic.call", "take a domestic abuse call and set its response", OFFICER),
    _row("orders.see", "see the register of orders", OFFICER),
    _row("orders.work", "answer a breach, and check an address before somebody is sent to it", OFFICER),
    _row("online.see", "see online cases", any_role("online", "hub", "inspector", "fim",
                                                    "superintendent", "sergeant", "exploitation")),
    _row("online.work", "work an online case", any_role("online", "hub", "inspector")),
    _row("exploitation.see", "see the exploitation register", OFFICER),
    _row("exploitation.work", "own a child on the exploitation register",
         any_role("exploitation", "hub", "missing", "inspector", "sergeant")),
    _row("custody.see", "see children in custody", OFFICER),
    _row("sharing.see", "see what was shared and why", OFFICER, _GUARDS),
    _row("sharing.decide", "decide on sharing", any_role("hub", "sergeant", "inspector", "fim", "missing",
                                                         "online", "exploitation", "superintendent")),
    _row("sharing.release", "release a notice to a partner", any_role("hub", "sergeant", "inspector", "fim")),
    _row("sharing.answer", "acknowledge or answer what was sent to them", any_role("partner", "edt")),
    _row("portal.see", "see what was sent to their organisation", any_role("partner", "edt")),
    _row("leaders.see", "see the leaders' page", STAFF),
    _row("leaders.endorse", "endorse a recommendation by name", any_role("chief", "superintendent")),
    _row("journal.see", "read the journal", _GUARDS),
    _row("retention.see", "see what is kept, held and disposed of",
         any_role("dpo", "records", "auditor", "psd", "superintendent", "chief")),
    _row("retention.review", "review whether a record is kept", any_role("dpo", "records")),
    _row("retention.hold", "hold records from disposal, and end a hold", any_role("dpo", "psd", "superintendent")),
    _row("retention.requests", "answer requests about what is held of somebody", any_role("dpo")),
    _row("retention.propose", "propose that a record is disposed of", any_role("dpo", "records")),
    _row("retention.confirm", "agree to a disposal, or refuse it, as its second person",
         any_role("dpo", "superintendent", "chief")),
    _row("access.restrict", "restrict a person, address, record or link",
         any_role("inspector", "superintendent", "hub", "dpo", "fim")),
    _row("access.seal", "seal a person, address, record or link",
         any_role("inspector", "superintendent", "dpo")),
    _row("access.break_glass", "open something restricted, with a reason that will be reviewed", OFFICER),
    _row("access.review_glass", "look at emergency openings of what they keep or guard, and say whether they were right",
         OFFICER, _GUARDS),
    _row("tokens.set", "make and revoke the keys of other systems", any_role("admin")),
    _row("force.see", "see the force's settings, who set them and what waits for a second person", STAFF),
    _row("force.settings", "propose a change of setting", any_role("superintendent", "admin", "dpo", "inspector")),
    _row("force.approve", "approve a change of setting", any_role("superintendent", "chief", "dpo")),
    _row("sources.see", "see the sources and how fresh they are", STAFF),
    _row("sources.set", "register a source or change it", any_role("admin", "records")),
    _row("intake.load", "load records over the API", any_role("admin"), STAFF),
    _row("quarantine.see", "see what waits in quarantine and mend it", any_role("records", "admin", "dpo")),
    _row("demo.play", "play the demonstration's clock", SIGNED_IN),
)  # fmt: skip

PERMISSIONS: dict[str, Permission] = {row.code: row for row in _ROWS}
