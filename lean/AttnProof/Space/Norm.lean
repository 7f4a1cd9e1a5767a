import AttnProof.Space.Vec
/-!
# Projections, Cauchy–Schwarz, norms without square roots

A norm is a nonnegative number whose square is the inner product: `IsNorm r x`. In a field with
square roots, such as the real numbers, each vector has exactly one.

## Main results

* `inner_proj`, `normSq_proj`, `normSq_proj_nonneg`, `proj_proj`: the projection identities.
* `inner_mul_inner_le`: the Cauchy–Schwarz inequality.
* `abs_inner_le`, `norm_sum_le`: the same with norms, and the triangle inequality.
-/
set_option autoImplicit false
universe u

namespace AttnProof

section ring
variable {K : Type u} [CommRing K] {d : Nat}

/-- Inner products of projections away from a unit vector. -/
theorem inner_proj (x u w : Vec K d) (hx : ⟪x, x⟫ = 1) :
    ⟪proj x u, proj x w⟫ = ⟪u, w⟫ - ⟪x, u⟫ * ⟪x, w⟫ := by
  rw [inner_proj_right, inner_proj_self x u hx]
  have e : ⟪proj x u, w⟫ = ⟪w, proj x u⟫ := inner_comm _ _
  rw [e, inner_proj_right, inner_comm w u]
  poly

/-- The projection is symmetric: `⟪P u, w⟫ = ⟪u, P w⟫`. -/
theorem proj_symmetric (x u w : Vec K d) : ⟪proj x u, w⟫ = ⟪u, proj x w⟫ := by
  rw [inner_comm, inner_proj_right, inner_proj_right, inner_comm w u]
  poly

/-- The projection is idempotent: `P (P u) = P u`. -/
theorem proj_proj (x u : Vec K d) (hx : ⟪x, x⟫ = 1) : proj x (proj x u) = proj x u := by
  have e := inner_proj_self x u hx
  refine funext fun a => ?_
  show proj x u a - ⟪x, proj x u⟫ * x a = proj x u a
  poly_from (-x a) * e

/-- The squared norm of a projection: `|P u|² = |u|² - ⟪x, u⟫²`. -/
theorem normSq_proj (x u : Vec K d) (hx : ⟪x, x⟫ = 1) :
    ⟪proj x u, proj x u⟫ = ⟪u, u⟫ - ⟪x, u⟫ * ⟪x, u⟫ := inner_proj x u u hx

/-- Velocity against its projection: `⟪v, P v⟫ = |P v|²`. -/
theorem inner_proj_eq_normSq (x u : Vec K d) (hx : ⟪x, x⟫ = 1) :
    ⟪u, proj x u⟫ = ⟪proj x u, proj x u⟫ := by
  rw [normSq_proj x u hx, inner_proj_right]

end ring

section order
variable {K : Type u} [OrderedField K] {d n : Nat}

theorem inner_self_nonneg (x : Vec K d) : 0 ≤ ⟪x, x⟫ := sum_nonneg fun _ => mul_self_nonneg _

/-- `|P u|² = |u|² - ⟪x, u⟫² ≥ 0`: Bessel's inequality for one unit vector. -/
theorem normSq_proj_nonneg (x u : Vec K d) (hx : ⟪x, x⟫ = 1) :
    0 ≤ ⟪u, u⟫ - ⟪x, u⟫ * ⟪x, u⟫ := by
  rw [← normSq_proj x u hx]
  exact inner_self_nonneg _

/-- The Cauchy–Schwarz inequality. -/
theorem inner_mul_inner_le (x y : Vec K d) : ⟪x, y⟫ * ⟪x, y⟫ ≤ ⟪x, x⟫ * ⟪y, y⟫ := by
  have hexp : ⟪⟪y, y⟫ • x - ⟪x, y⟫ • y, ⟪y, y⟫ • x - ⟪x, y⟫ • y⟫
      = ⟪y, y⟫ * (⟪x, x⟫ * ⟪y, y⟫ - ⟪x, y⟫ * ⟪x, y⟫) := by
    simp only [inner_sub, sub_inner, inner_smul, smul_inner, inner_comm y x]
    poly
  have hp : 0 ≤ ⟪y, y⟫ * (⟪x, x⟫ * ⟪y, y⟫ - ⟪x, y⟫ * ⟪x, y⟫) := by
    rw [← hexp]
    exact inner_self_nonneg _
  cases Classical.em (⟪y, y⟫ = 0) with
  | inl h =>
    have hxy : ⟪x, y⟫ = 0 := by
      have e : ⟪x, y⟫ = sum fun _ : Fin d => (0 : K) := sum_congr fun a => by
        rw [eq_zero_of_sum_sq h a]
        exact mul_zero _
      rw [e, sum_zero]
    rw [hxy, h, mul_zero, mul_zero]
    exact le_refl _
  | inr h =>
    have hy : 0 < ⟪y, y⟫ := lt_of_le_of_ne (inner_self_nonneg y) (Ne.symm h)
    cases le_or_lt (⟪x, y⟫ * ⟪x, y⟫) (⟪x, x⟫ * ⟪y, y⟫) with
    | inl h' => exact h'
    | inr h' =>
      have hn : 0 < ⟪y, y⟫ * (⟪x, y⟫ * ⟪x, y⟫ - ⟪x, x⟫ * ⟪y, y⟫) := mul_pos hy (sub_pos.mpr h')
      refine absurd hp (not_le_of_lt (lt_of_sub_eq hn (by poly)))

/-- `r` is the norm of `x`. -/
def IsNorm (r : K) (x : Vec K d) : Prop := 0 ≤ r ∧ r * r = ⟪x, x⟫

/-- `|⟪x, y⟫| ≤ |x| |y|`. -/
theorem abs_inner_le {r s : K} {x y : Vec K d} (hr : IsNorm r x) (hs : IsNorm s y) :
    abs ⟪x, y⟫ ≤ r * s := by
  refine le_of_sq_le_sq (mul_nonneg _ _ hr.1 hs.1) ?_
  have e₁ := hr.2
  have e₂ := hs.2
  rw [abs_sq]
  refine le_trans _ _ _ (inner_mul_inner_le x y) (le_of_eq ?_)
  poly_from (-⟪y, y⟫) * e₁ + (-(r * r)) * e₂

/-- The triangle inequality for a sum of vectors. -/
theorem norm_sum_le {f : Fin n → Vec K d} {r : K} {s : Fin n → K} (hr : IsNorm r (∑ i, f i))
    (hs : ∀ i, IsNorm (s i) (f i)) : r ≤ ∑ i, s i := by
  refine le_of_sq_le_sq (sum_nonneg fun i => (hs i).1) ?_
  rw [hr.2, inner_sum, mul_sum]
  refine sum_le_sum fun i => ?_
  rw [sum_inner, sum_mul]
  exact sum_le_sum fun j => le_trans _ _ _ (le_abs_self _) (abs_inner_le (hs j) (hs i))

end order
end AttnProof
