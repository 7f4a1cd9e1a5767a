import AttnProof.Energy.Flow
/-!
# Equiangular tokens, from the Gram matrix alone

`⟪xᵢ, xᵢ⟫ = 1` and `⟪xᵢ, xⱼ⟫ = γ` for `i ≠ j`. The heads are scalar: `M_h = V_h = α_h I`.

## Main results

* `equiangular_gramRate`: if every velocity is `pᵢ xᵢ + q ∑ₖ xₖ`, then on the sphere every inner
  product changes at the same rate `2 q (1 - γ) (1 + (n - 1) γ)`. So the family is invariant.
* `equiangular_usa`: `γ' = (2/n) (1 - γ) (1 + (n - 1) γ) ∑_h α_h exp (β α_h γ)`.
* `equiangular_softmax`:
  `γ' = 2 (1 - γ) (1 + (n - 1) γ) ∑_h α_h / (exp (β α_h (1 - γ)) + n - 1)`.
-/
set_option autoImplicit false
universe u

namespace AttnProof

/-- The tokens are unit vectors with the same inner product `γ` for every pair. -/
def IsEquiangular {K : Type u} [Add K] [Zero K] [One K] [Mul K] {n d : Nat} (γ : K)
    (X : Fin n → Vec K d) : Prop :=
  (∀ i, ⟪X i, X i⟫ = 1) ∧ ∀ i j, i ≠ j → ⟪X i, X j⟫ = γ

/-- The derivative of `⟪xᵢ, xⱼ⟫` when the tokens move with velocity `W`. -/
def gramRate {K : Type u} [Add K] [Zero K] [Mul K] {n d : Nat} (X W : Fin n → Vec K d)
    (i j : Fin n) : K := ⟪(X i).along (W i), (X j).along (W j)⟫.eps

section ring
variable {K : Type u} [CommRing K] {n d : Nat}

/-- A weighted sum whose weights take one value at `i` and another elsewhere. -/
theorem sum_two_valued {i : Fin n} {a b : K} {w : Fin n → K} (hi : w i = a)
    (hw : ∀ j, j ≠ i → w j = b) (f : Fin n → K) :
    ∑ j, w j * f j = (a - b) * f i + b * ∑ j, f j := by
  have e₁ := sum_eq_add_others i fun j => w j * f j
  have e₂ := sum_eq_add_others i f
  have e₃ : ∑ j ≠ i, w j * f j = ∑ j ≠ i, b * f j := others_congr fun j hj => by rw [hw j hj]
  have e₄ := mul_others b i f
  poly_from 1 * e₁ + f i * hi + 1 * e₃ + (-1) * e₄ + (-b) * e₂

/-- The sum of one row of the Gram matrix. -/
theorem IsEquiangular.inner_sum_self {γ : K} {X : Fin n → Vec K d} (hX : IsEquiangular γ X)
    (i : Fin n) : ⟪X i, ∑ k, X k⟫ = 1 + (nat n - 1) * γ := by
  rw [inner_sum, sum_eq_add_others i, hX.1 i, others_congr fun k hk => hX.2 i k (Ne.symm hk),
    others_const]

/-- Velocities of the form `pᵢ xᵢ + q ∑ₖ xₖ`, projected to the sphere, keep the tokens equiangular:
every inner product changes at the same rate. -/
theorem equiangular_gramRate {γ q : K} {p : Fin n → K} {X v : Fin n → Vec K d}
    (hX : IsEquiangular γ X) (hv : ∀ i u, ⟪u, v i⟫ = p i * ⟪u, X i⟫ + q * ⟪u, ∑ k, X k⟫)
    {i j : Fin n} (hij : i ≠ j) :
    gramRate X (fun i => proj (X i) (v i)) i j = 2 * q * ((1 - γ) * (1 + (nat n - 1) * γ)) := by
  have half {i j : Fin n} (hij : i ≠ j) :
      ⟪X j, proj (X i) (v i)⟫ = q * ((1 - γ) * (1 + (nat n - 1) * γ)) := by
    rw [inner_proj_right, hv, hv, hX.1, hX.2 j i (Ne.symm hij), hX.2 i j hij, hX.inner_sum_self,
      hX.inner_sum_self]
    poly
  rw [gramRate, eps_inner, inner_comm _ (X j), half hij, half (Ne.symm hij)]
  poly

/-- The inner product of a head's output with a vector, for a scalar head. -/
theorem IsEquiangular.inner_headOutput [Div K] [Exp K] {γ : K} {X : Fin n → Vec K d}
    (hX : IsEquiangular γ X) (β α : K) (i : Fin n) (u : Vec K d) :
    ⟪u, headOutput β (Mat.scalar α) (Mat.scalar α) X i⟫
      = α * (exp (β * α) - exp (β * α * γ)) * ⟪u, X i⟫
        + α * exp (β * α * γ) * ⟪u, ∑ k, X k⟫ := by
  have weight (j : Fin n) : β * ⟪X i, Mat.scalar α *ᵥ X j⟫ = β * α * ⟪X i, X j⟫ := by
    rw [scalar_mulVec, inner_smul]
    poly
  have e : ⟪u, headOutput β (Mat.scalar α) (Mat.scalar α) X i⟫
      = ∑ j, exp (β * ⟪X i, Mat.scalar α *ᵥ X j⟫) * (α * ⟪u, X j⟫) := by
    rw [headOutput, inner_sum]
    exact sum_congr fun j => by rw [inner_smul, scalar_mulVec, inner_smul α u (X j)]
  have hi : exp (β * ⟪X i, Mat.scalar α *ᵥ X i⟫) = exp (β * α) := by
    rw [weight, hX.1, mul_one]
  rw [e, sum_two_valued hi fun j hj => by rw [weight, hX.2 i j (Ne.symm hj)]]
  have e' := mul_sum α fun j => ⟪u, X j⟫
  rw [← inner_sum] at e'
  poly_from (-exp (β * α * γ)) * e'

