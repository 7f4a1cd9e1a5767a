import AttnProof.Equiangular.Gram
/-!
# ReLU attention on equiangular tokens

The weight of token `j` at token `i` is `β relu ⟪xᵢ, M xⱼ⟫` in place of `exp (β ⟪xᵢ, M xⱼ⟫)`.

## Main results

* `relu_ode`: for a scalar head `α ≥ 0` and `γ ≥ 0`,
  `γ' = (2 κ / n) γ (1 - γ) (1 + (n - 1) γ)` with `κ = β α²`.
* `relu_stuck`: for `γ ≤ 0`, `γ' = 0`: tokens at obtuse angles never cluster.
-/
set_option autoImplicit false
universe u

namespace AttnProof

open Classical in
/-- The positive part. -/
noncomputable def relu {K : Type u} [Zero K] [LE K] (a : K) : K := if 0 ≤ a then a else 0

/-- The velocity of token `i` under ReLU attention with one head, un-normalised prefactor. -/
noncomputable def reluVelocity {K : Type u} [Add K] [Zero K] [One K] [Mul K] [Div K] [LE K]
    {n d : Nat} (β : K) (M V : Mat K d) (X : Fin n → Vec K d) (i : Fin n) : Vec K d :=
  (1 / nat n : K) • ∑ j, (β * relu ⟪X i, M *ᵥ X j⟫) • (V *ᵥ X j)

variable {K : Type u} [OrderedField K] {n d : Nat} {γ : K} {X : Fin n → Vec K d}

theorem relu_of_nonneg {a : K} (h : 0 ≤ a) : relu a = a := ite_eq_left h

theorem relu_of_nonpos {a : K} (h : a ≤ 0) : relu a = 0 := by
  cases Classical.em (0 ≤ a) with
  | inl h' => exact (ite_eq_left h').trans (le_antisymm _ _ h h')
  | inr h' => exact ite_eq_right h'

/-- The derivative of the common inner product under ReLU attention, for either sign of `γ`. -/
theorem relu_gramRate (hX : IsEquiangular γ X) (β α : K) {i j : Fin n} (hij : i ≠ j) :
    gramRate X (fun i => proj (X i) (reluVelocity β (Mat.scalar α) (Mat.scalar α) X i)) i j
      = 2 * (1 / nat n * (β * relu (α * γ) * α)) * ((1 - γ) * (1 + (nat n - 1) * γ)) := by
  have weight (i j : Fin n) : ⟪X i, Mat.scalar α *ᵥ X j⟫ = α * ⟪X i, X j⟫ := by
    rw [scalar_mulVec, inner_smul]
  have hv (i : Fin n) (u : Vec K d) :
      ⟪u, reluVelocity β (Mat.scalar α) (Mat.scalar α) X i⟫
        = (1 / nat n * ((β * relu α - β * relu (α * γ)) * α)) * ⟪u, X i⟫
          + (1 / nat n * (β * relu (α * γ) * α)) * ⟪u, ∑ k, X k⟫ := by
    have e : ⟪u, ∑ j, (β * relu ⟪X i, Mat.scalar α *ᵥ X j⟫) • (Mat.scalar α *ᵥ X j)⟫
        = ∑ j, β * relu ⟪X i, Mat.scalar α *ᵥ X j⟫ * (α * ⟪u, X j⟫) := by
      rw [inner_sum]
      exact sum_congr fun j => by rw [inner_smul, scalar_mulVec, inner_smul α u (X j)]
    have hi : β * relu ⟪X i, Mat.scalar α *ᵥ X i⟫ = β * relu α := by
      rw [weight, hX.1, mul_one]
    rw [reluVelocity, inner_smul, e,
      sum_two_valued hi fun j hj => by rw [weight, hX.2 i j (Ne.symm hj)], inner_sum, ← mul_sum]
    poly
  exact equiangular_gramRate hX hv hij

/-- **The ReLU equation** for `0 ≤ γ`. -/
theorem relu_ode (hX : IsEquiangular γ X) (β : K) {α : K} (hα : 0 ≤ α) (hγ : 0 ≤ γ)
    {i j : Fin n} (hij : i ≠ j) :
    gramRate X (fun i => proj (X i) (reluVelocity β (Mat.scalar α) (Mat.scalar α) X i)) i j
      = 2 * (β * α ^ 2) / nat n * (γ * (1 - γ) * (1 + (nat n - 1) * γ)) := by
  rw [relu_gramRate hX β α hij, relu_of_nonneg (mul_nonneg _ _ hα hγ)]
  poly

/-- **Tokens at obtuse angles never cluster** under ReLU attention. -/
theorem relu_stuck (hX : IsEquiangular γ X) (β : K) {α : K} (hα : 0 ≤ α) (hγ : γ ≤ 0)
    {i j : Fin n} (hij : i ≠ j) :
    gramRate X (fun i => proj (X i) (reluVelocity β (Mat.scalar α) (Mat.scalar α) X i)) i j
      = 0 := by
  have h : α * γ ≤ 0 := le_of_sub_eq (mul_nonneg _ _ hα (neg_nonneg.mpr hγ)) (by poly)
  rw [relu_gramRate hX β α hij, relu_of_nonpos h]
  poly

end AttnProof
