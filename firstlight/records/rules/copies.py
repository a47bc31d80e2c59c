"""Where the store of records keeps them."""

from firstlight.kernel.values.copy import Copy

COPIES = (
    Copy("records.Source", keeps=("name", "owner", "kinds", "area", "not_covered"), because="about a system"),
    Copy("records.SourceState"),
    Copy("records.Record", by="records.services.forget"),
    Copy("records.Version", by="records.services.forget"),
    Copy("records.Waiting", by="records.services.forget"),
)  # fmt: skip
