"""A filter -> what fits it."""
