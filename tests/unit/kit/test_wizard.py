from urllib.parse import urlencode

import pytest
from django import forms
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.test import RequestFactory

from firstlight.kit.answers import Step
from firstlight.kit.forms import KitForm
from firstlight.kit.wizard import WizardView


class Child(KitForm):
    age = forms.IntegerField(label="Age")
    seen = forms.ChoiceField(
        label="Seen", choices=(("yes", "Yes"), ("no", "No")), widget=forms.RadioSelect
    )


class Tonight(KitForm):
    place = forms.CharField(label="Where the child sleeps tonight")


class Store(dict):
    def load(self, key):
        return dict(self.get(key, {}))

    def save(self, key, draft):
        self[key] = draft

    def clear(self, key):
        self.pop(key, None)


class Wizard(WizardView):
    steps = (Step("child", "The child", Child), Step("tonight", "Tonight", Tonight))
    title = "Report"
    drafts = Store()
    finished = []

    def store(self):
        return self.drafts

    def key(self):
        return "report"

    def url_of(self, slug):
        return f"/report/{slug}/"

    def opening(self, step):
        return {"place": "Larch House"} if step.slug == "tonight" else {}

    def finish(self, request, answers, gaps):
        self.finished.append((answers, gaps))
        return HttpResponseRedirect("/done/") if answers["tonight"].get("place") else HttpResponse()


@pytest.fixture(autouse=True)
def fresh():
    Wizard.drafts = Store()
    Wizard.finished = []


def get(slug, query=""):
    return Wizard.as_view()(RequestFactory().get(f"/report/{slug}/{query}"), slug=slug)


def post(slug, action="next", **data):
    request = RequestFactory().post(
        f"/report/{slug}/",
        urlencode({"wizard": action, **data}),
        content_type="application/x-www-form-urlencoded",
    )
    return Wizard.as_view()(request, slug=slug)


def test_a_full_step_goes_on():
    assert post("child", age=14, seen="yes").url == "/report/tonight/"


def test_a_gap_is_told_once_and_what_was_typed_is_kept():
    told = post("child", age="fourteen")
    assert told.status_code == 422
    assert b"Not answered: Seen" in told.content
    assert Wizard.drafts["report"]["child"] == {"age": ["fourteen"]}


def test_a_step_saves_with_gaps_and_goes_on():
    assert post("child", "save", age="fourteen").url == "/report/tonight/"
    again = get("child").content
    assert b'value="fourteen"' in again
    assert b"govuk-error-summary" not in again


def test_back_keeps_what_was_typed():
    assert post("tonight", "back", place="Aunt's").url == "/report/child/"
    assert b"Aunt&#x27;s" in get("tonight").content


def test_a_step_opens_with_what_is_known():
    assert b'value="Larch House"' in get("tonight").content


def test_the_check_page_says_answers_in_words_and_counts_the_gaps():
    post("child", "save", seen="no")
    page = get("check").content.decode()
    assert "Larch House" in page
    assert "Not answered: Age" in page
    assert "One answer is missing" in page
    assert ">No<" in page


def test_finish_is_given_answers_and_gaps_and_then_the_draft_goes():
    post("child", "save", age=14)
    assert post("check").url == "/done/"
    answers, gaps = Wizard.finished[0]
    assert answers["child"]["age"] == 14
    assert gaps == 1
    assert Wizard.drafts == {}


def test_a_draft_stays_when_finish_does_not_go_on():
    post("tonight", "save", place="")
    post("check")
    assert "report" in Wizard.drafts


def test_only_the_forms_own_fields_are_kept():
    post("child", age=14, seen="yes", other="x", csrfmiddlewaretoken="t")
    assert set(Wizard.drafts["report"]["child"]) == {"age", "seen"}


def test_a_step_that_is_not_there_is_not_found():
    with pytest.raises(Http404):
        get("elsewhere")
