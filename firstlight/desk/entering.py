"""From a password to a session: who is half-way in, on which device, and what is asked next."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.contrib.auth import login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from firstlight.access.rules.ends import SIGNED
from firstlight.access.selectors import has_second, is_remembered, user
from firstlight.access.services import begin_session, remember
from firstlight.desk.own import match_own
from firstlight.force.selectors import setting
from firstlight.kernel.values.refusal import NotThere

PHONE = "phone"  # where a session keeps the reference of its phone
BACKEND = "django.contrib.auth.backends.ModelBackend"
HALFWAY = "halfway"
HALFWAY_LASTS = timedelta(minutes=10)
COOKIE = "firstlight_device"
# What a browser calls itself, the first that fits; the rest of what it says is not kept.
BROWSERS = ("Edg", "OPR", "Firefox", "Chrome", "Safari")
SYSTEMS = ("iPhone", "iPad", "Android", "Windows", "Macintosh", "Linux")


@dataclass(frozen=True, slots=True)
class Halfway:
    """Somebody whose password was right, and what they have still to do."""

    user: str
    how: str
    onward: str
    until: str


def address_of(request: HttpRequest) -> str:
    """Give the address a request came from, to count failures by; it is kept as a hash alone."""
    told = request.headers.get("X-Forwarded-For", "") if settings.SECURE_SSL_REDIRECT else ""
    return told.rpartition(",")[2].strip() or str(request.META.get("REMOTE_ADDR", ""))


def host_of(request: HttpRequest) -> str:
    """Give the name security keys are tied to."""
    return request.get_host().rpartition(":")[0] or request.get_host()


def device_of(request: HttpRequest) -> str:
    """Say what a browser is in two words, for the list of one's own sessions."""
    told = request.headers.get("User-Agent", "")
    browser = next((one for one in BROWSERS if one in told), "Another browser")
    system = next((one for one in SYSTEMS if one in told), "")
    named = {"Edg": "Edge", "OPR": "Opera"}.get(browser, browser)
    return f"{named} on {system}" if system else named


def start(
    request: HttpRequest, who: Any, how: str, onward: str, at: datetime, *, proved: bool = False
) -> HttpResponse:
    """Go on from a first step: in, to the second one, or to setting one up."""
    if proved:
        return enter(request, who, how, onward, at)
    secret = request.COOKIES.get(COOKIE, "")
    if has_second(who) and is_remembered(who, secret, at):
        return enter(request, who, f"{how} on a known device", onward, at)
    request.session.cycle_key()
    kept = Halfway(who.ref, how, onward, (at + HALFWAY_LASTS).isoformat())
    request.session[HALFWAY] = asdict(kept)
    return redirect("/sign-in/second" if has_second(who) else "/sign-in/set-up")


def halfway(request: HttpRequest, at: datetime) -> tuple[Any, Halfway]:
    """Give who is half-way in. NotThere for nobody, or after ten minutes."""
    held = request.session.get(HALFWAY)
    kept = Halfway(**held) if held else None
    who = user(kept.user) if kept else None
    if kept is None or who is None or not who.is_active:
        raise NotThere
    if datetime.fromisoformat(kept.until) < at:
        request.session.pop(HALFWAY, None)
        raise NotThere
    return who, kept


def enter(request: HttpRequest, who: Any, how: str, onward: str, at: datetime) -> HttpResponse:
    """Begin the session itself."""
    request.session.flush()
    match_own(who.ref, at)
    login(request, who, backend=BACKEND)
    request.session[SIGNED] = begin_session(user=who, device=device_of(request), how=how, at=at)
    return redirect(onward)


def remembering(request: HttpRequest, response: HttpResponse, who: Any, at: datetime) -> None:
    """Remember this device, where the reader asked for it and the force allows it."""
    days = int(setting("access.remember_days"))
    if days and request.POST.get("remember"):
        secret = remember(user=who, title=device_of(request), days=days, at=at)
        response.set_cookie(
            COOKIE, secret, max_age=days * 86_400, httponly=True, samesite="Lax",
            secure=settings.SESSION_COOKIE_SECURE, path="/sign-in",
        )  # fmt: skip
