"""Numbers in words -> how many of what."""
