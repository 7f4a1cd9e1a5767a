import AttnProof.Entropy.Equiangular
/-!
# Three tokens on the circle: rates and covariances

Three unit vectors `x`, `y`, `z` with `⟪x, y⟫ = 2 b² - 1` and `⟪x, z⟫ = ⟪y, z⟫ = b`, one head
`M = V = I`, `β = 1`, un-normalised self-attention on the sphere.

## Main results

* `three_rate_xy`, `three_rate_z`: the derivatives of the inner products.
* `covariance_three`: a covariance over three weights as a sum over pairs.
-/
set_option autoImplicit false
universe u

namespace AttnProof

/-- The three indices. -/
def i₀ : Fin 3 := ⟨0, Nat.zero_lt_succ 2⟩
@[inherit_doc i₀] def i₁ : Fin 3 := ⟨1, Nat.succ_lt_succ (Nat.zero_lt_succ 1)⟩
@[inherit_doc i₀] def i₂ : Fin 3 := ⟨2, Nat.succ_lt_succ (Nat.succ_lt_succ (Nat.zero_lt_succ 0))⟩

theorem cases_three : ∀ i : Fin 3, i = i₀ ∨ i = i₁ ∨ i = i₂
  | ⟨0, _⟩ => .inl rfl
  | ⟨1, _⟩ => .inr (.inl rfl)
  | ⟨2, _⟩ => .inr (.inr rfl)
  | ⟨k + 3, h⟩ =>
    absurd (Nat.le_of_succ_le_succ (Nat.le_of_succ_le_succ (Nat.le_of_succ_le_succ h)))
      (Nat.not_lt_zero k)

/-- The covariance over three weights, as a sum over pairs. -/
theorem covariance_three {K : Type u} [CommRing K] {p f g : Fin 3 → K} (hp : ∑ j, p j = 1)
    {p₀ p₁ p₂ f₀ f₁ f₂ g₀ g₁ g₂ : K} (hpt : p = triple p₀ p₁ p₂) (hf : f = triple f₀ f₁ f₂)
    (hg : g = triple g₀ g₁ g₂) :
    covariance p f g = p₀ * p₁ * ((f₀ - f₁) * (g₀ - g₁)) + p₀ * p₂ * ((f₀ - f₂) * (g₀ - g₂))
      + p₁ * p₂ * ((f₁ - f₂) * (g₁ - g₂)) := by
  rw [covariance_eq hp]
  subst hpt hf hg
  have hp : p₀ + (p₁ + (p₂ + 0)) = 1 := hp
  show p₀ * f₀ * g₀ + (p₁ * f₁ * g₁ + (p₂ * f₂ * g₂ + 0))
    - (p₀ * f₀ + (p₁ * f₁ + (p₂ * f₂ + 0))) * (p₀ * g₀ + (p₁ * g₁ + (p₂ * g₂ + 0))) = _
  poly_from (-(p₀ * f₀ * g₀ + p₁ * f₁ * g₁ + p₂ * f₂ * g₂)) * hp

/-- A function on three indices is the family of its values. -/
theorem eq_triple {A : Type u} (f : Fin 3 → A) {a b c : A} (h₀ : f i₀ = a) (h₁ : f i₁ = b)
    (h₂ : f i₂ = c) : f = triple a b c := by
  refine funext fun i => ?_
  rcases cases_three i with h | h | h
  · rw [h, h₀]
    exact rfl
  · rw [h, h₁]
    exact rfl
  · rw [h, h₂]
    exact rfl

variable {K : Type u} [ExpField K] {d : Nat}

/-- The flow: one head `M = V = I`, `β = 1`, on the sphere. -/
def circleVelocity {n : Nat} (X : Fin n → Vec K d) (i : Fin n) : Vec K d :=
  sphereVelocity 1 (fun _ : Fin 1 => Mat.scalar 1) (fun _ => Mat.scalar 1) X i

