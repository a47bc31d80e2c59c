"""Fields and errors in GOV.UK markup, tied to their inputs by aria-describedby."""

from dataclasses import dataclass
from typing import Any

from django import forms, template
from django.forms.boundfield import BoundField
from django.utils.safestring import SafeString

register = template.Library()

_WIDTHS = {
    "date": "govuk-input--width-10",
    "datetime-local": "govuk-input--width-20",
    "number": "govuk-input--width-5",
}


@dataclass(frozen=True)
class FieldView:
    """What the template needs of one field; `kind` chooses the markup."""

    kind: str
    bound: BoundField
    id: str
    hint_id: str
    error_id: str
    described_by: str
    control: SafeString | None
    options: tuple[dict[str, Any], ...] = ()

    @property
    def has_errors(self) -> bool:
        """Whether the group is drawn in error."""
        return bool(self.bound.errors)


def kind_of(widget: forms.Widget) -> str:
    """Which markup a widget takes."""
    kinds: tuple[tuple[type[forms.Widget], str], ...] = (
        (forms.CheckboxSelectMultiple, "checkboxes"),
        (forms.RadioSelect, "radios"),
        (forms.Select, "select"),
        (forms.CheckboxInput, "checkbox"),
        (forms.Textarea, "textarea"),
        (forms.ClearableFileInput, "file"),
    )
    return next((kind for of, kind in kinds if isinstance(widget, of)), "input")


def view_of(bound: BoundField) -> FieldView:
    """The view of a bound field, ready for the template."""
    kind = kind_of(bound.field.widget)
    own = bound.auto_id or bound.html_name
    ids = [f"{own}-hint"] if bound.help_text else []
    ids += [f"{own}-error"] if bound.errors else []
    grouped = kind in ("checkboxes", "radios", "checkbox")
    return FieldView(
        kind=kind,
        bound=bound,
        id=own,
        hint_id=f"{own}-hint",
        error_id=f"{own}-error",
        described_by=" ".join(ids),
        control=None if grouped else _control(bound, kind, " ".join(ids)),
        options=_options(bound, kind) if grouped else (),
    )


def _control(bound: BoundField, kind: str, described_by: str) -> SafeString:
    widget = bound.field.widget
    family = {
        "textarea": "govuk-textarea",
        "select": "govuk-select",
        "file": "govuk-file-upload",
    }.get(kind, "govuk-input")
    classes = [family, str(widget.attrs.get("class", ""))]
    if kind == "input" and "class" not in widget.attrs:
        classes.append(_WIDTHS.get(str(getattr(widget, "input_type", "")), ""))
    if bound.errors:
        classes.append(f"{family}--error")
    attrs: dict[str, Any] = {"class": " ".join(c for c in classes if c)}
    if described_by:
        attrs["aria-describedby"] = described_by
    if kind == "textarea":
        attrs.setdefault(
            "rows", widget.attrs.get("rows", 5) if widget.attrs.get("rows") != "10" else 5
        )
    return bound.as_widget(attrs=attrs)


def _options(bound: BoundField, kind: str) -> tuple[dict[str, Any], ...]:
    if kind == "checkbox":
        on = bool(bound.value())
        return (
            {
                "id": bound.auto_id,
                "name": bound.html_name,
                "value": "on",
                "label": bound.label,
                "on": on,
                "hint": "",
            },
        )
    hints = getattr(bound.form, "choice_hints", {}).get(bound.name, {})
    return tuple(
        _option(sub.data, str(hints.get(str(sub.data["value"]), ""))) for sub in bound.subwidgets
    )


def _option(data: dict[str, Any], hint: str) -> dict[str, Any]:
    return {
        "id": data["attrs"].get("id", f"{data['name']}_{data['index']}"),
        "name": data["name"],
        "value": data["value"],
        "label": data["label"],
        "on": data["selected"],
        "disabled": data["attrs"].get("disabled", False),
        "hint": hint,
    }


@register.inclusion_tag("kit/forms/field.html")
def field(bound: BoundField, *, inline: bool = False, legend: str = "s") -> dict[str, object]:
    """One field; `inline` lays radios in a row; `legend` is the size s, m or l."""
    if bound.is_hidden:
        return {"hidden": bound.as_hidden()}
    return {"f": view_of(bound), "inline": inline, "legend": legend}


@register.inclusion_tag("kit/forms/form.html")
def form_fields(form: forms.BaseForm) -> dict[str, object]:
    """Every field of a form, without the form element, the token or the button."""
    return {"form": form, "hidden_fields": form.hidden_fields(), "visible": form.visible_fields()}


@register.inclusion_tag("kit/forms/error_summary.html")
def error_summary(form: forms.BaseForm) -> dict[str, object]:
    """All faults of a form told together, each linking to its field."""
    items: list[dict[str, str]] = []
    for name, errors in form.errors.items() if form.is_bound else ():
        items += [{"href": _anchor(form, name), "text": str(error)} for error in errors]
    return {"items": items}


def _anchor(form: forms.BaseForm, name: str) -> str:
    if name not in form.fields:
        return ""
    bound = form[name]
    own = bound.auto_id or bound.html_name
    return f"#{own}_0" if kind_of(bound.field.widget) in ("radios", "checkboxes") else f"#{own}"
