"""The look of every page: frame, components, forms, drawings, live updates, the wizard."""
