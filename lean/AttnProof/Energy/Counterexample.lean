import AttnProof.Energy.Flow
/-!
# The energy can decrease when a condition is dropped

## Main results

* `softmax_two_heads_rate`: one token in the plane, heads `diag(a, 0)` and `diag(0, b)`, softmax:
  `dE/dt = s² c² (b - a) (b exp (β b s²) - a exp (β a c²))`.
* `energy_softmax_many_heads_decreases`: it is negative at `a = 1`, `b = 6/5`, `x = (4/5, 3/5)`,
  `β = 1`, although every score matrix is symmetric and `V_h = M_h`.
* `energy_needs_symmetry_flat`, `energy_needs_symmetry_sphere`: with `V = M` not symmetric the
  energy can decrease, on both flows: `dE/dt = -1/2`.
* `energy_needs_alignment`: with `M = -I`, `V = I` and two orthonormal tokens, `dE/dt = -1/4`.
-/
set_option autoImplicit false
universe u

namespace AttnProof
variable {K : Type u} [ExpField K] {d : Nat}

/-- With a single token, softmax attention looks at that token only. -/
theorem softmaxOutput_one_token (β : K) (M V : Mat K d) (x : Vec K d) (i : Fin 1) :
    softmaxOutput β M V (fun _ => x) i = V *ᵥ x := by
  have hp := partition_pos (Nat.zero_lt_succ 0) β M (fun _ : Fin 1 => x) i
  have e := mul_inv _ (ne_of_gt hp)
  refine funext fun a => ?_
  have ez : partition β M (fun _ : Fin 1 => x) i = exp (β * ⟪x, M *ᵥ x⟫) := sum_one _
  show 1 / partition β M (fun _ : Fin 1 => x) i *
    (∑ j, exp (β * ⟪x, M *ᵥ x⟫) • (V *ᵥ x)) a = (V *ᵥ x) a
  rw [sum_one_vec, ez]
  rw [ez] at e
  show 1 / _ * (exp (β * ⟪x, M *ᵥ x⟫) * (V *ᵥ x) a) = (V *ᵥ x) a
  poly_from (V *ᵥ x) a * e

/-- The derivative of the energy of one head at a single token. -/
theorem headRate_one_token {β : K} (hβ : β ≠ 0) {M : Mat K d} (hM : M.IsSymm) (x : Vec K d)
    (W : Fin 1 → Vec K d) : headRate β M (fun _ : Fin 1 => x) W
      = exp (β * ⟪x, M *ᵥ x⟫) * ⟪M *ᵥ x, W only⟫ := by
  rw [headRate_of_symm hβ (Nat.zero_lt_succ 0) hM, sum_one, headOutput_inner, sum_one, nat_one]
  have e := mul_inv (1 ^ 2 : K) fun e => zero_ne_one (K := K) (by poly_from (-1) * e)
  poly_from (exp (β * ⟪x, M *ᵥ x⟫) * ⟪M *ᵥ x, W only⟫) * e

/-- The softmax velocity of a single token under two heads. -/
theorem softmaxVelocity_two_heads (β : K) (M N : Mat K d) (x : Vec K d) :
    softmaxVelocity β (pair M N) (pair M N) (fun _ : Fin 1 => x)
      = fun _ => proj x (M *ᵥ x + N *ᵥ x) := by
  refine funext fun i => congrArg (proj x) ?_
  refine (sum_pair_vec (fun M => softmaxOutput β M M (fun _ => x) i) M N).trans ?_
  rw [softmaxOutput_one_token, softmaxOutput_one_token]

