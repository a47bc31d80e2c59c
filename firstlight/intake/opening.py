"""Opening files of a source: checked before anything is taken, then read a record at a time."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import Path

from firstlight.force.selectors import setting
from firstlight.intake.lines import Moved, first_line, head_of, read_bytes, unmoved
from firstlight.intake.mappings import check_headers, mapped_rows, mapping_of
from firstlight.intake.posting import OURS
from firstlight.intake.rules.days import return_year_end
from firstlight.intake.rules.formats import cin, ssda903
from firstlight.intake.rules.formats.table import FORMATS, guess
from firstlight.intake.rules.jsonlines import read_lines
from firstlight.intake.rules.mapping import ColumnMap
from firstlight.intake.rules.offers import Offer
from firstlight.intake.rules.rows import LONGEST_ROW, Row, rows_of
from firstlight.intake.rules.sniffing import not_text
from firstlight.kernel.values.refusal import Refusal
from firstlight.kernel.values.when import london_date
from firstlight.records.selectors import sources

Opened = Iterator[tuple[Path, Iterator[Offer]]]
# The header says who the children are, so it is read before the rows that name them by number;
# in whatever order the files were named, what is made of them is the same.
RETURN_ORDER = ("header", "missing", "episodes")


@dataclass(frozen=True, slots=True)
class Asked:
    """What was said of the files to load; `as_of`, `authority`, `submission` are of returns."""

    source: str
    at: datetime
    form: str = ""
    mapping: Path | None = None
    authority: str = ""
    as_of: date | None = None
    submission: int = 1
    columns: ColumnMap | None = None


def checked(paths: list[Path], asked: Asked) -> Asked:
    """Check what was asked, all faults told together; gives it with format and council filled in."""
    faults = [(str(p), "there is no such file") for p in paths if not p.is_file()]
    faults += [(str(p), said) for p in paths if p.is_file() and (said := not_text(head_of(p)))]
    if not paths:
        faults.append(("FILE", "name at least one file"))
    if faults:
        raise Refusal("Nothing was loaded.", next_step="Mend these:", faults=tuple(faults))
    columns = mapping_of(asked.source, asked.mapping)
    chosen = asked.form or guess(
        paths[0].name, first_line(paths[0]), asked.source, mapped=columns is not None
    )
    if chosen not in FORMATS:
        raise Refusal(
            f"{asked.form or paths[0].name!r} is not a format that can be read.",
            next_step=f"Say --format and one of: {', '.join(FORMATS)}. A CSV of your own needs a "
            "mapping of its columns: docs/how-to/add-a-source.md.",
        )
    _known_source(asked.source, yearly=FORMATS[chosen].yearly)
    council = asked.authority or str(setting("force.area")).lower()
    if chosen == "csv":
        check_headers(paths, columns, asked.source)
    return replace(asked, form=chosen, authority=council, columns=columns)


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


def readers(paths: list[Path], asked: Asked, moved: Moved = unmoved) -> Opened:
    """Give each file with its reader, one after the other; `moved` is told the bytes read."""
    if asked.form == "ssda903":
        yield from _returns(paths, asked, moved)
        return
    for path in paths:
        if asked.form == "cin":
            census = cin.Census(asked.source, asked.authority, asked.as_of)
            with path.open("rb") as file:
                yield path, cin.offers(file, census, name=path.name, moved=moved)
        elif asked.columns is not None and asked.form == "csv":
            yield path, mapped_rows(path, asked.columns, asked.at, moved)
        else:
            yield (
                path,
                read_lines(read_bytes(path, moved=moved), name=path.name, source=asked.source),
            )


def _rows(path: Path, moved: Moved) -> Iterator[tuple[Row, ssda903.Row]]:
    return ssda903.rows_of(rows_of(read_bytes(path, LONGEST_ROW, moved)))


def _returns(paths: list[Path], asked: Asked, moved: Moved) -> Opened:
    """Read the files of one return together."""
    told = ssda903.Return(asked.source, asked.authority, asked.as_of, asked.submission)
    upto = london_date(asked.at)
    by_kind = sorted(
        ((_kind(path), path) for path in paths),
        key=lambda pair: (RETURN_ORDER.index(pair[0]), pair[1].name),
    )
    if told.as_of is None:
        told.as_of = _stands_at([path for _, path in by_kind], upto)
    for kind, path in by_kind:
        yield path, ssda903.offers(told, _rows(path, moved), kind=kind, name=path.name)


def _stands_at(paths: list[Path], upto: date) -> date:
    """Date a return nobody dated: the 31 March after the last day any of its files tells of."""
    latest = [ssda903.latest_day((row for _, row in _rows(path, unmoved)), upto) for path in paths]
    told = [one for one in latest if one is not None]
    if not told:
        raise Refusal(
            "Nothing in these files says which year they are of, so nothing was loaded: "
            "what an old return says would be told as if it were of today.",
            next_step="Say --as-of with the day the return stands at, such as 2018-03-31, "
            "or name the episodes file too.",
        )
    return min(return_year_end(max(told)), upto)


def _kind(path: Path) -> str:
    kind = ssda903.which(first_line(path).split(","))
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


def together(paths: list[Path], source: str, form: str = "") -> list[list[Path]]:
    """Group files as they are to be read: those of one return together, every other by itself."""
    returns = [
        path for path in paths
        if (form or guess(path.name, first_line(path), source)) == "ssda903"
    ]  # fmt: skip
    rest = [[path] for path in paths if path not in returns]
    return ([returns] if returns else []) + rest
