import AttnProof.Entropy.Three
import AttnProof.Entropy.Bound
/-!
# Attention entropy does not grow in general

## Main results

* `entropy_not_monotone`: three tokens on the circle, `(12/13, ±5/13)` and `(-1, 0)`, one head
  `M = V = I`, `β = 1`. Along the flow the energy grows, and the attention entropy of **every** row
  decreases.
-/
set_option autoImplicit false
universe u

namespace AttnProof
variable {K : Type u} [ExpField K] {d : Nat}

/-- The production of entropy of one row of three scores. -/
theorem row_entropy {X W : Fin 3 → Vec K d} {i : Fin 3} {L : Dual K}
    (hL : ∑ j, exp (movingScore 1 1 X W i j - L) = 1) {s₀ s₁ s₂ r₀ r₁ r₂ : K}
    (hs₀ : ⟪X i, X i₀⟫ = s₀) (hs₁ : ⟪X i, X i₁⟫ = s₁) (hs₂ : ⟪X i, X i₂⟫ = s₂)
    (hr₀ : gramRate X W i i₀ = r₀) (hr₁ : gramRate X W i i₁ = r₁)
    (hr₂ : gramRate X W i i₂ = r₂) :
    (entropy (movingScore 1 1 X W i) L).eps = -(exp (-L.re) ^ 2 *
      (exp s₀ * exp s₁ * ((s₀ - s₁) * (r₀ - r₁)) + exp s₀ * exp s₂ * ((s₀ - s₂) * (r₀ - r₂))
        + exp s₁ * exp s₂ * ((s₁ - s₂) * (r₁ - r₂)))) := by
  have hp : ∑ j, exp ((movingScore 1 1 X W i j).re - L.re) = 1 :=
    (re_sum _).symm.trans (congrArg Dual.re hL)
  have hre (j : Fin 3) : (movingScore 1 1 X W i j).re = ⟪X i, X j⟫ := by
    rw [movingScore_re, one_mul, one_mul]
  have heps (j : Fin 3) : (movingScore 1 1 X W i j).eps = gramRate X W i j := by
    rw [movingScore_eps, one_mul, one_mul]
  have hexp (s : K) : exp (s - L.re) = exp s * exp (-L.re) := by
    rw [sub_eq, exp_add]
  rw [entropy_production hL, covariance_three hp
    (eq_triple _ (by rw [hre, hs₀]) (by rw [hre, hs₁]) (by rw [hre, hs₂]))
    (eq_triple _ (by rw [hre, hs₀]) (by rw [hre, hs₁]) (by rw [hre, hs₂]))
    (eq_triple _ (by rw [heps, hr₀]) (by rw [heps, hr₁]) (by rw [heps, hr₂])),
    hexp, hexp, hexp]
  poly

section circle
variable {x y z : Vec K d} {b : K} (hb : 13 * b = -12)
include hb

/-- At `b = -12/13`, `1 - b²`, `1 - b` and `-(2 b exp (2 b² - 1) + exp b)` are positive. -/
theorem circle_signs : 0 < 1 - b ^ 2 ∧ 0 < 1 - b ∧ 0 < -(2 * b * exp (2 * b ^ 2 - 1) + exp b) := by
  have h13 : (0 : K) < 13 := nat_succ_pos 12
  have hlt : b < 2 * b ^ 2 - 1 := by
    have h : 0 < 13 * 13 * (2 * b ^ 2 - 1 - b) := lt_of_lt_of_le (nat_succ_pos 274) (le_of_eq (by
      show (275 : K) = _
      poly_from (-(2 * (13 * b - 12) - 13)) * hb))
    exact sub_pos.mp (pos_of_mul_pos_left (mul_pos h13 h13) h)
  have hAB := sub_pos.mpr (exp_lt_exp hlt)
  refine ⟨pos_of_mul_pos_left (mul_pos h13 h13) (lt_of_lt_of_le (nat_succ_pos 24) (le_of_eq (by
      show (25 : K) = _
      poly_from (13 * b - 12) * hb))), pos_of_mul_pos_left h13 (lt_of_lt_of_le (nat_succ_pos 24)
      (le_of_eq (by
        show (25 : K) = _
        poly_from 1 * hb))), pos_of_mul_pos_left h13 ?_⟩
  refine lt_of_lt_of_le (add_pos (mul_pos (nat_succ_pos 10) (exp_pos (2 * b ^ 2 - 1)))
    (mul_pos h13 hAB)) (le_of_eq ?_)
  show (11 : K) * _ + _ = _
  poly_from (2 * exp (2 * b ^ 2 - 1)) * hb

