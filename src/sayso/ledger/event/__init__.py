"""Events: kept, and shown side by side."""
