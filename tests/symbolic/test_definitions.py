"""The definitions of the model are tied to sums over entries: what is changed in one reading shows."""

from __future__ import annotations

import pytest
from sympy import exp

from symbolic import model
from symbolic.definitions import definitions
from symbolic.explicit import Coordinates
from symbolic.language import M, V, beta, dot, heads, n, t, tokens, x

head_energy, head_output, drive, kernel, energy = (
    model.head_energy,
    model.head_output,
    model.drive,
    model.kernel,
    Coordinates.energy,
)
CHANGED = {
    "kernel times 2": (model, "kernel", lambda h, i, j, at=model.still: 2 * kernel(h, i, j, at)),
    "kernel transposed": (model, "kernel", lambda h, i, j, at=model.still: exp(beta * dot(M(h, at(i)), at(j)))),
    "kernel at exchanged tokens": (model, "kernel", lambda h, i, j, at=model.still: kernel(h, j, i, at)),
    "kernel without beta": (model, "kernel", lambda h, i, j, at=model.still: exp(dot(at(i), M(h, at(j))))),
    "E + 7": (model, "head_energy", lambda h, *at: head_energy(h, *at) + 7),
    "E not halved": (model, "head_energy", lambda h: head_energy(h, half=False)),
    "E without self pairs": (model, "head_energy", lambda h: head_energy(h, self_pairs=False)),
    "M for V": (model, "head_output", lambda h, i: tokens(lambda j: kernel(h, i, j) * M(h, x(j)))),
    "V x_i for V x_j": (model, "head_output", lambda h, i: tokens(lambda j: kernel(h, i, j) * V(h, x(i)))),
    "1/n^2 for 1/n": (model, "drive", lambda i: drive(i) / n),
    "1 for 1/n": (model, "drive", lambda i: heads(lambda h: head_output(h, i))),
    "E + 7 in coordinates": (Coordinates, "energy", lambda self, h: energy(self, h) + 7),
    "transposed in coordinates": (
        Coordinates,
        "kernel",
        lambda self, h, i, j: exp(beta * (self.tokens[j].T * self.scores[h] * self.tokens[i])[0].expand()),
    ),
    "no projection in coordinates": (Coordinates, "project", lambda self, i, vector: vector),
}


@pytest.mark.parametrize("change", CHANGED)
def test_a_changed_definition_is_not_derived(change, monkeypatch):
    monkeypatch.setattr(*CHANGED[change])
    found = definitions()
    assert not found.passed
    assert found.numbers["residue"]


def test_tokens_are_moved_along_a_direction():
    assert model.moved(x)(n) == x(n) + t * x(n)
    assert model.still(n) == x(n)


def test_the_three_readings_are_of_one_size():
    found = definitions()
    assert found.numbers["sizes"].startswith("spot check: n=2, d=2, H=2")
    # 8 kernels and 2 energies, 4 outputs, 2 drives and 2 velocities of 2 entries, each against two readings
    assert found.numbers["identities decided"] == 2 * (8 + 2 + 2 * (4 + 2 + 2))
