"""Pages of retention: reviews, holds, disposals, requests."""
