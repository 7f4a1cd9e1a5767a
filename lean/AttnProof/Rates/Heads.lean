import AttnProof.Space.Sum
import AttnProof.Algebra.Exp
/-!
# Clustering rates of several heads

Under un-normalised self-attention, equiangular tokens cluster at a rate proportional to
`∑_h α_h exp (β α_h γ)` (`equiangular_usa`). Three ways to compare heterogeneous heads with others.

## Main results

* `rate_superadditive`: `g(a) + g(b) ≤ g(a + b)` for `g(a) = a exp (β a γ)`, and
  `rate_superadditive_sum` for any number of heads.
* `rate_jensen`: `H g(a) ≤ ∑_h g(α_h)` where `a` is the mean of the `α_h ≥ 0`.
* `rate_jensen_gap`: the gap is at least `β γ exp (β a γ) ∑_h (α_h - a)²`, so
  `rate_jensen_eq` equality holds only if `β γ = 0` or all strengths are equal.
* `lambert_strength`: the equivalent homogeneous strength, by the Lambert function.
* `softmax_rate_max`: under softmax, the early rate is largest at `x = α β` with
  `(x - 1) exp x = n - 1`, that is, `x = 1 + W ((n - 1) / e)`.
-/
set_option autoImplicit false
universe u

namespace AttnProof
variable {K : Type u} [ExpField K] {β γ : K} {H : Nat}

/-- **Super-additivity** of `a exp (β a γ)`. -/
theorem rate_superadditive {a b : K} (hβγ : 0 ≤ β * γ) (ha : 0 ≤ a) (hb : 0 ≤ b) :
    a * exp (β * a * γ) + b * exp (β * b * γ) ≤ (a + b) * exp (β * (a + b) * γ) := by
  have h₁ : exp (β * a * γ) ≤ exp (β * (a + b) * γ) :=
    exp_le_exp (le_of_sub_eq (mul_nonneg _ _ hβγ hb) (by poly))
  have h₂ : exp (β * b * γ) ≤ exp (β * (a + b) * γ) :=
    exp_le_exp (le_of_sub_eq (mul_nonneg _ _ hβγ ha) (by poly))
  exact le_of_sub_eq (add_nonneg (mul_nonneg _ _ ha (sub_nonneg.mpr h₁))
    (mul_nonneg _ _ hb (sub_nonneg.mpr h₂))) (by poly)

/-- Super-additivity for any number of heads: concentrating all strength in one head is fastest. -/
theorem rate_superadditive_sum {α : Fin H → K} (hβγ : 0 ≤ β * γ) (hα : ∀ h, 0 ≤ α h) :
    ∑ h, α h * exp (β * α h * γ) ≤ (∑ h, α h) * exp (β * (∑ h, α h) * γ) := by
  rw [sum_mul]
  refine sum_le_sum fun h => mul_le_mul_of_nonneg_left (exp_le_exp ?_) (hα h)
  have e := sum_eq_add_others h α
  have hp := mul_nonneg _ _ hβγ (others_nonneg (h := h) fun k _ => hα k)
  exact le_of_sub_eq hp (by poly_from (β * γ) * e)

/-- One head against the mean `a`, with the error term of the tangent. -/
theorem rate_tangent {a x : K} (hx : 0 ≤ x) :
    a * exp (β * a * γ) + (1 + β * γ * a) * exp (β * a * γ) * (x - a)
      + β * γ * exp (β * a * γ) * (x - a) ^ 2 ≤ x * exp (β * x * γ) := by
  have h := mul_le_mul_of_nonneg_left (exp_tangent (β * a * γ) (β * x * γ)) hx
  refine le_trans _ _ _ (le_of_eq ?_) h
  poly

/-- **Jensen's inequality with its gap.** -/
theorem rate_jensen_gap {a : K} {α : Fin H → K} (hα : ∀ h, 0 ≤ α h)
    (ha : nat H * a = ∑ h, α h) :
    nat H * (a * exp (β * a * γ)) + β * γ * exp (β * a * γ) * ∑ h, (α h - a) ^ 2
      ≤ ∑ h, α h * exp (β * α h * γ) := by
  refine le_trans _ _ _ (le_of_eq ?_)
    (sum_le_sum fun h => rate_tangent (β := β) (γ := γ) (a := a) (hα h))
  have e₂ := sum_const (n := H) a
  have e₃ := sum_sub α fun _ => a
  rw [sum_add, sum_add, sum_const, ← mul_sum, ← mul_sum]
  poly_from (-(1 + β * γ * a) * exp (β * a * γ)) * e₃
    + ((1 + β * γ * a) * exp (β * a * γ)) * ha + ((1 + β * γ * a) * exp (β * a * γ)) * e₂

