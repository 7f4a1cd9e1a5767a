/-!
# Commutative rings, ordered fields, exponentials

The assumptions of every theorem of this project, and all of them. The fields of the four classes
below are textbook axioms; no theorem assumes anything else about its scalars.

## Main definitions

* `CommRing`: commutative rings with `1`.
* `OrderedField`: linearly ordered fields. The rational numbers are one: see `Model/`.
* `Exp`, `ExpRing`: an exponential, a homomorphism from addition to multiplication.
* `ExpField`: an ordered field whose exponential lies above its tangent at `0`. The intended
  witness is the field of real numbers with `Real.exp`. It is not constructed here. No exponential
  of this kind exists on the rationals: `exp 1` would need roots of every order.

`exp (a + b) = exp a * exp b` and `1 + a ≤ exp a` determine the real exponential. Positivity,
monotonicity and `exp 0 = 1` are proved from them, as is the estimate of `exp h - 1 - h` that
makes `exp` its own derivative (`Algebra/Exp.lean`).
-/
set_option autoImplicit false
universe u

namespace AttnProof

/-- A commutative ring with `1`. -/
class CommRing (K : Type u) extends Add K, Mul K, Neg K, Sub K, Zero K, One K where
  add_assoc : ∀ a b c : K, a + b + c = a + (b + c)
  add_comm : ∀ a b : K, a + b = b + a
  add_zero : ∀ a : K, a + 0 = a
  add_neg : ∀ a : K, a + -a = 0
  sub_eq : ∀ a b : K, a - b = a + -b
  mul_assoc : ∀ a b c : K, a * b * c = a * (b * c)
  mul_comm : ∀ a b : K, a * b = b * a
  mul_one : ∀ a : K, a * 1 = a
  mul_add : ∀ a b c : K, a * (b + c) = a * b + a * c

/-- A linearly ordered field. Nothing is said about the inverse of `0`. -/
class OrderedField (K : Type u) extends CommRing K, Inv K, Div K, LE K, LT K where
  zero_ne_one : (0 : K) ≠ 1
  mul_inv : ∀ a : K, a ≠ 0 → a * a⁻¹ = 1
  div_eq : ∀ a b : K, a / b = a * b⁻¹
  le_refl : ∀ a : K, a ≤ a
  le_trans : ∀ a b c : K, a ≤ b → b ≤ c → a ≤ c
  le_antisymm : ∀ a b : K, a ≤ b → b ≤ a → a = b
  le_total : ∀ a b : K, a ≤ b ∨ b ≤ a
  lt_iff : ∀ a b : K, a < b ↔ a ≤ b ∧ a ≠ b
  add_le_add : ∀ a b c : K, a ≤ b → a + c ≤ b + c
  mul_nonneg : ∀ a b : K, 0 ≤ a → 0 ≤ b → 0 ≤ a * b

/-- A function called the exponential. -/
class Exp (K : Type u) where
  exp : K → K

/-- A commutative ring with an exponential. -/
class ExpRing (K : Type u) extends CommRing K, Exp K where
  exp_zero : exp 0 = 1
  exp_add : ∀ a b : K, exp (a + b) = exp a * exp b

/-- An ordered field with an exponential that lies above its tangent at `0`. -/
class ExpField (K : Type u) extends OrderedField K, Exp K where
  exp_add : ∀ a b : K, exp (a + b) = exp a * exp b
  one_add_le_exp : ∀ a : K, 1 + a ≤ exp a

export CommRing (add_assoc add_comm add_zero add_neg sub_eq mul_assoc mul_comm mul_one mul_add)
export OrderedField (zero_ne_one mul_inv div_eq le_refl le_trans le_antisymm le_total lt_iff
  add_le_add mul_nonneg)
export Exp (exp)
export ExpField (exp_add one_add_le_exp)

/-- The natural number `k` as a scalar: `1 + ⋯ + 1`. -/
def nat {K : Type u} [Zero K] [One K] [Add K] : Nat → K
  | 0 => 0
  | k + 1 => nat k + 1

/-- Numerals from `2` on. -/
scoped instance (priority := low) instNumeral {K : Type u} [Zero K] [One K] [Add K] (k : Nat) :
    OfNat K (k + 2) := ⟨nat (k + 2)⟩

/-- The power `x * ⋯ * x`. -/
def npow {K : Type u} [One K] [Mul K] (x : K) : Nat → K
  | 0 => 1
  | k + 1 => npow x k * x

/-- Powers are written `x ^ k`. -/
scoped instance (priority := low) instPower {K : Type u} [One K] [Mul K] : Pow K Nat := ⟨npow⟩

end AttnProof
