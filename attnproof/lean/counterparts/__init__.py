"""What `numeric` computes where a Lean statement is evaluated, one module a family.

COMPUTED : the sides of a conclusion, by the name that lean/ties.toml has for them.
STATES : where a theorem is evaluated. BREAKS : ways to break a condition.

A new family brings a module with these three and an entry in FAMILIES; an entry of ties.toml names one of each.
"""

from __future__ import annotations

from attnproof.lean.counterparts import critical, energy, entropy, equiangular, points, radial, rates, relu, thresholds
from attnproof.lean.counterparts.points import Breaks, Computed, Sample
from numeric.state import State
from numeric.states import Family

FAMILIES = (equiangular, critical, thresholds, rates, relu, entropy)

COMPUTED: dict[str, Computed] = energy.COMPUTED | radial.COMPUTED
STATES: dict[str, Family | tuple[State, ...] | Sample] = dict(points.STATES)
BREAKS: Breaks = dict(points.BREAKS)
for _family in FAMILIES:
    COMPUTED |= _family.COMPUTED
    STATES |= _family.STATES
    BREAKS |= _family.BREAKS
