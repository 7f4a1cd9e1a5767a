import AttnProof.Equiangular.Gram
/-!
# Equiangular tokens cluster at every inverse temperature

So the critical inverse temperature is where a certificate switches off, not a phase transition.

## Main results

* `equiangular_usa_pos`, `equiangular_softmax_pos`: `γ' > 0` for `0 ≤ γ < 1` and positive heads, at
  every `β`.
* `equiangular_headRate`, `equiangular_headRate_nonneg`: the outputs of scalar heads have parallel
  tangential parts, so `dE_h/dt ≥ 0` for every head, at every `β`.
-/
set_option autoImplicit false
universe u

namespace AttnProof
variable {K : Type u} [ExpField K] {n d H : Nat} {γ : K} {X : Fin n → Vec K d}

/-- The factor `(1 - γ) (1 + (n - 1) γ)` is positive for `0 ≤ γ < 1`. -/
theorem shape_pos (hn : 0 < n) (h₀ : 0 ≤ γ) (h₁ : γ < 1) :
    0 < (1 - γ) * (1 + (nat n - 1) * γ) :=
  mul_pos (sub_pos.mpr h₁) (add_pos_of_pos_of_nonneg zero_lt_one
    (mul_nonneg _ _ (sub_nonneg.mpr (one_le_nat hn)) h₀))

/-- Un-normalised self-attention brings equiangular tokens together at every `β`. -/
theorem equiangular_usa_pos (hX : IsEquiangular γ X) (h₀ : 0 ≤ γ) (h₁ : γ < 1) (β : K)
    {α : Fin H → K} (hH : 0 < H) (hα : ∀ h, 0 < α h) {i j : Fin n} (hij : i ≠ j) :
    0 < gramRate X
      (sphereVelocity β (fun h => Mat.scalar (α h)) (fun h => Mat.scalar (α h)) X) i j := by
  have hn := pos_of_fin i
  rw [equiangular_usa hX β α hij]
  exact mul_pos (mul_pos (div_pos two_pos (nat_pos hn)) (shape_pos hn h₀ h₁))
    (sum_pos hH fun h => mul_pos (hα h) (exp_pos _))

/-- Softmax self-attention brings equiangular tokens together at every `β`. -/
theorem equiangular_softmax_pos (hX : IsEquiangular γ X) (h₀ : 0 ≤ γ) (h₁ : γ < 1) (β : K)
    {α : Fin H → K} (hH : 0 < H) (hα : ∀ h, 0 < α h) {i j : Fin n} (hij : i ≠ j) :
    0 < gramRate X
      (softmaxVelocity β (fun h => Mat.scalar (α h)) (fun h => Mat.scalar (α h)) X) i j := by
  have hn := pos_of_fin i
  rw [equiangular_softmax hX β α hij]
  exact mul_pos (mul_pos two_pos (shape_pos hn h₀ h₁)) (sum_pos hH fun h => div_pos (hα h)
    (add_pos_of_pos_of_nonneg (exp_pos _) (sub_nonneg.mpr (one_le_nat hn))))

/-- The derivative of the energy of one scalar head on equiangular tokens. -/
theorem equiangular_headRate (hX : IsEquiangular γ X) (hn : 0 < n) {β : K} (hβ : β ≠ 0)
    (α : Fin H → K) (h : Fin H) :
    headRate β (Mat.scalar (α h)) X
      (sphereVelocity β (fun h => Mat.scalar (α h)) (fun h => Mat.scalar (α h)) X)
      = 1 / nat n ^ 2 * ∑ i, α h * exp (β * α h * γ) * (1 / nat n) *
        (∑ k, α k * exp (β * α k * γ)) * ⟪proj (X i) (∑ k, X k), proj (X i) (∑ k, X k)⟫ := by
  rw [headRate_of_symm hβ hn (scalar_isSymm _)]
  refine congrArg _ (sum_congr fun i => ?_)
  have tangent (h : Fin H) (u : Vec K d) :
      ⟪headOutput β (Mat.scalar (α h)) (Mat.scalar (α h)) X i, proj (X i) u⟫
        = α h * exp (β * α h * γ) * ⟪∑ k, X k, proj (X i) u⟫ := by
    rw [inner_comm, hX.inner_headOutput, inner_comm _ (X i), inner_proj_self _ _ (hX.1 i),
      inner_comm _ (∑ k, X k)]
    poly
  rw [sphereVelocity, tangent, ← proj_symmetric, inner_comm, velocity, smul_inner, sum_inner,
    sum_congr fun k => tangent k (∑ k, X k), ← sum_mul, inner_proj_eq_normSq _ _ (hX.1 i)]
  poly

/-- **The energy of every nonnegative scalar head grows** on equiangular tokens, at every `β`. -/
theorem equiangular_headRate_nonneg (hX : IsEquiangular γ X) (hn : 0 < n) {β : K} (hβ : β ≠ 0)
    {α : Fin H → K} (hα : ∀ h, 0 ≤ α h) (h : Fin H) :
    0 ≤ headRate β (Mat.scalar (α h)) X
      (sphereVelocity β (fun h => Mat.scalar (α h)) (fun h => Mat.scalar (α h)) X) := by
  have e2 : (nat n ^ 2 : K) = nat n * nat n := by poly
  have hw (k : Fin H) : 0 ≤ α k * exp (β * α k * γ) := mul_nonneg _ _ (hα k) (exp_nonneg _)
  rw [equiangular_headRate hX hn hβ, e2]
  exact mul_nonneg _ _ (le_of_lt (one_div_pos (mul_pos (nat_pos hn) (nat_pos hn))))
    (sum_nonneg fun i => mul_nonneg _ _ (mul_nonneg _ _ (mul_nonneg _ _ (hw h)
      (one_div_nat_nonneg hn)) (sum_nonneg hw)) (inner_self_nonneg _))

end AttnProof
