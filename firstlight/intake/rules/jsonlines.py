"""JSON Lines, one record a line: what does not parse waits, the rest goes in."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from firstlight.intake.rules.cleaning import decoded, kept_of, without_long_media
from firstlight.intake.rules.offers import Offer, Offers
from firstlight.records.rules.media import cut
from firstlight.records.rules.reading import Fault

# A line may be long for the media in it, which is cut out; what is parsed is never longer than a
# record with every field full, for a hostile one of empty lists grows twentyfold when parsed.
LONGEST_LINE = 32 * 1024 * 1024
LONGEST_RECORD = 2 * 1024 * 1024
_RESEND = "mend it at the source and send it again"


class _NotJsonError(ValueError):
    """The text uses a word that JSON does not have."""


def _refused(word: str) -> Any:
    message = f"{word} is not a JSON value"
    raise _NotJsonError(message)


def parsed(line: bytes) -> tuple[dict[str, Any] | None, Fault | None]:
    """Read one line of bytes as a record, or say why it is none."""
    if len(line) > LONGEST_LINE:
        return None, Fault("line", f"is longer than {LONGEST_LINE // 1024 // 1024} MB", _RESEND)
    text = decoded(line if len(line) <= LONGEST_RECORD else without_long_media(line))
    if text is not None and len(text) > LONGEST_RECORD:
        said = f"is longer than {LONGEST_RECORD // 1024 // 1024} MB without its media"
        return None, Fault("line", said, _RESEND)
    if text is None:
        return None, Fault("line", "is not text in UTF-8", "send the file as UTF-8")
    value = _value(text.lstrip("\ufeff"))
    if isinstance(value, Fault):
        return None, value
    if not isinstance(value, dict):
        return None, Fault(
            "line", "is JSON but not one record", 'write one object a line: {"source": ...}'
        )
    return (None, fault) if (fault := unkeepable(text, value)) else (value, None)


def _value(text: str) -> Any:
    """Read JSON, or give the fault that says why it is none."""
    try:
        return json.loads(text, parse_constant=_refused)
    except RecursionError:
        return Fault("line", "is nested too deep", _RESEND)
    except json.JSONDecodeError as fault:
        said = f"is not JSON: {fault.msg.lower()} at character {fault.pos + 1}"
        return Fault("line", said, _RESEND)
    except ValueError:
        return Fault("line", "holds a value that is not JSON", _RESEND)


def unkeepable(text: str, value: dict[str, Any]) -> Fault | None:
    """Find characters that no database keeps: a null, or half of a pair."""
    lowered = text.lower()
    if "\\u0000" not in lowered and "\\ud" not in lowered:
        return None
    try:
        plain = json.dumps(value, ensure_ascii=False)
        plain.encode()
    except UnicodeEncodeError:
        plain = "\x00"
    if "\\u0000" in plain or "\x00" in plain:
        return Fault(
            "line", "holds a character that cannot be kept (a null or half of a pair)", _RESEND
        )
    return None


def read_lines(lines: Iterable[bytes], *, name: str, source: str) -> Offers:
    """Read records line by line; `source` is who the file was said to come from, or empty."""
    for place, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        where = f"{name}:{place}"
        value, fault = parsed(line)
        if value is None:
            faults = [fault] if fault else []
            if not line.endswith(b"\n"):
                faults.append(
                    Fault(
                        "file",
                        "ends in the middle of a line",
                        "the file may be cut short: send it again whole",
                    )
                )
            yield Offer(where, place, text=kept_of(line), faults=tuple(faults), size=len(line))
            continue
        yield _of_source(value, where, place, source, len(line))


def _of_source(value: dict[str, Any], where: str, place: int, source: str, size: int) -> Offer:
    told = value.setdefault("source", source) if source else ""
    if told == source:
        return Offer(where, place, value, size=size)
    kept, _ = cut(value)
    fault = Fault(
        "source", f"is {str(told)[:64]!r}, but the file was loaded as {source!r}",
        "load it with --source and the name the record gives",
    )  # fmt: skip
    return Offer(
        where, place, text=json.dumps(kept, ensure_ascii=False, default=str), faults=(fault,),
        source_ref=str(value.get("source_ref", ""))[:200], size=size,
    )  # fmt: skip
