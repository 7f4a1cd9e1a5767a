import AttnProof.Energy.Defs
import AttnProof.Dual.Const
/-!
# The gradient of the energy

## Main results

* `headRate_eq`: the derivative of `E_h` in any direction, for any score matrix.
* `headRate_of_symm`: for a symmetric score matrix it is `n⁻² ∑ᵢ ⟪f_i^h, wᵢ⟫` with `V_h = M_h`.
* `energy_gradient`: the derivative of `E` in the direction `w` is `n⁻¹ ∑ᵢ ⟪vᵢ, wᵢ⟫`, that is,
  `grad_{xᵢ} E = vᵢ / n`, for every `n`, `d` and `H`; `energy_token_gradient` moves one token.
-/
set_option autoImplicit false
universe u

namespace AttnProof
variable {K : Type u} [ExpField K] {n d H : Nat}

/-- The derivative of one exponential weight. -/
theorem eps_weight (β : K) (M : Mat K d) (x y w z : Vec K d) :
    (exp (Dual.const β * ⟪x.along w, M.const *ᵥ y.along z⟫)).eps
      = β * (⟪x, M *ᵥ z⟫ + ⟪w, M *ᵥ y⟫) * exp (β * ⟪x, M *ᵥ y⟫) := by
  rw [mulVec_along]
  show (Dual.const β * ⟪x.along w, (M *ᵥ y).along (M *ᵥ z)⟫).eps
    * exp (β * ⟪x.along w, (M *ᵥ y).along (M *ᵥ z)⟫.re) = _
  rw [Dual.eps_const_mul, eps_inner, re_inner]

/-- The derivative of the energy of one head. -/
theorem headRate_eq (β : K) (M : Mat K d) (X W : Fin n → Vec K d) :
    headRate β M X W = 1 / (2 * β * nat n ^ 2) *
      ∑ i, ∑ j, β * (⟪X i, M *ᵥ W j⟫ + ⟪W i, M *ᵥ X j⟫) * exp (β * ⟪X i, M *ᵥ X j⟫) := by
  have e2 : (2 : Dual K) = Dual.const 2 := Dual.nat_eq_const 2
  have ec : 1 / (2 * Dual.const β * nat n ^ 2) = Dual.const (1 / (2 * β * nat n ^ 2)) := by
    rw [e2, Dual.nat_eq_const, Dual.const_pow, Dual.const_mul, Dual.const_mul, Dual.one_div_const]
  rw [headRate, headEnergy, ec, Dual.eps_const_mul, eps_sum]
  refine congrArg _ (sum_congr fun i => ?_)
  rw [eps_sum]
  exact sum_congr fun j => eps_weight β M (X i) (X j) (W i) (W j)

/-- The inner product of a head's output with a vector. -/
theorem headOutput_inner (β : K) (M V : Mat K d) (X : Fin n → Vec K d) (i : Fin n) (w : Vec K d) :
    ⟪headOutput β M V X i, w⟫ = ∑ j, exp (β * ⟪X i, M *ᵥ X j⟫) * ⟪V *ᵥ X j, w⟫ := by
  rw [headOutput, sum_inner]
  exact sum_congr fun j => smul_inner _ _ _

