"""What online cases go by: pure tables and functions."""
