import AttnProof.Energy.Flow
/-!
# The energy can decrease without value alignment

## Main results

* `energy_needs_alignment`: with the symmetric score matrix `M = -I`, the value matrix `V = I` and
  two orthonormal tokens, `dE/dt = -1/4` on the sphere, for every `β ≠ 0`.
-/
set_option autoImplicit false
universe u

namespace AttnProof
variable {K : Type u} [ExpField K]

/-- The inner product of the velocity of a token with a vector, for one head and two tokens. -/
theorem inner_velocity_two_tokens (β : K) {d : Nat} (M V : Mat K d) (x y u : Vec K d) (i : Fin 2) :
    ⟪u, velocity β (fun _ : Fin 1 => M) (fun _ => V) (pair x y) i⟫ = 1 / 2 *
      (exp (β * ⟪pair x y i, M *ᵥ x⟫) * ⟪u, V *ᵥ x⟫
        + exp (β * ⟪pair x y i, M *ᵥ y⟫) * ⟪u, V *ᵥ y⟫) := by
  rw [velocity, inner_smul, sum_one_vec, inner_comm u, headOutput_inner]
  rw [inner_comm u (V *ᵥ x), inner_comm u (V *ᵥ y)]
  refine congrArg (1 / nat 2 * ·) ?_
  exact sum_pair (fun z => exp (β * ⟪pair x y i, M *ᵥ z⟫) * ⟪V *ᵥ z, u⟫) x y

/-- **Without value alignment the energy can decrease on the sphere.** -/
theorem energy_needs_alignment {β : K} (hβ : β ≠ 0) {d : Nat} (x y : Vec K d)
    (hx : ⟪x, x⟫ = 1) (hy : ⟪y, y⟫ = 1) (hxy : ⟪x, y⟫ = 0) :
    energyRate β (fun _ : Fin 1 => Mat.scalar (-1)) (pair x y)
      (sphereVelocity β (fun _ => Mat.scalar (-1)) (fun _ : Fin 1 => Mat.scalar 1) (pair x y))
      = -(1 / 4) := by
  have hyx : ⟪y, x⟫ = 0 := (inner_comm y x).trans hxy
  have m0 : β * (-1 * 0) = 0 := by poly
  have e := mul_inv 2 (two_ne_zero (K := K))
  rw [energyRate_eq, sum_one, headRate_of_symm hβ (Nat.zero_lt_succ 1) (scalar_isSymm _)]
  have p₀ : pair x y ⟨0, Nat.zero_lt_succ 1⟩ = x := rfl
  have p₁ : pair x y ⟨1, Nat.succ_lt_succ (Nat.zero_lt_succ 0)⟩ = y := rfl
  -- each token contributes -1/2
  have term (i : Fin 2) (hi : pair x y i = x ∨ pair x y i = y) :
      ⟪headOutput β (Mat.scalar (-1)) (Mat.scalar (-1)) (pair x y) i, sphereVelocity β
        (fun _ => Mat.scalar (-1)) (fun _ : Fin 1 => Mat.scalar 1) (pair x y) i⟫ = -(1 / 2) := by
    rw [headOutput_inner, sphereVelocity]
    refine (sum_pair (fun z => exp (β * ⟪pair x y i, Mat.scalar (-1) *ᵥ z⟫) *
      ⟪Mat.scalar (-1) *ᵥ z, proj (pair x y i) _⟫) x y).trans ?_
    simp only [inner_proj_right, inner_velocity_two_tokens, scalar_mulVec, inner_smul, smul_inner]
    cases hi with
    | inl h =>
      simp only [h, hx, hy, hxy, hyx, m0, exp_zero]
      poly
    | inr h =>
      simp only [h, hx, hy, hxy, hyx, m0, exp_zero]
      poly
  have total : ∑ i, ⟪headOutput β (Mat.scalar (-1)) (Mat.scalar (-1)) (pair x y) i, sphereVelocity β
      (fun _ => Mat.scalar (-1)) (fun _ : Fin 1 => Mat.scalar 1) (pair x y) i⟫
        = -(1 / 2) + (-(1 / 2) + 0) :=
    congr (congrArg _ (term _ (.inl p₀))) (congrArg (· + 0) (term _ (.inr p₁)))
  have e2 : (nat 2 ^ 2 : K) = 4 := by
    show (nat 2 : K) ^ 2 = nat (2 * 2)
    rw [nat_mul]
    poly
  rw [total, e2]
  poly_from (-4⁻¹) * e

end AttnProof
