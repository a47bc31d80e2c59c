"""What access keeps of a record: drafts nobody sent, and words of restrictions."""

from firstlight.kernel.values.copy import Copy

COPIES = (
    Copy("access.User", keeps=("username", "password", "full_name", "roles", "mail", "own_refs", "outside"),
         because="accounts of those who sign in, and no record about them"),
    Copy("access.Restriction", found=("target",), text=("safety_line", "reason"), keeps=("custodians",),
         because="custodians are codes"),
    Copy("access.Grant", keeps=("because",), because="a code of what gave the need to know"),
    Copy("access.Opening", found=("target",), text=("reason", "said"),
         keeps=("by", "custodians", "outcome", "reviewed_by"), because="codes and accounts"),
    Copy("access.Interest", keeps=("kind", "name", "former", "address"),
         because="what somebody who signs in says of themselves"),
    Copy("access.Draft", values=("data",), anywhere=True, keeps=("key",), because="the code of a form"),
    Copy("access.Factor", keeps=("kind", "title", "secret"), because="a second step, and no record"),
    Copy("access.Signed", keeps=("device", "how", "ended"), because="a session of one who signs in"),
    Copy("access.Device", keeps=("digest", "title"), because="a browser of one who signs in"),
    Copy("access.Failure", keeps=("account", "address"), because="keyed hashes, kept a day"),
    Copy("access.WayIn", keeps=("digest",), because="the hash of a link"),
    Copy("access.Token", keeps=("name", "scopes", "made_by"), because="the name of a system"),
    Copy("access.Allowance", keeps=("key",), because="the name of a system, and a number"),
    Copy("access.Answered", keeps=("token", "key", "asked", "content"),
         because="references and outcomes, kept a day"),
)  # fmt: skip