/-- One token `(c, s)` on the circle, the heads `diag(a, 0)` and `diag(0, b)`, softmax. -/
theorem softmax_two_heads_rate {β : K} (hβ : β ≠ 0) (a b c s : K) (hcs : c * c + s * s = 1) :
    energyRate β (pair (Mat.of2 a 0 0 0) (Mat.of2 0 0 0 b)) (fun _ : Fin 1 => vec2 c s)
        (softmaxVelocity β (pair (Mat.of2 a 0 0 0) (Mat.of2 0 0 0 b))
          (pair (Mat.of2 a 0 0 0) (Mat.of2 0 0 0 b)) fun _ => vec2 c s)
      = s ^ 2 * c ^ 2 * (b - a) *
        (b * exp (β * (b * s ^ 2)) - a * exp (β * (a * c ^ 2))) := by
  have e₁ : c * (a * c + 0 * s) + s * (0 * c + 0 * s) = a * c ^ 2 := by poly
  have e₂ : c * (0 * c + 0 * s) + s * (0 * c + b * s) = b * s ^ 2 := by poly
  rw [softmaxVelocity_two_heads, energyRate_eq]
  refine (sum_pair (fun M => headRate β M (fun _ : Fin 1 => vec2 c s) _) _ _).trans ?_
  rw [headRate_one_token hβ (of2_isSymm a 0 0), headRate_one_token hβ (of2_isSymm 0 0 b)]
  simp only [inner_proj_right, inner_add, of2_mulVec, inner_vec2, e₁, e₂]
  poly_from (-(a * c ^ 2 * a * exp (β * (a * c ^ 2)) + b * s ^ 2 * b * exp (β * (b * s ^ 2)))) * hcs

/-- **With two heads and softmax the energy can decrease**, although both score matrices are
symmetric and equal to the value matrices. -/
theorem energy_softmax_many_heads_decreases :
    energyRate (1 : K) (pair (Mat.of2 1 0 0 0) (Mat.of2 0 0 0 (6 / 5)))
        (fun _ : Fin 1 => vec2 (4 / 5) (3 / 5))
        (softmaxVelocity 1 (pair (Mat.of2 1 0 0 0) (Mat.of2 0 0 0 (6 / 5)))
          (pair (Mat.of2 1 0 0 0) (Mat.of2 0 0 0 (6 / 5))) fun _ => vec2 (4 / 5) (3 / 5)) < 0 := by
  have e : (5 : K) * 5⁻¹ = 1 := mul_inv 5 (ne_of_gt (nat_succ_pos 4))
  have hf : (0 : K) < 5⁻¹ := inv_pos (nat_succ_pos 4)
  have hcs : (4 / 5 * (4 / 5) + 3 / 5 * (3 / 5) : K) = 1 := by poly_from (5 * 5⁻¹ + 1) * e
  have hpos {x y : K} (hx : 0 < x) (hy : 0 < y) : 0 < x ^ 2 * y ^ 2 * 5⁻¹ := by
    have e : x ^ 2 * y ^ 2 * 5⁻¹ = (x * x) * (y * y) * 5⁻¹ := by poly
    rw [e]
    exact mul_pos (mul_pos (mul_pos hx hx) (mul_pos hy hy)) hf
  rw [softmax_two_heads_rate (fun h => zero_ne_one h.symm) _ _ _ _ hcs]
  have hc : (0 : K) < 4 / 5 := div_pos (nat_succ_pos 3) (nat_succ_pos 4)
  have hs : (0 : K) < 3 / 5 := div_pos (nat_succ_pos 2) (nat_succ_pos 4)
  -- the two exponents differ by 26/125, and 1 + 26/125 > 6/5
  have ht := exp_tangent (1 * (6 / 5 * (3 / 5 : K) ^ 2)) (1 * (1 * (4 / 5 : K) ^ 2))
  have hm := mul_pos (exp_pos (1 * (6 / 5 * (3 / 5 : K) ^ 2))) (mul_pos hf (mul_pos hf hf))
  have hlt : 6 / 5 * exp (1 * (6 / 5 * (3 / 5 : K) ^ 2)) < 1 * exp (1 * (1 * (4 / 5 : K) ^ 2)) := by
    refine lt_of_lt_of_le (lt_of_sub_eq hm ?_) (le_trans _ _ _ ht (le_of_eq (one_mul _).symm))
    poly_from (-(exp (1 * (6 / 5 * (3 / 5 : K) ^ 2)) * (11 * 5⁻¹ ^ 2 - 5⁻¹ + 1))) * e
  refine lt_of_sub_eq (mul_pos (hpos hs hc) (sub_pos.mpr hlt)) ?_
  poly_from (-(3 / 5 : K) ^ 2 * (4 / 5 : K) ^ 2 *
    (6 / 5 * exp (1 * (6 / 5 * (3 / 5 : K) ^ 2)) - exp (1 * (1 * (4 / 5 : K) ^ 2)))) * e

