import AttnProof.Algebra.Exp
import AttnProof.Dual.Const
/-!
# ReLU against softmax: the late phase and the exact time

The right-hand sides of the three equations for `γ` (`equiangular_usa`, `equiangular_softmax`,
`relu_ode`), for one head of strength `α`, as formulas over any scalars. Near `γ = 1` the distance
`δ = 1 - γ` decays at the rate that is the `ε`-coefficient of the right-hand side at `1 - ε`.

## Main results

* `late_usa`, `late_softmax`, `late_relu`: the late rates `2 α exp (β α)`, `2 α`, `2 β α²`.
* `relu_faster_than_softmax_iff`: late, ReLU beats softmax iff `α β > 1`.
* `relu_slower_than_usa`: late, ReLU never beats un-normalised attention.
* `relu_exact_time`: the derivative of
  `T(γ) = (n / 2κ) (ln γ - (1/n) ln (1 - γ) - ((n - 1)/n) ln (1 + (n - 1) γ))` is `1 / γ'`.
-/
set_option autoImplicit false
universe u

namespace AttnProof

section formulas
variable {R : Type u} [Add R] [Sub R] [Zero R] [One R] [Mul R] [Div R] [Exp R]

/-- `γ'` under un-normalised self-attention. -/
def usaDrive (n : Nat) (β α γ : R) : R :=
  2 / nat n * ((1 - γ) * (1 + (nat n - 1) * γ)) * (α * exp (β * α * γ))

/-- `γ'` under softmax self-attention. -/
def softmaxDrive (n : Nat) (β α γ : R) : R :=
  2 * ((1 - γ) * (1 + (nat n - 1) * γ)) * (α / (exp (β * α * (1 - γ)) + (nat n - 1)))

/-- `γ'` under ReLU attention, for `γ ≥ 0`, with `κ = β α²`. -/
def reluDrive (n : Nat) (κ γ : R) : R := 2 * κ / nat n * (γ * (1 - γ) * (1 + (nat n - 1) * γ))

end formulas

section late
variable {K : Type u} [ExpField K] {n : Nat}

/-- The point `γ = 1 - ε`. -/
def oneMinusEps : Dual K := ⟨1, -1⟩

theorem two_div_nat (n : Nat) : (2 / nat n : Dual K) = Dual.const (2 / nat n) := by
  have e2 : (2 : Dual K) = Dual.const 2 := Dual.nat_eq_const 2
  rw [e2, Dual.nat_eq_const]
  exact Dual.ext rfl (show (0 * nat n - 2 * 0) / (nat n * nat n) = (0 : K) by poly)

/-- The late rate of un-normalised self-attention. -/
theorem late_usa (hn : 0 < n) (β α : K) :
    (usaDrive n (Dual.const β) (Dual.const α) oneMinusEps).eps = 2 * α * exp (β * α) := by
  have e := mul_inv (nat n) (nat_ne_zero (K := K) hn)
  rw [usaDrive, two_div_nat, Dual.nat_eq_const]
  have h1 : β * α * 1 = β * α := mul_one _
  show (2 / nat n * ((1 - 1) * (1 + (nat n - 1) * 1))) * _
    + (2 / nat n * ((1 - 1) * _ + (0 - -1) * (1 + (nat n - 1) * 1))
      + 0 * _) * (α * exp (β * α * 1)) = _
  rw [h1]
  poly_from (2 * α * exp (β * α)) * e

/-- The late rate of softmax self-attention. -/
theorem late_softmax (hn : 0 < n) (β α : K) :
    (softmaxDrive n (Dual.const β) (Dual.const α) oneMinusEps).eps = 2 * α := by
  have e := mul_inv (nat n) (nat_ne_zero (K := K) hn)
  have e2 : (2 : Dual K) = Dual.const 2 := Dual.nat_eq_const 2
  have h0 : β * α * (1 - 1) = 0 := by poly
  have h1 : (1 : K) + (nat n - 1) = nat n := by poly
  rw [softmaxDrive, e2, Dual.nat_eq_const]
  show (2 * ((1 - 1) * (1 + (nat n - 1) * 1))) * _
    + (2 * ((1 - 1) * _ + (0 - -1) * (1 + (nat n - 1) * 1)) + 0 * _)
      * (α / (exp (β * α * (1 - 1)) + (nat n - 1))) = _
  rw [h0, exp_zero, h1]
  poly_from (2 * α) * e

