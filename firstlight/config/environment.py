"""The `FIRSTLIGHT_*` variables, parsed and checked once, all faults told together."""

from __future__ import annotations

import os
import secrets
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from ipaddress import IPv4Network, IPv6Network, ip_network
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit


class BadEnvironment(SystemExit):
    """The settings cannot be used; the message tells every fault and what to do."""


@dataclass(slots=True)
class Environment:
    """What the variables say."""

    home: Path
    database: dict[str, Any]
    debug: bool
    demo: bool
    hosts: list[str]
    port: int
    stream_port: int
    secret_key: str
    journal_key: bytes
    anchor_key: bytes
    anchors: Path
    mail_host: str
    mail_port: int
    mail_from: str
    base_url: str
    https: bool
    webhook_secret: str
    webhook_networks: tuple[IPv4Network | IPv6Network, ...]
    oidc_issuer: str
    oidc_client: str
    oidc_secret: str
    load_mb: int
    faults: list[str] = field(default_factory=list)


KNOWN = {
    "FIRSTLIGHT_HOME", "FIRSTLIGHT_DATABASE_URL", "FIRSTLIGHT_DEBUG", "FIRSTLIGHT_DEMO",
    "FIRSTLIGHT_HOSTS", "FIRSTLIGHT_PORT", "FIRSTLIGHT_STREAM_PORT", "FIRSTLIGHT_SECRET_KEY",
    "FIRSTLIGHT_JOURNAL_KEY", "FIRSTLIGHT_ANCHOR_KEY", "FIRSTLIGHT_ANCHORS",
    "FIRSTLIGHT_MAIL_HOST", "FIRSTLIGHT_MAIL_PORT",
    "FIRSTLIGHT_MAIL_FROM", "FIRSTLIGHT_BASE_URL", "FIRSTLIGHT_HTTPS",
    "FIRSTLIGHT_OIDC_ISSUER", "FIRSTLIGHT_OIDC_CLIENT", "FIRSTLIGHT_OIDC_SECRET",
    "FIRSTLIGHT_WEBHOOK_SECRET", "FIRSTLIGHT_WEBHOOK_NETWORKS", "FIRSTLIGHT_LOAD_MB",
    "FIRSTLIGHT_TEST_POSTGRES", "FIRSTLIGHT_REQUIRE_ALL", "FIRSTLIGHT_TEST_RUN",
}  # fmt: skip
LOAD_MB = 300  # what a load keeps to where nothing else is said
SHORTEST_SECRET = 32
_TRUE = {"1", "yes", "true", "on"}
_FALSE = {"", "0", "no", "false", "off"}


def _flag(values: Mapping[str, str], name: str, faults: list[str]) -> bool:
    text = values.get(name, "").strip().lower()
    if text not in _TRUE | _FALSE:
        faults.append(f"{name} is {text!r}; write yes or no")
    return text in _TRUE


def _port(values: Mapping[str, str], name: str, default: int, faults: list[str]) -> int:
    text = values.get(name, str(default))
    if not text.isdigit() or not 1 <= int(text) <= 65535:
        faults.append(f"{name} is {text!r}; write a port from 1 to 65535")
        return default
    return int(text)


def _load_mb(values: Mapping[str, str], faults: list[str]) -> int:
    text = values.get("FIRSTLIGHT_LOAD_MB", str(LOAD_MB))
    if not text.isdigit() or not LOAD_MB <= int(text) <= 1_000_000:
        faults.append(f"FIRSTLIGHT_LOAD_MB is {text!r}; write megabytes, {LOAD_MB} or more")
        return LOAD_MB
    return int(text)


def _sqlite(path: Path) -> dict[str, Any]:
    pragmas = "PRAGMA journal_mode=WAL;PRAGMA synchronous=FULL;PRAGMA cache_size=-65536;"
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": str(path),
        "OPTIONS": {
            "transaction_mode": "IMMEDIATE",
            "timeout": 30,
            "init_command": pragmas
            + "PRAGMA secure_delete=ON;PRAGMA temp_store=MEMORY;PRAGMA mmap_size=268435456;",
        },
    }


def database_from(url: str, faults: list[str]) -> dict[str, Any]:
    """Read a database URL: `sqlite:///relative`, `sqlite:////absolute` or `postgresql://...`."""
    parts = urlsplit(url)
    if parts.scheme == "sqlite":
        name = unquote(parts.path.removeprefix("/"))
        if not name:
            faults.append("FIRSTLIGHT_DATABASE_URL names no file; write sqlite:///firstlight.db")
        return _sqlite(Path(name or "firstlight.db"))
    if parts.scheme in {"postgresql", "postgres"}:
        if not parts.path.strip("/"):
            faults.append("FIRSTLIGHT_DATABASE_URL names no database; end it with /firstlight")
        return {
            "ENGINE": "django.db.backends.postgresql",
            "NAME": unquote(parts.path.strip("/")),
            "USER": unquote(parts.username or ""),
            "PASSWORD": unquote(parts.password or ""),
            "HOST": parts.hostname or "",
            "PORT": str(parts.port or ""),
            "CONN_MAX_AGE": 60,
            "CONN_HEALTH_CHECKS": True,
            "OPTIONS": dict(parse_qsl(parts.query)),
        }
    faults.append(
        f"FIRSTLIGHT_DATABASE_URL begins with {parts.scheme!r}; write sqlite:///... or postgresql://..."
    )
    return _sqlite(Path("firstlight.db"))


