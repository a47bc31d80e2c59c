"""What the journal and the outbox keep of a record beside its references."""

from firstlight.kernel.values.copy import Copy

COPIES = (
    Copy("audit.Head"),
    Copy("audit.Journal", keeps=("refs",), because="references alone, sealed: they are never changed"),
    Copy("audit.JournalDetail", by="audit.services.forget"),
    Copy("audit.JournalRef"),
    Copy("audit.JournalErased"),
    Copy("audit.Beat", keeps=("name",), because="the name of a process"),
    Copy("audit.JournalAnchor", keeps=("mac", "key", "signature"), because="seals, which tell nothing"),
    Copy("audit.EventRow", keeps=("refs", "audience"), because="references and codes alone"),
    Copy("audit.Task", by="audit.services.forget"),
    Copy("audit.Due", by="audit.services.forget"),
)  # fmt: skip
