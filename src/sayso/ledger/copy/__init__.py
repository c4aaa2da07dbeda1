"""Reports that repeat reports."""
