"""`python -m bench`: measures this copy on this machine and prints every figure it made."""

from __future__ import annotations

import argparse
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from bench import (
    answering,
    briefing,
    duties,
    loading,
    lookback,
    ranking,
    reaching,
    risk,
    same,
    scale,
)
from bench.county import County, Postgres
from bench.text import ROOT, heading

# What a county of so many people comes to is printed with the figure; 10,000 make about 50,000 mentions.
SMALL, LARGE, SERVED = 400, 10_000, 120


def arguments() -> argparse.Namespace:
    """Read what was asked for."""
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument(
        "part",
        nargs="?",
        default="all",
        choices=[
            "all",
            "load",
            "briefs",
            "live",
            "sealed",
            "risk",
            "same",
            "scale",
            "duties",
            "brief",
        ],
    )
    parser.add_argument(
        "--people",
        type=int,
        default=SMALL,
        help=f"of the county loaded; {LARGE} for about 50,000 mentions",
    )
    parser.add_argument(
        "--served", type=int, default=SERVED, help="people of the county that is served and asked"
    )
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--against", default="", help="of same: the commit to compare with")
    parser.add_argument(
        "--home", type=Path, default=ROOT / "var/bench", help="of scale: where stages are kept"
    )
    parser.add_argument(
        "--most", type=float, default=86_400, help="of scale: seconds a load may go on"
    )
    parser.add_argument(
        "--postgres", action="store_true", help="on a throwaway database of a PostgreSQL server"
    )
    return parser.parse_args()


def main() -> None:
    """Measure, and print as each part is done."""
    asked = arguments()
    begun = time.monotonic()
    print("\n".join(heading(asked.seed, "PostgreSQL" if asked.postgres else "")), flush=True)
    if asked.part == "scale":
        at = scale.Asked(asked.people, asked.seed, asked.home, asked.postgres, asked.most)
        print("\n".join(scale.measure(at)), flush=True)
        print(f"took      {time.monotonic() - begun:.0f} s in all", flush=True)
        return
    databases = [Postgres(), Postgres()] if asked.postgres else []
    for one in databases:
        one.create()
    urls = [one.url for one in databases] or ["", ""]
    try:
        for part, measure in taken(asked, *urls).items():
            if asked.part == part or (asked.part == "all" and part == "load"):
                print("\n".join(measure()), flush=True)
        if asked.part not in {"load", "risk", "same", "duties", "brief"}:
            served(asked, urls[1])
    finally:
        for one in databases:
            one.drop()
    print(f"took      {time.monotonic() - begun:.0f} s in all", flush=True)


def taken(
    asked: argparse.Namespace, database: str, second: str
) -> dict[str, Callable[[], list[str]]]:
    """Give the measures that take a county in by themselves, by name."""
    people, seed = asked.people, asked.seed
    return {
        "load": lambda: loading.measure(people, seed, database=database),
        "risk": lambda: [
            *risk.measure(people, seed, database=database),
            *lookback.measure(people, seed),
            *ranking.measure(people),
        ],
        "duties": lambda: [
            *duties.measure(database=database),
            *reaching.measure(database=second),
        ],
        "brief": lambda: briefing.measure(asked.served, seed, database=database),
        "same": lambda: same.measure(people, seed, against=asked.against, database=database),
    }


def served(asked: argparse.Namespace, database: str) -> None:
    """Fill a county, serve it, and measure what it answers."""
    parts: dict[str, Callable[[County], list[str]]] = {
        "briefs": lambda county: answering.briefs(county, asked.seed),
        "live": answering.live,
        "sealed": answering.sealed,
    }
    with tempfile.TemporaryDirectory(prefix="firstlight-bench-") as name:
        county = County(Path(name), database)
        county.fill(people=asked.served)
        county.start()
        try:
            for part, measure in parts.items():
                if asked.part in {"all", part}:
                    print("\n".join(measure(county)), flush=True)
        finally:
            county.stop()


if __name__ == "__main__":
    main()
