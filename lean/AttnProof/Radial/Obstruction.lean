import AttnProof.Energy.Counterexample
import AttnProof.Radial.Monotone
/-!
# The obstruction: orthogonal heads whose own energy decreases on the sphere

One token `(c, s)` in the plane and the heads `diag(a, 0)`, `diag(0, b)`, whose product is zero.

## Main results

* `obstruction_rate`: `dE_1/dt = -a exp (β a c²) s² c² (b exp (β b s²) - a exp (β a c²))`.
* `obstruction`: at `a = b = 1`, `x = (3/5, 4/5)`, `β = 1` the energy of the first head decreases,
  although `headRate_flat_nonneg` forbids that on the flat flow.
-/
set_option autoImplicit false
universe u

namespace AttnProof
variable {K : Type u} [ExpField K]

/-- The two heads are orthogonal. -/
theorem diag_mul_diag (a b : K) : Mat.of2 a 0 0 0 * Mat.of2 0 0 0 b = 0 := by
  refine funext fun i => funext fun j => ?_
  have hi : pair (vec2 a 0) (vec2 0 0) i ⟨1, Nat.succ_lt_succ (Nat.zero_lt_succ 0)⟩ = 0 := by
    rw [pair]
    cases Nat.beq i.val 0 with
    | true => exact rfl
    | false => exact rfl
  have hj : vec2 (0 : K) 0 j = 0 := by
    rw [vec2, pair]
    cases Nat.beq j.val 0 with
    | true => exact rfl
    | false => exact rfl
  have key (p q r s : K) (hq : q = 0) (hr : r = 0) : p * q + (r * s + 0) = 0 := by
    rw [hq, hr]
    poly
  exact key _ _ _ _ hj hi

/-- The velocity on the sphere of a single token under two heads. -/
theorem sphereVelocity_two_heads (β : K) {d : Nat} (M N : Mat K d) (x u : Vec K d) (i : Fin 1) :
    ⟪u, sphereVelocity β (pair M N) (pair M N) (fun _ : Fin 1 => x) i⟫
      = exp (β * ⟪x, M *ᵥ x⟫) * (⟪u, M *ᵥ x⟫ - ⟪x, u⟫ * ⟪x, M *ᵥ x⟫)
        + exp (β * ⟪x, N *ᵥ x⟫) * (⟪u, N *ᵥ x⟫ - ⟪x, u⟫ * ⟪x, N *ᵥ x⟫) := by
  have e (v : Vec K d) : ⟪v, velocity β (pair M N) (pair M N) (fun _ : Fin 1 => x) i⟫
      = 1 / 1 * (exp (β * ⟪x, M *ᵥ x⟫) * ⟪v, M *ᵥ x⟫ + exp (β * ⟪x, N *ᵥ x⟫) * ⟪v, N *ᵥ x⟫) := by
    rw [velocity, inner_smul, nat_one, inner_sum]
    refine congrArg _ ((sum_pair (fun M => ⟪v, headOutput β M M (fun _ => x) i⟫) M N).trans ?_)
    rw [inner_comm v, headOutput_inner, sum_one, inner_comm v, headOutput_inner, sum_one,
      inner_comm v, inner_comm v]
  have e1 := mul_inv 1 (Ne.symm (zero_ne_one (K := K)))
  rw [sphereVelocity, inner_proj_right, e, e]
  poly_from (exp (β * ⟪x, M *ᵥ x⟫) * (⟪u, M *ᵥ x⟫ - ⟪x, u⟫ * ⟪x, M *ᵥ x⟫)
    + exp (β * ⟪x, N *ᵥ x⟫) * (⟪u, N *ᵥ x⟫ - ⟪x, u⟫ * ⟪x, N *ᵥ x⟫)) * e1

/-- The derivative of the energy of the first head. -/
theorem obstruction_rate {β : K} (hβ : β ≠ 0) (a b c s : K) (hcs : c * c + s * s = 1) :
    headRate β (Mat.of2 a 0 0 0) (fun _ : Fin 1 => vec2 c s)
        (sphereVelocity β (pair (Mat.of2 a 0 0 0) (Mat.of2 0 0 0 b))
          (pair (Mat.of2 a 0 0 0) (Mat.of2 0 0 0 b)) fun _ => vec2 c s)
      = -(a * exp (β * (a * c ^ 2)) * s ^ 2 * c ^ 2 *
        (b * exp (β * (b * s ^ 2)) - a * exp (β * (a * c ^ 2)))) := by
  have e₁ : c * (a * c + 0 * s) + s * (0 * c + 0 * s) = a * c ^ 2 := by poly
  have e₂ : c * (0 * c + 0 * s) + s * (0 * c + b * s) = b * s ^ 2 := by poly
  rw [headRate_one_token hβ (of2_isSymm a 0 0), sphereVelocity_two_heads]
  simp only [of2_mulVec, inner_vec2, e₁, e₂]
  poly_from (-(exp (β * (a * c ^ 2)) ^ 2 * a ^ 2 * c ^ 2)) * hcs

/-- **The obstruction**: the energy of a head decreases on the sphere although the two heads are
orthogonal. -/
theorem obstruction :
    Mat.of2 (1 : K) 0 0 0 * Mat.of2 0 0 0 1 = 0 ∧
    headRate (1 : K) (Mat.of2 1 0 0 0) (fun _ : Fin 1 => vec2 (3 / 5) (4 / 5))
        (sphereVelocity 1 (pair (Mat.of2 1 0 0 0) (Mat.of2 0 0 0 1))
          (pair (Mat.of2 1 0 0 0) (Mat.of2 0 0 0 1)) fun _ => vec2 (3 / 5) (4 / 5)) < 0 := by
  refine ⟨diag_mul_diag 1 1, ?_⟩
  have e : (5 : K) * 5⁻¹ = 1 := mul_inv 5 (ne_of_gt (nat_succ_pos 4))
  have hcs : (3 / 5 * (3 / 5) + 4 / 5 * (4 / 5) : K) = 1 := by poly_from (5 * 5⁻¹ + 1) * e
  have hc : (0 : K) < 3 / 5 := div_pos (nat_succ_pos 2) (nat_succ_pos 4)
  have hs : (0 : K) < 4 / 5 := div_pos (nat_succ_pos 3) (nat_succ_pos 4)
  have hf : (0 : K) < 5⁻¹ := inv_pos (nat_succ_pos 4)
  have hlt : (1 * (1 * (3 / 5 : K) ^ 2) : K) < 1 * (1 * (4 / 5 : K) ^ 2) :=
    lt_of_sub_eq (mul_pos (nat_succ_pos 6) (mul_pos hf hf))
      (show _ = (7 : K) * (5⁻¹ * 5⁻¹) by poly)
  have hexp := exp_lt_exp hlt
  rw [obstruction_rate (fun h => zero_ne_one h.symm) _ _ _ _ hcs]
  have hp := mul_pos (mul_pos (mul_pos (exp_pos (1 * (1 * (3 / 5 : K) ^ 2))) (mul_pos hs hs))
    (mul_pos hc hc)) (sub_pos.mpr hexp)
  exact lt_of_sub_eq hp (by poly)

end AttnProof
