import AttnProof.Energy.Defs
import AttnProof.Dual.Const
import AttnProof.Algebra.Exp
/-!
# The production of attention entropy

One row of attention: scores `s j`, weights `p j = exp (s j - L)` with sum `1`, entropy
`S = -∑ⱼ p j log p j`, where `log p j = s j - L`. All is evaluated over the dual numbers, so the
scores may move in any way, along any flow.

## Main results

* `softmax_weight`: the weights are the softmax of the scores: `p j = exp (s j) / ∑ₖ exp (s k)`.
* `entropy_production`: `dS/dt = -Cov(s, s')`, the covariance under the weights.
-/
set_option autoImplicit false
universe u

namespace AttnProof

/-- The entropy of the weights `exp (s j - L)`. -/
def entropy {R : Type u} [Add R] [Sub R] [Neg R] [Zero R] [Mul R] [Exp R] {n : Nat} (s : Fin n → R)
    (L : R) : R := -∑ j, exp (s j - L) * (s j - L)

/-- The mean of `f` under the weights `p`. -/
def mean {R : Type u} [Add R] [Zero R] [Mul R] {n : Nat} (p f : Fin n → R) : R := ∑ j, p j * f j

/-- The covariance of `f` and `g` under the weights `p`. -/
def covariance {R : Type u} [Add R] [Sub R] [Zero R] [Mul R] {n : Nat} (p f g : Fin n → R) : R :=
  ∑ j, p j * (f j - mean p f) * (g j - mean p g)

section ring
variable {K : Type u} [CommRing K] {n : Nat}

/-- The covariance as mean of the product minus product of the means. -/
theorem covariance_eq {p : Fin n → K} (hp : ∑ j, p j = 1) (f g : Fin n → K) :
    covariance p f g = ∑ j, p j * f j * g j - mean p f * mean p g := by
  have e₁ : covariance p f g = ∑ j, (p j * f j * g j - mean p g * (p j * f j)
      - mean p f * (p j * g j) + mean p f * mean p g * p j) := sum_congr fun j => by poly
  have e₂ : mean p f = ∑ j, p j * f j := rfl
  have e₃ : mean p g = ∑ j, p j * g j := rfl
  rw [e₁, sum_add, sum_sub, sum_sub, ← mul_sum, ← mul_sum, ← mul_sum, hp, ← e₂, ← e₃]
  poly

end ring

variable {K : Type u} [ExpField K] {n : Nat}

/-- The weights are the softmax of the scores. -/
theorem softmax_weight {s : Fin n → K} {L : K} (hL : ∑ j, exp (s j - L) = 1) (j : Fin n) :
    exp (s j - L) = exp (s j) / ∑ k, exp (s k) := by
  have e (k : Fin n) : exp (s k) = exp L * exp (s k - L) := exp_eq_mul_exp_sub L (s k)
  have hZ : ∑ k, exp (s k) = exp L := by
    rw [sum_congr e, ← mul_sum, hL, mul_one]
  rw [hZ, eq_div_iff (exp_ne_zero L), mul_comm, ← e]

/-- **Entropy production** along any motion of the scores: `dS/dt = -Cov(s, s')`. -/
theorem entropy_production {s : Fin n → Dual K} {L : Dual K} (hL : ∑ j, exp (s j - L) = 1) :
    (entropy s L).eps = -covariance (fun j => exp ((s j).re - L.re)) (fun j => (s j).re)
      fun j => (s j).eps := by
  have hp : ∑ j, exp ((s j).re - L.re) = 1 := (re_sum _).symm.trans (congrArg Dual.re hL)
  have hp' : ∑ j, ((s j).eps - L.eps) * exp ((s j).re - L.re) = 0 :=
    (eps_sum _).symm.trans (congrArg Dual.eps hL)
  have hmean : mean (fun j => exp ((s j).re - L.re)) (fun j => (s j).eps) = L.eps := by
    have e : mean (fun j => exp ((s j).re - L.re)) (fun j => (s j).eps)
        = ∑ j, (((s j).eps - L.eps) * exp ((s j).re - L.re) + L.eps * exp ((s j).re - L.re)) :=
      sum_congr fun j => by poly
    rw [e, sum_add, hp', ← mul_sum, hp]
    poly
  have e : (∑ j, exp (s j - L) * (s j - L)).eps
      = ∑ j, (exp ((s j).re - L.re) * (s j).re * (s j).eps
        - L.eps * (exp ((s j).re - L.re) * (s j).re)
        + (1 - L.re) * (((s j).eps - L.eps) * exp ((s j).re - L.re))) := by
    rw [eps_sum]
    refine sum_congr fun j => ?_
    show exp ((s j).re - L.re) * ((s j).eps - L.eps)
      + ((s j).eps - L.eps) * exp ((s j).re - L.re) * ((s j).re - L.re) = _
    poly
  have e₂ : mean (fun j => exp ((s j).re - L.re)) (fun j => (s j).re)
    = ∑ j, exp ((s j).re - L.re) * (s j).re := rfl
  rw [covariance_eq hp, hmean, e₂]
  show -(∑ j, exp (s j - L) * (s j - L)).eps = _
  rw [e, sum_add, sum_sub, ← mul_sum, ← mul_sum, hp']
  poly

end AttnProof
