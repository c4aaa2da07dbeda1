"""Words that may name a place -> the place."""
