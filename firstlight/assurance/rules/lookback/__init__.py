"""The look-back: what the force had written down, replayed in the order it learnt it."""
