import AttnProof.Radial.Decomposition
/-!
# Radial Dominance: four variants and their order

At one token `x` with outputs `f k` of the heads, let `ρ k` be the radial shadows and `τ` the
tangential norm of head `h`. Norms are nonnegative numbers with the right square (`IsNorm`).

* (A) `|ρ_h| ∑_{k ≠ h} |f k| ≤ τ²`
* (E) `|ρ_h| |∑_{k ≠ h} f k| ≤ τ²`
* (B) `|ρ_h| ∑_{k ≠ h} |ρ k| ≤ τ²`
* (C) `ρ_h ∑_{k ≠ h} ρ k ≤ τ²`

## Main results

* `dominanceA_imp_E`, `dominanceE_imp_B`, `dominanceB_imp_C`: (A) ⇒ (E) ⇒ (B) ⇒ (C), where the
  second step uses that the outputs are orthogonal.
-/
set_option autoImplicit false
universe u

namespace AttnProof
variable {K : Type u} [OrderedField K] {d H : Nat}

/-- Variant (A): `s k` is the norm of `f k`. -/
def DominanceA (x : Vec K d) (f : Fin H → Vec K d) (s : Fin H → K) (h : Fin H) : Prop :=
  abs (shadow x (f h)) * ∑ k ≠ h, s k ≤ tangentSq x (f h)

/-- Variant (E): `r` is the norm of the sum of the other outputs. -/
def DominanceE (x : Vec K d) (f : Fin H → Vec K d) (r : K) (h : Fin H) : Prop :=
  abs (shadow x (f h)) * r ≤ tangentSq x (f h)

/-- Variant (B). -/
def DominanceB (x : Vec K d) (f : Fin H → Vec K d) (h : Fin H) : Prop :=
  abs (shadow x (f h)) * ∑ k ≠ h, abs (shadow x (f k)) ≤ tangentSq x (f h)

/-- Variant (C). -/
def DominanceC (x : Vec K d) (f : Fin H → Vec K d) (h : Fin H) : Prop :=
  shadow x (f h) * ∑ k ≠ h, shadow x (f k) ≤ tangentSq x (f h)

theorem isNorm_zero : IsNorm (0 : K) (0 : Vec K d) :=
  ⟨le_refl _, (mul_zero _).trans (inner_zero _).symm⟩

/-- The triangle inequality for the other outputs. -/
theorem norm_others_le {f : Fin H → Vec K d} {s : Fin H → K} {r : K} {h : Fin H}
    (hr : IsNorm r (∑ k ≠ h, f k)) (hs : ∀ k, IsNorm (s k) (f k)) : r ≤ ∑ k ≠ h, s k := by
  refine norm_sum_le hr fun k => ?_
  cases sameIndex k h with
  | true => exact isNorm_zero
  | false => exact hs k

/-- A shadow is at most the norm. -/
theorem abs_shadow_le {x : Vec K d} (hx : ⟪x, x⟫ = 1) {f : Vec K d} {s : K} (hs : IsNorm s f) :
    abs (shadow x f) ≤ s := by
  have h := abs_inner_le ⟨le_of_lt zero_lt_one, (mul_one 1).trans hx.symm⟩ hs
  rwa [one_mul] at h

/-- (A) ⇒ (E). -/
theorem dominanceA_imp_E {x : Vec K d} {f : Fin H → Vec K d} {s : Fin H → K} {r : K} {h : Fin H}
    (hr : IsNorm r (∑ k ≠ h, f k)) (hs : ∀ k, IsNorm (s k) (f k)) (hA : DominanceA x f s h) :
    DominanceE x f r h :=
  le_trans _ _ _ (mul_le_mul_of_nonneg_left (norm_others_le hr hs) (abs_nonneg _)) hA

open Classical in
/-- The sign of a number, `1` or `-1`. -/
noncomputable def sign (a : K) : K := if 0 ≤ a then 1 else -1

