"""The picture a phone's app reads a key from, drawn as SVG with the key in text beside it."""

from __future__ import annotations

import segno
from django.utils.safestring import mark_safe

from firstlight.access.rules.codes import address_of, spaced

ISSUER = "Firstlight"


def app_picture(key: str, account: str) -> dict[str, str]:
    """Give the picture of a key as safe SVG and the key as it is typed by hand."""
    made = segno.make(address_of(key, account=account, issuer=ISSUER), error="m")
    drawn = made.svg_inline(scale=4, border=3, dark="#0b0c0c", light="#ffffff", svgclass="fl-qr",
                            lineclass=None, title="Picture of the key, for your app to read")  # fmt: skip
    return {"qr": mark_safe(drawn), "key": spaced(key), "account": account}  # noqa: S308 -- drawn by segno from our own text
