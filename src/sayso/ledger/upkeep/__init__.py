"""A ledger kept whole and in step: versions, removal, checks, rebuilding."""