/-- Inner products with the velocity. -/
theorem inner_circleVelocity (x y z u : Vec K d) (i : Fin 3) :
    ⟪u, circleVelocity (triple x y z) i⟫ = 1 / 3 *
      (exp ⟪triple x y z i, x⟫ * (⟪u, x⟫ - ⟪triple x y z i, u⟫ * ⟪triple x y z i, x⟫)
      + exp ⟪triple x y z i, y⟫ * (⟪u, y⟫ - ⟪triple x y z i, u⟫ * ⟪triple x y z i, y⟫)
      + exp ⟪triple x y z i, z⟫ * (⟪u, z⟫ - ⟪triple x y z i, u⟫ * ⟪triple x y z i, z⟫)) := by
  have e (v : Vec K d) :
      ⟪v, velocity 1 (fun _ : Fin 1 => Mat.scalar 1) (fun _ => Mat.scalar 1) (triple x y z) i⟫
        = 1 / 3 * (exp ⟪triple x y z i, x⟫ * ⟪v, x⟫ + exp ⟪triple x y z i, y⟫ * ⟪v, y⟫
          + exp ⟪triple x y z i, z⟫ * ⟪v, z⟫) := by
    have term (w : Vec K d) : exp (1 * ⟪triple x y z i, Mat.scalar 1 *ᵥ w⟫)
        * ⟪Mat.scalar 1 *ᵥ w, v⟫ = exp ⟪triple x y z i, w⟫ * ⟪v, w⟫ := by
      rw [scalar_mulVec, inner_smul, smul_inner, one_mul, one_mul, one_mul, inner_comm w v]
    rw [velocity, inner_smul, sum_one_vec, inner_comm v, headOutput_inner]
    refine congrArg (1 / nat 3 * ·) ?_
    refine (sum_triple (fun w => exp (1 * ⟪triple x y z i, Mat.scalar 1 *ᵥ w⟫)
        * ⟪Mat.scalar 1 *ᵥ w, v⟫) x y z).trans ?_
    rw [term, term, term]
  rw [circleVelocity, sphereVelocity, inner_proj_right, e, e]
  poly

variable {x y z : Vec K d} {b : K}

/-- The derivative of `⟪x, y⟫`. -/
theorem three_rate_xy (hx : ⟪x, x⟫ = 1) (hy : ⟪y, y⟫ = 1) (hxy : ⟪x, y⟫ = 2 * b ^ 2 - 1)
    (hxz : ⟪x, z⟫ = b) (hyz : ⟪y, z⟫ = b) :
    gramRate (triple x y z) (circleVelocity (triple x y z)) i₀ i₁
      = 4 / 3 * (b * (1 - b ^ 2)) * (2 * b * exp (2 * b ^ 2 - 1) + exp b) := by
  have hyx : ⟪y, x⟫ = 2 * b ^ 2 - 1 := (inner_comm y x).trans hxy
  have X₀ : triple x y z i₀ = x := rfl
  have X₁ : triple x y z i₁ = y := rfl
  rw [gramRate, eps_inner, inner_comm _ (triple x y z i₁), inner_circleVelocity,
    inner_circleVelocity]
  simp only [X₀, X₁, hx, hy, hxy, hyx, hxz, hyz]
  poly

/-- The derivative of `⟪x, z⟫`, which is that of `⟪y, z⟫`. -/
theorem three_rate_z (hx : ⟪x, x⟫ = 1) (hy : ⟪y, y⟫ = 1) (hz : ⟪z, z⟫ = 1)
    (hxy : ⟪x, y⟫ = 2 * b ^ 2 - 1) (hxz : ⟪x, z⟫ = b) (hyz : ⟪y, z⟫ = b) {i : Fin 3}
    (hi : i = i₀ ∨ i = i₁) :
    gramRate (triple x y z) (circleVelocity (triple x y z)) i i₂
      = 1 / 3 * (1 - b ^ 2) * (2 * b * exp (2 * b ^ 2 - 1) + exp b) := by
  have hyx : ⟪y, x⟫ = 2 * b ^ 2 - 1 := (inner_comm y x).trans hxy
  have hzx : ⟪z, x⟫ = b := (inner_comm z x).trans hxz
  have hzy : ⟪z, y⟫ = b := (inner_comm z y).trans hyz
  have X₀ : triple x y z i₀ = x := rfl
  have X₁ : triple x y z i₁ = y := rfl
  have X₂ : triple x y z i₂ = z := rfl
  rw [gramRate, eps_inner, inner_comm _ (triple x y z i₂), inner_circleVelocity,
    inner_circleVelocity]
  cases hi with
  | inl h =>
    simp only [h, X₀, X₂, hx, hz, hxy, hzx, hzy, hxz]
    poly
  | inr h =>
    simp only [h, X₁, X₂, hy, hz, hyx, hzx, hzy, hyz]
    poly

theorem gramRate_comm {n : Nat} (X W : Fin n → Vec K d) (i j : Fin n) :
    gramRate X W i j = gramRate X W j i := by
  rw [gramRate, gramRate, eps_inner, eps_inner, inner_comm (W i), inner_comm (W j)]
  exact add_comm _ _

end AttnProof
