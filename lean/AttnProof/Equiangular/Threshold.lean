import AttnProof.Equiangular.Fraction
/-!
# The critical inverse temperature and the threshold

## Main results

* `fraction_eq_iff`: `c²(β) = c²` iff `exp (2αβ) (1 - c²) = c² (n - 1)`.
* `fraction_lt_fraction`: `c²(β)` is strictly increasing in `β`, for `α > 0` and `n ≥ 2`.
* `betaStar_unique`: so the critical inverse temperature is unique.
* `betaStar_eq`: it is `(1 / (2α)) L`, where `L` is the logarithm of `c² (n - 1) / (1 - c²)`.
* `betaStar_pos_iff`: it is positive iff `1 < n c²`.
* `threshold_unique`, `threshold_exists`: `c² + m c - 1` with `m ≥ 0` has exactly one positive root,
  it is at most `1`, and equals `(√(m² + 4) - m) / 2`. Variant (A) is `m = H - 1`.
* `threshold_golden`: for `H = 2` it is the inverse of the golden ratio.
-/
set_option autoImplicit false
universe u

namespace AttnProof

section exponential
variable {K : Type u} [ExpField K] {n : Nat} {α β β' c : K}

theorem fractionAt_denominator_pos (hn : 0 < n) (α β : K) :
    0 < exp (2 * α * β) + (nat n - 1) :=
  add_pos_of_pos_of_nonneg (exp_pos _) (sub_nonneg.mpr (one_le_nat hn))

/-- **The critical inverse temperature as an equation.** -/
theorem fraction_eq_iff (hn : 0 < n) :
    fractionAt n α β = c * c ↔ exp (2 * α * β) * (1 - c * c) = c * c * (nat n - 1) := by
  rw [fractionAt, div_eq_iff (ne_of_gt (fractionAt_denominator_pos hn α β))]
  constructor
  · intro h
    poly_from 1 * h
  · intro h
    poly_from 1 * h

/-- With at least two tokens, `n - 1 > 0`. -/
theorem nat_sub_one_pos (hn : 1 < n) : (0 : K) < nat n - 1 := by
  cases n with
  | zero => exact absurd hn (Nat.not_lt_zero 1)
  | succ m =>
    have h : 0 < m := Nat.le_of_succ_le_succ hn
    exact lt_of_lt_of_le (nat_pos h) (le_of_eq (show (nat m : K) = nat m + 1 - 1 by poly))

/-- **The radial fraction is strictly increasing** in the inverse temperature. -/
theorem fraction_lt_fraction (hn : 1 < n) (hα : 0 < α) (h : β < β') :
    fractionAt n α β < fractionAt n α β' := by
  have hn' : 0 < n := Nat.le_trans (Nat.le_succ_of_le (Nat.le_refl 1)) hn
  have he : exp (2 * α * β) < exp (2 * α * β') :=
    exp_lt_exp ((mul_lt_mul_left (mul_pos two_pos hα)).mpr h)
  rw [fractionAt, fractionAt, div_lt_div (fractionAt_denominator_pos hn' α β)
    (fractionAt_denominator_pos hn' α β')]
  exact lt_of_sub_eq (mul_pos (nat_sub_one_pos hn) (sub_pos.mpr he)) (by poly)

/-- **The critical inverse temperature is unique.** -/
theorem betaStar_unique (hn : 1 < n) (hα : 0 < α)
    (h : fractionAt n α β = fractionAt n α β') : β = β' := by
  refine le_antisymm _ _ ?_ ?_
  · exact (le_or_lt β β').elim id fun h' =>
      absurd h.symm (ne_of_lt (fraction_lt_fraction hn hα h'))
  · exact (le_or_lt β' β).elim id fun h' => absurd h (ne_of_lt (fraction_lt_fraction hn hα h'))

/-- **The formula for the critical inverse temperature**: `β* = (1 / (2α)) L` where
`exp L = c² (n - 1) / (1 - c²)`. -/
theorem betaStar_eq (hn : 0 < n) (hα : α ≠ 0) (hc : c * c < 1) {L : K}
    (hL : exp L = c * c * (nat n - 1) / (1 - c * c)) :
    fractionAt n α β = c * c ↔ β = 1 / (2 * α) * L := by
  have hd : 1 - c * c ≠ 0 := ne_of_gt (sub_pos.mpr hc)
  have hL' := (eq_div_iff hd).mp hL
  have h2α : (2 * α : K) ≠ 0 := mul_ne_zero two_ne_zero hα
  have e := mul_inv (2 * α) h2α
  rw [fraction_eq_iff hn, ← hL']
  constructor
  · intro h
    have he : 2 * α * β = L := exp_injective (mul_left_cancel hd (by poly_from 1 * h))
    poly_from (2 * α)⁻¹ * he + (-β) * e
  · intro h
    have he : 2 * α * β = L := by poly_from (2 * α) * h + L * e
    rw [he]

/-- The critical inverse temperature is positive iff `1 < n c²`. -/
theorem betaStar_pos_iff (hc : c * c < 1) {L : K}
    (hL : exp L = c * c * (nat n - 1) / (1 - c * c)) : 0 < L ↔ 1 < nat n * (c * c) := by
  have hd := sub_pos.mpr hc
  have hL' := (eq_div_iff (ne_of_gt hd)).mp hL
  have key : nat n * (c * c) - 1 = (1 - c * c) * (exp L - 1) := by poly_from (-1) * hL'
  rw [← sub_pos (b := nat n * (c * c)), key]
  constructor
  · intro h
    exact mul_pos hd (sub_pos.mpr (one_lt_exp h))
  · intro h
    have h₁ : 1 < exp L := sub_pos.mp (pos_of_mul_pos_left hd h)
    refine lt_of_not_le fun h₂ => not_le_of_lt h₁ ?_
    rw [← exp_zero]
    exact exp_le_exp h₂

end exponential

section root
variable {K : Type u} [OrderedField K] {m c d s : K}

/-- `c² + m c - 1` has at most one positive root. -/
theorem threshold_unique (hm : 0 ≤ m) (hc : 0 < c) (hd : 0 < d) (h : c ^ 2 + m * c - 1 = 0)
    (h' : d ^ 2 + m * d - 1 = 0) : c = d := by
  have e : (c - d) * (c + d + m) = 0 := by poly_from 1 * h + (-1) * h'
  cases mul_eq_zero e with
  | inl e => exact eq_of_sub_eq_zero e
  | inr e => exact absurd e (ne_of_gt (add_pos_of_pos_of_nonneg (add_pos hc hd) hm))

/-- A positive root of `c² + m c - 1` is at most `1`. -/
theorem threshold_le_one (hm : 0 ≤ m) (hc : 0 < c) (h : c ^ 2 + m * c - 1 = 0) : c ≤ 1 := by
  refine le_of_sq_le_sq (le_of_lt zero_lt_one) ?_
  exact le_of_sub_eq (mul_nonneg _ _ hm (le_of_lt hc)) (by poly_from (-1) * h)

/-- The positive root is `(s - m) / 2`, where `s` is the square root of `m² + 4`. -/
theorem threshold_exists (hm : 0 ≤ m) (hs : 0 ≤ s) (h : s ^ 2 = m ^ 2 + 4) :
    0 < (s - m) / 2 ∧ (s - m) / 2 ≤ 1 ∧ ((s - m) / 2) ^ 2 + m * ((s - m) / 2) - 1 = 0 := by
  have e := mul_inv 2 (two_ne_zero (K := K))
  have hroot : ((s - m) / 2) ^ 2 + m * ((s - m) / 2) - 1 = 0 := by
    poly_from 2⁻¹ ^ 2 * h + (m ^ 2 * 2⁻¹ + 2 * 2⁻¹ + 1 - s * m * 2⁻¹) * e
  have hpos : 0 < (s - m) / 2 := by
    refine div_pos (sub_pos.mpr (lt_of_not_le fun hle => ?_)) two_pos
    have hp : 0 ≤ (m - s) * (m + s) := mul_nonneg _ _ (sub_nonneg.mpr hle) (add_nonneg hm hs)
    exact not_le_of_lt (nat_succ_pos (K := K) 3)
      (show (4 : K) ≤ 0 from le_of_sub_eq hp (by poly_from 1 * h))
  exact ⟨hpos, threshold_le_one hm hpos hroot, hroot⟩

/-- **The golden ratio**: for two heads the threshold is `1 / φ`, where `φ² = φ + 1`. -/
theorem threshold_golden {φ : K} (hφ : 0 < φ) (h : φ ^ 2 = φ + 1) :
    (1 / φ) ^ 2 + (nat 2 - 1) * (1 / φ) - 1 = 0 := by
  have e := mul_inv φ (ne_of_gt hφ)
  have e2 : (nat 2 : K) = 2 := rfl
  rw [e2]
  poly_from (-(1 / φ) ^ 2) * h + (φ * φ⁻¹ + 1 - φ⁻¹) * e

end root

end AttnProof
