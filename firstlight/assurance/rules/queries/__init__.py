"""One pure function a query: values in, a measure out. What nothing can tell is told as not known."""