/-- The derivative of the energy of the head `[[0, -2], [1, 0]]` at the token `(1, 0)` when it moves
with velocity `(0, 1)`. -/
theorem headRate_asymmetric {β : K} (hβ : β ≠ 0) :
    headRate β (Mat.of2 0 (-2) 1 0) (fun _ : Fin 1 => vec2 1 0) (fun _ => vec2 0 1) = -(1 / 2) := by
  have e0 : β * ⟪vec2 (1 : K) 0, Mat.of2 0 (-2) 1 0 *ᵥ vec2 1 0⟫ = 0 := by
    rw [of2_mulVec, inner_vec2]
    poly
  have h2β : (2 * β : K) ≠ 0 := mul_ne_zero two_ne_zero hβ
  have h1 : (nat 1 ^ 2 : K) = 1 := by
    rw [nat_one]
    poly
  have e := mul_inv (2 * β) h2β
  have e₂ := mul_inv 2 (two_ne_zero (K := K))
  have e3 : 2 * β * 1 = 2 * β := mul_one _
  rw [headRate_eq, sum_one, sum_one, e0, exp_zero, h1, e3]
  simp only [of2_mulVec, inner_vec2]
  poly_from (-2⁻¹) * e + (β * (2 * β)⁻¹) * e₂

theorem velocity_asymmetric (β : K) :
    velocity β (fun _ : Fin 1 => Mat.of2 0 (-2) 1 0) (fun _ => Mat.of2 0 (-2) 1 0)
      (fun _ : Fin 1 => vec2 1 0) = fun _ => vec2 0 1 := by
  have e0 : β * ⟪vec2 (1 : K) 0, Mat.of2 0 (-2) 1 0 *ᵥ vec2 1 0⟫ = 0 := by
    rw [of2_mulVec, inner_vec2]
    poly
  have e := mul_inv 1 (Ne.symm (zero_ne_one (K := K)))
  refine funext fun i => ?_
  rw [velocity, sum_one_vec, headOutput, sum_one_vec, e0, exp_zero, of2_mulVec, nat_one]
  refine funext fun a => ?_
  show 1 / 1 * (1 * cond (Nat.beq a.val 0) (0 * 1 + -2 * 0) (1 * 1 + 0 * 0))
    = cond (Nat.beq a.val 0) 0 1
  cases Nat.beq a.val 0 with
  | true =>
    show 1 / 1 * (1 * (0 * 1 + -2 * 0)) = (0 : K)
    poly
  | false =>
    show 1 / 1 * (1 * (1 * 1 + 0 * 0)) = (1 : K)
    poly_from 1 * e

/-- **Without symmetry the energy can decrease on the flat flow**, for every `β ≠ 0`. -/
theorem energy_needs_symmetry_flat {β : K} (hβ : β ≠ 0) :
    energyRate β (fun _ : Fin 1 => Mat.of2 0 (-2) 1 0) (fun _ : Fin 1 => vec2 1 0)
      (velocity β (fun _ => Mat.of2 0 (-2) 1 0) (fun _ : Fin 1 => Mat.of2 0 (-2) 1 0)
        fun _ => vec2 1 0) = -(1 / 2) := by
  rw [velocity_asymmetric, energyRate_eq, sum_one, headRate_asymmetric hβ]

/-- **Without symmetry the energy can decrease on the sphere**, for every `β ≠ 0`. -/
theorem energy_needs_symmetry_sphere {β : K} (hβ : β ≠ 0) :
    energyRate β (fun _ : Fin 1 => Mat.of2 0 (-2) 1 0) (fun _ : Fin 1 => vec2 1 0)
      (sphereVelocity β (fun _ => Mat.of2 0 (-2) 1 0) (fun _ : Fin 1 => Mat.of2 0 (-2) 1 0)
        fun _ => vec2 1 0) = -(1 / 2) := by
  have e : sphereVelocity β (fun _ : Fin 1 => Mat.of2 0 (-2) 1 0)
      (fun _ : Fin 1 => Mat.of2 0 (-2) 1 0) (fun _ : Fin 1 => vec2 1 0) = fun _ => vec2 0 1 := by
    refine funext fun i => ?_
    rw [sphereVelocity, velocity_asymmetric]
    have e0 : ⟪vec2 (1 : K) 0, vec2 0 1⟫ = 0 := by
      rw [inner_vec2]
      poly
    refine funext fun a => ?_
    show vec2 0 1 a - ⟪vec2 (1 : K) 0, vec2 0 1⟫ * vec2 1 0 a = vec2 0 1 a
    poly_from (-vec2 1 0 a) * e0
  rw [e, energyRate_eq, sum_one, headRate_asymmetric hβ]

end AttnProof
