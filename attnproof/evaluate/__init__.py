"""`attnproof evaluate`: every quantity of the model at a configuration of the reader's own.

`read` takes a document from a file, `parse` makes it an exact state, `evaluate` computes and writes.
"""

from __future__ import annotations

from typing import Any

from attnproof.evaluate.errors import InputError, LimitError
from attnproof.evaluate.flow import flowed
from attnproof.evaluate.orthogonality import HeadOrthogonality
from attnproof.evaluate.precision import enclosures, scalar
from attnproof.evaluate.reading import MAX_DIGITS, parse, read, request
from attnproof.evaluate.writing import by_head, nested, number
from numeric.state import State, transpose

__all__ = ["MAX_DIGITS", "InputError", "LimitError", "evaluate", "parse", "quantities", "read"]


def evaluate(document: str | bytes, *, digits: int = 15, certified: bool = False) -> dict[str, Any]:
    """Every quantity of the state that a JSON document describes, ready to be written as JSON.

    With "flow" in the document also the tokens and energies at a later time, or a list of them at each of its "times".
    Raises InputError when the document is not a state or `digits` is out of range, LimitError when the numbers
    cannot be had to that many digits or the flow cannot be followed that far.
    """
    if not 1 <= digits <= MAX_DIGITS:
        raise InputError(f"digits: got {digits}, expected a whole number from 1 to {MAX_DIGITS}")
    state, flow = request(document)
    result = quantities(state, digits=digits, certified=certified)
    if flow:
        found = flowed(state, flow.times, digits=flow.digits or digits, certified=certified)
        result["flow"] = found if flow.listed else found[0]
    return result


def quantities(state: State, *, digits: int = 15, certified: bool = False) -> dict[str, Any]:
    """The quantities of an exact state as decimal strings of D digits, or as {"mid", "rad"}; None what it has not."""
    balls = enclosures(state, digits)
    orthogonality = scalar(HeadOrthogonality(state).enclosure, "head_orthogonality", digits)
    written = {name: nested(values, digits, certified=certified) for name, values in balls.items()}
    return {
        "energy": by_head(written["energy"]),
        "energy_rate": by_head(written["energy_rate"]),
        "velocity": written["velocity"],
        "head_output": written["head_output"],
        "radial_shadow": written["radial_shadow"],
        "tangential_norm": written["tangential_norm"],
        "radial_fraction": written["radial_fraction"],
        "dominance": {variant: written[f"dominance.{variant}"] for variant in ("A", "B", "C", "E")},
        "entropy": written.get("entropy"),
        "entropy_rate": written.get("entropy_rate"),
        "conditions": {
            "score_symmetry": all(rows == transpose(rows) for rows in state.score_matrices),
            "value_alignment": state.value_matrices == state.score_matrices,
            "head_orthogonality": number(orthogonality, digits, certified=certified),
        },
    }
