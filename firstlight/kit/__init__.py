"""The look of every page: base page, components, form and error rendering, drawings, live updates, the wizard."""
