"""A load that is killed and run again comes to the same as one that was not."""

import json
import os
import signal
import sqlite3
import subprocess
import sys
import time
from contextlib import closing

import pytest

ROWS = 900


def _run(home, *arguments, wait=True):
    environment = {**os.environ, "FIRSTLIGHT_HOME": str(home)}
    environment.pop("FIRSTLIGHT_DATABASE_URL", None)
    command = [sys.executable, "-m", "firstlight.config.cli", *arguments]
    process = subprocess.Popen(
        command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )
    if not wait:
        return process
    out, err = process.communicate(timeout=300)
    assert process.returncode == 0, err
    return out


def _ready(home, path):
    _run(home, "manage", "migrate", "--verbosity", "0")
    _run(home, "source", "add", "oak-cad", "--name", "Calls", "--owner", "Contact")
    return ("load", str(path), "--source", "oak-cad", "--json")


def _wait_for_the_first_records(path):
    for _ in range(600):
        with closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as held:
            if held.execute("SELECT count(*) FROM records_version").fetchone()[0]:
                return
        time.sleep(0.1)
    pytest.fail("the load never began")


@pytest.mark.timeout(600)
def test_kill_9_in_the_middle_and_again_gives_the_same_digest(record, tmp_path):
    path = tmp_path / "calls.jsonl"
    lines = [json.dumps(record(n)) if n % 50 else '{"half": ' for n in range(ROWS)]
    path.write_text("\n".join(lines) + "\n")
    whole, broken = tmp_path / "whole", tmp_path / "broken"
    _run(whole, *_ready(whole, path))
    process = _run(broken, *_ready(broken, path), wait=False)
    _wait_for_the_first_records(broken / "firstlight.db")
    process.send_signal(signal.SIGKILL)
    process.wait()
    process.stdout.close(), process.stderr.close()
    assert process.returncode == -signal.SIGKILL, "it had finished: make the file larger"
    first = _run(broken, "digest").strip()
    _run(broken, "load", str(path), "--source", "oak-cad")
    assert _run(broken, "digest", "--parts") == _run(whole, "digest", "--parts")
    assert first != _run(whole, "digest").strip()
    assert "sealed" in _run(broken, "journal", "verify")
