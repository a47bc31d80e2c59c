"""Where intake keeps anything about records: of each file, its lines by number and their faults."""

from firstlight.kernel.values.copy import Copy

COPIES = (
    Copy("intake.File", keeps=("name", "counts", "lines"),
         because="a file's name, and which of its lines came to what, by number"),
    Copy("intake.FileLine", keeps=("faults",),
         because="fields and what is wrong with them; a fault never says what a field holds"),
    Copy("intake.SendBack"),
    Copy("intake.Quality", keeps=("records",), because="references alone"),
)  # fmt: skip
