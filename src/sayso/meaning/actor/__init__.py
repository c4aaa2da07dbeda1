"""Names, descriptions and pronouns -> who is meant."""
