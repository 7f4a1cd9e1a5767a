"""The normal form: sound on random indexed expressions, and never zero by mistake."""

from __future__ import annotations

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from sympy import Abs, Derivative, Dummy, Integer, KroneckerDelta, Pow, Rational, Sum, Symbol, exp, sign, sqrt

from symbolic import model, rules
from symbolic.indexed import NormalForm
from symbolic.language import H, M, V, Z, beta, ddt, dot, f, heads, n, norm, sigma, t, tokens, u, v, w, x, y
from symbolic.rewriting import rewrites
from symbolic.rules import CONDITIONS

h, i, j, k = (Symbol(name) for name in "hijk")
LAWFUL = settings(deadline=None, derandomize=True, max_examples=150)
SIZES = {"token": n, "head": H}


@st.composite
def vectors(draw, depth, scope):
    token, head = st.sampled_from(scope["token"]), st.sampled_from(scope["head"])
    words = [st.builds(x, token), st.builds(f, head, token), st.sampled_from([u, v])]
    if depth == 0:
        return draw(st.one_of(words))
    inside = vectors(depth - 1, scope)
    form = draw(st.sampled_from(["word", "M", "V", "sum", "scaled", "bound"]))
    if form == "word":
        return draw(st.one_of(words))
    if form in "MV":
        return {"M": M, "V": V}[form](draw(head), draw(inside))
    if form == "sum":
        return draw(inside) - 2 * draw(inside)
    if form == "scaled":
        return draw(scalars(depth - 1, scope)) * draw(inside)
    return draw(bound(vectors, depth, scope))


@st.composite
def scalars(draw, depth, scope):
    token, head = st.sampled_from(scope["token"]), st.sampled_from(scope["head"])
    if depth == 0:
        i, j, h, k = draw(token), draw(token), draw(head), draw(head)
        atoms = [
            Rational(-3, 2),
            n,
            1 / n,
            Z(h, i),
            1 / Z(h, i),
            sigma(h, i),
            sigma(h, i) ** 2,
            norm(f(h, i)),
            norm(f(h, i)) ** 2,
            Abs(dot(x(i), f(h, i))),
            KroneckerDelta(i, j),
            1 - KroneckerDelta(h, k),
            exp(beta * dot(x(i), M(h, x(j)))),
            exp(beta * dot(x(i), M(h, x(j))) - 2 * beta * dot(x(j), M(k, x(j)))),
        ]
        return draw(st.sampled_from(atoms))
    inside = scalars(depth - 1, scope)
    form = draw(st.sampled_from(["dot", "sum", "product", "square", "bound"]))
    if form == "dot":
        return dot(draw(vectors(depth - 1, scope)), draw(vectors(depth - 1, scope)))
    if form == "sum":
        return draw(inside) - draw(inside)
    if form == "product":
        return draw(inside) * draw(inside)
    if form == "square":
        return draw(inside) ** 2
    return draw(bound(scalars, depth, scope))


@st.composite
def bound(draw, kind, depth, scope):
    """A sum over one more index, which may hide an outer one of the same name."""
    sort = draw(st.sampled_from(["token", "head"]))
    index = draw(st.sampled_from([Symbol("i" if sort == "token" else "h"), Dummy("r")]))
    body = draw(kind(depth - 1, {**scope, sort: [*scope[sort], index, index]}))
    return Sum(body, (index, 1, SIZES[sort]))


FREE = {"token": [i, j], "head": [h, k]}
CHOICES = st.sets(st.sampled_from(CONDITIONS))


@LAWFUL
@given(expr=scalars(3, FREE), conditions=CHOICES, seed=st.integers(0, 10**6))
def test_the_normal_form_has_the_same_value(instance, expr, conditions, seed):
    # a condition may be satisfied and not used, but not the other way round
    state = instance(seed, [rule.name for rule in conditions])
    if rules.HEAD_ORTHOGONALITY in conditions:
        state.conditions.add(rules.SCORE_SYMMETRY.name)
    assert state(NormalForm(*conditions).residue(expr)) == state(expr)


@settings(LAWFUL, max_examples=75)
@given(expr=scalars(3, FREE), choice=st.data())
def test_equal_expressions_have_equal_normal_forms(expr, choice):
    conditions = (rules.SCORE_SYMMETRY, rules.VALUE_ALIGNMENT, rules.UNIT_TOKENS)
    other = expr
    for rule in (*conditions, rules.COMMUTING):
        others = list(rewrites(other, rule.left, rule.right))
        other = choice.draw(st.sampled_from(others)) if others else other
    assert NormalForm(*conditions)(other) == NormalForm(*conditions)(expr)


@settings(LAWFUL, max_examples=20)
@given(error=scalars(2, FREE), seed=st.integers(0, 10**6))
def test_a_corrupted_identity_is_never_zero(instance, error, seed):
    state = instance(seed, [rules.SCORE_SYMMETRY.name, rules.VALUE_ALIGNMENT.name, rules.UNIT_TOKENS.name])
    assume(state(error) != 0)
    slope = ddt(heads(lambda h: model.head_energy(h, model.moved(w))))
    claimed = tokens(lambda i: dot(w(i), model.drive(i))) / n
    normal = NormalForm(rules.SCORE_SYMMETRY, rules.VALUE_ALIGNMENT, rules.UNIT_TOKENS)
    assert normal.residue(slope - claimed + error) != 0


