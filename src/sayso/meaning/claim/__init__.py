"""An act found -> one claim with its slots, its say-so and its confidence."""
