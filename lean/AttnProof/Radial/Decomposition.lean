import AttnProof.Energy.Flow
/-!
# The energy of one head: radial shadows and tangential norms

The radial shadow of head `h` at token `i` is `ρ = ⟪xᵢ, f_i^h⟫`, its tangential norm is the norm of
`P f_i^h`. Score matrices are symmetric and `V_h = M_h`; `n`, `d`, `H` are arbitrary.

## Main results

* `headRate_sphere`: on the sphere,
  `dE_h/dt = n⁻³ ∑ᵢ (τ_h² + ∑_{k ≠ h} (⟪f^h, f^k⟫ - ρ_h ρ_k))`.
* `headRate_flat`: on the flat flow, `dE_h/dt = n⁻³ ∑ᵢ ⟪f^h, ∑ₖ f^k⟫`.
* `headOutput_orthogonal`: `M_h M_k = 0` makes the outputs of the two heads orthogonal.
* `headRate_flat_of_orthogonal`, `headRate_flat_nonneg`: then `dE_h/dt = n⁻³ ∑ᵢ |f^h|² ≥ 0` on the
  flat flow.
-/
set_option autoImplicit false
universe u

namespace AttnProof

/-- The radial shadow of an output `f` at the token `x`. -/
def shadow {K : Type u} [Add K] [Zero K] [Mul K] {d : Nat} (x f : Vec K d) : K := ⟪x, f⟫

/-- The squared tangential norm of an output `f` at the token `x`. -/
def tangentSq {K : Type u} [Add K] [Zero K] [Mul K] [Sub K] {d : Nat} (x f : Vec K d) : K :=
  ⟪proj x f, proj x f⟫

section ring
variable {K : Type u} [CommRing K] {d H : Nat}

/-- The share of one vector in the projected sum. -/
theorem inner_proj_sum (x : Vec K d) (hx : ⟪x, x⟫ = 1) (f : Fin H → Vec K d) (h : Fin H) :
    ⟪f h, proj x (∑ k, f k)⟫
      = tangentSq x (f h) + ∑ k ≠ h, (⟪f h, f k⟫ - shadow x (f h) * shadow x (f k)) := by
  have e₁ := sum_eq_add_others h fun k => ⟪f h, f k⟫
  have e₂ := sum_eq_add_others h fun k => ⟪x, f k⟫
  have e₃ := mul_others ⟪x, f h⟫ h fun k => ⟪x, f k⟫
  have e₄ := normSq_proj x (f h) hx
  rw [inner_proj_right, inner_sum, inner_sum, others_sub]
  simp only [shadow, tangentSq]
  poly_from 1 * e₁ + (-⟪x, f h⟫) * e₂ + (-1) * e₃ + (-1) * e₄

end ring

variable {K : Type u} [ExpField K] {n d H : Nat}

theorem one_div_cube (hn : 0 < n) : (1 / nat n ^ 3 : K) = 1 / nat n ^ 2 * (1 / nat n) := by
  have hN := nat_ne_zero (K := K) hn
  have e : (nat n ^ 3 : K) = nat n ^ 2 * nat n := by poly
  have e2 : (nat n ^ 2 : K) = nat n * nat n := by poly
  rw [e, e2, div_eq, inv_mul (mul_ne_zero hN hN) hN]
  poly

theorem one_div_cube_nonneg (hn : 0 < n) : (0 : K) ≤ 1 / nat n ^ 3 := by
  have e : (nat n ^ 3 : K) = nat n * nat n * nat n := by poly
  rw [e]
  exact le_of_lt (one_div_pos (mul_pos (mul_pos (nat_pos hn) (nat_pos hn)) (nat_pos hn)))

