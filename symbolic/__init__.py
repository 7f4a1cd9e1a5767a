"""Derivations: formulas go in, exact facts come out. Never imports `numeric`."""
