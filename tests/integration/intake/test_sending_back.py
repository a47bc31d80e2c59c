"""What is typed in Firstlight goes back to the force's own system, each version once, with its receipt."""

import json
import threading
from datetime import timedelta
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest

from firstlight.access.services import add_user, restrict
from firstlight.audit.outbox import drain
from firstlight.intake.models import SendBack
from firstlight.intake.targets import folder
from firstlight.kernel.values.viewer import system_viewer
from firstlight.people.selectors import partition
from firstlight.people.services import take_in
from firstlight.records.services import register_source

SYSTEM = system_viewer("test")


class _System(BaseHTTPRequestHandler):
    """A records management system that keeps what it is sent, and answers as it is told to."""

    def do_POST(self):
        body = self.rfile.read(int(self.headers["Content-Length"]))
        self.server.heard.append((dict(self.headers), json.loads(body)))
        self.send_response(self.server.answers.pop(0) if self.server.answers else 201)
        self.end_headers()
        self.wfile.write(b'{"receipt": "RMS-0001"}')

    def log_message(self, *_):
        """Say nothing."""


@pytest.fixture
def rms(settings, tmp_path):
    settings.HOME = tmp_path
    server = HTTPServer(("127.0.0.1", 0), _System)
    server.heard, server.answers = [], []
    threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
    folder().mkdir()
    (folder() / "rms.toml").write_text(
        f'name = "Records"\nurl = "http://127.0.0.1:{server.server_port}/in"\ntoken = "secret"\n'
        'kinds = ["vulnerability_report", "voice_of_child"]\n'
    )
    yield server
    server.shutdown()
    server.server_close()


@pytest.fixture
def typed(db, at):
    for code in ("firstlight", "oak-cad"):
        register_source(code=code, name=code, owner="x", by=SYSTEM, at=at)

    def written(number=1, kind="vulnerability_report", source="firstlight", **more):
        raw = {
            "source": source, "source_ref": f"T-{number}", "kind": kind, "source_version": 1,
            "recorded_at": "2026-11-21T10:05:00Z", "narrative": "Afraid to go home.",
            "people": [{"key": "p1", "given": "Perrin", "family": "Okell", "born_on": "2012-05-14"}],
        } | more  # fmt: skip
        return take_in(raw, by=SYSTEM, at=at).ref

    return written


def _work(at, after=timedelta()):
    drain(at + after, at + after + timedelta(days=1))


def test_what_was_typed_is_posted_once_and_its_receipt_kept(rms, typed, at):
    ref = typed()
    typed(2, kind="incident")
    typed(3, source="oak-cad")
    _work(at)
    _work(at, timedelta(hours=1))
    ((headers, body),) = rms.heard
    (row,) = SendBack.objects.all()
    assert body["narrative"] == "Afraid to go home."
    assert headers["Idempotency-Key"] == row.ref
    assert headers["Authorization"] == "Bearer secret"
    assert (row.record, row.state, row.receipt, row.tries) == (ref, "received", "RMS-0001", 1)


def test_a_correction_goes_back_as_its_own_version(rms, typed, at):
    typed()
    typed(source_version=2, narrative="Afraid of her uncle.")
    _work(at)
    assert sorted(headers["Firstlight-Version"] for headers, _ in rms.heard) == ["1", "2"]


def test_a_system_that_does_not_answer_is_asked_again_with_the_same_key(rms, typed, at):
    rms.answers = [503, 500]
    typed()
    for hours in range(4):
        _work(at, timedelta(hours=hours))
    assert len({headers["Idempotency-Key"] for headers, _ in rms.heard}) == 1
    (row,) = SendBack.objects.all()
    assert (row.state, row.tries, len(rms.heard)) == ("received", 3, 3)


def test_what_tells_of_somebody_sealed_is_held_for_a_person(rms, typed, at):
    typed(9, source="oak-cad", kind="incident")
    (person,) = {who for _, _, _, who in partition()}
    restrict(
        target=person, level="sealed", reason="A witness.", custodians=["U-1"], by=SYSTEM, at=at
    )
    typed(1, people=[{"key": "p1", "given": "Perrin", "family": "Okell", "born_on": "2012-05-14"}])
    typed(2, kind="voice_of_child", people=[], statement={"handling": "C"})
    _work(at)
    assert rms.heard == []
    assert {row.state for row in SendBack.objects.all()} == {"held"}


def test_the_page_tells_what_was_received_and_what_is_held(rms, typed, at, client):
    ref = typed()
    _work(at)
    client.force_login(add_user(username="r", full_name="R", roles=["records"], by=SYSTEM, at=at))
    page = client.get("/returned").content.decode()
    assert ref in page
    assert "RMS-0001" in page
    assert ref not in client.get("/returned?state=held").content.decode()


def test_that_something_is_held_is_told_to_none_but_who_reads_the_journal(rms, typed, at, client):
    typed(1, statement={"handling": "C"})
    _work(at)
    said = {}
    for role in ("records", "dpo"):
        user = add_user(username=role, full_name=role, roles=[role], by=SYSTEM, at=at)
        client.force_login(user)
        said[role] = [
            "R-" in client.get(f"/returned?state={state}").content.decode()
            for state in ("waiting", "held")
        ]
    assert said == {"records": [True, False], "dpo": [False, True]}
