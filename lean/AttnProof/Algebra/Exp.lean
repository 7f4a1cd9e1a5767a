import AttnProof.Algebra.Field
/-!
# The exponential of an ordered field

Everything follows from `exp (a + b) = exp a * exp b` and `1 + a ≤ exp a`.

## Main results

* `exp_zero`, `exp_pos`, `exp_lt_exp`, `exp_injective`.
* `exp_tangent_error`: `0 ≤ exp h - 1 - h ≤ h² / (1 - h)` for `h < 1`, written without a quotient.
  So `exp` is its own derivative in the sense of analysis, which is what the rule
  `exp (a + b ε) = exp a + b exp a ε` of the dual numbers (`Dual/`) says algebraically.
-/
set_option autoImplicit false
universe u

namespace AttnProof
variable {K : Type u} [ExpField K] {a b h : K}

theorem one_le_exp (ha : 0 ≤ a) : 1 ≤ exp a :=
  le_trans _ _ _ (le_of_sub_eq ha (by poly)) (one_add_le_exp a)

theorem one_lt_exp (ha : 0 < a) : 1 < exp a :=
  lt_of_lt_of_le (lt_of_sub_eq ha (by poly)) (one_add_le_exp a)

theorem exp_zero : exp (0 : K) = 1 := by
  have e : exp (0 : K) * exp 0 = exp 0 := by rw [← exp_add, add_zero]
  have hp : (0 : K) < exp 0 := lt_of_lt_of_le zero_lt_one (one_le_exp (le_refl 0))
  exact mul_left_cancel (ne_of_gt hp) (e.trans (mul_one _).symm)

theorem exp_mul_exp_neg (a : K) : exp a * exp (-a) = 1 := by
  rw [← exp_add, add_neg, exp_zero]

theorem exp_ne_zero (a : K) : exp a ≠ 0 := fun e => zero_ne_one (K := K) (by
  rw [← exp_mul_exp_neg a, e, zero_mul])

/-- The exponential is positive: it is the square of the exponential of the half. -/
theorem exp_pos (a : K) : 0 < exp a := by
  have e2 := mul_inv (2 : K) two_ne_zero
  have e : a * 2⁻¹ + a * 2⁻¹ = a := by poly_from a * e2
  have hsq : exp a = exp (a * 2⁻¹) * exp (a * 2⁻¹) := by rw [← exp_add, e]
  rw [hsq]
  exact lt_of_le_of_ne (mul_self_nonneg _) (mul_ne_zero (exp_ne_zero _) (exp_ne_zero _)).symm

theorem exp_nonneg (a : K) : 0 ≤ exp a := le_of_lt (exp_pos a)

theorem exp_eq_mul_exp_sub (a b : K) : exp b = exp a * exp (b - a) := by
  have e : a + (b - a) = b := by poly
  rw [← exp_add, e]

/-- The exponential is strictly increasing. -/
theorem exp_lt_exp (hab : a < b) : exp a < exp b := by
  have h₁ := one_lt_exp (sub_pos.mpr hab)
  have e := exp_eq_mul_exp_sub a b
  refine lt_of_sub_eq (mul_pos (exp_pos a) (sub_pos.mpr h₁)) ?_
  poly_from 1 * e

theorem exp_le_exp (hab : a ≤ b) : exp a ≤ exp b := by
  cases Classical.em (a = b) with
  | inl e => exact le_of_eq (e ▸ rfl)
  | inr ne => exact le_of_lt (exp_lt_exp (lt_of_le_of_ne hab ne))

theorem exp_injective (he : exp a = exp b) : a = b := by
  cases Classical.em (a = b) with
  | inl e => exact e
  | inr ne =>
    cases le_total a b with
    | inl hab => exact absurd he (ne_of_lt (exp_lt_exp (lt_of_le_of_ne hab ne)))
    | inr hba => exact absurd he (ne_of_gt (exp_lt_exp (lt_of_le_of_ne hba (Ne.symm ne))))

/-- The exponential lies above every of its tangents. -/
theorem exp_tangent (a b : K) : exp a * (1 + (b - a)) ≤ exp b := by
  rw [exp_eq_mul_exp_sub a b]
  exact mul_le_mul_of_nonneg_left (one_add_le_exp _) (exp_nonneg a)

theorem lt_exp (a : K) : a < exp a :=
  lt_of_lt_of_le (lt_of_sub_eq zero_lt_one (by poly)) (one_add_le_exp a)

/-- The error of the tangent at `0` is of second order:
`0 ≤ exp h - 1 - h` and `(1 - h) * (exp h - 1 - h) ≤ h * h`. -/
theorem exp_tangent_error (h : K) :
    0 ≤ exp h - 1 - h ∧ (1 - h) * (exp h - 1 - h) ≤ h * h := by
  constructor
  · exact le_trans _ _ _ (sub_nonneg.mpr (one_add_le_exp h)) (le_of_eq (by poly))
  · have e := exp_mul_exp_neg h
    have hp : 0 ≤ exp h * (exp (-h) - (1 + -h)) :=
      mul_nonneg _ _ (exp_nonneg h) (sub_nonneg.mpr (one_add_le_exp (-h)))
    refine le_of_sub_eq hp ?_
    poly_from (-1) * e

/-- The exponential of a multiple is a power. -/
theorem exp_nat_mul (a : K) : ∀ k : Nat, exp (nat k * a) = exp a ^ k
  | 0 => by
    show exp (0 * a) = 1
    rw [zero_mul, exp_zero]
  | k + 1 => by
    have e : nat (k + 1) * a = nat k * a + a := show (nat k + 1) * a = nat k * a + a by poly
    show exp (nat (k + 1) * a) = exp a ^ k * exp a
    rw [e, exp_add, exp_nat_mul a k]

/-- An ordered field with an exponential is in particular a ring with an exponential. -/
@[reducible] def ExpField.toExpRing (K : Type u) [ExpField K] : ExpRing K where
  exp_zero := AttnProof.exp_zero
  exp_add := ExpField.exp_add

end AttnProof
