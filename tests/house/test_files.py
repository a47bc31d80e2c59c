"""Files: names that say what they hold, sizes a reader can hold, nothing of anybody's machine."""

import ast
import re

from house.tree import files, named, python, text, tree

NO_NAMES = {
    "utils",
    "util",
    "helpers",
    "helper",
    "common",
    "misc",
    "core",
    "base",
    "manager",
    "managers",
}
# The one page frame; Django's own word for it, extended by every page.
NAMED_BY_DJANGO = {"firstlight/kit/templates/kit/base.html"}
# Tables of data: a row a line, nothing to understand at once.
LONG_TABLES = {
    "firstlight/people/rules/nicknames.py",
    "firstlight/kit/rules/glossary.py",
    "firstlight/force/rules/settings.py",
}
LONGEST_FILE = 300
LONGEST_FUNCTION = 45
LOCKED = {"requirements/run.txt", "requirements/dev.txt"}
# Written so that this file does not find itself.
MACHINE = re.compile(
    r"(?<![\w.-])/(?:tmp/[\w.-]|root/[\w.-]|home/\w+/\w|work/(?:main|shared|\.))"
    r"|[A-Za-z]:\\Users\\"
    r"|(?:pypi|pythonhosted|npmjs|registry)\.(?:org|com|io)"
    r"|--(?:extra-)?index-url|--find-links"
)
MACHINE_MAY = {"tests/house/test_files.py", "scripts/setup"}
MEDIA = {".jpg", ".jpeg", ".gif", ".bmp", ".heic", ".webp", ".mp4", ".mov", ".avi", ".mp3", ".wav"}


def test_no_file_has_a_name_that_says_nothing():
    code = (p for p in files() if p.suffix in {".py", ".html", ".js", ".scss", ".css", ".sh"})
    wrong = [named(p) for p in code if p.stem.lstrip("_") in NO_NAMES]
    wrong = [name for name in wrong if name not in NAMED_BY_DJANGO]
    assert wrong == [], "name it for what it holds"


def test_no_file_is_longer_than_a_reader_can_hold():
    wrong = {
        named(p): lines for p in python()
        if (lines := len(text(p).splitlines())) > LONGEST_FILE and named(p) not in LONG_TABLES
    }  # fmt: skip
    assert wrong == {}, "split by noun or verb; a table of data may be listed in LONG_TABLES"


def test_no_function_is_longer_than_a_screen():
    wrong = [
        f"{named(p)}:{node.lineno} {node.name}"
        for p in python()
        for node in ast.walk(tree(p))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        and node.end_lineno - node.lineno + 1 > LONGEST_FUNCTION
    ]
    assert wrong == []


def test_every_package_and_app_says_in_one_line_what_it_is_for():
    wrong = [
        named(p) for p in python("firstlight")
        if p.name == "__init__.py" and p.parent.parent.name == "firstlight"
        and not ast.get_docstring(tree(p))
    ]  # fmt: skip
    assert wrong == []


def test_nothing_names_a_machine_or_a_package_index():
    wrong = []
    for path in files():
        if named(path) in MACHINE_MAY or ".min." in path.name:
            continue
        skip = 2 if named(path) in LOCKED else 0  # the head names the command that wrote it
        for number, line in enumerate(text(path).splitlines(), 1):
            if number > skip and MACHINE.search(line):
                wrong.append(f"{named(path)}:{number}")
    assert wrong == []


def test_no_picture_but_the_screenshots_is_kept():
    wrong = [
        named(p) for p in files()
        if p.suffix.lower() in MEDIA
        or (p.suffix.lower() == ".png" and not named(p).startswith(("docs/screenshots/", "firstlight/kit/static/")))
    ]  # fmt: skip
    assert wrong == []


def test_pages_hold_no_inline_style_or_script():
    bad = re.compile(
        r"\sstyle=|\son(?:click|change|submit|load|input)=|<style|<script(?![^>]*\ssrc=)",
        re.IGNORECASE,
    )
    wrong = [
        f"{named(p)}:{number}"
        for p in files()
        if p.suffix == ".html" and named(p).startswith("firstlight/")
        for number, line in enumerate(text(p).splitlines(), 1)
        if bad.search(line) and 'type="application/json"' not in line
    ]
    assert wrong == [], "the content security policy refuses them"
