import AttnProof.Radial.Dominance
/-!
# Radial Dominance as a threshold on the radial fraction

For outputs of equal norm `r` with radial shadow `|ρ_h| = c r`, each variant bounds `c`:

* `dominanceA_iff_threshold`: (A) reads `c² + (H - 1) c - 1 ≤ 0`.
* `dominanceE_iff_threshold`: (E) reads `c² + m c - 1 ≤ 0`, where `m r` is the norm of the sum of
  the other outputs; `m² = H - 1` if they are orthogonal (`normSq_others`).
* `dominanceB_iff_threshold`: (B) reads `H c² ≤ 1`, if all shadows are equal.
* `dominanceA_eps_iff_threshold`: (A) with outputs that are orthogonal up to `ε` reads
  `c² + (H - 1) (c + ε) - 1 ≤ 0`.
-/
set_option autoImplicit false
universe u

namespace AttnProof
variable {K : Type u} [OrderedField K] {d H : Nat} {x : Vec K d} {f : Fin H → Vec K d} {r c : K}
  {h : Fin H}

/-- A bound of the shadow times `t r` by the squared tangential norm. -/
theorem threshold_iff (hx : ⟪x, x⟫ = 1) (hr : 0 < r) (hf : ⟪f h, f h⟫ = r * r)
    (hc : abs (shadow x (f h)) = c * r) {t : K} :
    abs (shadow x (f h)) * (t * r) ≤ tangentSq x (f h) ↔ c ^ 2 + t * c - 1 ≤ 0 := by
  have e₁ := normSq_proj x (f h) hx
  have e₂ := abs_sq ⟪x, f h⟫
  rw [shadow] at hc
  rw [hc] at e₂
  rw [tangentSq, shadow, hc]
  have hrr := mul_pos hr hr
  have key : ⟪proj x (f h), proj x (f h)⟫ - c * r * (t * r)
      = r * r * (0 - (c ^ 2 + t * c - 1)) := by
    poly_from 1 * e₁ + 1 * hf + 1 * e₂
  constructor
  · intro hA
    rw [← sub_nonneg, key] at hA
    refine sub_nonneg.mp ((le_or_lt 0 _).elim id fun hn => absurd hA (not_le_of_lt ?_))
    exact lt_of_sub_eq (mul_pos hrr (sub_pos.mpr hn)) (by poly)
  · exact fun hA => le_of_sub_eq (mul_nonneg _ _ (le_of_lt hrr) (sub_nonneg.mpr hA)) key

/-- **Variant (A) is a threshold on the radial fraction** `c`, for outputs of equal norm `r`. -/
theorem dominanceA_iff_threshold (hx : ⟪x, x⟫ = 1) (hr : 0 < r) (hf : ⟪f h, f h⟫ = r * r)
    (hc : abs (shadow x (f h)) = c * r) :
    DominanceA x f (fun _ => r) h ↔ c ^ 2 + (nat H - 1) * c - 1 ≤ 0 := by
  rw [DominanceA, others_const]
  exact threshold_iff hx hr hf hc

/-- Variant (E) as a threshold: `m r` is the norm of the sum of the other outputs. -/
theorem dominanceE_iff_threshold (hx : ⟪x, x⟫ = 1) (hr : 0 < r) (hf : ⟪f h, f h⟫ = r * r)
    (hc : abs (shadow x (f h)) = c * r) {m : K} :
    DominanceE x f (m * r) h ↔ c ^ 2 + m * c - 1 ≤ 0 := threshold_iff hx hr hf hc

