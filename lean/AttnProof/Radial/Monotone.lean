import AttnProof.Radial.Dominance
/-!
# Radial Dominance makes the energy of every head grow

## Main results

* `headRate_sphere_of_orthogonal`: for orthogonal outputs,
  `dE_h/dt = n⁻³ ∑ᵢ (τ_h² - ρ_h ∑_{k ≠ h} ρ_k)`.
* `headRate_nonneg_of_dominanceC`, `…B`, `…E`, `…A`: each variant of Radial Dominance, at every
  token, gives `dE_h/dt ≥ 0` on the sphere.
* `headRate_robust`: for approximately orthogonal outputs, `|⟪f^h, f^k⟫| ≤ ε |f^h| |f^k|`,
  `dE_h/dt ≥ n⁻³ ∑ᵢ (τ_h² - |ρ_h| ∑_{k ≠ h} |ρ_k| - ε |f^h| ∑_{k ≠ h} |f^k|)`.
-/
set_option autoImplicit false
universe u

namespace AttnProof
variable {K : Type u} [ExpField K] {n d H : Nat} {β : K} {M : Fin H → Mat K d} {h : Fin H}
  {X : Fin n → Vec K d}

/-- The output of head `k` at token `i`, with `V_k = M_k`. -/
def outputs (β : K) (M : Fin H → Mat K d) (X : Fin n → Vec K d) (i : Fin n) (k : Fin H) : Vec K d :=
  headOutput β (M k) (M k) X i

/-- The derivative of the energy of a head when the outputs are orthogonal. -/
theorem headRate_sphere_of_orthogonal (hβ : β ≠ 0) (hn : 0 < n) (hM : (M h).IsSymm)
    (hX : ∀ i, ⟪X i, X i⟫ = 1) (hO : ∀ i k, k ≠ h → ⟪outputs β M X i h, outputs β M X i k⟫ = 0) :
    headRate β (M h) X (sphereVelocity β M M X) = 1 / nat n ^ 3 * ∑ i,
      (tangentSq (X i) (outputs β M X i h) - shadow (X i) (outputs β M X i h)
        * ∑ k ≠ h, shadow (X i) (outputs β M X i k)) := by
  rw [headRate_sphere hβ hn h hM X hX]
  refine congrArg _ (sum_congr fun i => ?_)
  have e := others_congr (h := h) (f := fun k => ⟪outputs β M X i h, outputs β M X i k⟫)
    (g := fun _ => 0) (hO i)
  rw [others_zero] at e
  have e' := mul_others (shadow (X i) (outputs β M X i h)) h fun k =>
    shadow (X i) (outputs β M X i k)
  rw [others_sub]
  show tangentSq (X i) (outputs β M X i h) + (∑ k ≠ h, ⟪outputs β M X i h, outputs β M X i k⟫
    - ∑ k ≠ h, shadow (X i) (outputs β M X i h) * shadow (X i) (outputs β M X i k)) = _
  poly_from 1 * e + 1 * e'

/-- Radial Dominance (C) is sufficient. -/
theorem headRate_nonneg_of_dominanceC (hβ : β ≠ 0) (hn : 0 < n) (hM : (M h).IsSymm)
    (hX : ∀ i, ⟪X i, X i⟫ = 1) (hO : ∀ i k, k ≠ h → ⟪outputs β M X i h, outputs β M X i k⟫ = 0)
    (hC : ∀ i, DominanceC (X i) (outputs β M X i) h) :
    0 ≤ headRate β (M h) X (sphereVelocity β M M X) := by
  rw [headRate_sphere_of_orthogonal hβ hn hM hX hO]
  exact mul_nonneg _ _ (one_div_cube_nonneg hn) (sum_nonneg fun i => sub_nonneg.mpr (hC i))

/-- Radial Dominance (B) is sufficient. -/
theorem headRate_nonneg_of_dominanceB (hβ : β ≠ 0) (hn : 0 < n) (hM : (M h).IsSymm)
    (hX : ∀ i, ⟪X i, X i⟫ = 1) (hO : ∀ i k, k ≠ h → ⟪outputs β M X i h, outputs β M X i k⟫ = 0)
    (hB : ∀ i, DominanceB (X i) (outputs β M X i) h) :
    0 ≤ headRate β (M h) X (sphereVelocity β M M X) :=
  headRate_nonneg_of_dominanceC hβ hn hM hX hO fun i => dominanceB_imp_C (hB i)

/-- Radial Dominance (E) is sufficient. -/
theorem headRate_nonneg_of_dominanceE (hβ : β ≠ 0) (hn : 0 < n) (hM : (M h).IsSymm)
    (hX : ∀ i, ⟪X i, X i⟫ = 1) (hO : ∀ i k l, k ≠ l → ⟪outputs β M X i k, outputs β M X i l⟫ = 0)
    {r : Fin n → K} (hr : ∀ i, IsNorm (r i) (∑ k ≠ h, outputs β M X i k))
    (hE : ∀ i, DominanceE (X i) (outputs β M X i) (r i) h) :
    0 ≤ headRate β (M h) X (sphereVelocity β M M X) :=
  headRate_nonneg_of_dominanceB hβ hn hM hX (fun i k hk => hO i h k (Ne.symm hk)) fun i =>
    dominanceE_imp_B (hX i) (hO i) (hr i) (hE i)