@pytest.mark.parametrize(
    ("expr", "expected"),
    [
        (tokens(lambda r: 1), n),
        (heads(lambda r: tokens(lambda s: 2)), 2 * n * H),
        (tokens(lambda r: KroneckerDelta(i, r)), 1),
        (tokens(lambda r: tokens(lambda s: KroneckerDelta(r, s))), n),
        (Sum(1 - KroneckerDelta(h, k), (i, 1, n), (i, 1, n)) ** 2, n**4 * (1 - KroneckerDelta(h, k))),
        (Sum(dot(x(i), u), (i, 1, n), (i, 1, n)), n * tokens(lambda r: dot(x(r), u))),
        (KroneckerDelta(h, k) * dot(f(k, i), u), KroneckerDelta(h, k) * dot(f(h, i), u)),
        (KroneckerDelta(h, k) * Pow(KroneckerDelta(h, k), 2, evaluate=False), KroneckerDelta(h, k)),
        (exp(dot(u, v)) * exp(-dot(v, u)), 1),
        (exp(dot(u, 0 * v)), 1),
        (dot(x(i), u) / dot(u, x(i)), 1),
        ((2 * n / beta) ** -2, beta**2 / (4 * n**2)),
        (ddt(dot(x(i) + t * u, x(i) + t * v)), dot(x(i), u) + dot(x(i), v)),
        (ddt(exp(3 * t) * n), 3 * n),
        (tokens(lambda r: dot(x(r), u)) ** 2, tokens(lambda r: tokens(lambda s: dot(x(r), u) * dot(u, x(s))))),
    ],
)
def test_small_identities(expr, expected):
    assert NormalForm()(expr) == NormalForm()(Integer(1) * expected)


def test_orthogonal_heads_that_are_free_keep_a_delta():
    normal = NormalForm(rules.HEAD_ORTHOGONALITY)
    word = dot(u, M(h, M(k, v)))
    assert normal.residue(word - KroneckerDelta(h, k) * dot(u, M(h, M(h, v)))) == 0
    assert normal.residue(word) != 0


@pytest.mark.parametrize(
    ("expr", "message"),
    [
        (x(i) * x(j), "product of two vectors"),
        (x(i) + n, "where a scalar belongs"),
        (dot(x(i), n), "dot needs two vectors"),
        (dot(n, x(i)), "dot needs two vectors"),
        (dot(u, M(h, n)), "must be applied to a vector"),
        (exp(tokens(lambda r: dot(x(r), u))), "exponent"),
        (exp(x(i)), "exponent"),
        (exp(dot(u, v) / 2), "exponent"),
        (sqrt(dot(u, v)), "must be an integer"),
        (1 / (dot(u, v) + n), "cannot divide"),
        (1 / tokens(lambda r: dot(x(r), u)), "cannot divide"),
        (1 / x(i), "cannot divide"),
        (1 / KroneckerDelta(h, k), "cannot divide"),
        (ddt(norm(x(i) + t * u)), "no rule differentiates"),
        (ddt(Abs(dot(u + t * v, v))), "no rule differentiates"),
        (ddt(sign(dot(u + t * v, v))), "no rule differentiates"),
        (ddt(sqrt(dot(u + t * v, v))), "no rule differentiates"),
        (ddt(ddt(t * dot(u, v))), "no rule differentiates"),
        (heads(lambda p: tokens(lambda q: KroneckerDelta(p, q) * dot(x(q), u))), "both a token and a head"),
        (tokens(lambda q: KroneckerDelta(h, q) * dot(M(h, x(q)), u)), "both a token and a head"),
        (heads(lambda p: KroneckerDelta(p, k) * KroneckerDelta(k, i) * dot(x(i), u)), "both a token and a head"),
        (tokens(lambda q: dot(x(q), u)) * KroneckerDelta(i, j) + dot(x(i), M(j, u)), "both a token and a head"),
        (tokens(lambda q: dot(M(q, u), x(q))), "both a token and a head"),
        (tokens(lambda q: KroneckerDelta(q, 3) * dot(x(q), u)), "compares indices"),
        (Sum(dot(x(i), u), (i, 2, n)), "over all tokens or all heads"),
        (Sum(dot(x(i), u), (i, 1, beta)), "over all tokens or all heads"),
    ],
)
def test_what_has_no_meaning_is_refused(expr, message):
    with pytest.raises(TypeError, match=message):
        NormalForm().residue(expr)


@pytest.mark.parametrize("name", ["i1", "i2"])
def test_no_free_symbol_is_captured_by_a_canonical_name(name):
    free = Symbol(name)
    normal = NormalForm(rules.UNIT_TOKENS)
    assert normal.residue(tokens(lambda r: (dot(x(r), x(free)) - dot(x(r), x(r))) * dot(x(r), u))) != 0
    assert normal.residue(tokens(lambda r: dot(x(r), x(free)) - dot(x(free), x(r)))) == 0


def test_a_head_called_like_a_canonical_name_stays_free():
    free = Symbol("h1")
    one = heads(lambda k: dot(u, M(k, M(free, v))))
    assert NormalForm().residue(one - heads(lambda k: dot(u, M(k, M(k, v))))) != 0
    assert NormalForm().residue(one - one.xreplace({free: Symbol("h2")})) != 0


def test_no_sum_captures_an_index():
    # heads nested in heads, tokens in tokens: the drive inside the energy
    flow = ddt(heads(lambda h: model.head_energy(h, model.moved(model.drive))))
    assert not flow.free_symbols - {n, H, beta, t}
    assert not Derivative(t, t).has(y)
