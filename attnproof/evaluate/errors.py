"""The two ways in which an evaluation can be refused."""


class InputError(ValueError):
    """The input is not a state: one line with the place, the value got and what would be right (exit code 2)."""


class LimitError(RuntimeError):
    """The state is sound, but its numbers are out of reach of a named limit (exit code 4)."""
