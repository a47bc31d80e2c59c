"""Pages of duties: one's work and the board, and the rota."""
