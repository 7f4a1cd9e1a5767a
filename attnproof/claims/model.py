"""What every other claim takes for granted: that the code evaluates the paper's definitions."""

from __future__ import annotations

from attnproof.claim import Claim, Planted, Source
from attnproof.evidence import Covers
from attnproof.routes import confirmed, derived
from numeric import reference
from symbolic import definitions

CLAIMS = (
    Claim(
        id="model.definitions",
        title="The code evaluates the paper's definitions",
        statement=(
            "Scores, weights, outputs, velocities, energies, shadows, dominance margins and entropies, as the "
            "symbolic and the numeric wing compute them, are those of the paper's definitions, written a second "
            "time as loops over numbers. This is a statement on code: it is compared on samples, for heads without "
            "any symmetry, and not proved."
        ),
        tex=(
            r"E_h = \frac{1}{2\beta n^2} \sum_{i,j} e^{\beta\langle x_i, M_h x_j\rangle},\quad f_i^h = \sum_j "
            r"e^{\beta\langle x_i, M_h x_j\rangle} V_h x_j,\quad v_i = \frac1n \sum_h f_i^h,\quad "
            r"\dot x_i = P_{x_i} v_i"
        ),
        source=Source("arXiv 2605.04279", "definitions", "quoted"),
        checks=(derived(definitions.definitions, covers=Covers.SAMPLED), *confirmed(reference.definitions)),
        planted=(
            Planted("M transposed in the scores", {"transposed": True}),
            Planted("the pairs i = j left out of the energy", {"self_pairs": False}),
            Planted("the projection P forgotten", {"projected": False}),
        ),
        by_hand="Evaluate a state with two tokens by pocket calculator and compare with `attnproof evaluate`.",
    ),
)