/-- The entropy of every row decreases along the flow. -/
theorem circle_entropy (hx : ⟪x, x⟫ = 1) (hy : ⟪y, y⟫ = 1) (hz : ⟪z, z⟫ = 1)
    (hxy : ⟪x, y⟫ = 2 * b ^ 2 - 1) (hxz : ⟪x, z⟫ = b) (hyz : ⟪y, z⟫ = b) (i : Fin 3) {L : Dual K}
    (hL : ∑ j, exp (movingScore 1 1 (triple x y z) (circleVelocity (triple x y z)) i j - L) = 1) :
    (entropy (movingScore 1 1 (triple x y z) (circleVelocity (triple x y z)) i) L).eps < 0 := by
  obtain ⟨hS, h1b, hU⟩ := circle_signs hb
  have hbr := circle_bracket hb
  have hq := mul_pos (exp_pos (-L.re)) (exp_pos (-L.re))
  have h3 : (0 : K) < 3⁻¹ := inv_pos (nat_succ_pos 2)
  have hyx : ⟪y, x⟫ = 2 * b ^ 2 - 1 := (inner_comm y x).trans hxy
  have hzx : ⟪z, x⟫ = b := (inner_comm z x).trans hxz
  have hzy : ⟪z, y⟫ = b := (inner_comm z y).trans hyz
  have self (i : Fin 3) (hi : ⟪triple x y z i, triple x y z i⟫ = 1) :
      gramRate (triple x y z) (circleVelocity (triple x y z)) i i = 0 :=
    sphere_invariant 1 _ _ _ i hi
  have hxy' := three_rate_xy hx hy hxy hxz hyz
  have hxz' := three_rate_z hx hy hz hxy hxz hyz (.inl rfl)
  have hyz' := three_rate_z hx hy hz hxy hxz hyz (.inr rfl)
  have hnear := mul_pos (mul_pos hq (mul_pos (mul_pos h3 hS) hU)) hbr
  rcases cases_three i with h | h | h
  · subst h
    rw [row_entropy hL (s₀ := 1) hx hxy hxz (self i₀ hx) hxy' hxz']
    exact lt_of_sub_eq hnear (by poly)
  · subst h
    rw [row_entropy hL (s₁ := 1) hyx hy hyz ((gramRate_comm _ _ i₁ i₀).trans hxy') (self i₁ hy)
      hyz']
    exact lt_of_sub_eq hnear (by poly)
  · subst h
    rw [row_entropy hL (s₂ := 1) hzx hzy hz ((gramRate_comm _ _ i₂ i₀).trans hxz')
      ((gramRate_comm _ _ i₂ i₁).trans hyz') (self i₂ hz)]
    have hfar := mul_pos (mul_pos hq (mul_pos (mul_pos h3 hS) hU))
      (mul_pos (mul_pos two_pos (mul_pos (exp_pos b) (exp_pos 1))) h1b)
    exact lt_of_sub_eq hfar (by poly)

/-- The energy grows strictly along the flow. -/
theorem circle_energy (hx : ⟪x, x⟫ = 1) (hy : ⟪y, y⟫ = 1) (hz : ⟪z, z⟫ = 1)
    (hxy : ⟪x, y⟫ = 2 * b ^ 2 - 1) (hxz : ⟪x, z⟫ = b) (hyz : ⟪y, z⟫ = b) :
    0 < energyRate 1 (fun _ : Fin 1 => Mat.scalar 1) (triple x y z)
      (circleVelocity (triple x y z)) := by
  obtain ⟨hS, _, hU⟩ := circle_signs hb
  have h1 : (1 : K) ≠ 0 := fun h => zero_ne_one h.symm
  have h3 : (0 : K) < 3⁻¹ := inv_pos (nat_succ_pos 2)
  have hX (i : Fin 3) : ⟪triple x y z i, triple x y z i⟫ = 1 := by
    rcases cases_three i with h | h | h
    · rw [h]
      exact hx
    · rw [h]
      exact hy
    · rw [h]
      exact hz
  have hzx : ⟪z, x⟫ = b := (inner_comm z x).trans hxz
  have hzy : ⟪z, y⟫ = b := (inner_comm z y).trans hyz
  have X₀ : triple x y z i₀ = x := rfl
  have hv : ⟪z, circleVelocity (triple x y z) i₀⟫
      = 1 / 3 * (1 - b ^ 2) * (2 * b * exp (2 * b ^ 2 - 1) + exp b) := by
    rw [inner_circleVelocity]
    simp only [X₀, hx, hxy, hxz, hz, hzx, hzy]
    poly
  have hcs := inner_mul_inner_le z (circleVelocity (triple x y z) i₀)
  rw [hz, one_mul, hv] at hcs
  have hsq := mul_pos (mul_pos (mul_pos h3 hS) hU) (mul_pos (mul_pos h3 hS) hU)
  have hw : 0 < ⟪circleVelocity (triple x y z) i₀, circleVelocity (triple x y z) i₀⟫ :=
    lt_of_lt_of_le hsq (le_trans _ _ _ (le_of_eq (by poly)) hcs)
  have hsum := sum_eq_add_others i₀ fun i =>
    ⟪circleVelocity (triple x y z) i, circleVelocity (triple x y z) i⟫
  have e := energy_sphere h1 (Nat.zero_lt_succ 2) (M := fun _ : Fin 1 => Mat.scalar 1)
    (fun _ => scalar_isSymm 1) (triple x y z) hX
  have e : energyRate 1 (fun _ : Fin 1 => Mat.scalar 1) (triple x y z)
      (circleVelocity (triple x y z)) = 1 / nat 3 *
        ∑ i, ⟪circleVelocity (triple x y z) i, circleVelocity (triple x y z) i⟫ := e
  rw [e, hsum]
  exact mul_pos (one_div_pos (nat_succ_pos 2))
    (add_pos_of_pos_of_nonneg hw (others_nonneg fun i _ => inner_self_nonneg _))

end circle

/-- **Attention entropy does not grow in general**: along the flow the energy of these three tokens
grows while the attention entropy of every row decreases. -/
theorem entropy_not_monotone :
    0 < energyRate (1 : K) (fun _ : Fin 1 => Mat.scalar 1)
      (triple (vec2 (12 / 13) (5 / 13)) (vec2 (12 / 13) (-(5 / 13))) (vec2 (-1) 0))
      (circleVelocity
        (triple (vec2 (12 / 13) (5 / 13)) (vec2 (12 / 13) (-(5 / 13))) (vec2 (-1) 0))) ∧
    ∀ (i : Fin 3) (L : Dual K),
      ∑ j, exp (movingScore 1 1
        (triple (vec2 (12 / 13) (5 / 13)) (vec2 (12 / 13) (-(5 / 13))) (vec2 (-1) 0))
        (circleVelocity
          (triple (vec2 (12 / 13) (5 / 13)) (vec2 (12 / 13) (-(5 / 13))) (vec2 (-1) 0)))
        i j - L) = 1 →
      (entropy (movingScore 1 1
        (triple (vec2 (12 / 13) (5 / 13)) (vec2 (12 / 13) (-(5 / 13))) (vec2 (-1) 0))
        (circleVelocity
          (triple (vec2 (12 / 13) (5 / 13)) (vec2 (12 / 13) (-(5 / 13))) (vec2 (-1) 0)))
        i) L).eps < 0 := by
  have e := mul_inv (13 : K) (ne_of_gt (nat_succ_pos 12))
  have hb : 13 * -(12 / 13) = (-12 : K) := by poly_from (-12) * e
  have hx : ⟪vec2 (12 / 13 : K) (5 / 13), vec2 (12 / 13) (5 / 13)⟫ = 1 := by
    rw [inner_vec2]
    poly_from (13 * 13⁻¹ + 1) * e
  have hy : ⟪vec2 (12 / 13 : K) (-(5 / 13)), vec2 (12 / 13) (-(5 / 13))⟫ = 1 := by
    rw [inner_vec2]
    poly_from (13 * 13⁻¹ + 1) * e
  have hz : ⟪vec2 (-1 : K) 0, vec2 (-1) 0⟫ = 1 := by
    rw [inner_vec2]
    poly
  have hxy : ⟪vec2 (12 / 13 : K) (5 / 13), vec2 (12 / 13) (-(5 / 13))⟫
      = 2 * (-(12 / 13) : K) ^ 2 - 1 := by
    rw [inner_vec2]
    poly_from (-(13 * 13⁻¹ + 1)) * e
  have hxz : ⟪vec2 (12 / 13 : K) (5 / 13), vec2 (-1) 0⟫ = -(12 / 13) := by
    rw [inner_vec2]
    poly
  have hyz : ⟪vec2 (12 / 13 : K) (-(5 / 13)), vec2 (-1) 0⟫ = -(12 / 13) := by
    rw [inner_vec2]
    poly
  exact ⟨circle_energy hb hx hy hz hxy hxz hyz,
    fun i _ hL => circle_entropy hb hx hy hz hxy hxz hyz i hL⟩

end AttnProof