end ring

variable {K : Type u} [ExpField K] {n d H : Nat} {γ : K} {X : Fin n → Vec K d}

/-- **Un-normalised self-attention on equiangular tokens.** -/
theorem equiangular_usa (hX : IsEquiangular γ X) (β : K) (α : Fin H → K) {i j : Fin n}
    (hij : i ≠ j) :
    gramRate X (sphereVelocity β (fun h => Mat.scalar (α h)) (fun h => Mat.scalar (α h)) X) i j
      = 2 / nat n * ((1 - γ) * (1 + (nat n - 1) * γ)) * ∑ h, α h * exp (β * α h * γ) := by
  have hv (i : Fin n) (u : Vec K d) :
      ⟪u, velocity β (fun h => Mat.scalar (α h)) (fun h => Mat.scalar (α h)) X i⟫
        = 1 / nat n * ∑ h, α h * (exp (β * α h) - exp (β * α h * γ)) * ⟪u, X i⟫
          + 1 / nat n * ∑ h, α h * exp (β * α h * γ) * ⟪u, ∑ k, X k⟫ := by
    rw [velocity, inner_smul, inner_sum, ← mul_add, ← sum_add]
    exact congrArg _ (sum_congr fun h => hX.inner_headOutput β (α h) i u)
  simp only [← sum_mul, ← mul_assoc] at hv
  refine (equiangular_gramRate hX hv hij).trans ?_
  poly

/-- The partition sum of equiangular tokens. -/
theorem IsEquiangular.partition_eq (hX : IsEquiangular γ X) (β α : K) (i : Fin n) :
    partition β (Mat.scalar α) X i
      = exp (β * α * γ) * (exp (β * α * (1 - γ)) + (nat n - 1)) := by
  have e : exp (β * α * γ) * exp (β * α * (1 - γ)) = exp (β * α) := by
    have e : β * α * γ + β * α * (1 - γ) = β * α := by poly
    rw [← exp_add, e]
  have weight (j : Fin n) : β * ⟪X i, Mat.scalar α *ᵥ X j⟫ = β * α * ⟪X i, X j⟫ := by
    rw [scalar_mulVec, inner_smul]
    poly
  rw [partition, sum_eq_add_others i, weight, hX.1, mul_one,
    others_congr fun k hk => by rw [weight, hX.2 i k (Ne.symm hk)], others_const]
  poly_from (-1) * e

/-- **Softmax self-attention on equiangular tokens.** -/
theorem equiangular_softmax (hX : IsEquiangular γ X) (β : K) (α : Fin H → K) {i j : Fin n}
    (hij : i ≠ j) :
    gramRate X (softmaxVelocity β (fun h => Mat.scalar (α h)) (fun h => Mat.scalar (α h)) X) i j
      = 2 * ((1 - γ) * (1 + (nat n - 1) * γ)) *
        ∑ h, α h / (exp (β * α h * (1 - γ)) + (nat n - 1)) := by
  have hn : 0 < n := pos_of_fin i
  have hZ (h : Fin H) : exp (β * α h * (1 - γ)) + (nat n - 1 : K) ≠ 0 :=
    ne_of_gt (add_pos_of_pos_of_nonneg (exp_pos _) (sub_nonneg.mpr (one_le_nat hn)))
  have hv (i : Fin n) (u : Vec K d) :
      ⟪u, ∑ h, softmaxOutput β (Mat.scalar (α h)) (Mat.scalar (α h)) X i⟫
        = (fun i => ∑ h, 1 / partition β (Mat.scalar (α h)) X i
            * (α h * (exp (β * α h) - exp (β * α h * γ)))) i * ⟪u, X i⟫
          + (∑ h, α h / (exp (β * α h * (1 - γ)) + (nat n - 1))) * ⟪u, ∑ k, X k⟫ := by
    rw [inner_sum]
    show _ = (∑ h, _) * _ + _
    rw [sum_mul, sum_mul, ← sum_add]
    refine sum_congr fun h => ?_
    have e := mul_inv _ (exp_ne_zero (β * α h * γ))
    rw [softmaxOutput, inner_smul, hX.inner_headOutput, hX.partition_eq, div_eq,
      inv_mul (exp_ne_zero _) (hZ h)]
    poly_from (α h * (exp (β * α h * (1 - γ)) + (nat n - 1))⁻¹ * ⟪u, ∑ k, X k⟫) * e
  refine (equiangular_gramRate hX hv hij).trans ?_
  poly

end AttnProof
