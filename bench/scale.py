"""The speed of a force at size: loaded once and kept, served, and asked as many would at once.

Every stage is kept under `home` by the size and seed of the county: what was generated or loaded
is not made again, and a load that was stopped goes on.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import Any

import httpx

from bench.answering import CLIENTS
from bench.county import ROOT, County, Postgres
from bench.filled import generate
from bench.loading import beside
from bench.text import milliseconds

EACH = 12  # questions each client asks of each kind
A_SECOND, SECONDS = 20, 10  # records posted, as they come to a force in an hour of need
# A load may hold what a machine of 8 GB can spare; by default it keeps to a third of a gigabyte.
ROOM = "1200"
LOAD = "from bench.steady import load\nprint(json.dumps(load({files!r}, {most})))"
CHOSEN = "from bench.asked import chosen, cost\nfound = chosen({seed})\n"
COST = """
found["cost"] = cost(found["addresses"])
found["cost_heavy"] = cost(found["heavy"][:40])
found["cost_crowded"] = cost([text for text, _ in found["crowded"]])
print(json.dumps(found))
"""
PEERS = "from bench.beside import peers\nprint(json.dumps(peers({seed})))"


@dataclass(frozen=True, slots=True)
class Asked:
    """How large, where it is kept, and for how long a load may go on."""

    people: int
    seed: int
    home: Path
    postgres: bool = False
    most: float = 86_400

    @property
    def name(self) -> str:
        """Name a county on a database."""
        return f"{'postgres' if self.postgres else 'sqlite'}-{self.people}-{self.seed}"


def _tell(line: str) -> None:
    print(f"          {time.strftime('%H:%M:%S')} {line}", file=sys.stderr, flush=True)


def measure(asked: Asked) -> list[str]:
    """Load, serve and ask; give the lines to print."""
    county = County(asked.home / asked.name, _database(asked))
    county.env["FIRSTLIGHT_LOAD_MB"] = ROOM
    told = _loaded(county, _files(asked), asked.most)
    _tell("choosing whom to ask about, and weighing a brief by itself")
    chosen = _inside(county, CHOSEN.format(seed=asked.seed) + COST)
    rows = [*_load_lines(told), *_costs(asked, told, chosen)]
    _tell("; ".join(" ".join(row.split()) for row in rows))
    county.start()
    try:
        _tell("asking")
        rows += [*_answers(county, chosen, asked.seed), *_posted(county, chosen)]
    finally:
        county.stop()
    _tell("asking peers")
    return [*rows, *beside(_inside(county, PEERS.format(seed=asked.seed)))]


def _files(asked: Asked) -> Path:
    files = asked.home / f"files-{asked.people}-{asked.seed}"
    if not (files / "whole").exists():
        _tell(f"generating a county of {asked.people} people")
        generate(files, asked.people, asked.seed)
        (files / "whole").touch()
    return files


def _inside(county: County, code: str) -> dict[str, Any]:
    return dict(json.loads(county.code("import json\n" + code).splitlines()[-1]))


def _database(asked: Asked) -> str:
    if not asked.postgres:
        return ""
    server = Postgres(f"firstlight_scale_{asked.people}_{asked.seed}")
    if not server.exists():
        server.create()
    return server.url


def _loaded(county: County, files: Path, most: float) -> dict[str, Any]:
    """Load in a process of its own, its progress told as it goes."""
    county.home.mkdir(parents=True, exist_ok=True)
    code = (
        "import os, json\nos.environ['DJANGO_SETTINGS_MODULE'] = 'firstlight.config.settings'\n"
        "import django\ndjango.setup()\n" + LOAD.format(files=str(files), most=most)
    )
    command, last = [sys.executable, "-c", code], ""
    with subprocess.Popen(  # noqa: S603 -- our own interpreter and code
        command, cwd=ROOT, env=county.env, stdout=subprocess.PIPE, text=True
    ) as process:
        for line in process.stdout or ():
            last = line.strip()
            if not last.startswith("{"):
                _tell(last)
    if process.returncode:
        raise RuntimeError("the load stopped; run the same again, and it goes on")
    return dict(json.loads(last))


def _load_lines(told: dict[str, Any]) -> list[str]:
    number = told["records"]
    part = "" if told["whole"] else " (a part of the county: the load was stopped at its time)"
    return [
        f"g) at size: {told['mentions']} mentions in {told['appearances']} appearances of {number} records{part}",
        (
            f"   taken in, linked, journaled      {number / told['wall']:.0f} records/s by the clock, "
            f"{number / told['cpu']:.0f} by the processor; the last batch {told['last']:.0f}; "
            f"at most {told['peak_mb']} MB; by {told['commit']}; no floors worked"
        ),
    ]


def _answers(county: County, chosen: dict[str, Any], seed: int) -> list[str]:
    token = county.token("pc.hale")
    kinds: dict[str, tuple[list[str], Callable[[httpx.Client, str], int]]] = {
        "brief by address": (chosen["addresses"], _brief),
        "brief, most recorded children": (chosen["heavy"], _brief),
        "brief, addresses of most people": ([text for text, _ in chosen["crowded"]], _brief),
        "search by misspelt name": (chosen["names"], _search),
    }
    counted, crowd = sorted(chosen["heavy_records"]), chosen["crowded"]
    rows = [f"   over HTTP, {CLIENTS} clients at once, 2 processes of 4 threads"]
    for name, (values, ask) in kinds.items():
        asked = Random(seed).choices(values, k=CLIENTS * EACH)
        rows.append(f"   {name:32} {_at_once(county, token, asked, ask)}")
    rows.append(
        f"   the 1 % of children have         {counted[0]} to {counted[-1]} appearances; "
        f"the addresses {crowd[-1][1]} to {crowd[0][1]} people told there"
    )
    return rows


def _brief(client: httpx.Client, address: str) -> int:
    return client.post("briefs", json={"address": address}).status_code


def _search(client: httpx.Client, name: str) -> int:
    return client.post("search", json={"name": name, "justification": "bench"}).status_code


def _spent(root: int) -> float:
    """Give the processor's seconds of a process and all that it started, by /proc."""
    rows = {}
    for one in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = one.read_text().rpartition(")")[2].split()
        except OSError:  # it ended while we looked
            continue
        rows[int(one.parent.name)] = (int(fields[1]), int(fields[11]) + int(fields[12]))
    family, ticks = {root}, os.sysconf("SC_CLK_TCK")
    while more := {pid for pid, (parent, _) in rows.items() if parent in family} - family:
        family |= more
    return sum(rows[pid][1] for pid in family if pid in rows) / ticks


