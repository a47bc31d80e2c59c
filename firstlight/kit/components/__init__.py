"""Template tags by room; `templatetags/kit.py` offers them all as `{% load kit %}`."""
