"""Claims of one report -> its happenings."""
