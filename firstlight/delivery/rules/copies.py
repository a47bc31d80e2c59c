"""What messages keep of a record: references by rule, and searched all the same."""

from firstlight.kernel.values.copy import Copy

COPIES = (
    Copy("delivery.Alert", text=("title",), anywhere=True, keeps=("url", "about"), because="references alone"),
    Copy("delivery.DeliveryStep"),
    Copy("delivery.Letter", keeps=("answer",), because="the code of a receiver's answer"),
    Copy("delivery.ChannelOutage", keeps=("reason",), because="the kind of a fault of a channel"),
)  # fmt: skip
