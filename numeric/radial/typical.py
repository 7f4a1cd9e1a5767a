"""Do random score matrices meet head orthogonality and Radial Dominance? Measured tables, and controls.

The measuring rods are tried first on ensembles whose answer is known; only then the table is made.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Literal

import numpy as np

from numeric.arithmetic import Array, Floats
from numeric.ensembles import ENSEMBLES, sphere_tokens
from numeric.model import VARIANTS, Model, Variant, transposed
from numeric.state import aligned, diagonal
from numeric.statement import Finding
from numeric.states import Family
from numeric.statistics import Share, rounded

Orthogonality = Literal["norm", "trace"]
Bound = Literal["sum", "max"]

STATES = 100  # states in each cell at depth 1
EXACT = 1e-9  # relative: what counts as zero in float64
RARE = 0.1  # a condition that so few states meet is not typical
BASE = {"n": 16, "d": 16, "H": 4, "beta": 1.0}
AXES: dict[str, tuple[float, ...]] = {
    "n": (4, 8, 16, 32, 64),
    "d": (4, 8, 16, 32, 64),
    "H": (1, 2, 4, 8),
    "beta": (0.1, 0.3, 1.0, 3.0, 10.0),
}
SHOWN = (
    *("ensemble", "n", "d", "H", "beta", "orthogonal heads", "median largest product", "A, tokens", "A, median margin"),
    *("A, states", "E, states", "B, states", "C, states", "falling heads"),
)


# -- measures ------------------------------------------------------------------------------------


def largest_product(matrices: Array, orthogonality: Orthogonality = "norm") -> Array:
    """max over h < h' of |M_h^T M_h'|_2 / (|M_h|_2 |M_h'|_2) for (B, H, d, d): (B,), 0 for a single head.

    "trace" takes the cosine of the matrices, |tr M_h^T M_h'| / (|M_h|_F |M_h'|_F), in its place.
    """
    first, second = np.triu_indices(matrices.shape[1], k=1)
    left, right = matrices[:, first], matrices[:, second]
    if orthogonality == "norm":
        sizes = np.linalg.norm(matrices, ord=2, axis=(-2, -1))
        products = np.linalg.norm(transposed(left) @ right, ord=2, axis=(-2, -1))
    else:
        sizes = np.linalg.norm(matrices, axis=(-2, -1))
        products = np.abs((left * right).sum(axis=(-2, -1)))
    return np.asarray((products / (sizes[:, first] * sizes[:, second])).max(axis=1, initial=0.0))


def largest_cosine(model: Model) -> Array:
    """max over tokens and h < h' of |cos(f_i^h, f_i^h')|: (B,), 0 for a single head."""
    first, second = np.triu_indices(model.heads, k=1)
    unit = model.head_output / np.linalg.norm(model.head_output, axis=-1, keepdims=True)
    cosines = np.abs((unit[:, first] * unit[:, second]).sum(axis=-1))
    return np.asarray(cosines.max(axis=(1, 2), initial=0.0))


def relative_margin(model: Model, variant: Variant, *, others_only: bool = True) -> Array:
    """(tau^2 - right side) / (tau^2 + |right side|) of Radial Dominance, in [-1, 1]: (B, H, n).

    Without `others_only` the head itself is counted among the others: |rho_h| |f^h| is added.
    """
    square = (model.tangential**2).sum(axis=-1)
    right = square - model.dominance(variant)
    if not others_only:
        right = right + np.abs(model.radial_shadow) * np.linalg.norm(model.head_output, axis=-1)
    return np.asarray((square - right) / (square + np.abs(right)))


def rank_excludes(matrices: Array, bound: Bound = "sum") -> Array:
    """Is sum_h rank M_h > d, so that the heads cannot be orthogonal: (B,). "max" takes the largest rank for the sum."""
    ranks = np.linalg.matrix_rank(matrices)
    return np.asarray((ranks.sum(axis=1) if bound == "sum" else ranks.max(axis=1)) > matrices.shape[-1])


def falling(model: Model) -> Array:
    """Which per-head energies fall: (B, H)."""
    return np.asarray(model.energy_rate < 0)


def draw(name: str, random: np.random.Generator, states: int, n: int, d: int, heads: int, beta: float) -> Model:
    """`states` states of an ensemble with uniform tokens and V = M, USA on the sphere."""
    matrices = ENSEMBLES[name](random, states, heads, d)
    return Model(Floats(), sphere_tokens(random, states, n, d), matrices, matrices, beta)


# -- controls ------------------------------------------------------------------------------------


def controls(
    random: np.random.Generator, states: int, orthogonality: Orthogonality, others_only: bool, bound: Bound
) -> dict[str, bool]:
    """Ensembles and states with known answers."""
    spectra = random.standard_normal((states, 3, 8))
    frame = np.linalg.qr(random.standard_normal((states, 1, 8, 8)))[0]
    commuting = (frame * spectra[:, :, None, :]) @ transposed(frame)
    scaled = np.abs(spectra) / np.abs(spectra).max(axis=-1, keepdims=True)
    known = np.stack([(scaled[:, h] * scaled[:, k]).max(axis=-1) for h, k in ((0, 1), (0, 2), (1, 2))]).max(axis=0)
    orthogonal = draw("orthogonal subspaces", random, states, 4, 8, 2, 1.0)
    sufficient = np.all(orthogonal.dominance("C") >= 0, axis=-1)
    single = draw("GOE", random, states, 4, 8, 1, 1.0)
    full = draw("GOE", random, states, 1, 4, 2, 1.0).score_matrices
    by_hand = three_heads()
    margins = {variant: relative_margin(by_hand, variant, others_only=others_only)[0, :, 0] for variant in VARIANTS}
    return {
        "heads with a common frame and known spectra": bool(
            np.all(np.abs(largest_product(commuting, orthogonality) - known) < EXACT)
        ),
        "orthogonal subspaces have orthogonal heads": bool(
            np.all(largest_product(orthogonal.score_matrices, orthogonality) < EXACT)
        ),
        "orthogonal heads have orthogonal outputs": bool(np.all(largest_cosine(orthogonal) < EXACT)),
        "orthogonal outputs and dominance make a head's energy rise": bool(
            np.any(sufficient) and np.all(orthogonal.energy_rate[sufficient] >= 0)
        ),
        "a single head dominates": all(
            bool(np.all(relative_margin(single, variant, others_only=others_only) >= 0)) for variant in VARIANTS
        ),
        "ranks exclude two heads of full rank, and not orthogonal subspaces": bool(
            np.all(rank_excludes(full, bound)) and not np.any(rank_excludes(orthogonal.score_matrices, bound))
        ),
        "of two orthogonal heads off balance the weaker falls and the stronger rises": (
            falling(two_axes()).tolist() == [[True, False]]
        ),
        **{
            f"the margins of variant {variant} at three heads by hand": bool(
                np.allclose(margins[variant], MARGINS[variant], rtol=0, atol=EXACT)
            )
            for variant in VARIANTS
        },
        "the row of three heads by hand": all(
            (told[0] if isinstance(told, list) else told) == row_by_hand()[name]
            for name, told in measured(by_hand).items()
        ),
    }


def two_axes() -> Model:
    """Heads diag(1, 0) and diag(0, 2) at (4/5, 3/5), the obstruction's state: a batch of one."""
    state = aligned(1, [["4/5", "3/5"]], [diagonal(1, 0), diagonal(0, 2)])
    matrices = np.array(state.score_matrices, dtype=float)[None]
    return Model(Floats(), np.array(state.tokens, dtype=float)[None], matrices, matrices, float(state.beta))


