import AttnProof.Energy.Gradient
/-!
# The energy along the flows

All for symmetric score matrices and `V_h = M_h`, every `n`, `d`; `H` heads unless said otherwise.

## Main results

* `energy_flat`, `energy_flat_nonneg`: `dE/dt = (1/n) ∑ᵢ |vᵢ|² ≥ 0` along `xᵢ' = vᵢ`.
* `energy_sphere`, `energy_sphere_nonneg`: `dE/dt = (1/n) ∑ᵢ |xᵢ'|² ≥ 0` along `xᵢ' = P vᵢ`.
* `energy_softmax_one_head`, `energy_softmax_one_head_nonneg`: for one head with softmax,
  `dE/dt = (1/n²) ∑ᵢ Zᵢ |P sᵢ|² ≥ 0`.
-/
set_option autoImplicit false
universe u

namespace AttnProof
variable {K : Type u} [ExpField K] {n d H : Nat}

/-- Along the flat flow, `dE/dt = (1/n) ∑ᵢ |vᵢ|²`. -/
theorem energy_flat {β : K} (hβ : β ≠ 0) (hn : 0 < n) {M : Fin H → Mat K d}
    (hM : ∀ h, (M h).IsSymm) (X : Fin n → Vec K d) :
    energyRate β M X (velocity β M M X)
      = 1 / nat n * ∑ i, ⟪velocity β M M X i, velocity β M M X i⟫ :=
  energy_gradient hβ hn hM X _

/-- The energy never decreases along the flat flow. -/
theorem energy_flat_nonneg {β : K} (hβ : β ≠ 0) (hn : 0 < n) {M : Fin H → Mat K d}
    (hM : ∀ h, (M h).IsSymm) (X : Fin n → Vec K d) :
    0 ≤ energyRate β M X (velocity β M M X) := by
  rw [energy_flat hβ hn hM X]
  exact mul_nonneg _ _ (one_div_nat_nonneg hn) (sum_nonneg fun i => inner_self_nonneg _)

/-- Along the flow on the sphere, `dE/dt = (1/n) ∑ᵢ |xᵢ'|²`. -/
theorem energy_sphere {β : K} (hβ : β ≠ 0) (hn : 0 < n) {M : Fin H → Mat K d}
    (hM : ∀ h, (M h).IsSymm) (X : Fin n → Vec K d) (hX : ∀ i, ⟪X i, X i⟫ = 1) :
    energyRate β M X (sphereVelocity β M M X)
      = 1 / nat n * ∑ i, ⟪sphereVelocity β M M X i, sphereVelocity β M M X i⟫ := by
  rw [energy_gradient hβ hn hM X]
  exact congrArg _ (sum_congr fun i => inner_proj_eq_normSq _ _ (hX i))

/-- The energy never decreases along the flow on the sphere. -/
theorem energy_sphere_nonneg {β : K} (hβ : β ≠ 0) (hn : 0 < n) {M : Fin H → Mat K d}
    (hM : ∀ h, (M h).IsSymm) (X : Fin n → Vec K d) (hX : ∀ i, ⟪X i, X i⟫ = 1) :
    0 ≤ energyRate β M X (sphereVelocity β M M X) := by
  rw [energy_sphere hβ hn hM X hX]
  exact mul_nonneg _ _ (one_div_nat_nonneg hn) (sum_nonneg fun i => inner_self_nonneg _)

/-- The flow on the sphere keeps every token on the sphere: `d|xᵢ|²/dt = 0`. -/
theorem sphere_invariant (β : K) (M V : Fin H → Mat K d) (X : Fin n → Vec K d) (i : Fin n)
    (hX : ⟪X i, X i⟫ = 1) :
    ⟪(X i).along (sphereVelocity β M V X i), (X i).along (sphereVelocity β M V X i)⟫.eps = 0 := by
  have e : ⟪X i, sphereVelocity β M V X i⟫ = 0 := inner_proj_self _ _ hX
  rw [eps_inner, inner_comm _ (X i), e]
  exact add_zero _

theorem partition_pos (hn : 0 < n) (β : K) (M : Mat K d) (X : Fin n → Vec K d) (i : Fin n) :
    0 < partition β M X i := sum_pos hn fun _ => exp_pos _

/-- The output of a head is the partition sum times its softmax output. -/
theorem headOutput_inner_eq (hn : 0 < n) (β : K) (M V : Mat K d) (X : Fin n → Vec K d)
    (i : Fin n) (w : Vec K d) :
    ⟪headOutput β M V X i, w⟫ = partition β M X i * ⟪softmaxOutput β M V X i, w⟫ := by
  have e := mul_inv _ (ne_of_gt (partition_pos hn β M X i))
  rw [softmaxOutput, smul_inner]
  poly_from (-⟪headOutput β M V X i, w⟫) * e

/-- For one head with softmax, `dE/dt = (1/n²) ∑ᵢ Zᵢ |P sᵢ|²` along `xᵢ' = P sᵢ`. -/
theorem energy_softmax_one_head {β : K} (hβ : β ≠ 0) (hn : 0 < n) {M : Fin 1 → Mat K d}
    (hM : ∀ h, (M h).IsSymm) (X : Fin n → Vec K d) (hX : ∀ i, ⟪X i, X i⟫ = 1) :
    energyRate β M X (softmaxVelocity β M M X)
      = 1 / nat n ^ 2 * ∑ i, partition β (M only) X i *
        ⟪softmaxVelocity β M M X i, softmaxVelocity β M M X i⟫ := by
  rw [energyRate_eq, sum_one, headRate_of_symm hβ hn (hM _)]
  refine congrArg _ (sum_congr fun i => ?_)
  rw [headOutput_inner_eq hn]
  refine congrArg _ ?_
  rw [softmaxVelocity, sum_one_vec]
  exact inner_proj_eq_normSq _ _ (hX i)

/-- With one head, the energy never decreases under softmax self-attention. -/
theorem energy_softmax_one_head_nonneg {β : K} (hβ : β ≠ 0) (hn : 0 < n) {M : Fin 1 → Mat K d}
    (hM : ∀ h, (M h).IsSymm) (X : Fin n → Vec K d) (hX : ∀ i, ⟪X i, X i⟫ = 1) :
    0 ≤ energyRate β M X (softmaxVelocity β M M X) := by
  have e2 : (nat n ^ 2 : K) = nat n * nat n := by poly
  rw [energy_softmax_one_head hβ hn hM X hX, e2]
  exact mul_nonneg _ _ (le_of_lt (one_div_pos (mul_pos (nat_pos hn) (nat_pos hn))))
    (sum_nonneg fun i => mul_nonneg _ _ (le_of_lt (partition_pos hn β _ X i)) (inner_self_nonneg _))

end AttnProof
