"""What the command line and the API say of somebody is what the page says, at one position."""

from __future__ import annotations

import json
import re
from datetime import datetime

import pytest

from firstlight.config.cli import main
from firstlight.kernel.values.when import london_date
from tests.integration.chain.conftest import words

pytestmark = [pytest.mark.django_db, pytest.mark.once, pytest.mark.timeout(300)]
TEN = (
    ("six_systems", "ola"), ("maya", "maya"), ("fourteen_weeks", "eldest"), ("da_tonight", "poppy"),
    ("da_tonight", "man"), ("county_line", "ruby"), ("images", "boy"), ("low_grade", "child"),
    ("turning_18", "who"), ("priest_twins", "kaden"),
)  # fmt: skip


@pytest.fixture(scope="module")
def stories(settled):
    told = sorted({story for story, _ in TEN})
    rows = [raw for moment, _, raw in settled.records(*told) if moment <= settled.now]
    settled.tell_at_once(rows)
    settled.work()
    return settled


@pytest.fixture
def told(stories, oakshire):
    return oakshire


def printed(capsys, *arguments):
    capsys.readouterr()
    assert main(list(arguments)) == 0
    return json.loads(capsys.readouterr().out)


def test_the_picture_of_ten_people_is_one_and_the_same_at_every_door(told, capsys):
    client, api = told.signed_in("pc.hale"), told.api("pc.hale")
    for story, key in TEN:
        ref = told.person(story, key)
        command = printed(capsys, "picture", ref, "--json", "--user", "pc.hale")
        over_http = api("get", f"people/{ref}").json()["picture"]
        assert over_http == command, (story, key)
        page = client.get(f"/people/{ref}")
        text, said = page.content.decode(), words(page)
        on_page = set(re.findall(r"/records/(R-[0-9A-Z]{10})", text))
        in_picture = {one["ref"] for one in command["records"]}
        assert in_picture <= on_page, (story, key, in_picture - on_page)
        others = {one["ref"] for one in command["may_be"]}
        assert on_page <= in_picture | others | told_elsewhere(command), (story, key)
        if command.get("born_on"):
            day = london_date_of(command["born_on"])
            assert day in said, (story, key, day)


def told_elsewhere(picture):
    return set(re.findall(r"R-[0-9A-Z]{10}", json.dumps(picture)))


def london_date_of(text):
    day = datetime.fromisoformat(f"{text[:10]}T12:00:00+00:00")
    return f"{london_date(day).day} {day:%B %Y}"


def test_the_brief_of_ten_people_is_one_and_the_same_on_the_command_line_and_the_page(told, capsys):
    client, api = told.signed_in("pc.hale"), told.api("pc.hale")
    for story, key in TEN:
        ref = told.person(story, key)
        made = printed(capsys, "brief", "--person", ref, "--json", "--user", "pc.hale")
        assert api("get", f"briefs/{made['ref']}").json()["brief"] == made["brief"]
        doc, said = made["brief"], words(client.get(f"/briefs/{made['ref']}"))
        wanted = [line["text"] for line in doc["top"]]
        wanted += [one["words"] for one in doc["dangers"]] + [one["line"] for one in doc["orders"]]
        wanted += [one["line"] for one in doc["children"]] + [
            one["text"] for one in doc["narrative"]
        ]
        wanted += [one["said"] for one in doc["sources"]]
        wanted += [doc["radio"], doc["restricted_line"], doc["heading"]]
        missing = [one for one in wanted if re.sub(r"\s+", " ", one) not in said]
        assert missing == [], (story, key)
        paper = words(client.get(f"/briefs/{made['ref']}/print"))
        assert [one for one in wanted if re.sub(r"\s+", " ", one) not in paper] == [], (story, key)
