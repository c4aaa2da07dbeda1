"""What stands above and on an act -> how far it is told as done."""
