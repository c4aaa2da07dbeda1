"""Pages of other hosts -> captures, in good manners and out of harm's way."""