def three_heads() -> Model:
    """One token e_1, outputs (1, 2, 2), (2, 1, -2), (-2, 3, 6): a batch of one.

    The scores project on e_2, on e_3 and on (0, 3/5, 4/5), so every logit is 0 and |M_h M_h'|_2 is 0, 3/5, 4/5.
    """
    directions = np.array([[0, 1, 0], [0, 0, 1], [0, 0.6, 0.8]])
    values = np.zeros((3, 3, 3))
    values[:, :, 0] = [[1, 2, 2], [2, 1, -2], [-2, 3, 6]]
    scores = directions[:, :, None] * directions[:, None, :]
    return Model(Floats(), np.array([[[1.0, 0, 0]]]), scores[None], values[None], 1.0)


# of `three_heads`: (tau^2 - right) / (tau^2 + |right|) with tau^2 = 8, 5, 45, rho = 1, 2, -2, |f| = 3, 3, 7
MARGINS: dict[str, tuple[float, ...]] = {
    variant: tuple((square - right) / (square + abs(right)) for square, right in zip((8, 5, 45), rights, strict=True))
    for variant, rights in {
        "A": (1 * (3 + 7), 2 * (3 + 7), 2 * (3 + 3)),
        "E": (1 * np.sqrt(32), 2 * np.sqrt(90), 2 * np.sqrt(18)),
        "B": (1 * (2 + 2), 2 * (1 + 2), 2 * (1 + 2)),
        "C": (1 * (2 - 2), 2 * (1 - 2), -2 * (1 + 2)),
    }.items()
}


