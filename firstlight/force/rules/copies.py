"""What the force's own tables keep: nothing of a record but reasons somebody typed."""

from firstlight.kernel.values.copy import Copy

COPIES = (
    Copy("force.SettingRow", text=("reason",), anywhere=True, keeps=("value",), because="a setting's value"),
    Copy("force.Organisation", keeps=("name", "mail", "address", "contact_role", "area", "also_called"),
         because="organisations the force talks with"),
    Copy("force.Approval", found=("about",), text=("reason", "because"), keeps=("about", "proposal"), anywhere=True,
         because="codes of settings and their values"),
)  # fmt: skip
