"""A large file is read in little memory, whatever its format: what was read is let go of."""

import tracemalloc

import pytest

from firstlight.intake.opening import Asked, checked, readers
from firstlight.kernel.values.viewer import system_viewer
from firstlight.records.services import register_source

SYSTEM = system_viewer("test")
SAID = "Shouting heard from the flat above; the neighbour rang twice. " * 160
MAPPING = 'source = "large"\nkind = "partner_concern"\nreference = "Ref"\n[columns]\n"Said" = "narrative"\n'
FORMS = {
    "jsonl": ("", '{{"source_ref": "B-{0}", "kind": "partner_concern", "narrative": "{1}"}}\n', ""),
    "csv": ("Ref,Said\n", 'B-{0},"{1}"\n', ""),
    "cin": (
        "<Message><Children>",
        "<Child><LAchildID>D{0}</LAchildID><CINdetails><Said>{1}</Said></CINdetails></Child>",
        "</Children></Message>",
    ),
}  # fmt: skip
ROWS = 400
MEGABYTE = 1024 * 1024


@pytest.mark.parametrize("form", FORMS)
def test_a_file_of_four_megabytes_is_read_in_one(db, tmp_path, at, form):
    register_source(code="large", name="Large", owner="x", by=SYSTEM, at=at)
    mapping, path = tmp_path / "large.toml", tmp_path / "large.txt"
    mapping.write_text(MAPPING)
    begins, row, ends = FORMS[form]
    path.write_text(begins + "".join(row.format(n, SAID) for n in range(ROWS)) + ends)
    assert path.stat().st_size > 3.5 * MEGABYTE
    asked = checked([path], Asked("large", at, form=form, mapping=mapping))
    opened = readers([path], asked)
    _, offers = next(opened)
    next(offers)
    tracemalloc.start()
    try:
        count = sum(offer.record is not None for offer in offers)
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert count == ROWS - 1
    assert peak < MEGABYTE
