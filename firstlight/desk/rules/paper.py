"""How a page looks that opens without the server: it brings its own few rules along."""

LOOK = """
body { font: 16px/1.4 Arial, Helvetica, sans-serif; color: #000; background: #fff; margin: 1.5cm; }
table { border-collapse: collapse; width: 100%; margin-bottom: 1em; }
caption { text-align: left; font-weight: bold; }
th, td { border: 1px solid #000; padding: 4px 6px; text-align: left; vertical-align: top; }
section { break-inside: avoid; border-top: 2px solid #000; }
h1, h2 { line-height: 1.2; }
.marking { font-weight: bold; }
.govuk-visually-hidden { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
"""
