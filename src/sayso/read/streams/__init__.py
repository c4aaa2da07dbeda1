"""What holds many reports -> one capture for each."""
