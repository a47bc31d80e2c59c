"""What an attacker's references point at: one of each thing the stories made."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

from django.apps import apps
from django.urls import URLPattern, URLResolver, get_resolver

from firstlight.access.models import Signed
from firstlight.access.rules.codes import code_at, new_key
from firstlight.access.services import add_app, begin_session, declare, lift, remember, restrict
from firstlight.audit.services import act
from firstlight.briefs.services import About, make, sign_on
from firstlight.delivery.services import alert
from firstlight.desk.services import break_glass
from firstlight.intake.services import load_file
from firstlight.orders.services import ask_address, tell_breach
from firstlight.people.selectors import place_of
from firstlight.people.services import split, take_in
from firstlight.portal.services import report
from firstlight.retention.services import enter, hold, propose
from firstlight.risk.services import grade, switch
from firstlight.sharing.services import disclose, release
from tests.integration.chain.conftest import SYSTEM, Oakshire

NEVER = "0000000000"  # no reference ends so


def newest(label: str) -> str:
    row = apps.get_model(label).objects.order_by("-pk").first()
    assert row is not None, f"the stories made no {label}"
    return str(getattr(row, "record" if label in {"portal.Report", "domestic.Job"} else "ref"))


def shared(force: Oakshire) -> str:
    """Have the hub share a child's picture with her school, and the school receive it."""
    hub = force.viewer("hub.ds")
    ref = disclose(
        about=(force.record("six_systems", "ppn"),), people=(force.person("six_systems", "ola"),),
        decision="shared", recipient="st-bedes", purpose="protecting the child", basis="CA2004-11",
        items=("children",), withheld=(), reason="The school sees her daily.", caveat="",
        by=hub, at=force.now,
    )  # fmt: skip
    release(ref, blanks_not_asked=True, by=hub, at=force.now)
    return ref


def _parted(force: Oakshire) -> str:
    from firstlight.people.selectors import appearance_of  # noqa: PLC0415 -- one verb's alone

    one = appearance_of(force.record("six_systems", "ppn"), "p1")
    split(appearance=one, reason="Another child.", by=force.viewer("analyst"), at=force.now)
    force.work()
    return newest("sharing.RecallList")


def _graded(force: Oakshire) -> str:
    """Have an inspector grade below the floor, which waits for a second one."""
    maya = force.person("maya", "maya")
    force.on_duty("insp.coyle", "fim")
    grade(person=maya, framework="missing", level="low", rationale="She rang her mother tonight.",
          by=force.viewer("insp.coyle"), at=force.now)  # fmt: skip
    return newest("risk.Grade")


def _reported(force: Oakshire) -> str:
    told = {"what": "concern", "given": "Quilla", "family": "Thrupp", "words": "No coat all week."}
    return report(told=told, by=force.viewer("school.dsl"), at=force.now)


def _waiting(force: Oakshire) -> str:
    raw = {"source": "oak-cad", "source_ref": "W-1", "kind": "ufo", "people": [{"given": "Quilla"}]}
    return take_in(raw, by=SYSTEM, at=force.now).ref


def _alerted(force: Oakshire) -> str:
    ola = force.person("six_systems", "ola")
    with act("test.alerted", by=SYSTEM, at=force.now) as line:
        return alert(line, to=("post:fim",), title="Look at this child.", url=f"/people/{ola}",
                     level="high", about=(ola,))[0]  # fmt: skip


def _briefed(force: Oakshire) -> str:
    ola = force.person("six_systems", "ola")
    return make(about=About(person=ola), by=SYSTEM, at=force.now)


def _proposed(force: Oakshire) -> str:
    """Have a record of hers proposed for disposal, which waits for a second person."""
    return propose(records=[force.record("six_systems", "ppn")], authority="review", reason="due",
                   by=force.viewer("dpo"), at=force.now)  # fmt: skip


def _held(force: Oakshire) -> str:
    """Have everything about her held."""
    ola, until = str(force.person("six_systems", "ola")), force.now.date() + timedelta(days=90)
    return hold(target=ola, reason="inquiry", review_on=until, by=force.viewer("dpo"), at=force.now)


def _asked(force: Oakshire) -> str:
    """Have somebody ask what is held of her."""
    ola = str(force.person("six_systems", "ola"))
    return enter(person=ola, kind="access", claims="parent", asker_said="By letter",
                 by=force.viewer("dpo"), at=force.now)  # fmt: skip


