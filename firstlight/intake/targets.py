"""The force's own systems that take back what is typed here: one small file each in the home folder."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings

from firstlight.kernel.values.refusal import Refusal
from firstlight.records.rules.kinds import KINDS


@dataclass(frozen=True, slots=True)
class Target:
    """One system: its code, name, address, key, and the kinds it takes (all, where none is said)."""

    code: str
    name: str
    url: str
    token: str = ""
    kinds: frozenset[str] = frozenset()

    def takes(self, kind: str) -> bool:
        """Tell whether the system takes this kind of record."""
        return not self.kinds or kind in self.kinds


def folder() -> Path:
    """Give where they are kept: `targets` in the home folder, readable by the service alone."""
    return Path(settings.HOME) / "targets"


def targets() -> tuple[Target, ...]:
    """Give every system, by code. Refuses a file with faults, telling them all."""
    found = folder()
    if not found.is_dir():
        return ()
    return tuple(_read(path) for path in sorted(found.glob("*.toml")))


def _read(path: Path) -> Target:
    try:
        raw = tomllib.loads(path.read_text(encoding="utf-8"))
    except tomllib.TOMLDecodeError:
        raise Refusal(f"targets/{path.name} is not TOML.", next_step="Mend it.") from None
    kinds = frozenset(str(one) for one in raw.get("kinds", ()))
    faults = [("kinds", f"{one!r} is not a kind of record") for one in sorted(kinds - set(KINDS))]
    if not str(raw.get("url", "")).startswith(("https://", "http://127.0.0.1", "http://localhost")):
        faults.append(("url", "begins with https://"))
    if faults:
        raise Refusal(
            f"targets/{path.name} names no system that can be sent to.", next_step="Mend these:",
            faults=tuple(faults),
        )  # fmt: skip
    return Target(
        path.stem[:40], str(raw.get("name", path.stem)), str(raw["url"]), str(raw.get("token", "")), kinds
    )  # fmt: skip
