"""An attacker with an account: asks any row of the table, and what comes back made comparable."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from io import BytesIO
from typing import Any

from django.test import Client
from pypdf import PdfReader

from firstlight.access.models import User
from firstlight.access.services import add_user, issue_token
from tests.integration.access.subjects import NEVER
from tests.integration.access.table import Row
from tests.integration.chain.conftest import SYSTEM, Oakshire

CHANCE = re.compile(
    r'name="csrfmiddlewaretoken" value="[^"]*"|hx-headers=\'[^\']*\'|data-position="\d+"'
    r"|\b[Ff]-[0-9A-F]{8}\b|\bQ-[0-9A-Z]{10}\b"
    r'| aria-current="\w+"| fl-menu__more--here'  # the menu tells where one is
)


@dataclass
class Attacker:
    """One account, its pages and its key to the API."""

    user: User
    pages: Client
    system: Client

    def ask(self, address: str, row: Row, ref: str, method: str = "get") -> Any:
        """Ask for a page with a reference in it; what an earlier answer left to be said is dropped."""
        self.pages.cookies.pop("messages", None)
        if row.subject == "person_asked":
            return getattr(self.pages, method)(f"/{address}", {"about": ref})
        return getattr(self.pages, method)(f"/{filled_in(address, row, ref)}", row.body)

    def call(self, operation: str, row: Row, ref: str) -> Any:
        """Call an operation of the API with a reference in it."""
        method, address = operation.split()
        send = getattr(self.system, method.lower())
        if row.json is None:
            return send(f"/api/v1/{address.replace('{ref}', ref)}")
        body = {key: value.replace("{ref}", ref) for key, value in row.json.items()}
        return send(f"/api/v1/{address}", json.dumps(body), content_type="application/json")


def attacker(
    force: Oakshire, *roles: str, organisation: str = "", own: tuple[str, ...] = ()
) -> Attacker:
    """Make an account with these roles, in no post and keeping no secret."""
    name = "x-" + "-".join(roles)[:70]
    user = add_user(username=name, full_name="Attacker", roles=list(roles), organisation=organisation,
                    by=SYSTEM, at=force.now)  # fmt: skip
    User.objects.filter(pk=user.pk).update(own_refs=list(own))
    secret = issue_token(name=name, user=user.ref, by=SYSTEM, at=force.now)
    pages = Client(raise_request_exception=True)
    pages.force_login(User.objects.get(pk=user.pk))
    return Attacker(user, pages, Client(headers={"authorization": f"Bearer {secret}"}))


def filled_in(address: str, row: Row, ref: str) -> str:
    """Put the references into an address."""
    for part in re.findall(r"<[^>]+>", address):
        name = part.strip("<>").split(":")[-1]
        value = row.rest.get(name, ref) if name == "ref" else row.rest[name]
        address = address.replace(part, value)
    return address


def never(ref: str) -> str:
    """Give a reference of the same form that was never given out."""
    return f"{ref.partition('-')[0]}-{NEVER}" if ref else ref


def words(response: Any) -> str:
    """Give what came back as text, a paper's too."""
    if response.headers.get("Content-Type", "").startswith("application/pdf"):
        return "\n".join(page.extract_text() for page in PdfReader(BytesIO(response.content)).pages)
    return response.content.decode()


def plain(response: Any, ref: str = "") -> tuple[int, str, str]:
    """Give status, where it leads and body, without what chance puts in and the reference asked."""
    body = CHANCE.sub("", words(response))
    leads = response.headers.get("Location", "")
    if ref:
        body, leads = body.replace(ref, "REF"), leads.replace(ref, "REF")
    return response.status_code, leads, body
