"""Every form of every page takes inputs made by chance: nothing crashes, nothing sealed is told."""

from __future__ import annotations

import json
from html.parser import HTMLParser
from random import Random
from typing import Any

import pytest

from tests import chance as made
from tests.campaign.inputs import MANY, NAME, SEED, hidden, told
from tests.integration.access.asking import attacker, filled_in
from tests.integration.access.conftest import filled, oakshire, refs
from tests.integration.access.table import PAGES, Row
from tests.integration.access.test_attack import INSIDE
from tests.integration.chain.conftest import files, settled
from tests.integration.conftest import kept

__all__ = ["files", "filled", "hidden", "kept", "oakshire", "refs", "settled", "told"]
pytestmark = [pytest.mark.django_db, pytest.mark.timeout(12 * 3600)]


class Forms(HTMLParser):
    """Reads where a page's forms lead and what they ask for."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[tuple[str, str, dict[str, list[str]]]] = []
        self.name = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        held = dict(attrs)
        if tag == "form":
            self.found.append(((held.get("method") or "get").lower(), held.get("action") or "", {}))
        fields = self.found[-1][2] if self.found else {}
        if tag in {"input", "select", "textarea", "button"} and held.get("name"):
            self.name = str(held["name"])
            fields.setdefault(self.name, [])
        if tag in {"input", "option", "button"} and self.name in fields and held.get("value"):
            fields[self.name].append(str(held["value"]))


@pytest.fixture
def forms(oakshire, refs, hidden) -> list[tuple[Any, str, str, dict[str, list[str]]]]:
    """Give every form of every page: who sends it, how, where to, and its fields."""
    inside = attacker(oakshire, *INSIDE)
    partner = attacker(oakshire, "partner", "edt", organisation="st-bedes")
    found = []
    for who in (inside, partner):
        for address, row in PAGES.items():
            subject = "person" if row.subject == "person_asked" else row.subject
            rest = {key: refs.get(value, value) for key, value in row.rest.items()}
            path = f"/{filled_in(address, Row(subject, rest), refs.get(subject, ''))}"
            answer = who.pages.get(path)
            # What only does something is sent to without a form too.
            found.append((who, "post", path, {}))
            if answer.status_code != 200 or "html" not in answer.headers.get("Content-Type", ""):
                continue
            read = Forms()
            read.feed(answer.content.decode())
            # A dialog's form closes it, and is sent nowhere.
            sent = [one for one in read.found if one[0] in {"get", "post"}]
            found += [(who, how, to or path, asks) for how, to, asks in sent]
            found.append(
                (who, "get", path, {"page": ["2"], "source": [], "as_of": [], "learnt_by": []})
            )
    kept = [one for one in found if one[2].startswith("/") and "/sign" not in one[2]]
    assert len(kept) > 300
    return kept


def filled_by(chance: Random, asks: dict[str, list[str]], names: list[str]) -> dict[str, Any]:
    """Fill a form: each field as it stands, by a choice of it, or by chance; and some of no form."""
    sent: dict[str, Any] = {}
    for name, choices in asks.items():
        sort = chance.randrange(6)
        if sort == 0:
            continue
        if choices and sort < 4:
            sent[name] = [chance.choice(choices) for _ in range(chance.choice((1, 1, 1, 2)))]
        else:
            sent[name] = made.text(chance, NAME)
    for _ in range(chance.choice((0, 0, 1, 3))):
        sent[chance.choice(names)] = made.text(chance, NAME)
    return sent


def test_forms(oakshire, told, forms):
    names = sorted({name for *_, asks in forms for name in asks})
    for number in (n for numbers in told.batches(MANY, 100) for n in numbers):
        chance = Random(f"{SEED}forms{number}")
        who, how, path, asks = chance.choice(forms)
        sent = filled_by(chance, asks, names)

        def ask(who=who, how=how, path=path, sent=sent) -> Any:
            who.pages.cookies.pop("messages", None)
            who.pages.force_login(who.user)
            return getattr(who.pages, how)(path, sent)

        answer = told.tried(number, (how, path, sent), ask, keep=False)
        told.answer(number, json.dumps([path, sent], ensure_ascii=False), answer, f"{how} {path}")
