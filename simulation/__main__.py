"""The command: `python -m simulation generate|score|floors`."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from simulation.book import parse
from simulation.floors import errors, lines
from simulation.generate import generate
from simulation.score import score_files


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m simulation", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    make = commands.add_parser("generate", help="write a fictional county force into a folder")
    make.add_argument("--seed", type=int, default=7)
    make.add_argument("--people", type=int, default=1500)
    make.add_argument("--years", type=int, default=3)
    make.add_argument("--until", type=parse, default=parse("2026-11-22T06:00:00Z"))
    make.add_argument("--out", type=Path, required=True)
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
    return parser


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


def main(arguments: list[str] | None = None) -> int:
    """Run one command; gives the exit status."""
    asked = _parser().parse_args(arguments)
    if asked.command == "score":
        return _score(asked.truth, asked.partition)
    if asked.command == "floors":
        print("\n".join(lines(errors(asked.truth, asked.floors))))
        return 0
    counts = generate(
        seed=asked.seed, people=asked.people, years=asked.years, until=asked.until, out=asked.out
    )
    for source, count in sorted(counts.items()):
        print(f"{source:16} {count:7}")
    print(f"{'together':16} {sum(counts.values()):7}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
