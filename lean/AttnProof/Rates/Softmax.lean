import AttnProof.Space.Vec
import AttnProof.Algebra.Exp
/-!
# Jensen's reading fails under softmax

Under softmax, equiangular tokens cluster at a rate proportional to
`∑_h α_h / (exp (β α_h (1 - γ)) + n - 1)` (`equiangular_softmax`).

## Main results

* `softmax_jensen_fails`: at `n = 32`, `β = 1`, `γ = 0` the strengths `1/2, 3/2` are slower than the
  equal strengths `1, 1` with the same mean.
-/
set_option autoImplicit false
universe u

namespace AttnProof
variable {K : Type u} [ExpField K]

/-- The comparison of three fractions, cleared of denominators. -/
theorem three_fractions {a b c : K} (ha : 0 < a) (hb : 0 < b) (hc : 0 < c)
    (h : 0 < 4 * a * b - (b + 3 * a) * c) : 1 / 2 / a + 3 / 2 / b < 1 / c + 1 / c := by
  have e2 := mul_inv 2 (two_ne_zero (K := K))
  have ea := mul_inv a (ne_of_gt ha)
  have eb := mul_inv b (ne_of_gt hb)
  have ec := mul_inv c (ne_of_gt hc)
  have hi := mul_pos (mul_pos (inv_pos (two_pos (K := K))) (inv_pos ha))
    (mul_pos (inv_pos hb) (inv_pos hc))
  refine lt_of_sub_eq (mul_pos h hi) ?_
  poly_from (-2 * c⁻¹ * (a * a⁻¹) * (b * b⁻¹)) * e2
    + (-2 * c⁻¹ * (b * b⁻¹) + 3 * 2⁻¹ * b⁻¹ * (c * c⁻¹)) * ea
    + (-2 * c⁻¹ + 2⁻¹ * a⁻¹ * (c * c⁻¹)) * eb + (2⁻¹ * a⁻¹ + 3 * 2⁻¹ * b⁻¹) * ec

/-- **Under softmax, heterogeneous heads can be slower** than equal heads of the same mean. -/
theorem softmax_jensen_fails :
    ∑ h, pair (1 / 2) (3 / 2) h / (exp (1 * pair (1 / 2) (3 / 2) h * (1 - 0)) + (nat 32 - 1))
      < ∑ h, pair (1 : K) 1 h / (exp (1 * pair 1 1 h * (1 - 0)) + (nat 32 - 1)) := by
  have e2 := mul_inv 2 (two_ne_zero (K := K))
  have n31 : (nat 32 - 1 : K) = 31 := by
    show (32 - 1 : K) = 31
    poly
  have x₁ : exp (1 * 1 * (1 - 0) : K) = exp (1 / 2) * exp (1 / 2) := by
    have e : (1 * 1 * (1 - 0) : K) = 1 / 2 + 1 / 2 := by poly_from (-1) * e2
    rw [e, exp_add]
  have x₂ : exp (1 * (1 / 2) * (1 - 0) : K) = exp (1 / 2) := by
    have e : (1 * (1 / 2) * (1 - 0) : K) = 1 / 2 := by poly
    rw [e]
  have x₃ : exp (1 * (3 / 2) * (1 - 0) : K) = exp (1 / 2) * exp (1 / 2) * exp (1 / 2) := by
    have e : (1 * (3 / 2) * (1 - 0) : K) = 1 / 2 + 1 / 2 + 1 / 2 := by poly
    rw [e, exp_add, exp_add]
  -- `exp (1/2) = 1 + t` with `0 < t ≤ 1`
  have ht : 0 < exp (1 / 2 : K) - 1 := sub_pos.mpr (one_lt_exp (div_pos zero_lt_one two_pos))
  have ht1 : exp (1 / 2 : K) ≤ 2 := by
    have h := mul_le_mul_of_nonneg_left (one_add_le_exp (-(1 / 2 : K))) (exp_nonneg (1 / 2))
    rw [exp_mul_exp_neg] at h
    have h' := mul_nonneg _ _ (le_of_lt (two_pos (K := K))) (sub_nonneg.mpr h)
    exact le_of_sub_eq h' (by poly_from (-exp (1 / 2)) * e2)
  have hle := sub_nonneg.mpr ht1
  have h31 : (0 : K) < 31 := nat_succ_pos 30
  have hy := exp_pos (1 / 2 : K)
  have key : ∑ h, pair (1 / 2) (3 / 2) h
      / (exp (1 * pair (1 / 2) (3 / 2) h * (1 - 0)) + (nat 32 - 1))
      = 1 / 2 / (exp (1 / 2) + 31)
        + 3 / 2 / (exp (1 / 2) * exp (1 / 2) * exp (1 / 2) + 31 : K) := by
    rw [← x₃, ← x₂, ← n31]
    exact sum_pair (fun a => a / (exp (1 * a * (1 - 0)) + (nat 32 - 1))) (1 / 2) (3 / 2)
  have key' : ∑ h, pair (1 : K) 1 h / (exp (1 * pair 1 1 h * (1 - 0)) + (nat 32 - 1))
      = 1 / (exp (1 / 2) * exp (1 / 2) + 31) + 1 / (exp (1 / 2) * exp (1 / 2) + 31) := by
    rw [← x₁, ← n31]
    exact sum_pair (fun a => a / (exp (1 * a * (1 - 0)) + (nat 32 - 1))) 1 1
  rw [key, key']
  generalize exp (1 / 2 : K) = y at *
  have hss := mul_pos ht ht
  have hq : 0 < 2 * 32 + (5 * 32 * (y - 1) + ((3 * 31 + 1) * ((y - 1) * (y - 1))
      + (2 + (y - 1)) * ((y - 1) * (y - 1)) * (2 - y))) := by
    have h94 : (0 : K) < 3 * 31 + 1 := add_pos (mul_pos (nat_succ_pos 2) h31) zero_lt_one
    exact add_pos (mul_pos two_pos (nat_succ_pos 31))
      (add_pos (mul_pos (mul_pos (nat_succ_pos 4) (nat_succ_pos 31)) ht)
        (add_pos_of_pos_of_nonneg (mul_pos h94 hss)
          (mul_nonneg _ _ (le_of_lt (mul_pos (add_pos two_pos ht) hss)) hle)))
  refine three_fractions (add_pos hy h31) (add_pos (mul_pos (mul_pos hy hy) hy) h31)
    (add_pos (mul_pos hy hy) h31) (lt_of_lt_of_le (mul_pos ht hq) (le_of_eq ?_))
  poly

end AttnProof
