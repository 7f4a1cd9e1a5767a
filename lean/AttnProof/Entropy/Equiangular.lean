import AttnProof.Entropy.Production
import AttnProof.Equiangular.Growth
/-!
# Attention entropy of equiangular tokens

## Main results

* `covariance_two_valued`: the covariance of two functions that are constant but for one index.
* `equiangular_entropy`: if the tokens stay equiangular while `γ` changes at the rate `γ'`,
  then `dS/dt = α² β² p (1 - p) (1 - γ) γ'`, where `p` is the weight of the token itself.
* `equiangular_selfWeight`: `p = 1 / (1 + (n - 1) exp (-α β (1 - γ)))`.
* `equiangular_entropy_nonneg`: so the entropy never decreases while `γ' ≥ 0`.
-/
set_option autoImplicit false
universe u

namespace AttnProof

section ring
variable {K : Type u} [CommRing K] {n d : Nat}

/-- The covariance of two functions that take one value at `i` and another elsewhere. -/
theorem covariance_two_valued {p f g : Fin n → K} (hp : ∑ j, p j = 1) {i : Fin n} {a b a' b' : K}
    (hfi : f i = a) (hf : ∀ j, j ≠ i → f j = b) (hgi : g i = a') (hg : ∀ j, j ≠ i → g j = b') :
    covariance p f g = p i * (1 - p i) * ((a - b) * (a' - b')) := by
  have e₁ : mean p f = (a - b) * p i + b * 1 := by
    rw [← hp, ← sum_two_valued hfi hf p]
    exact sum_congr fun j => mul_comm _ _
  have e₂ : mean p g = (a' - b') * p i + b' * 1 := by
    rw [← hp, ← sum_two_valued hgi hg p]
    exact sum_congr fun j => mul_comm _ _
  have e₃ : ∑ j, p j * f j * g j = (a * a' - b * b') * p i + b * b' * 1 := by
    have hi : f i * g i = a * a' := by rw [hfi, hgi]
    rw [← hp, ← sum_two_valued (w := fun j => f j * g j) hi
      (fun j hj => by rw [hf j hj, hg j hj]) p]
    exact sum_congr fun j => by poly
  rw [covariance_eq hp, e₁, e₂, e₃]
  poly

/-- The scores of the row of token `i`, for a scalar head, along the motion `W` of the tokens. -/
def movingScore (β α : K) (X W : Fin n → Vec K d) (i j : Fin n) : Dual K :=
  Dual.const β * ⟪(X i).along (W i), (Mat.scalar α).const *ᵥ (X j).along (W j)⟫

theorem movingScore_re (β α : K) (X W : Fin n → Vec K d) (i j : Fin n) :
    (movingScore β α X W i j).re = β * α * ⟪X i, X j⟫ := by
  rw [movingScore, mulVec_along, Dual.re_const_mul, re_inner, scalar_mulVec, inner_smul]
  poly

theorem movingScore_eps (β α : K) (X W : Fin n → Vec K d) (i j : Fin n) :
    (movingScore β α X W i j).eps = β * α * gramRate X W i j := by
  rw [movingScore, mulVec_along, Dual.eps_const_mul, eps_inner, scalar_mulVec, scalar_mulVec,
    inner_smul, inner_smul, gramRate, eps_inner]
  poly

end ring

