"""What import-linter cannot see: strings that name another app obey the floors too."""

import ast
import re

import pytest

from house.tree import PACKAGE, app_of, apps, files, floors, may_reach, named, python, text, tree

FIELDS = {"ForeignKey", "OneToOneField", "ManyToManyField"}
TAG = re.compile(r"""{%-?\s*(extends|include|url|static)\s+["']([^"']+)["']""")
LOAD = re.compile(r"{%-?\s*load\s+([^%]+?)\s*-?%}")
TEMPLATES = [p for p in files() if PACKAGE in p.parents and "templates" in p.parts]


def _calls(path):
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Call):
            name = getattr(node.func, "attr", getattr(node.func, "id", ""))
            words = [a.value for a in node.args if isinstance(a, ast.Constant)]
            words += [k.value.value for k in node.keywords
                      if k.arg in {"to", "template_name"} and isinstance(k.value, ast.Constant)]  # fmt: skip
            yield node, name, [word for word in words if isinstance(word, str)]


def test_every_app_stands_on_a_floor():
    assert sorted(set(apps()) - set(floors())) == []


def test_a_foreign_key_by_name_points_down():
    wrong = []
    for path in python("firstlight"):
        for node, name, words in _calls(path):
            if name in FIELDS and words and "." in words[0]:
                target = words[0].split(".")[0]
                if not may_reach(app_of(path), target):
                    wrong.append(f"{named(path)}:{node.lineno} -> {words[0]}")
    assert wrong == []


def test_a_view_renders_its_own_template_or_one_from_below():
    wrong = []
    for path in python("firstlight"):
        for node, name, words in _calls(path):
            if name in {"render", "render_to_string", "get_template", "TemplateResponse"}:
                for word in (w for w in words if w.endswith((".html", ".txt")) and "/" in w):
                    if not may_reach(app_of(path), word.split("/")[0]):
                        wrong.append(f"{named(path)}:{node.lineno} -> {word}")
    assert wrong == []


def test_code_names_addresses_of_its_own_or_from_below():
    wrong = []
    for path in python("firstlight"):
        for node, name, words in _calls(path):
            if name in {"reverse", "reverse_lazy", "redirect"} and words and ":" in words[0]:
                target = words[0].split(":")[0]
                if target in floors() and not may_reach(app_of(path), target):
                    wrong.append(f"{named(path)}:{node.lineno} -> {words[0]}")
    assert wrong == []


@pytest.mark.parametrize("path", TEMPLATES, ids=named)
def test_a_template_points_down(path):
    wrong = []
    for tag, word in TAG.findall(text(path)):
        target = re.split(r"[/:]", word)[0]
        known = target in floors() or tag in {"extends", "include"}
        if known and not may_reach(app_of(path), target):
            wrong.append(f"{tag} {word}")
    assert wrong == [], "menus and links across apps are tables in firstlight/config"


def test_a_template_loads_tags_of_its_own_or_from_below():
    owners = {
        p.stem: app_of(p) for p in python("firstlight")
        if p.parent.name == "templatetags" and p.stem != "__init__"
    }  # fmt: skip
    wrong = []
    for path in TEMPLATES:
        for names in LOAD.findall(text(path)):
            for name in names.split(" from ")[-1].split():
                if name in owners and not may_reach(app_of(path), owners[name]):
                    wrong.append(f"{named(path)} loads {name}")
    assert wrong == []