def row_by_hand() -> dict[str, float]:
    """What the table must tell of `three_heads`, a share as its value alone."""
    return {
        **{"orthogonal heads": 0, "median largest product": 0.8, "falling heads": 0},
        "median largest output cosine": rounded(16 / 21),  # the others are 0 and 13/21
        **{"A, tokens": 0.333, "E, tokens": 0.667, "B, tokens": 0.667, "C, tokens": 1},
        **{"A, states": 0, "E, states": 0, "B, states": 0, "C, states": 1},
        **{f"{variant}, median margin": rounded(sorted(MARGINS[variant])[1]) for variant in VARIANTS},
        **{f"{variant}, median worst margin": rounded(min(MARGINS[variant])) for variant in VARIANTS},
    }


# -- the table -----------------------------------------------------------------------------------


@dataclass(frozen=True)
class Cell:
    """One ensemble at one size and temperature."""

    ensemble: str
    n: int
    d: int
    H: int
    beta: float


def cells() -> list[Cell]:
    """One-at-a-time around BASE, for every ensemble."""
    points = [{**BASE, axis: value} for axis, values in AXES.items() for value in values]
    distinct = list({tuple(point.items()): point for point in points}.values())
    return [
        Cell(name, int(point["n"]), int(point["d"]), int(point["H"]), point["beta"])
        for name in ENSEMBLES
        for point in distinct
    ]


def table(*, seed: int, depth: int = 1, only: list[Cell] | None = None) -> list[dict[str, Any]]:
    """One row for each cell: shares as [share, low, high] with 95 % intervals, and medians, rounded."""
    randoms = np.random.SeedSequence(seed)
    return [
        _row(cell, np.random.Generator(np.random.PCG64(child)), STATES * depth)
        for cell, child in zip(cells(), randoms.spawn(len(cells())), strict=True)
        if only is None or cell in only
    ]


def _row(cell: Cell, random: np.random.Generator, states: int) -> dict[str, Any]:
    model = draw(cell.ensemble, random, states, cell.n, cell.d, cell.H, cell.beta)
    size = {"ensemble": cell.ensemble, "n": cell.n, "d": cell.d, "H": cell.H, "beta": cell.beta, "states": states}
    return {**size, **measured(model)}


def measured(model: Model) -> dict[str, Any]:
    """The shares and medians of a batch of states."""
    product = largest_product(model.score_matrices)
    row: dict[str, Any] = {
        "orthogonal heads": _share(product < EXACT),
        "median largest product": _median(product),
        "median largest output cosine": _median(largest_cosine(model)),
        "falling heads": _share(falling(model)),
    }
    for variant in VARIANTS:
        margin = relative_margin(model, variant)
        row[f"{variant}, tokens"] = _share(margin >= 0)
        row[f"{variant}, states"] = _share(np.all(margin >= 0, axis=(1, 2)))
        row[f"{variant}, median margin"] = _median(margin)
        row[f"{variant}, median worst margin"] = _median(margin.min(axis=(1, 2)))
    return row


def conditions(random: np.random.Generator, states: int) -> list[dict[str, Any]]:
    """Conditions 3 and 4 in each ensemble at BASE, with V drawn independently from the same ensemble."""
    rows = []
    for name, ensemble in ENSEMBLES.items():
        scores, values = (ensemble(random, states, int(BASE["H"]), int(BASE["d"])) for _ in range(2))
        size = np.linalg.norm(scores, axis=(-2, -1))
        asymmetry = np.linalg.norm(scores - transposed(scores), axis=(-2, -1)) / size
        misalignment = np.linalg.norm(values - scores, axis=(-2, -1)) / size
        rows.append(
            {
                "ensemble": name,
                "states": states,
                "score symmetry": _share(np.all(asymmetry < EXACT, axis=1)),
                "median |M - M^T| / |M|": _median(np.where(asymmetry < EXACT, 0, asymmetry)),
                "value alignment": _share(np.all(misalignment < EXACT, axis=1)),
                "median |V - M| / |M|": _median(misalignment),
            }
        )
    return rows


def _share(holds: Array) -> list[float]:
    found = Share.of(holds).as_json()
    return [found["share"], found["low"], found["high"]]


def _median(values: Array) -> float:
    """To three digits; what is zero but for rounding is 0."""
    median = float(np.median(values))
    return rounded(median) if abs(median) > EXACT else 0.0


# -- the check -----------------------------------------------------------------------------------