theorem sign_mul_self (a : K) : sign a * sign a = 1 ∧ sign a * a = abs a := by
  cases Classical.em (0 ≤ a) with
  | inl h =>
    have e : sign a = 1 := ite_eq_left h
    have e' : abs a = a := ite_eq_left h
    rw [e, e']
    exact ⟨mul_one _, one_mul _⟩
  | inr h =>
    have e : sign a = -1 := ite_eq_right h
    have e' : abs a = -a := ite_eq_right h
    rw [e, e']
    exact ⟨by poly, by poly⟩

/-- Signs do not change the norm of a sum of orthogonal vectors. -/
theorem inner_signed_sum {f : Fin H → Vec K d} (hf : ∀ k l, k ≠ l → ⟪f k, f l⟫ = 0)
    {σ : Fin H → K} (hσ : ∀ k, σ k * σ k = 1) :
    ⟪∑ k, σ k • f k, ∑ k, σ k • f k⟫ = ⟪∑ k, f k, ∑ k, f k⟫ := by
  simp only [inner_sum, sum_inner, inner_smul, smul_inner, mul_sum]
  refine sum_congr fun k => sum_congr fun l => ?_
  cases Classical.em (l = k) with
  | inl e =>
    subst e
    have e := hσ l
    poly_from ⟪f l, f l⟫ * e
  | inr e => rw [hf l k e, mul_zero, mul_zero]

/-- The shadows of orthogonal vectors: `∑ₖ |ρ k| ≤ |∑ₖ f k|`. -/
theorem sum_abs_shadow_le {x : Vec K d} (hx : ⟪x, x⟫ = 1) {f : Fin H → Vec K d}
    (hf : ∀ k l, k ≠ l → ⟪f k, f l⟫ = 0) {r : K} (hr : IsNorm r (∑ k, f k)) :
    ∑ k, abs ⟪x, f k⟫ ≤ r := by
  have e : ∑ k, abs ⟪x, f k⟫ = ⟪x, ∑ k, sign ⟪x, f k⟫ • f k⟫ := by
    rw [inner_sum]
    exact sum_congr fun k => by rw [inner_smul, (sign_mul_self _).2]
  refine le_of_sq_le_sq hr.1 ?_
  rw [hr.2, e, ← inner_signed_sum hf fun k => (sign_mul_self ⟪x, f k⟫).1]
  refine le_trans _ _ _ (inner_mul_inner_le _ _) (le_of_eq ?_)
  rw [hx, one_mul]

/-- (E) ⇒ (B), for orthogonal outputs. -/
theorem dominanceE_imp_B {x : Vec K d} (hx : ⟪x, x⟫ = 1) {f : Fin H → Vec K d}
    (hf : ∀ k l, k ≠ l → ⟪f k, f l⟫ = 0) {r : K} {h : Fin H} (hr : IsNorm r (∑ k ≠ h, f k))
    (hE : DominanceE x f r h) : DominanceB x f h := by
  refine le_trans _ _ _ (mul_le_mul_of_nonneg_left ?_ (abs_nonneg _)) hE
  have e : ∑ k ≠ h, abs (shadow x (f k))
      = ∑ k, abs ⟪x, cond (sameIndex k h) 0 (f k)⟫ := sum_congr fun k => by
    cases sameIndex k h with
    | true =>
      show 0 = abs ⟪x, 0⟫
      rw [inner_zero]
      exact (ite_eq_left (le_refl _)).symm
    | false => exact rfl
  rw [e]
  refine sum_abs_shadow_le hx (fun k l hkl => ?_) hr
  cases sameIndex k h with
  | true => exact zero_inner _
  | false =>
    cases sameIndex l h with
    | true => exact inner_zero _
    | false => exact hf k l hkl

/-- (B) ⇒ (C). -/
theorem dominanceB_imp_C {x : Vec K d} {f : Fin H → Vec K d} {h : Fin H}
    (hB : DominanceB x f h) : DominanceC x f h := by
  refine le_trans _ _ _ ?_ hB
  rw [mul_others, mul_others]
  exact others_le_others fun k _ => mul_le_abs_mul_abs _ _

end AttnProof
