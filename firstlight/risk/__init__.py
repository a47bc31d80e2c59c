"""How serious a picture is: floors worked out with reasons, levels set by named people."""
