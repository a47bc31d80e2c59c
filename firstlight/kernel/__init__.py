"""What every room may rely on: values, identifiers, the clock at the door, refusals."""
