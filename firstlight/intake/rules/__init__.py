"""How other systems write: pure readers of lines, rows and elements."""
