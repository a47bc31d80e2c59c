from datetime import UTC, datetime

import pytest
from django import forms
from django.template.loader import render_to_string

from firstlight.kit.forms import KitForm, KitRenderer, MomentField
from firstlight.kit.samples import SampleForm


class Told(KitForm):
    told_at = MomentField(required=False)


def cleaned(text):
    form = Told({"told_at": text})
    assert form.is_valid(), form.errors
    return form.cleaned_data["told_at"]


def test_a_uk_time_becomes_utc():
    assert cleaned("2026-06-01T10:05") == datetime(2026, 6, 1, 9, 5, tzinfo=UTC)
    assert cleaned("22/11/2026 0210") == datetime(2026, 11, 22, 2, 10, tzinfo=UTC)


def test_the_repeated_hour_is_taken_as_the_first_so_that_no_clock_starts_late():
    assert cleaned("2026-10-25T01:30") == datetime(2026, 10, 25, 0, 30, tzinfo=UTC)


def test_the_skipped_hour_is_not_refused():
    assert cleaned("2026-03-29T01:30") == datetime(2026, 3, 29, 1, 30, tzinfo=UTC)


@pytest.mark.parametrize("text", ["31/02/2026 10:00", "soon", "2026-13-01T10:00"])
def test_what_is_no_time_is_a_fault(text):
    assert "told_at" in Told({"told_at": text}).errors


def test_a_stored_moment_opens_in_uk_time():
    form = Told(initial={"told_at": datetime(2026, 6, 1, 9, 5, tzinfo=UTC)})
    assert 'value="2026-06-01T10:05"' in str(form)


def test_every_fault_is_tied_to_its_input_and_told_in_the_summary(draw):
    form = SampleForm({})
    page = draw("{% error_summary form %}{% form_fields form %}", form=form)
    assert page.count("govuk-error-message") == len(form.errors) == 9
    for name in ("words", "place", "post", "told_at", "born_on", "age", "agreed"):
        assert f'href="#id_{name}"' in page
        assert f'id="id_{name}-error"' in page
        assert f"id_{name}-error" in page.split(f'name="{name}"')[1].split(">")[0]
    assert 'href="#id_seen_0"' in page
    assert "Not answered: Post" in page


def test_a_hint_is_tied_to_its_input(draw):
    page = draw("{% form_fields form %}", form=SampleForm())
    assert 'aria-describedby="id_words-hint"' in page
    assert 'aria-describedby="id_seen_2-hint"' in page
    assert "govuk-error" not in page


def test_a_form_without_faults_has_no_summary(draw):
    assert draw("{% error_summary form %}", form=SampleForm()).strip() == ""


def test_any_form_is_drawn_by_the_renderer():
    class Plain(forms.Form):
        name = forms.CharField()

    assert "govuk-form-group" in Plain(renderer=KitRenderer()).render()


def test_not_there_and_not_yours_have_the_same_body():
    assert render_to_string("kit/error.html", {"status": 403}) == render_to_string(
        "kit/error.html", {"status": 404}
    )


def test_paper_is_marked_at_head_and_foot():
    paper = render_to_string("kit/print.html", {"title": "Brief"})
    assert paper.count("OFFICIAL-SENSITIVE - PERSONAL") == 2


def test_the_page_stands_with_nothing_in_its_context():
    page = render_to_string("kit/base.html", {})
    assert "Skip to main content" in page
    assert 'lang="en-GB"' in page
    assert "style=" not in page
