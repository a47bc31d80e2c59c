"""Fictional values for the gallery, which shows every component once."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

from django import forms
from django.core.paginator import Paginator

from firstlight.kit.components.signs import answer, due, level
from firstlight.kit.forms import DayInput, KitForm, MomentField
from firstlight.kit.rules import drawings

AT = datetime(2026, 11, 22, 2, 10, tzinfo=UTC)
_YES_NO = (("yes", "Yes"), ("no", "No"), ("unknown", "Not known"))


class SampleForm(KitForm):
    """One field of each kind."""

    choice_hints = {"seen": {"unknown": "Nobody has asked, or the answer was not clear"}}
    words = forms.CharField(
        label="What the child said", help_text="In the child's own words", widget=forms.Textarea
    )
    place = forms.CharField(label="Where the child sleeps tonight")
    seen = forms.ChoiceField(
        label="Was the child seen alone?", choices=_YES_NO, widget=forms.RadioSelect
    )
    present = forms.MultipleChoiceField(
        label="Who was there",
        choices=(("adult", "An adult"), ("child", "Another child")),
        widget=forms.CheckboxSelectMultiple,
    )
    post = forms.ChoiceField(
        label="Post",
        choices=(
            ("", "Choose a post"),
            ("di", "Duty inspector"),
            ("fim", "Force incident manager"),
        ),
    )
    told_at = MomentField(
        label="When was the force told?",
        help_text="The earliest moment it reached any line or officer",
    )
    born_on = forms.DateField(label="Date of birth", widget=DayInput)
    age = forms.IntegerField(label="Age if no date is known")
    agreed = forms.BooleanField(label="I have read the reasons")


class SampleFilters(KitForm):
    """Filters as a list page has them."""

    queue = forms.ChoiceField(
        label="Queue",
        required=False,
        choices=(("", "All"), ("missing", "Missing"), ("domestic", "Domestic abuse")),
    )
    late = forms.BooleanField(label="Late only", required=False)


def _ago(**kwargs: int) -> datetime:
    return AT - timedelta(**kwargs)


def _happenings() -> list[drawings.Happening]:
    return [
        drawings.Happening(
            _ago(days=61), "Missing", "Missing from Larch House", until=_ago(days=59), url="#h1"
        ),
        drawings.Happening(_ago(days=40), "Domestic", "Shouting heard at Kestrel Rise, Stanbridge"),
        drawings.Happening(_ago(days=33), "Found with", "Seen at Tarnley bus station", may_be=True),
        drawings.Happening(
            _ago(days=21), "Missing", "Missing from school, Pellbrook", until=_ago(days=20)
        ),
        drawings.Happening(_ago(days=4), "Custody", "Arrested in Harrowmere: suspect and victim"),
        drawings.Happening(_ago(hours=9), "Missing", "Not back at 17:00", until=AT),
    ]


def _family() -> tuple[list[drawings.Member], list[drawings.Relation]]:
    people = [
        drawings.Member("P1", "Dana Marsh", "mother, 38", url="#p1"),
        drawings.Member("P2", "Rhys Coll", "mother's partner, 41", url="#p2"),
        drawings.Member("P3", "Ivy Marsh", "14", child=True, url="#p3"),
        drawings.Member("P4", "Ira Marsh", "twin, 14", url="#p4"),
        drawings.Member("P5", "Gwen Marsh", "grandmother, age not known", url="#p5"),
        drawings.Member("P6", '"Kez"', "associate, age not known", url="#p6"),
    ]
    relations = [
        drawings.Relation("P5", "P1", "parent"),
        drawings.Relation("P1", "P2", "partner"),
        drawings.Relation("P1", "P3", "parent"),
        drawings.Relation("P1", "P4", "parent"),
        drawings.Relation("P3", "P4", "twin"),
        drawings.Relation("P3", "P6", "associate", may_be=True),
    ]
    return people, relations


def _levels() -> list[drawings.LevelPoint]:
    return [
        drawings.LevelPoint(_ago(days=5), "medium", None, "Two missing happenings in 90 days"),
        drawings.LevelPoint(_ago(days=4), "medium", "low", "Graded by the duty sergeant"),
        drawings.LevelPoint(_ago(days=2), None, "low", "Picture unavailable"),
        drawings.LevelPoint(_ago(days=1), "high", "medium", "Link to an adult who exploits"),
        drawings.LevelPoint(_ago(hours=9), "high", "high", "Agreed by the duty inspector"),
    ]


def _parts() -> list[drawings.Part]:
    return [
        drawings.Part("Before comparing", -8.2, "how rare a match is"),
        drawings.Part("Date of birth", 11.4, "the same day"),
        drawings.Part("Surname", 6.1, "sounds the same"),
        drawings.Part("First name", -3.4, "different, same initial"),
        drawings.Part("Postcode", 4.8, "same street"),
        drawings.Part("Telephone", 0.0, "retired: too many people share it"),
    ]


def _bars() -> list[drawings.Bar]:
    return [
        drawings.Bar("Interviews offered in 72 h", 31, 44),
        drawings.Bar("Interviews held", 19, 44),
        drawings.Bar("Result read by police", None, 44),
        drawings.Bar("Held out of the county", 0, 0),
    ]


def _frame() -> dict[str, Any]:
    return {
        "title": "Gallery of components",
        "caption": "Kit",
        "force_name": "Oakshire Police",
        "signed_in": {"name": "Insp Sam Lowe", "role": "Duty inspector, north"},
        "sign_out_url": "/sign-out/",
        "demo": {
            "at": AT,
            "actions": [{"url": "/demo/play/", "label": "Play the next hours"}],
            "links": [{"url": "/tour/", "label": "Tour"}],
        },
        "menu": [
            {"label": "Board", "url": "#board", "current": True, "count": 7},
            {"label": "My work", "url": "#work", "count": 2},
            {"label": "Missing", "url": "#missing"},
            {"label": "Domestic abuse", "url": "#domestic"},
            {"label": "Online", "url": "#online"},
            {"label": "Search", "url": "#search"},
            {"label": "More", "under": [{"label": "Orders", "url": "#orders"}]},
        ],
        "breadcrumbs": [{"label": "Board", "url": "#board"}, {"label": "Gallery", "url": ""}],
        "foot_links": [
            {"label": "Glossary", "url": "#glossary"},
            {"label": "Accessibility", "url": "#accessibility"},
        ],
    }


def _signs() -> dict[str, Any]:
    levels = {
        "missing": ("very_low", "low", "medium", "high", None),
        "domestic": ("standard", "medium", "high", None),
        "exploitation": ("low", "medium", "high", None),
    }
    return {
        "at": AT,
        "soon": AT + timedelta(minutes=40),
        "late": _ago(minutes=12),
        "later": AT + timedelta(days=2, hours=3),
        "told": _ago(hours=3, minutes=10),
        "born": date(2012, 5, 14),
        "levels": [(framework, value) for framework, values in levels.items() for value in values],
        "answers": ("yes", "no", "unknown"),
        "sources": ("found", "none", "unavailable", "not_checked"),
        "tones": ("blue", "green", "red", "purple", "grey", "teal", "yellow"),
    }


def _lists() -> dict[str, Any]:
    return {
        "rows": [
            {
                "key": "Where the child sleeps tonight",
                "value": "Larch House, Wexcombe",
                "action_url": "#change",
            },
            {"key": "Seen alone", "value": answer("unknown")},
            {"key": "School", "value": None},
        ],
        "headers": [
            "Reference",
            {"label": "Level"},
            {"label": "Due", "sort": "ascending"},
            {"label": "Contacts", "numeric": True},
        ],
        "table": [
            [
                "M-7K2P",
                level("high", "missing", bare=True),
                {"text": due(_ago(minutes=12), AT), "sort": 1},
                4,
            ],
            [
                "D-94QX",
                level("medium", "domestic", bare=True),
                {"text": due(AT + timedelta(minutes=40), AT), "sort": 2},
                None,
            ],
        ],
        "tabs": [
            {"label": "Open", "url": "#open", "current": True, "count": 7},
            {"label": "Late", "url": "#late", "count": 1},
            {"label": "Closed", "url": "#closed"},
        ],
        "page": Paginator(range(95), 10).page(4),
    }


def _drawn() -> dict[str, Any]:
    people, relations = _family()
    return {
        "form": SampleForm({"words": "I do not want to go back", "told_at": "2026-11-22T02:00"}),
        "clean": SampleForm(),
        "filter_form": SampleFilters(),
        "hidden": {"ref": "D-94QX"},
        "happenings": _happenings(),
        "people": people,
        "relations": relations,
        "points": _levels(),
        "parts": _parts(),
        "bars": _bars(),
    }


def gallery_context() -> dict[str, Any]:
    """All that `kit/gallery.html` shows."""
    return _frame() | _signs() | _lists() | _drawn()
