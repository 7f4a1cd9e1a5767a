import AttnProof.Equiangular.Threshold
/-!
# The critical inverse temperature away from orthonormal tokens

## Main results

* `betaStar_general`: for `0 ≤ γ < 1` the radial fraction of equiangular tokens is `c` exactly at
  `β*(γ) = (1 / (α (1 - γ))) ln (r - (n - 1) γ)`, where
  `r = (c / √(1 - c²)) √((n - 1) (1 - γ) (1 + (n - 1) γ))`.
-/
set_option autoImplicit false
universe u

namespace AttnProof
variable {K : Type u} [ExpField K] {n d : Nat} {γ : K} {X : Fin n → Vec K d}

/-- Nonnegative numbers with the same square are equal. -/
theorem eq_of_sq_eq {a b : K} (ha : 0 ≤ a) (hb : 0 ≤ b) (h : a ^ 2 = b ^ 2) : a = b := by
  have e₁ : a ^ 2 = a * a := by poly
  have e₂ : b ^ 2 = b * b := by poly
  rw [e₁, e₂] at h
  exact le_antisymm _ _ (le_of_sq_le_sq hb (le_of_eq h)) (le_of_sq_le_sq ha (le_of_eq h.symm))

/-- **The critical inverse temperature of equiangular tokens.** The square root `r` and the
logarithm `L` are given by their defining equations. -/
theorem betaStar_general (hX : IsEquiangular γ X) (i : Fin n) (h₀ : 0 ≤ γ) (h₁ : γ < 1)
    {α β c r L : K} (hα : α ≠ 0) (hc : c * c < 1) (hr : 0 ≤ r)
    (hr2 : r ^ 2 * (1 - c * c) = c * c * ((nat n - 1) * ((1 - γ) * (1 + (nat n - 1) * γ))))
    (hL : exp L = r - (nat n - 1) * γ) :
    fractionSq (X i) (headOutput β (Mat.scalar α) (Mat.scalar α) X i) = c * c
      ↔ β = 1 / (α * (1 - γ)) * L := by
  have hn : (0 : K) ≤ nat n - 1 := sub_nonneg.mpr (one_le_nat (pos_of_fin i))
  have hnγ : 0 ≤ (nat n - 1) * γ := mul_nonneg _ _ hn h₀
  have hg := sub_pos.mpr h₁
  have hd := sub_pos.mpr hc
  have hu : 0 < exp (β * α * (1 - γ)) + (nat n - 1) * γ :=
    add_pos_of_pos_of_nonneg (exp_pos _) hnγ
  have hden : 0 < (exp (β * α * (1 - γ)) + (nat n - 1) * γ) ^ 2
      + (nat n - 1) * ((1 - γ) * (1 + (nat n - 1) * γ)) := by
    have e : (exp (β * α * (1 - γ)) + (nat n - 1) * γ) ^ 2
      = (exp (β * α * (1 - γ)) + (nat n - 1) * γ) * (exp (β * α * (1 - γ)) + (nat n - 1) * γ) := by
      poly
    rw [e]
    exact add_pos_of_pos_of_nonneg (mul_pos hu hu) (mul_nonneg _ _ hn
      (mul_nonneg _ _ (le_of_lt hg) (add_nonneg (le_of_lt zero_lt_one) hnγ)))
  have hαγ : α * (1 - γ) ≠ 0 := mul_ne_zero hα (ne_of_gt hg)
  have e := mul_inv _ hαγ
  rw [equiangular_fraction hX hα i h₀ (le_of_lt h₁), div_eq_iff (ne_of_gt hden)]
  constructor
  · intro h
    have hsq : (exp (β * α * (1 - γ)) + (nat n - 1) * γ) ^ 2 = r ^ 2 :=
      mul_left_cancel (ne_of_gt hd) (by poly_from 1 * h + (-1) * hr2)
    have hU := eq_of_sq_eq (le_of_lt hu) hr hsq
    have hx : β * α * (1 - γ) = L := exp_injective (by poly_from 1 * hU + (-1) * hL)
    poly_from (α * (1 - γ))⁻¹ * hx + (-β) * e
  · intro h
    have hx : β * α * (1 - γ) = L := by poly_from (α * (1 - γ)) * h + L * e
    rw [hx, hL]
    poly_from 1 * hr2

end AttnProof