/-- The late rate of ReLU attention. -/
theorem late_relu (hn : 0 < n) (κ : K) :
    (reluDrive n (Dual.const κ) oneMinusEps).eps = 2 * κ := by
  have e := mul_inv (nat n) (nat_ne_zero (K := K) hn)
  have e2 : (2 : Dual K) = Dual.const 2 := Dual.nat_eq_const 2
  rw [reluDrive, e2, Dual.nat_eq_const]
  show 2 * κ / nat n * (1 * (1 - 1) * _ + (1 * (0 - -1) + -1 * (1 - 1)) * (1 + (nat n - 1) * 1))
    + _ * (1 * (1 - 1) * (1 + (nat n - 1) * 1)) = _
  poly_from (2 * κ) * e

/-- **Late, ReLU beats softmax iff `α β > 1`.** -/
theorem relu_faster_than_softmax_iff {α β : K} (hα : 0 < α) :
    2 * α < 2 * (β * α ^ 2) ↔ 1 < α * β := by
  have e : 2 * (β * α ^ 2) = 2 * α * (α * β) := by poly
  have key := mul_lt_mul_left (a := 1) (b := α * β) (mul_pos two_pos hα)
  rw [mul_one] at key
  rw [e]
  exact key

/-- **Late, ReLU never beats un-normalised self-attention.** -/
theorem relu_slower_than_usa {α β : K} (hα : 0 < α) :
    2 * (β * α ^ 2) < 2 * α * exp (β * α) := by
  have h := (mul_lt_mul_left (mul_pos two_pos hα)).mpr (lt_exp (β * α))
  exact lt_of_le_of_lt (le_of_eq (by poly)) h

end late

section time
variable {K : Type u} [ExpField K] {n : Nat}

/-- The derivative of a logarithm: if `exp L = g + g' ε`, then `L' = g' / g`. -/
theorem eps_log {L : Dual K} {g g' : K} (h : exp L = ⟨g, g'⟩) : L.eps * g = g' := by
  have e₁ : exp L.re = g := congrArg Dual.re h
  have e₂ : L.eps * exp L.re = g' := congrArg Dual.eps h
  rw [← e₁]
  exact e₂

/-- **The exact clustering time of ReLU attention**: the derivative of the claimed antiderivative is
`1 / γ'`. The three logarithms are dual numbers whose exponentials are `γ`, `1 - γ` and
`1 + (n - 1) γ` at `γ + ε`. -/
theorem relu_exact_time (hn : 0 < n) {κ γ : K} (hκ : κ ≠ 0)
    {L₀ L₁ L₂ : Dual K} (hL₀ : exp L₀ = ⟨γ, 1⟩)
    (hL₁ : exp L₁ = ⟨1 - γ, -1⟩) (hL₂ : exp L₂ = ⟨1 + (nat n - 1) * γ, nat n - 1⟩) :
    nat n / (2 * κ) * (L₀.eps - 1 / nat n * L₁.eps - (nat n - 1) / nat n * L₂.eps)
      * reluDrive n κ γ = 1 := by
  have hN := nat_ne_zero (K := K) hn
  have eN := mul_inv (nat n) hN
  have eκ := mul_inv (2 * κ) (mul_ne_zero two_ne_zero hκ)
  have e₀ := eps_log hL₀
  have e₁ := eps_log hL₁
  have e₂ := eps_log hL₂
  have key : (L₀.eps - 1 / nat n * L₁.eps - (nat n - 1) / nat n * L₂.eps)
      * (γ * (1 - γ) * (1 + (nat n - 1) * γ)) = 1 := by
    poly_from ((1 - γ) * (1 + (nat n - 1) * γ)) * e₀
      + (-((nat n)⁻¹ * γ * (1 + (nat n - 1) * γ))) * e₁
      + (-((nat n - 1) * (nat n)⁻¹ * γ * (1 - γ))) * e₂
      + ((2 - nat n) * γ + (nat n - 1) * γ ^ 2) * eN
  rw [reluDrive]
  poly_from (nat n * (nat n)⁻¹ * (2 * κ * (2 * κ)⁻¹)) * key + (nat n * (nat n)⁻¹) * eκ + 1 * eN

end time

end AttnProof
