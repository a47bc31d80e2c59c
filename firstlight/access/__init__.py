"""Access: who may do and see what, in tables that can be read aloud."""
