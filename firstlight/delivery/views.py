"""The channels: which is down since when, what waits, and dead letters to be sent again."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_POST

from firstlight.access.doors import Asked, door
from firstlight.access.selectors import may
from firstlight.delivery import selectors, webhook
from firstlight.kernel.values.refusal import NotThere, Refusal
from firstlight.kit.components.signs import tag, when

HEADERS = ("Message", "Raised", "To", "Tries", "Last tried", "Last answer")


@require_GET
@door("delivery.see")
def channels(request: Asked) -> HttpResponse:
    """Show each channel's state and the dead letters."""
    state = selectors.channel_state(request.viewer)
    rows = [
        (one.ref, when(one.created_at), one.to, str(one.tries), when(one.tried_at), one.answer)
        for one in state.dead
    ]
    down = {one.channel: one for one in state.outages}
    facts = [
        {"key": name, "value": _state(code, on=on, down=down)}
        for code, name, on in (("mail", "Mail", state.mail_on), ("webhook", "Webhook", state.webhook_on))
    ]  # fmt: skip
    facts.append({"key": "Messages that wait for the webhook", "value": str(state.waiting)})
    context = {
        "title": "Channels", "facts": facts, "headers": HEADERS, "rows": rows, "dead": state.dead,
        "may_send": may(request.viewer, "delivery.again"),
    }  # fmt: skip
    return render(request, "delivery/channels.html", context)


def _state(code: str, *, on: bool, down: dict[str, selectors.Outage]) -> object:
    if code in down:
        return tag(f"Down: {down[code].reason}", "red")
    return tag("Answers", "green") if on else tag("Not set up", "grey")


@require_POST
@door("delivery.again")
def again(request: Asked) -> HttpResponse:
    """Send dead letters again."""
    refs = tuple(request.POST.getlist("ref"))
    try:
        webhook.send_again(refs, request.viewer, request.at)
    except NotThere:
        raise
    except Refusal as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, f"Being sent again: {len(refs)}.")
    return redirect("/deliveries")
