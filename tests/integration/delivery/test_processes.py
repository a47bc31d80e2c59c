"""Pages, stream and worker as real processes under one parent."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time

import httpx
import pytest

pytestmark = [pytest.mark.embedded, pytest.mark.dear]

SERVE = """
from firstlight.config.serve import serve
import sys
sys.exit(serve({port}, {stream}, workers=1, threads=2))
"""


@pytest.fixture
def parent(force):
    code = SERVE.format(port=force.port, stream=force.stream_port)
    process = subprocess.Popen(
        [sys.executable, "-c", f"import django; django.setup()\n{code}"],
        env=force.env, stderr=subprocess.PIPE,
    )  # fmt: skip
    force.wait(f"http://127.0.0.1:{force.stream_port}/health")
    force.wait(f"http://127.0.0.1:{force.port}/")
    yield process
    if process.poll() is None:
        process.terminate()
        process.wait(15)


def children_of(pid):
    done = subprocess.run(
        ["ps", "-o", "pid=,args=", "--ppid", str(pid)], capture_output=True, text=True, check=False
    )
    rows = [line.strip().split(None, 1) for line in done.stdout.splitlines()]
    return {args: int(number) for number, args in rows}


def child(parent, word):
    return next((n for args, n in children_of(parent.pid).items() if word in args), None)


def test_the_worker_climbs_and_a_child_that_dies_is_started_again_and_all_stop(force, parent):
    ref = force.open_duty("serve:9")
    force.run(
        "from datetime import timedelta\n"
        "from firstlight.kernel import clock\n"
        "from firstlight.audit.models import Due\n"
        "from firstlight.duties.models import Duty\n"
        "past = clock.now() - timedelta(minutes=11)\n"
        f"Duty.objects.filter(ref='{ref}').update(since_at=past, climbs_at=clock.now())\n"
        f"Due.objects.filter(key='climb:{ref}').update(at=clock.now())"
    )
    until = time.monotonic() + 15
    state = ""
    while "fim" not in state and time.monotonic() < until:
        state = force.run(
            "from firstlight.duties.models import DutyStep\n"
            f"print(*DutyStep.objects.filter(duty__ref='{ref}', step='told').values_list('post', flat=True))"
        )
    assert state.split() == ["duty_inspector_north", "fim"]

    first = child(parent, "firstlight.config.stream")
    os.kill(first, signal.SIGKILL)
    until = time.monotonic() + 15
    while child(parent, "firstlight.config.stream") in {None, first}:
        assert time.monotonic() < until
        time.sleep(0.2)
    force.wait(f"http://127.0.0.1:{force.stream_port}/health")

    family = list(children_of(parent.pid).values())
    assert len(family) == 3
    parent.terminate()
    assert parent.wait(15) == 0
    for pid in family:
        with pytest.raises(ProcessLookupError):
            os.kill(pid, 0)
    with pytest.raises(httpx.TransportError):
        httpx.get(f"http://127.0.0.1:{force.port}/")


def test_a_port_that_is_taken_is_told_plainly(force):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        said = force.run(
            "from firstlight.config.serve import serve\n"
            "from firstlight.kernel.values.refusal import Refusal\n"
            f"try: serve({port}, {force.stream_port})\n"
            "except Refusal as refusal: print(refusal)"
        )
    assert said == (
        f"Port {port} on 127.0.0.1 cannot be used: Address already in use. "
        "Stop what uses it, or choose another with --port or --stream-port."
    )


def test_nobody_at_the_end_of_a_ladder_stops_the_start(force):
    said = force.run(
        "from django.db import transaction\n"
        "from firstlight.access.models import User\n"
        "from firstlight.duties.models import RotaShift\n"
        "from firstlight.config.serve import check_ladders\n"
        "from firstlight.kernel.values.refusal import Refusal\n"
        "with transaction.atomic():\n"
        "    RotaShift.objects.filter(post='on_call_superintendent').delete()\n"
        "    print(check_ladders())\n"
        "    User.objects.filter(username='stone').update(is_active=False)\n"
        "    try: check_ladders()\n"
        "    except Refusal as refusal: print(refusal)\n"
        "    transaction.set_rollback(True)\n"
        "print(check_ladders())"
    )
    first, second, third = said.splitlines()
    assert "all with the role superintendent are told instead" in first
    assert "nobody has the role superintendent" in second
    assert "professional standards" in third
    assert "superintendent" not in third


def test_the_worker_ends_when_told(force):
    process = force.start("-m", "firstlight.config.worker")
    time.sleep(3)
    assert process.poll() is None
    process.terminate()
    assert process.wait(10) == 0
