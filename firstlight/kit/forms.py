"""Forms in GOV.UK markup: the renderer behind `{{ form }}`, and inputs for days and moments."""

from datetime import UTC, datetime
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.forms.renderers import DjangoTemplates
from django.utils.dateparse import parse_datetime

from firstlight.kernel.values.when import LONDON, london


class KitRenderer(DjangoTemplates):
    """As `FORM_RENDERER`, or by `KitForm`, draws any form and field with the kit's templates."""

    form_template_name = "kit/forms/form.html"
    field_template_name = "kit/forms/one.html"


class DayInput(forms.DateInput):
    """The device's own date picker; sends and shows YYYY-MM-DD whatever the locale."""

    input_type = "date"

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(attrs=attrs, format="%Y-%m-%d")


class MomentInput(forms.DateTimeInput):
    """The device's own date and time picker, in UK time."""

    input_type = "datetime-local"

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(attrs=attrs, format="%Y-%m-%dT%H:%M")


class MomentField(forms.Field):
    """A UK time typed by a person, cleaned to an aware UTC datetime.

    A time that happens twice when the clocks go back is taken as the first, so that a clock starts
    no later than it should; a time skipped when they go forward is moved on by the hour. Neither
    is refused: a form can always be saved.
    """

    widget = MomentInput
    default_error_messages = {"invalid": "Enter a real date and time, such as 22/11/2026 02:10"}

    def to_python(self, value: object) -> datetime | None:
        """The moment, or None where nothing was typed; refuses what is not a time."""
        if value in self.empty_values:
            return None
        parsed = value if isinstance(value, datetime) else _typed(str(value))
        if parsed is None:
            raise ValidationError(self.error_messages["invalid"], code="invalid")
        local = parsed if parsed.tzinfo else parsed.replace(tzinfo=LONDON, fold=0)
        return local.astimezone(UTC)

    def prepare_value(self, value: object) -> object:
        """A stored moment as the UK time the picker shows."""
        if isinstance(value, datetime) and value.tzinfo:
            return london(value).strftime("%Y-%m-%dT%H:%M")
        return value

    def has_changed(self, initial: object, data: object) -> bool:
        """Compares to the minute, which is all that the picker can send."""
        was = self.prepare_value(initial)
        return str(was or "")[:16] != str(data or "")[:16]


def _typed(text: str) -> datetime | None:
    try:
        iso = parse_datetime(text.strip())
    except ValueError:
        return None
    if iso is not None:
        return iso
    for pattern in ("%d/%m/%Y %H:%M", "%d/%m/%Y %H%M"):
        try:
            return datetime.strptime(text.strip(), pattern)  # noqa: DTZ007 -- UK time follows
        except ValueError:
            continue
    return None


class KitForm(forms.Form):
    """A form in the kit's markup. `choice_hints` gives a hint per choice."""

    default_renderer = KitRenderer
    choice_hints: dict[str, dict[str, str]] = {}
    use_required_attribute = False

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        dress(self)


def dress(form: forms.BaseForm) -> None:
    """Gives plain date and time inputs native pickers, and every gap its field's own words."""
    for name, field in form.fields.items():
        if field.error_messages.get("required") == forms.Field.default_error_messages["required"]:
            label = field.label or name.replace("_", " ").capitalize()
            field.error_messages["required"] = f"Not answered: {label}"
        if type(field.widget) is forms.DateInput:
            field.widget = _with_attrs(DayInput(), field.widget)
        elif type(field.widget) is forms.DateTimeInput:
            field.widget = _with_attrs(MomentInput(), field.widget)


def _with_attrs(new: forms.Widget, old: forms.Widget) -> forms.Widget:
    new.attrs.update(old.attrs)
    new.is_required = old.is_required
    return new
