"""Pure rules of the register of orders."""