def typical(
    family: Family,
    *,
    seed: int,
    depth: int = 1,
    orthogonality: Orthogonality = "norm",
    others_only: bool = True,
    bound: Bound = "sum",
) -> Finding:
    """Refutes: "typical score matrices meet head orthogonality and Radial Dominance (variant A)".

    Passes when every control comes out as known and the table shows, for every random ensemble at BASE,
    that at most RARE of the states meet either condition (upper ends of the 95 % intervals). The
    states are those of the definitions (USA on the sphere, V = M), whatever the `family`.
    """
    random = np.random.Generator(np.random.PCG64(seed))
    known = controls(random, STATES, orthogonality, others_only, bound)
    failed = [name for name, came_out in known.items() if not came_out]
    if failed:
        return Finding(False, f"the measure fails a control: {'; '.join(failed)}", {"controls": known})
    rows = table(seed=seed, depth=depth)
    symmetry = conditions(random, STATES * depth)
    numbers = {
        "controls": known,
        "conditions": symmetry,
        "rows": rows,
        "series": [figure(rows)],
        "table": [
            _shown("Conditions 3 and 4, V drawn independently (shares of states, 95 % intervals)", symmetry),
            _shown("Orthogonality and Radial Dominance (shares with 95 % intervals, medians)", rows, SHOWN),
        ],
    }
    base = [row for row in rows if all(row[key] == value for key, value in BASE.items())]
    several = [row for row in rows if row["H"] > 1 and row["ensemble"] != "orthogonal subspaces"]
    never_orthogonal = all(row["orthogonal heads"][2] <= RARE for row in several)
    never_dominant = all(row["A, states"][2] <= RARE for row in base)
    return Finding(
        never_orthogonal and never_dominant,
        f"no: of the random ensembles' states with H > 1 {_range(several, 'orthogonal heads')} have orthogonal heads"
        f" ({len(several)} cells); at n = d = 16, H = 4, beta = 1 {_range(base, 'A, states')} have Radial Dominance (A)"
        f" at every token, though {_range(base, 'A, tokens')} of the (token, head) pairs do; the weakest variant (C) is"
        f" had by {_range(base, 'C, states')} of the states; {_range(base, 'falling heads')} of the per-head energies"
        " fall",
        numbers,
    )


def _range(rows: list[dict[str, Any]], key: str) -> str:
    """The least and the largest share in these rows, in per cent."""
    shares = [100 * row[key][0] for row in rows]
    low, high = f"{min(shares):.3g}", f"{max(shares):.3g}"
    return f"{low} %" if low == high else f"{low} to {high} %"


def _shown(caption: str, rows: list[dict[str, Any]], columns: tuple[str, ...] = ()) -> dict[str, Any]:
    """These columns (all, if none is named) as a table for a reader."""
    columns = columns or tuple(rows[0])
    return {
        "caption": caption,
        "columns": list(columns),
        "rows": [[_told(row[key]) for key in columns] for row in rows],
    }


def _told(entry: Any) -> Any:
    """A share as "0.12 (0.1 to 0.15)"."""
    return f"{entry[0]:g} ({entry[1]:g} to {entry[2]:g})" if isinstance(entry, list) else entry


def figure(rows: list[dict[str, Any]]) -> dict[str, Any]:
    """How often a token of a head has variant A, against each of d, H, beta and n."""
    return {
        "figure": "dominance-typical",
        "title": "How often Radial Dominance (variant A) holds in random ensembles",
        "caption": "share of (token, head) pairs, 95 % intervals; otherwise n = d = 16, H = 4, beta = 1; USA, V = M",
        "panels": [_panel(rows, axis) for axis in ("d", "H", "beta", "n")],
    }


def _panel(rows: list[dict[str, Any]], axis: str) -> dict[str, Any]:
    def line(name: str) -> dict[str, Any]:
        shares = [row["A, tokens"] for row in _along(rows, axis) if row["ensemble"] == name]
        return {
            "name": name,
            **{key: [share[i] for share in shares] for i, key in enumerate(("values", "low", "high"))},
        }

    return {
        "title": f"against {axis}",
        "x": {"name": axis, "unit": "dimensionless", "scale": "log", "values": list(AXES[axis])},
        "y": {"name": "share of pairs", "unit": "dimensionless", "range": [0, 1]},
        "lines": [line(name) for name in ENSEMBLES],
    }


def _along(rows: list[dict[str, Any]], axis: str) -> Iterator[dict[str, Any]]:
    """The rows that differ from BASE along one axis only, in its order."""
    for value in AXES[axis]:
        yield from (row for row in rows if all(row[key] == {**BASE, axis: value}[key] for key in BASE))
