"""Briefs: made, frozen, pushed, opened, struck out, withdrawn; screen, radio and paper forms."""
