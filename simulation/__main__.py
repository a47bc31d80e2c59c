"""The command: `python -m simulation generate|second|score|floors|rank|ranked|truly|calibrate`."""

from __future__ import annotations

import argparse
import json
import sys
from datetime import date, timedelta
from pathlib import Path

from simulation import ranking
from simulation.book import parse
from simulation.calibration import calibrated
from simulation.floors import errors, lines
from simulation.generate import generate
from simulation.score import score_files
from simulation.second.county import generate as second


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m simulation", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    for name, said in (
        ("generate", "write a fictional county force into a folder"),
        ("second", "write the second county, whose harm comes of a hidden state"),
    ):
        make = commands.add_parser(name, help=said)
        make.add_argument("--seed", type=int, default=7)
        make.add_argument("--people", type=int, default=1500)
        make.add_argument("--years", type=int, default=3)
        make.add_argument("--until", type=parse, default=parse("2026-11-22T06:00:00Z"))
        make.add_argument("--out", type=Path, required=True)
        make.add_argument("--plain", action="store_true", help="families alone, without set pieces")
    judge = commands.add_parser("score", help="score a partition of appearances against the truth")
    judge.add_argument("--truth", type=Path, required=True, help="truth.jsonl")
    judge.add_argument(
        "--partition", type=Path, required=True, help="CSV: source,source_ref,key,person"
    )
    risk = commands.add_parser("floors", help="score floors against the truth, both errors")
    risk.add_argument("--truth", type=Path, required=True, help="truth.jsonl")
    risk.add_argument(
        "--floors", type=Path, required=True, help="CSV: source,source_ref,key,height"
    )
    one = commands.add_parser("rank", help="score floors on a day against rivals at equal burden")
    one.add_argument("--folder", type=Path, required=True, help="of the county")
    one.add_argument(
        "--floors", required=True, help="files FLOORS-DAY.csv: source,source_ref,key,height"
    )
    one.add_argument("--day", type=date.fromisoformat, required=True, nargs="+")
    one.add_argument("--ahead", type=int, default=365, help="days after each in which harm counts")
    one.add_argument("--seed", type=int, required=True)
    who = commands.add_parser("truly", help="tell what those at the top in some time truly were")
    who.add_argument("--folder", type=Path, required=True, help="of the county")
    who.add_argument("--first", type=date.fromisoformat, required=True)
    who.add_argument("--last", type=date.fromisoformat, required=True)
    who.add_argument("floors", type=Path, nargs="+", help="CSV: source,source_ref,key,height")
    several = commands.add_parser("ranked", help="tell several counties' scores together")
    several.add_argument("file", type=Path, help="what `rank` printed, a line each county")
    set_beside = commands.add_parser(
        "calibrate", help="set both simulators beside published figures"
    )
    set_beside.add_argument("--out", type=Path, help="the page to write; printed without one")
    return parser


def _rank(asked: argparse.Namespace) -> int:
    files = {day: Path(f"{asked.floors}-{day}.csv") for day in asked.day}
    found = ranking.rank_days(asked.folder, files, asked.seed, timedelta(days=asked.ahead))
    print(json.dumps(found.to_json()))
    return 0


def _truly(asked: argparse.Namespace) -> int:
    for file in asked.floors:
        print(json.dumps(ranking.truly(asked.folder, file, asked.first, asked.last)))
    return 0


def _ranked(asked: argparse.Namespace) -> int:
    told = [ranking.read(text) for text in asked.file.read_text("utf-8").splitlines()]
    print("\n".join(ranking.lines(told)))
    return 0


def _calibrate(asked: argparse.Namespace) -> int:
    page = calibrated()
    if asked.out:
        asked.out.write_text(page, encoding="utf-8", newline="\n")
    else:
        print(page)
    return 0


def _make(asked: argparse.Namespace) -> int:
    given = {name: getattr(asked, name) for name in ("seed", "people", "years", "until", "out")}
    second_one = asked.command == "second"
    counts = second(**given) if second_one else generate(**given, set_pieces=not asked.plain)
    for source, count in sorted(counts.items()):
        print(f"{source:16} {count:7}")
    print(f"{'together':16} {sum(counts.values()):7}")
    return 0


def _score(truth: Path, partition: Path) -> int:
    found = score_files(truth, partition)
    if not found.right + found.wrong + found.missed:
        print("nothing to score: the partition names no appearance of the truth", file=sys.stderr)
        return 1
    print(f"precision {found.precision:.4f}  ({found.wrong} wrong pairs)")
    print(f"recall    {found.recall:.4f}  ({found.missed} missed of {found.right + found.missed})")
    print(f"appearances the truth does not know: {found.unknown}")
    print(f"appearances the partition leaves out: {found.absent}")
    return 0


def _floors(asked: argparse.Namespace) -> int:
    print("\n".join(lines(errors(asked.truth, asked.floors))))
    return 0


RUN = {
    "generate": _make, "second": _make, "floors": _floors, "rank": _rank, "ranked": _ranked,
    "truly": _truly,
    "score": lambda asked: _score(asked.truth, asked.partition), "calibrate": _calibrate,
}  # fmt: skip


def main(arguments: list[str] | None = None) -> int:
    """Run one command; gives the exit status."""
    asked = _parser().parse_args(arguments)
    return RUN[asked.command](asked)


if __name__ == "__main__":
    sys.exit(main())