def _at_once(
    county: County, token: str, asked: list[str], ask: Callable[[httpx.Client, str], int]
) -> str:
    """Ask with all clients at once; tell how long, and what each cost the served processes."""
    server = county.process.pid if county.process else 0
    before = _spent(server)

    def one(part: list[str]) -> list[tuple[int, float]]:
        told = []
        with county.client(token) as client:
            for value in part:
                begun = time.monotonic()
                try:
                    status = ask(client, value)
                except httpx.TimeoutException:
                    status = 0
                told.append((status, time.monotonic() - begun))
        return told

    with ThreadPoolExecutor(CLIENTS) as pool:
        rows = [
            r for part in pool.map(one, (asked[n::CLIENTS] for n in range(CLIENTS))) for r in part
        ]
    took = [seconds for status, seconds in rows if status < 300]
    lost = f"; {len(rows) - len(took)} were not answered" if len(took) < len(rows) else ""
    each = (_spent(server) - before) * 1000 / len(asked)
    return f"{milliseconds(took) if took else 'none'}; {each:.0f} ms of processor each{lost}"


def _record(number: int, person: dict[str, str], county: County) -> dict[str, Any]:
    at = county.now().isoformat()
    ref = f"OAK-BENCH-{time.time_ns()}-{number}"
    return {
        "source": "oak-cad", "source_ref": ref, "kind": "incident", "told_at": at, "recorded_at": at,
        "details": {"job": ref, "job_type": "noise"},
        "people": [{"key": "p1", "role": "subject", **person}],
    }  # fmt: skip


def _posted(county: County, chosen: dict[str, Any]) -> list[str]:
    """Post records at a steady rate; tell how long until each stands on its person's picture."""
    system, reader = county.token("dispatcher", "oak-cad"), county.token("pc.hale")
    begun = time.monotonic() + 1

    def one(number: int) -> tuple[float, float] | None:
        due = begun + number / A_SECOND
        time.sleep(max(due - time.monotonic(), 0))
        person = chosen["people"][number % len(chosen["people"])]
        with (
            suppress(httpx.TimeoutException),
            county.client(system) as client,
            county.client(reader) as other,
        ):
            answer = client.post("records", json=_record(number, person, county))
            answered = time.monotonic() - due
            if answer.status_code != 201:
                return None
            told = answer.json()
            page = other.get(f"people/{told['people'].get('p1', '')}")
            return (answered, time.monotonic() - due) if told["ref"] in page.text else None
        return None

    with ThreadPoolExecutor(CLIENTS) as pool:
        rows = list(pool.map(one, range(A_SECOND * SECONDS)))
    good = [row for row in rows if row is not None]
    lost = f"; {len(rows) - len(good)} were not" if len(good) < len(rows) else ""
    answered, seen = (milliseconds([row[n] for row in good]) if good else "none" for n in (0, 1))
    return [
        f"   records posted, {A_SECOND} a second      {answered}",
        f"   and read on the person's picture {seen}{lost}",
    ]


def _said(cost: dict[str, float]) -> str:
    mean, p50, p99 = (round(cost[name] * 1000) for name in ("mean", "p50", "p99"))
    return f"{mean} ms of processor on average, p50 {p50}, p99 {p99}"


def _costs(asked: Asked, told: dict[str, Any], chosen: dict[str, Any]) -> list[str]:
    """Tell what a brief costs by itself, beside every other size measured on this database."""
    place, cost = asked.home / "costs.json", chosen["cost"]
    kept = json.loads(place.read_text()) if place.exists() else {}
    kept[asked.name] = {"mentions": told["mentions"], **cost}
    place.write_text(json.dumps(kept, indent=1))
    rows = [f"   a brief by itself                {_said(cost)}"]
    for name, other in kept.items():
        if name != asked.name and name.split("-")[0] == asked.name.split("-")[0]:
            ratio = cost["mean"] / other["mean"]
            rows.append(f"   beside {other['mentions']:7} mentions          {ratio:.2f} times that")
    return [
        *rows,
        f"   of most recorded children        {_said(chosen['cost_heavy'])}",
        f"   at addresses of most people      {_said(chosen['cost_crowded'])}",
    ]
