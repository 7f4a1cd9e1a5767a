import AttnProof.Equiangular.Gram
import AttnProof.Radial.Decomposition
/-!
# The radial fraction of equiangular tokens

For one scalar head `α I` and `u = exp (β α (1 - γ))`, the output at a token has the radial shadow
`α exp (β α γ) (u + (n - 1) γ)`.

## Main results

* `equiangular_fraction`:
  `c² = (u + (n-1)γ)² / ((u + (n-1)γ)² + (n-1)(1-γ)(1+(n-1)γ))`.
* `equiangular_fraction_orthonormal`: at `γ = 0`, `c² = exp (2αβ) / (exp (2αβ) + n - 1)`.
-/
set_option autoImplicit false
universe u

namespace AttnProof

/-- The square of the radial fraction, `c² = ρ² / |f|²`. -/
def fractionSq {K : Type u} [Add K] [Zero K] [Mul K] [Div K] {d : Nat} (x f : Vec K d) : K :=
  shadow x f * shadow x f / ⟪f, f⟫

variable {K : Type u} [ExpField K] {n d : Nat} {γ : K} {X : Fin n → Vec K d}

theorem exp_split (β α γ : K) : exp (β * α) = exp (β * α * γ) * exp (β * α * (1 - γ)) := by
  have e : β * α * γ + β * α * (1 - γ) = β * α := by poly
  rw [← exp_add, e]

/-- The radial shadow of the output of a scalar head. -/
theorem equiangular_shadow (hX : IsEquiangular γ X) (β α : K) (i : Fin n) :
    shadow (X i) (headOutput β (Mat.scalar α) (Mat.scalar α) X i)
      = α * exp (β * α * γ) * (exp (β * α * (1 - γ)) + (nat n - 1) * γ) := by
  rw [shadow, hX.inner_headOutput, hX.1, hX.inner_sum_self, exp_split β α γ]
  poly

/-- The squared norm of the output of a scalar head. -/
theorem equiangular_normSq (hX : IsEquiangular γ X) (β α : K) (i : Fin n) :
    ⟪headOutput β (Mat.scalar α) (Mat.scalar α) X i,
      headOutput β (Mat.scalar α) (Mat.scalar α) X i⟫
      = (α * exp (β * α * γ)) ^ 2 * ((exp (β * α * (1 - γ)) + (nat n - 1) * γ) ^ 2
        + (nat n - 1) * ((1 - γ) * (1 + (nat n - 1) * γ))) := by
  have hsum : ⟪∑ k, X k, ∑ k, X k⟫ = nat n * (1 + (nat n - 1) * γ) := by
    rw [sum_inner, sum_congr fun k => hX.inner_sum_self k, sum_const]
  have hxs : ⟪∑ k, X k, X i⟫ = 1 + (nat n - 1) * γ := (inner_comm _ _).trans (hX.inner_sum_self i)
  rw [hX.inner_headOutput, inner_comm _ (X i), inner_comm _ (∑ k, X k), hX.inner_headOutput,
    hX.inner_headOutput, hX.1, hX.inner_sum_self, hsum, hxs, exp_split β α γ]
  poly

/-- **The radial fraction** of equiangular tokens. -/
theorem equiangular_fraction (hX : IsEquiangular γ X) {β α : K} (hα : α ≠ 0) (i : Fin n)
    (h₀ : 0 ≤ γ) (h₁ : γ ≤ 1) :
    fractionSq (X i) (headOutput β (Mat.scalar α) (Mat.scalar α) X i)
      = (exp (β * α * (1 - γ)) + (nat n - 1) * γ) ^ 2 /
        ((exp (β * α * (1 - γ)) + (nat n - 1) * γ) ^ 2
          + (nat n - 1) * ((1 - γ) * (1 + (nat n - 1) * γ))) := by
  have hn : (0 : K) ≤ nat n - 1 := sub_nonneg.mpr (one_le_nat (pos_of_fin i))
  have hnγ : 0 ≤ (nat n - 1) * γ := mul_nonneg _ _ hn h₀
  have hu : 0 < exp (β * α * (1 - γ)) + (nat n - 1) * γ :=
    add_pos_of_pos_of_nonneg (exp_pos _) hnγ
  have hd : (exp (β * α * (1 - γ)) + (nat n - 1) * γ) ^ 2
      + (nat n - 1) * ((1 - γ) * (1 + (nat n - 1) * γ)) ≠ 0 := by
    have e : (exp (β * α * (1 - γ)) + (nat n - 1) * γ) ^ 2
      = (exp (β * α * (1 - γ)) + (nat n - 1) * γ) * (exp (β * α * (1 - γ)) + (nat n - 1) * γ) := by
      poly
    rw [e]
    exact ne_of_gt (add_pos_of_pos_of_nonneg (mul_pos hu hu) (mul_nonneg _ _ hn
      (mul_nonneg _ _ (sub_nonneg.mpr h₁) (add_nonneg (le_of_lt zero_lt_one) hnγ))))
  have hk : (α * exp (β * α * γ)) ^ 2 ≠ 0 := by
    have e : (α * exp (β * α * γ)) ^ 2 = (α * exp (β * α * γ)) * (α * exp (β * α * γ)) := by poly
    rw [e]
    exact mul_ne_zero (mul_ne_zero hα (exp_ne_zero _)) (mul_ne_zero hα (exp_ne_zero _))
  have e := mul_inv _ hk
  rw [fractionSq, equiangular_shadow hX, equiangular_normSq hX, div_eq, inv_mul hk hd]
  poly_from ((exp (β * α * (1 - γ)) + (nat n - 1) * γ) ^ 2 *
    ((exp (β * α * (1 - γ)) + (nat n - 1) * γ) ^ 2
      + (nat n - 1) * ((1 - γ) * (1 + (nat n - 1) * γ)))⁻¹) * e

/-- The radial fraction of orthonormal tokens as a function of the inverse temperature. -/
def fractionAt (n : Nat) (α β : K) : K :=
  exp (2 * α * β) / (exp (2 * α * β) + (nat n - 1))

/-- **The radial fraction of orthonormal tokens**, `γ = 0`. -/
theorem equiangular_fraction_orthonormal (hX : IsEquiangular 0 X) {β α : K} (hα : α ≠ 0)
    (i : Fin n) :
    fractionSq (X i) (headOutput β (Mat.scalar α) (Mat.scalar α) X i) = fractionAt n α β := by
  have e : exp (2 * α * β) = exp (β * α) * exp (β * α) := by
    have e : 2 * α * β = β * α + β * α := by poly
    rw [e, exp_add]
  have e₁ : β * α * (1 - 0) = β * α := by poly
  have e₂ : (exp (β * α) + (nat n - 1) * 0) ^ 2 = exp (β * α) * exp (β * α) := by poly
  have e₃ : (nat n - 1 : K) * ((1 - 0) * (1 + (nat n - 1) * 0)) = nat n - 1 := by poly
  rw [equiangular_fraction hX hα i (le_refl 0) (le_of_lt zero_lt_one), fractionAt, e, e₁, e₂, e₃]

end AttnProof