/-- **Jensen's inequality**: heterogeneous heads cluster at least as fast as equal heads with the
same mean strength, under un-normalised self-attention. -/
theorem rate_jensen {a : K} {α : Fin H → K} (hβγ : 0 ≤ β * γ) (hα : ∀ h, 0 ≤ α h)
    (ha : nat H * a = ∑ h, α h) :
    nat H * (a * exp (β * a * γ)) ≤ ∑ h, α h * exp (β * α h * γ) := by
  refine le_trans _ _ _ ?_ (rate_jensen_gap hα ha)
  have hs : 0 ≤ ∑ h, (α h - a) ^ 2 := sum_nonneg fun h =>
    le_trans _ _ _ (mul_self_nonneg (α h - a)) (le_of_eq (by poly))
  exact le_of_sub_eq (mul_nonneg _ _ (mul_nonneg _ _ hβγ (exp_nonneg (β * a * γ))) hs) (by poly)

/-- Equality in Jensen's inequality forces equal strengths, when `β γ > 0`. -/
theorem rate_jensen_eq {a : K} {α : Fin H → K} (hβγ : 0 < β * γ) (hα : ∀ h, 0 ≤ α h)
    (ha : nat H * a = ∑ h, α h)
    (he : nat H * (a * exp (β * a * γ)) = ∑ h, α h * exp (β * α h * γ)) (h : Fin H) :
    α h = a := by
  have hgap := rate_jensen_gap (β := β) (γ := γ) hα ha
  rw [← he] at hgap
  have hsq (h : Fin H) : (α h - a) ^ 2 = (α h - a) * (α h - a) := by poly
  have hle : β * γ * exp (β * a * γ) * ∑ h, (α h - a) ^ 2 ≤ 0 :=
    le_of_sub_eq (sub_nonneg.mpr hgap) (by poly)
  have hp := mul_pos hβγ (exp_pos (β * a * γ))
  have hs : 0 ≤ ∑ h, (α h - a) ^ 2 := sum_nonneg fun h => by
    rw [hsq h]
    exact mul_self_nonneg _
  have h0 := le_antisymm _ _ hle (mul_nonneg _ _ (le_of_lt hp) hs)
  have hz := (mul_eq_zero h0).elim (fun e => absurd e (ne_of_gt hp)) id
  rw [sum_congr hsq] at hz
  exact eq_of_sub_eq_zero (eq_zero_of_sum_sq hz h)

/-- The equivalent homogeneous strength: if `w exp w = β γ R / H`, then `H` heads of strength
`w / (β γ)` have the rate `R`. -/
theorem lambert_strength {w R : K} (hH : 0 < H) (hβγ : β * γ ≠ 0)
    (hw : w * exp w = β * γ * R / nat H) :
    nat H * (w / (β * γ) * exp (β * (w / (β * γ)) * γ)) = R := by
  have e := mul_inv _ hβγ
  have e' : β * (w / (β * γ)) * γ = w := by poly_from w * e
  have h := (eq_div_iff (nat_ne_zero (K := K) hH)).mp hw
  rw [e']
  poly_from (β * γ)⁻¹ * h + R * e

/-- **The early rate under softmax is largest** where `(x - 1) exp x = N`, with `N = n - 1`. -/
theorem softmax_rate_max {N x y : K} (hN : 0 ≤ N) (hx : exp x * (x - 1) = N) :
    y / (exp y + N) ≤ x / (exp x + N) := by
  have hx0 : 0 < x := by
    have h : 0 ≤ x - 1 := by
      refine (le_or_lt 0 (x - 1)).elim id fun hlt => absurd hN (not_le_of_lt ?_)
      exact lt_of_sub_eq (mul_pos (exp_pos x) (sub_pos.mpr hlt)) (by poly_from 1 * hx)
    exact lt_of_lt_of_le zero_lt_one (sub_nonneg.mp h)
  have hp := add_pos_of_pos_of_nonneg (exp_pos x) hN
  have hq := add_pos_of_pos_of_nonneg (exp_pos y) hN
  refine (le_or_lt _ _).elim id fun hlt => absurd ((div_lt_div hp hq).mp hlt) fun hlt => ?_
  have ht := mul_le_mul_of_nonneg_left (exp_tangent x y) (le_of_lt hx0)
  refine not_le_of_lt hlt (le_of_sub_eq (sub_nonneg.mpr ht) ?_)
  poly_from (y - x) * hx

end AttnProof