/-- The derivative of the energy of one head with symmetric score matrix. -/
theorem headRate_of_symm {β : K} (hβ : β ≠ 0) (hn : 0 < n) {M : Mat K d} (hM : M.IsSymm)
    (X W : Fin n → Vec K d) :
    headRate β M X W = 1 / nat n ^ 2 * ∑ i, ⟪headOutput β M M X i, W i⟫ := by
  have sym (x y : Vec K d) : ⟪x, M *ᵥ y⟫ = ⟪y, M *ᵥ x⟫ := by
    rw [inner_mulVec_of_symm hM, inner_comm]
  -- the sum is the same with the roles of the two tokens exchanged
  have swap : ∑ i, ∑ j, exp (β * ⟪X i, M *ᵥ X j⟫) * ⟪X i, M *ᵥ W j⟫
      = ∑ i, ∑ j, exp (β * ⟪X i, M *ᵥ X j⟫) * ⟪W i, M *ᵥ X j⟫ := by
    rw [sum_comm]
    exact sum_congr fun j => sum_congr fun i => by rw [sym (X i) (X j), sym (X i) (W j)]
  have split : ∑ i, ∑ j, β * (⟪X i, M *ᵥ W j⟫ + ⟪W i, M *ᵥ X j⟫) * exp (β * ⟪X i, M *ᵥ X j⟫)
      = 2 * β * ∑ i, ⟪headOutput β M M X i, W i⟫ := by
    have e : ∑ i, ⟪headOutput β M M X i, W i⟫
        = ∑ i, ∑ j, exp (β * ⟪X i, M *ᵥ X j⟫) * ⟪W i, M *ᵥ X j⟫ := sum_congr fun i => by
      rw [headOutput_inner]
      exact sum_congr fun j => by rw [inner_comm (W i)]
    have e' : ∑ i, ∑ j, β * (⟪X i, M *ᵥ W j⟫ + ⟪W i, M *ᵥ X j⟫) * exp (β * ⟪X i, M *ᵥ X j⟫)
        = β * (∑ i, ∑ j, exp (β * ⟪X i, M *ᵥ X j⟫) * ⟪X i, M *ᵥ W j⟫
          + ∑ i, ∑ j, exp (β * ⟪X i, M *ᵥ X j⟫) * ⟪W i, M *ᵥ X j⟫) := by
      rw [← sum_add, mul_sum]
      refine sum_congr fun i => ?_
      rw [← sum_add, mul_sum]
      exact sum_congr fun j => by poly
    rw [e', swap, ← e]
    poly
  have h2β : (2 * β : K) ≠ 0 := mul_ne_zero two_ne_zero hβ
  have hnn : (nat n ^ 2 : K) ≠ 0 := by
    have e : (nat n ^ 2 : K) = nat n * nat n := by poly
    rw [e]
    exact mul_ne_zero (nat_ne_zero hn) (nat_ne_zero hn)
  have e := mul_inv (2 * β) h2β
  rw [headRate_eq, split, div_eq, inv_mul h2β hnn]
  poly_from ((nat n ^ 2)⁻¹ * ∑ i, ⟪headOutput β M M X i, W i⟫) * e

/-- The energy's derivative is the sum of those of the heads. -/
theorem energyRate_eq (β : K) (M : Fin H → Mat K d) (X W : Fin n → Vec K d) :
    energyRate β M X W = ∑ h, headRate β (M h) X W := eps_sum _

/-- **The gradient of the energy.** With symmetric score matrices and `V_h = M_h`, the derivative
of the energy in the direction `W` is `(1/n) ∑ᵢ ⟪vᵢ, wᵢ⟫`. -/
theorem energy_gradient {β : K} (hβ : β ≠ 0) (hn : 0 < n) {M : Fin H → Mat K d}
    (hM : ∀ h, (M h).IsSymm) (X W : Fin n → Vec K d) :
    energyRate β M X W = 1 / nat n * ∑ i, ⟪velocity β M M X i, W i⟫ := by
  have hN := nat_ne_zero (K := K) hn
  have e2 : (nat n ^ 2 : K) = nat n * nat n := by poly
  calc energyRate β M X W
    _ = ∑ h, 1 / nat n ^ 2 * ∑ i, ⟪headOutput β (M h) (M h) X i, W i⟫ := by
      rw [energyRate_eq]
      exact sum_congr fun h => headRate_of_symm hβ hn (hM h) X W
    _ = 1 / nat n ^ 2 * ∑ i, ∑ h, ⟪headOutput β (M h) (M h) X i, W i⟫ := by
      rw [← mul_sum, sum_comm]
    _ = 1 / nat n * ∑ i, 1 / nat n * ∑ h, ⟪headOutput β (M h) (M h) X i, W i⟫ := by
      rw [← mul_sum, e2, div_eq, inv_mul hN hN]
      poly
    _ = 1 / nat n * ∑ i, ⟪velocity β M M X i, W i⟫ := by
      refine congrArg _ (sum_congr fun i => ?_)
      rw [velocity, smul_inner, sum_inner]

/-- **The gradient of the energy with respect to one token**: `⟪grad_{xᵢ} E, w⟫ = (1/n) ⟪vᵢ, w⟫`. -/
theorem energy_token_gradient {β : K} (hβ : β ≠ 0) (hn : 0 < n) {M : Fin H → Mat K d}
    (hM : ∀ h, (M h).IsSymm) (X : Fin n → Vec K d) (i : Fin n) (w : Vec K d) :
    energyRate β M X (fun j => cond (sameIndex j i) w 0)
      = 1 / nat n * ⟪velocity β M M X i, w⟫ := by
  rw [energy_gradient hβ hn hM, ← sum_single i fun j => ⟪velocity β M M X j, w⟫]
  refine congrArg _ (sum_congr fun j => ?_)
  cases sameIndex j i with
  | true => exact rfl
  | false => exact inner_zero _

end AttnProof
