"""Verbs of intake: load files, mend what waits, drop it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from django.conf import settings

from firstlight.access.selectors import may
from firstlight.audit.services import act
from firstlight.force.selectors import setting
from firstlight.intake.loading import Counts, Progress, batches, take_batch
from firstlight.intake.posting import OURS
from firstlight.intake.rules.days import return_year_end
from firstlight.intake.rules.formats import cin, ssda903
from firstlight.intake.rules.formats.table import FORMATS, guess
from firstlight.intake.rules.jsonlines import LONGEST_LINE, parsed, read_lines
from firstlight.intake.rules.offers import Offer
from firstlight.kernel.values.refusal import NotThere, Refusal
from firstlight.kernel.values.viewer import Viewer
from firstlight.kernel.values.when import london_date
from firstlight.people.services import Taken, loading, take_in
from firstlight.records.selectors import sources, waiting_one
from firstlight.records.services import settle

__all__ = ["Counts", "drop", "load_file", "load_files", "mend", "read_bytes", "take_batch"]


@dataclass(frozen=True, slots=True)
class _Asked:
    source: str
    form: str
    authority: str
    as_of: date | None
    at: datetime


def load_file(
    path: Path,
    *,
    source: str,
    form: str = "",
    arrivals: Mapping[int, datetime] | None = None,
    progress: Progress | None = None,
    by: Viewer,
    at: datetime,
) -> Counts:
    """Load one file as `load_files` does."""
    return load_files(
        [path], source=source, form=form, arrivals=arrivals, progress=progress, by=by, at=at
    )


def load_files(
    paths: list[Path],
    *,
    source: str,
    form: str = "",
    authority: str = "",
    as_of: date | None = None,
    arrivals: Mapping[int, datetime] | None = None,
    any_source: bool = False,
    progress: Progress | None = None,
    by: Viewer,
    at: datetime,
) -> Counts:
    """Load files of one source, each batch committed by itself, and count what became of them.

    Loading the same file again changes nothing. `arrivals` (line to moment, UTC) tells when each
    line came; only a demonstration's database accepts it. `any_source` believes what each record
    says of its source, which has to be registered all the same. Refuses who may not load, a source
    nobody registered, files that are not there and a form it does not know, all before anything
    is taken.
    """
    if not may(by, "intake.load"):
        raise NotThere
    if arrivals is not None and not settings.DEMO:
        raise Refusal(
            "Times of arrival are accepted by a demonstration's database alone.",
            next_step="Load the file without them: it is received now.",
        )
    asked = _checked(paths, "" if any_source else source, form, authority, as_of, at)
    total = Counts()
    with loading():
        for offers in _readers(paths, asked):
            for batch in batches(offers):
                take_batch(
                    batch, total, source=source, by=by, at=at,
                    received=lambda offer: arrivals.get(offer.place) if arrivals else None,
                )  # fmt: skip
                if progress:
                    progress(total, batch[-1])
    return total


def _checked(
    paths: list[Path], source: str, form: str, authority: str, as_of: date | None, at: datetime
) -> _Asked:
    faults = [(str(p), "there is no such file") for p in paths if not p.is_file()]
    if not paths:
        faults.append(("FILE", "name at least one file"))
    if faults:
        raise Refusal("Nothing was loaded.", next_step="Mend these:", faults=tuple(faults))
    chosen = form or guess(paths[0].name, _first_line(paths[0]), source)
    if chosen not in FORMATS:
        raise Refusal(
            f"{form or paths[0].name!r} is not a format that can be read.",
            next_step=f"Say --format and one of: {', '.join(FORMATS)}.",
        )
    _known_source(source, yearly=FORMATS[chosen].yearly)
    council = authority or str(setting("force.area")).lower()
    return _Asked(source, chosen, council, as_of, at)


def _known_source(source: str, *, yearly: bool) -> None:
    if source == OURS:
        raise Refusal(
            "What Firstlight itself writes down is not loaded from files.",
            next_step="Load records under the source that wrote them.",
        )
    if not source or any(one.code == source for one in sources()):
        return
    # A yearly return tells of long ago: it builds pictures, and never opens a clock.
    never = " --live-from never --kind care_placement --kind social_care --kind missing_report"
    raise Refusal(
        f"{source!r} is not a registered source, so nothing was loaded.",
        next_step=f"Register it: firstlight source add {source} --name NAME --owner OWNER"
        f"{never if yearly else ''}",
        code="unknown_source",
    )


def _first_line(path: Path) -> str:
    with path.open("rb") as file:
        return file.readline(10_000).decode("utf-8", "replace").strip()


def _readers(paths: list[Path], asked: _Asked) -> Iterator[Iterator[Offer]]:
    if asked.form == "ssda903":
        yield from _returns(paths, asked)
        return
    for path in paths:
        if asked.form == "cin":
            census = cin.Census(asked.source, asked.authority, asked.as_of)
            with path.open("rb") as file:
                yield cin.offers(file, census, name=path.name)
        else:
            yield read_lines(read_bytes(path), name=path.name, source=asked.source)


def read_bytes(path: Path) -> Iterator[bytes]:
    """Read a file line by line; of a line too long to be a record only so much that it shows."""
    with path.open("rb") as file:
        while line := file.readline(LONGEST_LINE + 1):
            yield line
            while len(line) > LONGEST_LINE and not line.endswith(b"\n"):
                line = file.readline(LONGEST_LINE)
                if not line:
                    return


@contextmanager
def _rows(path: Path) -> Iterator[Iterator[tuple[int, ssda903.Row]]]:
    with path.open(encoding="utf-8-sig", errors="replace", newline="") as file:
        yield ssda903.rows_of(file)


def _returns(paths: list[Path], asked: _Asked) -> Iterator[Iterator[Offer]]:
    """Read the files of one return together: the header first, for it says who the children are."""
    told = ssda903.Return(asked.source, asked.authority, asked.as_of)
    upto = london_date(asked.at)
    by_kind = sorted(((_kind(path), path) for path in paths), key=lambda pair: pair[0] != "header")
    if told.as_of is None:
        told.as_of = _stands_at([path for _, path in by_kind], upto)
    for kind, path in by_kind:
        with _rows(path) as rows:
            yield ssda903.offers(told, rows, kind=kind, name=path.name)


def _stands_at(paths: list[Path], upto: date) -> date | None:
    """Date a return nobody dated: the 31 March after the last day any of its files tells of."""
    latest = []
    for path in paths:
        with _rows(path) as rows:
            latest.append(ssda903.latest_day((row for _, row in rows), upto))
    told = [one for one in latest if one is not None]
    return min(return_year_end(max(told)), upto) if told else None


def _kind(path: Path) -> str:
    kind = ssda903.which(_first_line(path).split(","))
    if kind:
        return kind
    wanted = "; ".join(
        f"{name}: {', '.join(sorted(columns))}"
        for name, columns in (
            ("header", ssda903.HEADER),
            ("episodes", ssda903.EPISODES),
            ("missing", ssda903.MISSING),
        )
    )
    raise Refusal(
        f"{path.name} has the columns of no file of this return, so nothing was loaded.",
        next_step=f"Its first line must name them. {wanted}.",
    )


def mend(*, ref: str, text: str, by: Viewer, at: datetime) -> Taken:
    """Offer the mended text of something that waits again; where it goes in, it waits no more.

    Refuses text that is no record; where it still has faults it is kept waiting with the new ones.
    """
    held = waiting_one(ref)
    if held is None or not may(by, "quarantine.see"):
        raise NotThere
    value, fault = parsed(text.encode("utf-8", "replace"))
    if value is None:
        said = fault.problem if fault else "is empty"
        raise Refusal(
            "The text is not yet a record.", next_step="Mend it here.", faults=(("text", said),)
        )
    value.setdefault("source", held.source)
    with act("intake.mended", by=by, at=at) as line:
        taken = take_in(value, by=by, at=at, provenance=held.provenance)
        waits_again = taken.outcome in {"quarantined", "conflict"}
        if not waits_again or waiting_one(taken.ref) is not None:
            settle(line, ref=ref, state="mended", by=by)
        return taken


def drop(*, ref: str, reason: str, by: Viewer, at: datetime) -> None:
    """Put aside for good what waits, with a reason. Refuses without one."""
    if not may(by, "quarantine.see") or waiting_one(ref) is None:
        raise NotThere
    if not reason.strip():
        raise Refusal(
            "Something that waits is dropped only with a reason.",
            next_step="Say why it is not wanted.", faults=(("reason", "Say why."),),
        )  # fmt: skip
    with act("intake.dropped", by=by, at=at) as line:
        line.say(reason=reason.strip())
        settle(line, ref=ref, state="dropped", by=by)