/-- Radial Dominance (A) is sufficient. -/
theorem headRate_nonneg_of_dominanceA (hβ : β ≠ 0) (hn : 0 < n) (hM : (M h).IsSymm)
    (hX : ∀ i, ⟪X i, X i⟫ = 1) (hO : ∀ i k, k ≠ h → ⟪outputs β M X i h, outputs β M X i k⟫ = 0)
    {s : Fin n → Fin H → K} (hs : ∀ i k, IsNorm (s i k) (outputs β M X i k))
    (hA : ∀ i, DominanceA (X i) (outputs β M X i) (s i) h) :
    0 ≤ headRate β (M h) X (sphereVelocity β M M X) := by
  refine headRate_nonneg_of_dominanceB hβ hn hM hX hO fun i => ?_
  refine le_trans _ _ _ (mul_le_mul_of_nonneg_left ?_ (abs_nonneg _)) (hA i)
  exact others_le_others fun k _ => abs_shadow_le (hX i) (hs i k)

/-- **The robustness bound**: outputs that are orthogonal up to `ε`. -/
theorem headRate_robust (hβ : β ≠ 0) (hn : 0 < n) (hM : (M h).IsSymm)
    (hX : ∀ i, ⟪X i, X i⟫ = 1) {ε : K} {s : Fin n → Fin H → K}
    (hO : ∀ i k, k ≠ h →
      abs ⟪outputs β M X i h, outputs β M X i k⟫ ≤ ε * (s i h * s i k)) :
    1 / nat n ^ 3 * ∑ i, (tangentSq (X i) (outputs β M X i h)
        - abs (shadow (X i) (outputs β M X i h)) * ∑ k ≠ h, abs (shadow (X i) (outputs β M X i k))
        - ε * (s i h * ∑ k ≠ h, s i k))
      ≤ headRate β (M h) X (sphereVelocity β M M X) := by
  rw [headRate_sphere hβ hn h hM X hX]
  refine mul_le_mul_of_nonneg_left (sum_le_sum fun i => ?_) (one_div_cube_nonneg hn)
  have e₁ := others_sub h (fun k => ⟪outputs β M X i h, outputs β M X i k⟫) fun k =>
    shadow (X i) (outputs β M X i h) * shadow (X i) (outputs β M X i k)
  have e₂ := mul_others (abs (shadow (X i) (outputs β M X i h))) h fun k =>
    abs (shadow (X i) (outputs β M X i k))
  have e₃ := mul_others ε h fun k => s i h * s i k
  have e₄ := mul_others (s i h) h fun k => s i k
  have h₁ : ∑ k ≠ h, shadow (X i) (outputs β M X i h) * shadow (X i) (outputs β M X i k)
      ≤ ∑ k ≠ h, abs (shadow (X i) (outputs β M X i h)) * abs (shadow (X i) (outputs β M X i k)) :=
    others_le_others fun k _ => mul_le_abs_mul_abs _ _
  have h₂ : 0 ≤ ∑ k ≠ h, (⟪outputs β M X i h, outputs β M X i k⟫ + ε * (s i h * s i k)) :=
    others_nonneg fun k hk => by
      have h₀ := neg_le_abs_self ⟪outputs β M X i h, outputs β M X i k⟫
      refine le_trans _ _ _ (add_nonneg (sub_nonneg.mpr h₀) (sub_nonneg.mpr (hO i k hk)))
        (le_of_eq ?_)
      poly
  have e₅ := others_sub h (fun k => ⟪outputs β M X i h, outputs β M X i k⟫ + ε * (s i h * s i k))
    fun k => ε * (s i h * s i k)
  have e₆ : ∑ k ≠ h, (⟪outputs β M X i h, outputs β M X i k⟫ + ε * (s i h * s i k)
      - ε * (s i h * s i k)) = ∑ k ≠ h, ⟪outputs β M X i h, outputs β M X i k⟫ :=
    others_congr fun k _ => by poly
  refine le_of_sub_eq (add_nonneg (sub_nonneg.mpr h₁) h₂) ?_
  show tangentSq (X i) (outputs β M X i h) + (∑ k ≠ h, (⟪outputs β M X i h, outputs β M X i k⟫
    - shadow (X i) (outputs β M X i h) * shadow (X i) (outputs β M X i k))) - _ = _
  poly_from 1 * e₁ + 1 * e₂ + 1 * e₃ + ε * e₄ + 1 * e₅ + (-1) * e₆

end AttnProof