variable {K : Type u} [ExpField K] {n d : Nat} {γ γ' β α : K} {X W : Fin n → Vec K d} {i : Fin n}
  {L : Dual K}

/-- **Entropy production of equiangular tokens.** -/
theorem equiangular_entropy (hX : IsEquiangular γ X) (hi : gramRate X W i i = 0)
    (hW : ∀ j, j ≠ i → gramRate X W i j = γ')
    (hL : ∑ j, exp (movingScore β α X W i j - L) = 1) {p : K} (hp : p = exp (β * α - L.re)) :
    (entropy (movingScore β α X W i) L).eps
      = α ^ 2 * β ^ 2 * (p * (1 - p)) * ((1 - γ) * γ') := by
  have hp1 : ∑ j, exp ((movingScore β α X W i j).re - L.re) = 1 :=
    (re_sum _).symm.trans (congrArg Dual.re hL)
  have hre : (movingScore β α X W i i).re = β * α := by
    rw [movingScore_re, hX.1, mul_one]
  have heps : (movingScore β α X W i i).eps = 0 := by
    rw [movingScore_eps, hi, mul_zero]
  rw [entropy_production hL, covariance_two_valued hp1 hre
    (fun j hj => by rw [movingScore_re, hX.2 i j (Ne.symm hj)]) heps
    (fun j hj => by rw [movingScore_eps, hW j hj]), hre, ← hp]
  poly

/-- The attention weight of a token on itself. -/
theorem equiangular_selfWeight (hX : IsEquiangular γ X)
    (hL : ∑ j, exp (movingScore β α X W i j - L) = 1) :
    exp (β * α - L.re) = 1 / (1 + (nat n - 1) * exp (-(α * β * (1 - γ)))) := by
  have hp1 : ∑ j, exp ((movingScore β α X W i j).re - L.re) = 1 :=
    (re_sum _).symm.trans (congrArg Dual.re hL)
  have hre : (movingScore β α X W i i).re = β * α := by
    rw [movingScore_re, hX.1, mul_one]
  have hoff : exp (β * α * γ - L.re) = exp (β * α - L.re) * exp (-(α * β * (1 - γ))) := by
    have e : β * α * γ - L.re = β * α - L.re + -(α * β * (1 - γ)) := by poly
    rw [e, exp_add]
  rw [sum_eq_add_others i, hre, others_congr fun j hj => by
    rw [movingScore_re, hX.2 i j (Ne.symm hj)], others_const, hoff] at hp1
  have hd : (0 : K) < 1 + (nat n - 1) * exp (-(α * β * (1 - γ))) :=
    add_pos_of_pos_of_nonneg zero_lt_one
      (mul_nonneg _ _ (sub_nonneg.mpr (one_le_nat (pos_of_fin i))) (exp_nonneg _))
  rw [eq_div_iff (ne_of_gt hd)]
  poly_from 1 * hp1

/-- The entropy never decreases while equiangular tokens come together. -/
theorem equiangular_entropy_nonneg (hX : IsEquiangular γ X) (hi : gramRate X W i i = 0)
    (hW : ∀ j, j ≠ i → gramRate X W i j = γ')
    (hL : ∑ j, exp (movingScore β α X W i j - L) = 1) (hγ : γ ≤ 1) (hγ' : 0 ≤ γ') :
    0 ≤ (entropy (movingScore β α X W i) L).eps := by
  have hp0 := exp_pos (β * α - L.re)
  have hN : (0 : K) ≤ nat n - 1 := sub_nonneg.mpr (one_le_nat (pos_of_fin i))
  have hp1 : 0 ≤ 1 - exp (β * α - L.re) := by
    have hx := mul_nonneg _ _ hN (exp_nonneg (-(α * β * (1 - γ))))
    have hd := add_pos_of_pos_of_nonneg zero_lt_one hx
    have e := (eq_div_iff (ne_of_gt hd)).mp (equiangular_selfWeight hX hL)
    have hq := mul_nonneg _ _ (le_of_lt hp0) hx
    exact le_trans _ _ _ hq (le_of_eq (by poly_from 1 * e))
  rw [equiangular_entropy hX hi hW hL rfl]
  have e : α ^ 2 * β ^ 2 = (α * β) * (α * β) := by poly
  rw [e]
  exact mul_nonneg _ _ (mul_nonneg _ _ (mul_self_nonneg _) (mul_nonneg _ _ (le_of_lt hp0) hp1))
    (mul_nonneg _ _ (sub_nonneg.mpr hγ) hγ')

end AttnProof
