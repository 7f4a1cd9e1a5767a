"""What `numeric` computes where a Lean statement is evaluated, one module a family.

COMPUTED : the sides of a conclusion, by the name that lean/ties.toml has for them.
STATES : where a theorem is evaluated. BREAKS : ways to break a condition.

A new family brings a module with these three and an entry in FAMILIES; an entry of ties.toml names one of each.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import Any

from attnproof.lean.counterparts import critical, energy, entropy, equiangular, points, radial, rates, relu, thresholds
from attnproof.lean.counterparts.points import Breaks, Computed, Sample
from numeric.state import State
from numeric.states import Family

FAMILIES = (equiangular, critical, thresholds, rates, relu, entropy)


def _joined(*tables: Mapping[str, Any]) -> dict[str, Any]:
    """The tables as one; a name that two of them have would stand for one thing only."""
    if twice := [name for name, count in Counter(name for table in tables for name in table).items() if count > 1]:
        raise ValueError(f"counterparts: {', '.join(twice)}: more than one family has it")
    return {name: value for table in tables for name, value in table.items()}


COMPUTED: dict[str, Computed] = _joined(energy.COMPUTED, radial.COMPUTED, *(family.COMPUTED for family in FAMILIES))
STATES: dict[str, Family | tuple[State, ...] | Sample] = _joined(points.STATES, *(family.STATES for family in FAMILIES))
BREAKS: Breaks = _joined(points.BREAKS, *(family.BREAKS for family in FAMILIES))
