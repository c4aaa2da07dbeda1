"""What all finders ask of a tree: heads, phrases, predicates and their roles."""
