"""What `numeric` computes where a Lean statement is evaluated, one module a family.

COMPUTED : the sides of a conclusion, by the name that lean/ties.toml has for them.
STATES : where a theorem is evaluated. BREAKS : ways to break a condition.
"""

from __future__ import annotations

from attnproof.lean.counterparts import energy, equiangular, points, radial
from attnproof.lean.counterparts.points import Breaks, Computed, Sample
from numeric.state import State
from numeric.states import Family

COMPUTED: dict[str, Computed] = energy.COMPUTED | radial.COMPUTED | equiangular.COMPUTED
STATES: dict[str, Family | tuple[State, ...] | Sample] = points.STATES | equiangular.STATES
BREAKS: Breaks = points.BREAKS | equiangular.BREAKS
