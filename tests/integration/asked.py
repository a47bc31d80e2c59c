"""Several commands of the one program, asked one after the other in one process of their own.

A process costs more to start than most commands take. What only a process of its own proves, its
exit status and what it leaves when it is killed, is asked of `bench.county.County.run`.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

EACH = """
import io, json, sys
from contextlib import redirect_stderr, redirect_stdout
from firstlight.config.cli import main
told = []
for text, arguments in json.loads(sys.stdin.read()):
    out, err, sys.stdin = io.StringIO(), io.StringIO(), io.StringIO(text)
    with redirect_stdout(out), redirect_stderr(err):
        try:
            status = main(arguments)
        except SystemExit as end:
            status = end.code
    told.append((status, out.getvalue(), err.getvalue()))
print(json.dumps(told))
"""


@dataclass(frozen=True)
class Said:
    """What one command answered."""

    returncode: int
    stdout: str
    stderr: str


def asked(env: Mapping[str, str], *commands: Sequence[str], text: str = "") -> list[Said]:
    """Ask each command in order, with `text` to read from; what ends in a traceback fails here."""
    told = json.dumps([(text, [str(one) for one in command]) for command in commands])
    done = subprocess.run(
        [sys.executable, "-c", EACH], input=told, env=dict(env), capture_output=True, text=True,
        check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    return [Said(*one) for one in json.loads(done.stdout.splitlines()[-1])]
