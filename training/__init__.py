"""How the language model is made: data -> network -> train -> export. Not part of the wheel."""