/-- **The per-head decomposition** on the sphere. -/
theorem headRate_sphere {β : K} (hβ : β ≠ 0) (hn : 0 < n) {M : Fin H → Mat K d} (h : Fin H)
    (hM : (M h).IsSymm) (X : Fin n → Vec K d) (hX : ∀ i, ⟪X i, X i⟫ = 1) :
    headRate β (M h) X (sphereVelocity β M M X) = 1 / nat n ^ 3 * ∑ i,
      (tangentSq (X i) (headOutput β (M h) (M h) X i)
        + ∑ k ≠ h, (⟪headOutput β (M h) (M h) X i, headOutput β (M k) (M k) X i⟫
          - shadow (X i) (headOutput β (M h) (M h) X i)
            * shadow (X i) (headOutput β (M k) (M k) X i))) := by
  rw [headRate_of_symm hβ hn hM, one_div_cube hn, mul_assoc, mul_sum (1 / nat n)]
  refine congrArg _ (sum_congr fun i => ?_)
  rw [← inner_proj_sum (X i) (hX i) (fun k => headOutput β (M k) (M k) X i) h, sphereVelocity,
    inner_proj_right, inner_proj_right, velocity, inner_smul, inner_smul]
  poly

/-- The per-head decomposition on the flat flow. -/
theorem headRate_flat {β : K} (hβ : β ≠ 0) (hn : 0 < n) {M : Fin H → Mat K d} (h : Fin H)
    (hM : (M h).IsSymm) (X : Fin n → Vec K d) :
    headRate β (M h) X (velocity β M M X) = 1 / nat n ^ 3 * ∑ i,
      ⟪headOutput β (M h) (M h) X i, ∑ k, headOutput β (M k) (M k) X i⟫ := by
  rw [headRate_of_symm hβ hn hM, one_div_cube hn, mul_assoc, mul_sum (1 / nat n)]
  refine congrArg _ (sum_congr fun i => ?_)
  rw [velocity, inner_smul]

/-- Orthogonal heads have orthogonal outputs. -/
theorem headOutput_orthogonal (β : K) {M N : Mat K d} (hM : M.IsSymm) (hMN : M * N = 0)
    (X : Fin n → Vec K d) (i : Fin n) : ⟪headOutput β M M X i, headOutput β N N X i⟫ = 0 := by
  have e (j : Fin n) : ⟪headOutput β N N X i, M *ᵥ X j⟫ = 0 := by
    rw [headOutput_inner, ← sum_zero (n := n)]
    refine sum_congr fun k => ?_
    rw [inner_comm (N *ᵥ X k), ← inner_mulVec_of_symm hM, mulVec_mulVec, hMN, zero_mulVec,
      inner_zero, mul_zero]
  rw [headOutput_inner, ← sum_zero (n := n)]
  exact sum_congr fun j => by rw [inner_comm (M *ᵥ X j), e j, mul_zero]

/-- With orthogonal heads, `dE_h/dt = n⁻³ ∑ᵢ |f_i^h|²` on the flat flow. -/
theorem headRate_flat_of_orthogonal {β : K} (hβ : β ≠ 0) (hn : 0 < n) {M : Fin H → Mat K d}
    (h : Fin H) (hM : (M h).IsSymm) (hO : ∀ k, k ≠ h → M h * M k = 0) (X : Fin n → Vec K d) :
    headRate β (M h) X (velocity β M M X) = 1 / nat n ^ 3 * ∑ i,
      ⟪headOutput β (M h) (M h) X i, headOutput β (M h) (M h) X i⟫ := by
  rw [headRate_flat hβ hn h hM]
  refine congrArg _ (sum_congr fun i => ?_)
  rw [inner_sum, sum_eq_add_others h,
    others_congr fun k hk => headOutput_orthogonal β hM (hO k hk) X i, others_zero]
  exact add_zero _

/-- With orthogonal heads, no energy of a head decreases on the flat flow. -/
theorem headRate_flat_nonneg {β : K} (hβ : β ≠ 0) (hn : 0 < n) {M : Fin H → Mat K d}
    (h : Fin H) (hM : (M h).IsSymm) (hO : ∀ k, k ≠ h → M h * M k = 0) (X : Fin n → Vec K d) :
    0 ≤ headRate β (M h) X (velocity β M M X) := by
  rw [headRate_flat_of_orthogonal hβ hn h hM hO]
  exact mul_nonneg _ _ (one_div_cube_nonneg hn) (sum_nonneg fun i => inner_self_nonneg _)

end AttnProof
