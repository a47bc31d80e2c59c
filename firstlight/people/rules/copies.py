"""Where people keeps who records are about."""

from firstlight.kernel.values.copy import Copy

COPIES = (
    Copy("people.Place", by="people.services.forget"),
    Copy("people.Name", by="people.services.forget"),
    Copy("people.NameKey", by="people.services.forget"),
    Copy("people.Mention", by="people.services.forget"),
    Copy("people.MentionKey", by="people.services.forget"),
    Copy("people.RetiredKey", by="people.services.forget"),
    Copy("people.SpentKey", by="people.services.forget"),
    Copy("people.Edge", by="people.services.forget"),
    Copy("people.Appearance", by="people.services.forget"),
    Copy("people.Person", by="people.services.forget"),
    Copy("people.Membership", by="people.services.forget"),
    Copy("people.Judgement", by="people.services.forget"),
    Copy("people.PlaceUse", by="people.services.forget"),
    Copy("people.PlaceSaid", by="people.services.forget"),
    Copy("people.ThingUse", by="people.services.forget"),
    Copy("people.Reliance"),
    Copy("people.Parting", keeps=("appearances", "forked", "shown_as"), because="references alone"),
)  # fmt: skip