def _kept_secret(home: Path, name: str, faults: list[str]) -> str:
    """Read a secret kept in the home folder, made at first use with access for its owner alone."""
    path = home / "keys" / name
    try:
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        if not path.exists():
            descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
            with os.fdopen(descriptor, "w") as file:
                file.write(secrets.token_hex(32))
        return path.read_text().strip()
    except FileExistsError:
        return path.read_text().strip()
    except OSError as fault:
        faults.append(
            f"FIRSTLIGHT_HOME {home} cannot be written ({fault.strerror}); name a folder you own"
        )
        return "0" * 64


def _seed(text: str, faults: list[str]) -> bytes:
    """Read a signing key: 64 hexadecimal digits."""
    try:
        seed = bytes.fromhex(text)
    except ValueError:
        seed = b""
    if len(seed) == 32:
        return seed
    faults.append(
        "FIRSTLIGHT_ANCHOR_KEY is not 64 hexadecimal digits; leave it out to have one made"
    )
    return bytes(32)


def _signing(values: Mapping[str, str], faults: list[str]) -> str:
    """Read the key webhooks are signed with; one that can be guessed signs nothing."""
    text = values.get("FIRSTLIGHT_WEBHOOK_SECRET", "").strip()
    if text and len(text) < SHORTEST_SECRET:
        faults.append(f"FIRSTLIGHT_WEBHOOK_SECRET has fewer than {SHORTEST_SECRET} letters")
    return text


def _networks(values: Mapping[str, str], faults: list[str]) -> Iterator[IPv4Network | IPv6Network]:
    """Read the force's own networks a webhook may go to, such as 10.20.0.0/16."""
    for text in values.get("FIRSTLIGHT_WEBHOOK_NETWORKS", "").replace(",", " ").split():
        try:
            yield ip_network(text)
        except ValueError:
            faults.append(f"FIRSTLIGHT_WEBHOOK_NETWORKS names {text!r}; write 10.20.0.0/16")


def _provider(values: Mapping[str, str], faults: list[str]) -> dict[str, str]:
    """Read where a force's own sign-in is; all three or none, and never in clear over a network."""
    names = ("ISSUER", "CLIENT", "SECRET")
    told = {name: values.get(f"FIRSTLIGHT_OIDC_{name}", "").strip() for name in names}
    missing = [name for name in names if not told[name]]
    if 0 < len(missing) < len(names):
        faults.append(f"FIRSTLIGHT_OIDC_{missing[0]} is missing; give issuer, client and secret")
    where = urlsplit(told["ISSUER"])
    if where.scheme == "http" and where.hostname not in {"127.0.0.1", "localhost"}:
        faults.append("FIRSTLIGHT_OIDC_ISSUER is not https; a provider elsewhere must be")
    return told


def _unknown(values: Mapping[str, str]) -> list[str]:
    return [
        f"{name} is not a setting; see docs/administrator.md"
        for name in sorted(values)
        if name.startswith("FIRSTLIGHT_") and name not in KNOWN
    ]


def read_environment(values: Mapping[str, str]) -> Environment:
    """Read and check every variable; BadEnvironment tells all faults at once."""
    faults = _unknown(values)
    home = Path(values.get("FIRSTLIGHT_HOME", "var")).expanduser().resolve()
    url = values.get("FIRSTLIGHT_DATABASE_URL", f"sqlite:///{home / 'firstlight.db'}")
    port = _port(values, "FIRSTLIGHT_PORT", 8000, faults)
    stream_port = _port(values, "FIRSTLIGHT_STREAM_PORT", min(port + 1, 65535), faults)
    if port == stream_port:
        faults.append("FIRSTLIGHT_STREAM_PORT is the same as FIRSTLIGHT_PORT; give it another")
    provider = _provider(values, faults)
    journal_key = values.get("FIRSTLIGHT_JOURNAL_KEY") or _kept_secret(home, "journal", faults)
    found = Environment(
        home=home,
        database=database_from(url, faults),
        debug=_flag(values, "FIRSTLIGHT_DEBUG", faults),
        demo=_flag(values, "FIRSTLIGHT_DEMO", faults),
        hosts=values.get("FIRSTLIGHT_HOSTS", "127.0.0.1,localhost,[::1],testserver").split(","),
        port=port,
        stream_port=stream_port,
        secret_key=values.get("FIRSTLIGHT_SECRET_KEY") or _kept_secret(home, "secret", faults),
        journal_key=journal_key.encode(),
        anchor_key=_seed(
            values.get("FIRSTLIGHT_ANCHOR_KEY") or _kept_secret(home, "anchor", faults), faults
        ),
        anchors=Path(values.get("FIRSTLIGHT_ANCHORS", home / "anchors")).expanduser().resolve(),
        mail_host=values.get("FIRSTLIGHT_MAIL_HOST", ""),
        mail_port=_port(values, "FIRSTLIGHT_MAIL_PORT", 25, faults),
        mail_from=values.get("FIRSTLIGHT_MAIL_FROM", "firstlight@oakshire.example"),
        base_url=values.get("FIRSTLIGHT_BASE_URL", f"http://127.0.0.1:{port}").rstrip("/"),
        https=_flag(values, "FIRSTLIGHT_HTTPS", faults),
        webhook_secret=_signing(values, faults),
        webhook_networks=tuple(_networks(values, faults)),
        oidc_issuer=provider["ISSUER"],
        oidc_client=provider["CLIENT"],
        oidc_secret=provider["SECRET"],
        load_mb=_load_mb(values, faults),
    )
    if faults:
        listed = "\n".join(f"  - {fault}" for fault in faults)
        raise BadEnvironment(f"Firstlight cannot start. Mend these settings:\n{listed}")
    return found