def _owned(label: str) -> Callable[[Oakshire], str]:
    """Give a second step, a session and a device that are somebody else's."""

    def made(force: Oakshire) -> str:
        who, at = force.user("pc.hale"), force.now
        if not Signed.objects.filter(user=who).exists():
            key = new_key()
            add_app(user=who, key=key, code=code_at(key, at), by=SYSTEM, at=at)
            begin_session(user=who, device="Firefox on Linux", how="password", at=at)
            remember(user=who, title="Firefox on Linux", days=7, at=at)
        return newest(label)

    return made


def _opened(force: Oakshire) -> str:
    orme, maya = force.viewer("di.orme"), str(force.person("maya", "maya"))
    zed = restrict(target=maya, level="restricted", custodians=(orme.ref,), reason="A relative.",
                   by=orme, at=force.now)  # fmt: skip
    break_glass(ref=maya, reason="She may be here now.", minutes=15, by=force.viewer("pc.hale"),
                at=force.now)  # fmt: skip
    lift(ref=zed, reason="No longer.", by=orme, at=force.now)
    return newest("access.Opening")


def _changed(force: Oakshire) -> str:
    """Have a rule that touches a child proposed to be switched off."""
    ref = switch(rule="MISS_EXPLOITER", on=False, reason="x", by=force.viewer("dpo"), at=force.now)
    force.work()
    return ref


def _filed(force: Oakshire) -> str:
    """Have a file loaded of which a line about her waits."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "calls.jsonl"
        path.write_text('{"source_ref": "F-1", "kind": "ufo", "people": [{"given": "Quilla"}]}\n')
        return load_file(path, source="oak-cad", by=SYSTEM, at=force.now).files[0]


# Made in this order, the shared ones last but one: a split changes who a record is about.
MAKE: dict[str, Callable[[Oakshire], str]] = {
    "person": lambda force: str(force.person("six_systems", "ola")),
    "place": lambda force: str(place_of(force.stories["six_systems"]["places"]["now"])),
    "record": lambda force: force.record("six_systems", "ppn"),
    "arrest": lambda force: force.record("county_line", "arrest"),
    "job": lambda force: force.record("da_tonight", "job"),
    "order": lambda force: force.record("da_tonight", "order"),
    "breach": lambda force: tell_breach(
        order=force.record("da_tonight", "order"),
        told="Quilla Thrupp saw him at the door.",
        by=force.viewer("pc.hale"),
        at=force.now,
    ),
    "address": lambda force: ask_address(
        purpose="bail",
        address=force.stories["six_systems"]["places"]["now"],
        person=str(force.person("six_systems", "ola")),
        by=force.viewer("pc.hale"),
        at=force.now,
    ),
    "grade": _graded,
    "duty": lambda force: newest("duties.Duty"),
    "alert": _alerted,
    "brief": _briefed,
    "phone": lambda force: sign_on(asset="OAK-PH-0417", by=force.viewer("pc.hale"), at=force.now),
    "decision": shared,
    "episode": lambda force: newest("missing.Episode"),
    "case": lambda force: newest("online.Case"),
    "entry": lambda force: newest("exploitation.Entry"),
    "notice": lambda force: newest("sharing.Notice"),
    "report": _reported,
    "interest": lambda force: declare(
        kind="family",
        name="Quilla Thrupp",
        born_on=None,
        address="",
        by=force.viewer("pc.hale"),
        at=force.now,
    ),
    "opening": _opened,
    "approval": _changed,
    "file": _filed,
    "factor": _owned("access.Factor"),
    "signed": _owned("access.Signed"),
    "device": _owned("access.Device"),
    "waiting": _waiting,
    "disposal": _proposed,
    "hold": _held,
    "request": _asked,
    "parting": _parted,
}


def routes(patterns: list[object] | None = None, before: str = "") -> list[str]:
    """Give every address of the URLconf, the API's own apart."""
    found: list[str] = []
    for one in get_resolver().url_patterns if patterns is None else patterns:
        if isinstance(one, URLResolver):
            found += routes(one.url_patterns, before + str(one.pattern))
        elif isinstance(one, URLPattern) and not one.callback.__module__.startswith("ninja"):
            found.append(before + str(one.pattern))
    return found
