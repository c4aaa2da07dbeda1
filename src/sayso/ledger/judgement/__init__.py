"""What people judge, and what follows from it."""