/-- The squared norm of the sum of the other outputs, if they are orthogonal of equal norm. -/
theorem normSq_others (ho : ∀ k l, k ≠ l → ⟪f k, f l⟫ = 0) (hf : ∀ k, ⟪f k, f k⟫ = r * r) :
    ⟪∑ k ≠ h, f k, ∑ k ≠ h, f k⟫ = (nat H - 1) * (r * r) := by
  rw [inner_others, ← others_const h]
  refine others_congr fun k hk => ?_
  rw [inner_comm, inner_others, ← hf k]
  have e := sum_eq_add_others k fun l => cond (sameIndex l h) 0 ⟪f k, f l⟫
  have hkh : cond (sameIndex k h) 0 ⟪f k, f k⟫ = ⟪f k, f k⟫ :=
    congrArg (cond · 0 ⟪f k, f k⟫) (sameIndex_eq_false hk)
  have hz : ∑ l ≠ k, cond (sameIndex l h) 0 ⟪f k, f l⟫ = 0 := by
    refine (others_congr fun l hl => ?_).trans (others_zero k)
    rw [ho k l (Ne.symm hl)]
    cases sameIndex l h with
    | true => exact rfl
    | false => exact rfl
  rw [hkh, hz, add_zero] at e
  exact e

/-- Variant (B) as a threshold, if all shadows are equal. -/
theorem dominanceB_iff_threshold (hx : ⟪x, x⟫ = 1) (hr : 0 < r) (hf : ⟪f h, f h⟫ = r * r)
    (hc : ∀ k, abs (shadow x (f k)) = c * r) : DominanceB x f h ↔ nat H * c ^ 2 ≤ 1 := by
  have e : ∑ k ≠ h, abs (shadow x (f k)) = (nat H - 1) * c * r := by
    rw [others_congr fun k _ => hc k, others_const]
    poly
  have e' : c ^ 2 + (nat H - 1) * c * c - 1 = nat H * c ^ 2 - 1 := by poly
  rw [DominanceB, e, threshold_iff hx hr hf (hc h), e']
  constructor
  · intro hle
    exact sub_nonneg.mp (le_trans _ _ _ (sub_nonneg.mpr hle) (le_of_eq (by poly)))
  · intro hle
    exact sub_nonneg.mp (le_trans _ _ _ (sub_nonneg.mpr hle) (le_of_eq (by poly)))

/-- Variant (A) with outputs that are orthogonal up to `ε`, in terms of the radial fraction `c`: for
outputs of equal norm `r`, the lower bound of `headRate_robust` with shadows bounded by norms is
nonnegative iff `c² + (H - 1) (c + ε) - 1 ≤ 0`. -/
theorem dominanceA_eps_iff_threshold (hx : ⟪x, x⟫ = 1) {ε : K} (hr : 0 < r)
    (hf : ⟪f h, f h⟫ = r * r) (hc : abs (shadow x (f h)) = c * r) :
    0 ≤ tangentSq x (f h) - abs (shadow x (f h)) * sumOthers h (fun _ => r)
        - ε * (r * sumOthers h fun _ => r) ↔ c ^ 2 + (nat H - 1) * (c + ε) - 1 ≤ 0 := by
  have e₁ := normSq_proj x (f h) hx
  have e₂ := abs_sq ⟪x, f h⟫
  rw [shadow] at hc
  rw [hc] at e₂
  rw [others_const, tangentSq, shadow, hc]
  have hrr := mul_pos hr hr
  have key : ⟪proj x (f h), proj x (f h)⟫ - c * r * ((nat H - 1) * r)
      - ε * (r * ((nat H - 1) * r)) = r * r * (0 - (c ^ 2 + (nat H - 1) * (c + ε) - 1)) := by
    poly_from 1 * e₁ + 1 * hf + 1 * e₂
  rw [key]
  constructor
  · intro hA
    refine sub_nonneg.mp ((le_or_lt 0 _).elim id fun hn => absurd hA (not_le_of_lt ?_))
    exact lt_of_sub_eq (mul_pos hrr (sub_pos.mpr hn)) (by poly)
  · intro hA
    exact mul_nonneg _ _ (le_of_lt hrr) (sub_nonneg.mpr hA)

end AttnProof
