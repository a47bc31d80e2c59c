"""Pure functions from stored values to a picture; live work and look-back run the same ones."""
