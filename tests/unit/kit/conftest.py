import django
import pytest
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.template import Context, engines

if not settings.configured:
    try:
        assert settings.INSTALLED_APPS
    except (ImportError, ImproperlyConfigured):  # no settings module: the kit stands alone
        settings.configure(
            INSTALLED_APPS=["django.contrib.staticfiles", "firstlight.kit"],
            STATIC_URL="/static/",
            SECRET_KEY="fixed for these tests",
            USE_TZ=True,
            TIME_ZONE="Europe/London",
            FORM_RENDERER="firstlight.kit.forms.KitRenderer",
            ROOT_URLCONF="firstlight.kit.urls",
            TEMPLATES=[
                {"BACKEND": "django.template.backends.django.DjangoTemplates", "APP_DIRS": True}
            ],
        )
        django.setup()


@pytest.fixture
def draw():
    """Renders a template source with `{% load kit %}` before it."""
    django_engine = engines["django"].engine

    def render(source: str, **values: object) -> str:
        return django_engine.from_string("{% load kit %}" + source).render(Context(values))

    return render
