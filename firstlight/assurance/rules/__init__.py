"""What is asked of the force, and how records answer it; pure."""
