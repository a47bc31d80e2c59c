"""An anchor: the journal's head at a moment, signed, to be kept where nobody can reach both."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import UTC, datetime

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

_FIELDS = ("at", "key", "mac", "seq", "signature")


@dataclass(frozen=True, slots=True)
class Anchor:
    """The seal of a position at a moment (UTC), its signature and the public key it is checked by."""

    seq: int
    mac: str
    at: datetime
    key: str = ""
    signature: str = ""

    @property
    def name(self) -> str:
        """Name the file it is kept in."""
        return f"journal-{self.at.astimezone(UTC):%Y-%m-%d}-{self.seq}.json"


def _said(anchor: Anchor) -> bytes:
    at = anchor.at.astimezone(UTC).isoformat(timespec="microseconds")
    return json.dumps([anchor.seq, anchor.mac, at, anchor.key], separators=(",", ":")).encode()


def public_key(private: bytes) -> str:
    """Give the public half of a key of 32 bytes, in hexadecimal."""
    return Ed25519PrivateKey.from_private_bytes(private).public_key().public_bytes_raw().hex()


def signed(seq: int, mac: str, at: datetime, private: bytes) -> Anchor:
    """Sign a position's seal with Ed25519."""
    plain = Anchor(seq, mac, at, public_key(private))
    signature = Ed25519PrivateKey.from_private_bytes(private).sign(_said(plain))
    return Anchor(seq, mac, at, plain.key, signature.hex())


def is_signed(anchor: Anchor, by: str) -> bool:
    """Tell whether an anchor was signed by the holder of a public key."""
    if anchor.key != by:
        return False
    try:
        key = Ed25519PublicKey.from_public_bytes(bytes.fromhex(anchor.key))
        key.verify(bytes.fromhex(anchor.signature), _said(anchor))
    except (InvalidSignature, ValueError):
        return False
    return True


def written(anchor: Anchor) -> str:
    """Write an anchor as the text of its file."""
    told = {
        "seq": anchor.seq,
        "mac": anchor.mac,
        "at": anchor.at.astimezone(UTC).isoformat(timespec="microseconds"),
        "key": anchor.key,
        "signature": anchor.signature,
    }
    return json.dumps(told, indent=1) + "\n"


def read(text: str) -> Anchor:
    """Read an anchor's file; ValueError where it is none."""
    told = json.loads(text)
    if not isinstance(told, dict) or tuple(sorted(told)) != _FIELDS:
        raise ValueError("it is not an anchor of a journal")
    at = datetime.fromisoformat(str(told["at"]))
    return Anchor(int(told["seq"]), str(told["mac"]), at, str(told["key"]), str(told["signature"]))
