"""Where Django looks for `{% load kit %}`."""
