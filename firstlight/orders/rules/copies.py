"""What was done about orders: breaches answered, addresses looked at before they are accepted."""

from firstlight.kernel.values.copy import Copy

COPIES = (
    Copy("orders.Breach", found=("ref", "order", "job"), text=("because",), values=("people",)),
    Copy("orders.BreachAnswer", found=("breach__ref", "breach__order", "breach__job"),
         text=("why_not", "owner")),
    Copy("orders.AddressCheck", found=("ref", "anchor", "place", "record"), text=("address", "because"),
         values=("children",)),
    Copy("orders.ForceAsked", found=("check_of__ref", "check_of__anchor", "check_of__place"),
         text=("force", "said")),
)  # fmt: skip
