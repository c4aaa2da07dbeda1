"""One report: its bytes -> Draft, by format."""
