"""Words that state a time -> an interval of days."""
