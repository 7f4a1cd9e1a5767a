/-!
# The main theorems, stated in one file

Everything a reader has to trust: the assumptions (four classes), the definitions, and the
statements. Nothing is imported and nothing is proved here. The project proves a theorem of the same
name for each `def … : Prop` of the second half, and has a definition of the same name for each of
the first half; `attnproof lean` compares types and values, as the terms that the kernel sees.
This file is therefore compiled on its own, never together with `AttnProof`.
-/
set_option autoImplicit false
set_option linter.unusedVariables false
universe u

namespace AttnProof

/-! ## Assumptions -/

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

/-- An ordered field with an exponential that lies above its tangent at `0`. -/
class ExpField (K : Type u) extends OrderedField K, Exp K where
  exp_add : ∀ a b : K, exp (a + b) = exp a * exp b
  one_add_le_exp : ∀ a : K, 1 + a ≤ exp a

export Exp (exp)

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

open Classical in
/-- The absolute value. -/
noncomputable def abs {K : Type u} [OrderedField K] (a : K) : K := if 0 ≤ a then a else -a

/-! ## Sums, vectors, matrices -/

/-- The sum of `f` over `Fin n`. -/
def sum {A : Type u} [Add A] [Zero A] : {n : Nat} → (Fin n → A) → A
  | 0, _ => 0
  | n + 1, f => f ⟨0, Nat.zero_lt_succ n⟩ + sum fun i => f i.succ

/-- The only index below one. -/
def only : Fin 1 := ⟨0, Nat.zero_lt_succ 0⟩

/-- Are the two indices the same? -/
def sameIndex {n : Nat} (i j : Fin n) : Bool := Nat.beq i.val j.val

/-- The sum over all indices but `h`. -/
def sumOthers {A : Type u} [Add A] [Zero A] {n : Nat} (h : Fin n) (f : Fin n → A) : A :=
  sum fun k => cond (sameIndex k h) 0 (f k)

/-- Sums over all indices. -/
scoped syntax "∑ " ident ", " term:67 : term
/-- Sums over all indices but one. -/
scoped syntax "∑ " ident " ≠ " term:51 ", " term:67 : term
macro_rules
  | `(∑ $i:ident, $e) => `(sum fun $i:ident => $e)
  | `(∑ $i:ident ≠ $h, $e) => `(sumOthers $h fun $i:ident => $e)

/-- The vectors with `d` entries. -/
def Vec (K : Type u) (d : Nat) : Type u := Fin d → K

namespace Vec
variable {K : Type u} {d : Nat}
instance [Zero K] : Zero (Vec K d) := ⟨fun _ => 0⟩
instance [Add K] : Add (Vec K d) := ⟨fun x y a => x a + y a⟩
instance [Sub K] : Sub (Vec K d) := ⟨fun x y a => x a - y a⟩
instance [Mul K] : SMul K (Vec K d) := ⟨fun c x a => c * x a⟩
end Vec

/-- The inner product. -/
def inner {K : Type u} [Add K] [Zero K] [Mul K] {d : Nat} (x y : Vec K d) : K := ∑ a, x a * y a

/-- The inner product of two vectors. -/
scoped notation "⟪" x ", " y "⟫" => inner x y

/-- The part of `u` orthogonal to the unit vector `x`: `P u = u - ⟪x, u⟫ x`. -/
def proj {K : Type u} [Add K] [Zero K] [Mul K] [Sub K] {d : Nat} (x u : Vec K d) : Vec K d :=
  u - ⟪x, u⟫ • x

/-- A family of two members. -/
def pair {A : Type u} (a b : A) : Fin 2 → A := fun i => cond (Nat.beq i.val 0) a b

/-- A family of three members. -/
def triple {A : Type u} (a b c : A) : Fin 3 → A := fun i =>
  cond (Nat.beq i.val 0) a (cond (Nat.beq i.val 1) b c)

/-- The vector with the two entries `a` and `b`. -/
def vec2 {K : Type u} (a b : K) : Vec K 2 := pair a b

/-- `r` is the norm of `x`. -/
def IsNorm {K : Type u} [OrderedField K] {d : Nat} (r : K) (x : Vec K d) : Prop :=
  0 ≤ r ∧ r * r = ⟪x, x⟫

/-- The square matrices with `d` rows. -/
def Mat (K : Type u) (d : Nat) : Type u := Fin d → Fin d → K

/-- A matrix acting on a vector. -/
def mulVec {K : Type u} [Add K] [Zero K] [Mul K] {d : Nat} (M : Mat K d) (x : Vec K d) : Vec K d :=
  fun a => ∑ b, M a b * x b

/-- A matrix acting on a vector. -/
scoped infixr:73 " *ᵥ " => mulVec

namespace Mat
variable {K : Type u} {d : Nat}

/-- The matrix product. -/
instance [Add K] [Zero K] [Mul K] : Mul (Mat K d) := ⟨fun M N a b => ∑ c, M a c * N c b⟩
instance [Zero K] : Zero (Mat K d) := ⟨fun _ _ => 0⟩

/-- `M` equals its transpose. -/
def IsSymm (M : Mat K d) : Prop := ∀ a b, M a b = M b a

/-- The multiple `α I` of the identity: the score matrix of a scalar head. -/
def scalar [Zero K] (α : K) : Mat K d := fun a b => cond (sameIndex a b) α 0

/-- The matrix with rows `(a, b)` and `(c, d)`. -/
def of2 (a b c d : K) : Mat K 2 := pair (vec2 a b) (vec2 c d)

end Mat

/-! ## Dual numbers -/

/-- A dual number `re + eps ε`, where `ε² = 0`. -/
structure Dual (K : Type u) where
  /-- The value. -/
  re : K
  /-- The derivative. -/
  eps : K

namespace Dual
variable {K : Type u}

/-- A constant. -/
def const [Zero K] (a : K) : Dual K := ⟨a, 0⟩

instance [Zero K] : Zero (Dual K) := ⟨⟨0, 0⟩⟩
instance [Zero K] [One K] : One (Dual K) := ⟨⟨1, 0⟩⟩
instance [Add K] : Add (Dual K) := ⟨fun x y => ⟨x.re + y.re, x.eps + y.eps⟩⟩
instance [Neg K] : Neg (Dual K) := ⟨fun x => ⟨-x.re, -x.eps⟩⟩
instance [Sub K] : Sub (Dual K) := ⟨fun x y => ⟨x.re - y.re, x.eps - y.eps⟩⟩
instance [Add K] [Mul K] : Mul (Dual K) :=
  ⟨fun x y => ⟨x.re * y.re, x.re * y.eps + x.eps * y.re⟩⟩
instance [Sub K] [Mul K] [Div K] : Div (Dual K) :=
  ⟨fun x y => ⟨x.re / y.re, (x.eps * y.re - x.re * y.eps) / (y.re * y.re)⟩⟩
instance [Mul K] [Exp K] : Exp (Dual K) := ⟨fun x => ⟨exp x.re, x.eps * exp x.re⟩⟩

end Dual

/-- The vector `x + w ε`. -/
def Vec.along {K : Type u} {d : Nat} (x w : Vec K d) : Vec (Dual K) d := fun a => ⟨x a, w a⟩

/-- A matrix with constant entries. -/
def Mat.const {K : Type u} [Zero K] {d : Nat} (M : Mat K d) : Mat (Dual K) d :=
  fun a b => Dual.const (M a b)

/-! ## Self-attention -/

section formulas
variable {R : Type u} [Add R] [Zero R] [One R] [Mul R] [Div R] [Exp R] {n d H : Nat}

/-- The interaction energy of one head. -/
def headEnergy (β : R) (M : Mat R d) (X : Fin n → Vec R d) : R :=
  1 / (2 * β * nat n ^ 2) * ∑ i, ∑ j, exp (β * ⟪X i, M *ᵥ X j⟫)

/-- The interaction energy of all heads. -/
def energy (β : R) (M : Fin H → Mat R d) (X : Fin n → Vec R d) : R := ∑ h, headEnergy β (M h) X

/-- The un-normalised output of one head at token `i`. -/
def headOutput (β : R) (M V : Mat R d) (X : Fin n → Vec R d) (i : Fin n) : Vec R d :=
  ∑ j, exp (β * ⟪X i, M *ᵥ X j⟫) • (V *ᵥ X j)

/-- The velocity of token `i` under un-normalised self-attention. -/
def velocity (β : R) (M V : Fin H → Mat R d) (X : Fin n → Vec R d) (i : Fin n) : Vec R d :=
  (1 / nat n : R) • ∑ h, headOutput β (M h) (V h) X i

/-- The velocity of token `i` on the sphere. -/
def sphereVelocity [Sub R] (β : R) (M V : Fin H → Mat R d) (X : Fin n → Vec R d) (i : Fin n) :
    Vec R d := proj (X i) (velocity β M V X i)

/-- The sum of the un-normalised weights of token `i`. -/
def partition (β : R) (M : Mat R d) (X : Fin n → Vec R d) (i : Fin n) : R :=
  ∑ j, exp (β * ⟪X i, M *ᵥ X j⟫)

/-- The softmax output of one head at token `i`. -/
def softmaxOutput (β : R) (M V : Mat R d) (X : Fin n → Vec R d) (i : Fin n) : Vec R d :=
  (1 / partition β M X i) • headOutput β M V X i

/-- The velocity of token `i` on the sphere under softmax self-attention. -/
def softmaxVelocity [Sub R] (β : R) (M V : Fin H → Mat R d) (X : Fin n → Vec R d) (i : Fin n) :
    Vec R d := proj (X i) (∑ h, softmaxOutput β (M h) (V h) X i)

end formulas

section rates
variable {K : Type u} [Add K] [Zero K] [One K] [Mul K] [Sub K] [Div K] [Exp K] {n d H : Nat}

/-- The derivative of the energy of one head when the tokens move with velocity `W`. -/
def headRate (β : K) (M : Mat K d) (X W : Fin n → Vec K d) : K :=
  (headEnergy (Dual.const β) M.const fun i => (X i).along (W i)).eps

/-- The derivative of the energy when the tokens move with velocity `W`. -/
def energyRate (β : K) (M : Fin H → Mat K d) (X W : Fin n → Vec K d) : K :=
  (energy (Dual.const β) (fun h => (M h).const) fun i => (X i).along (W i)).eps

end rates

/-- The radial shadow of an output `f` at the token `x`. -/
def shadow {K : Type u} [Add K] [Zero K] [Mul K] {d : Nat} (x f : Vec K d) : K := ⟪x, f⟫

/-- The squared tangential norm of an output `f` at the token `x`. -/
def tangentSq {K : Type u} [Add K] [Zero K] [Mul K] [Sub K] {d : Nat} (x f : Vec K d) : K :=
  ⟪proj x f, proj x f⟫

section dominance
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

end dominance

/-- The output of head `k` at token `i`, with `V_k = M_k`. -/
def outputs {K : Type u} [ExpField K] {n d H : Nat} (β : K) (M : Fin H → Mat K d)
    (X : Fin n → Vec K d) (i : Fin n) (k : Fin H) : Vec K d :=
  headOutput β (M k) (M k) X i

/-- The tokens are unit vectors with the same inner product `γ` for every pair. -/
def IsEquiangular {K : Type u} [Add K] [Zero K] [One K] [Mul K] {n d : Nat} (γ : K)
    (X : Fin n → Vec K d) : Prop :=
  (∀ i, ⟪X i, X i⟫ = 1) ∧ ∀ i j, i ≠ j → ⟪X i, X j⟫ = γ

/-- The derivative of `⟪xᵢ, xⱼ⟫` when the tokens move with velocity `W`. -/
def gramRate {K : Type u} [Add K] [Zero K] [Mul K] {n d : Nat} (X W : Fin n → Vec K d)
    (i j : Fin n) : K := ⟪(X i).along (W i), (X j).along (W j)⟫.eps

/-- The square of the radial fraction, `c² = ρ² / |f|²`. -/
def fractionSq {K : Type u} [Add K] [Zero K] [Mul K] [Div K] {d : Nat} (x f : Vec K d) : K :=
  shadow x f * shadow x f / ⟪f, f⟫

/-- The radial fraction of orthonormal tokens as a function of the inverse temperature. -/
def fractionAt {K : Type u} [ExpField K] (n : Nat) (α β : K) : K :=
  exp (2 * α * β) / (exp (2 * α * β) + (nat n - 1))

open Classical in
/-- The positive part. -/
noncomputable def relu {K : Type u} [Zero K] [LE K] (a : K) : K := if 0 ≤ a then a else 0

/-- The velocity of token `i` under ReLU attention with one head, un-normalised prefactor. -/
noncomputable def reluVelocity {K : Type u} [Add K] [Zero K] [One K] [Mul K] [Div K] [LE K]
    {n d : Nat} (β : K) (M V : Mat K d) (X : Fin n → Vec K d) (i : Fin n) : Vec K d :=
  (1 / nat n : K) • ∑ j, (β * relu ⟪X i, M *ᵥ X j⟫) • (V *ᵥ X j)

/-- The entropy of the weights `exp (s j - L)`. -/
def entropy {R : Type u} [Add R] [Sub R] [Neg R] [Zero R] [Mul R] [Exp R] {n : Nat} (s : Fin n → R)
    (L : R) : R := -∑ j, exp (s j - L) * (s j - L)

/-- The mean of `f` under the weights `p`. -/
def mean {R : Type u} [Add R] [Zero R] [Mul R] {n : Nat} (p f : Fin n → R) : R := ∑ j, p j * f j

/-- The covariance of `f` and `g` under the weights `p`. -/
def covariance {R : Type u} [Add R] [Sub R] [Zero R] [Mul R] {n : Nat} (p f g : Fin n → R) : R :=
  ∑ j, p j * (f j - mean p f) * (g j - mean p g)

/-- The scores of the row of token `i`, for a scalar head, along the motion `W` of the tokens. -/
def movingScore {K : Type u} [CommRing K] {n d : Nat} (β α : K) (X W : Fin n → Vec K d)
    (i j : Fin n) : Dual K :=
  Dual.const β * ⟪(X i).along (W i), (Mat.scalar α).const *ᵥ (X j).along (W j)⟫

/-- The flow: one head `M = V = I`, `β = 1`, on the sphere. -/
def circleVelocity {K : Type u} [ExpField K] {d n : Nat} (X : Fin n → Vec K d) (i : Fin n) :
    Vec K d :=
  sphereVelocity 1 (fun _ : Fin 1 => Mat.scalar 1) (fun _ => Mat.scalar 1) X i

/-- The time that the rate `r` takes, with quadrature weights `w`. -/
def clusteringTime {K : Type u} [OrderedField K] {m : Nat} (w r : Fin m → K) : K := ∑ k, w k / r k

section drives
variable {R : Type u} [Add R] [Sub R] [Zero R] [One R] [Mul R] [Div R] [Exp R]

/-- `γ'` under un-normalised self-attention. -/
def usaDrive (n : Nat) (β α γ : R) : R :=
  2 / nat n * ((1 - γ) * (1 + (nat n - 1) * γ)) * (α * exp (β * α * γ))

/-- `γ'` under softmax self-attention. -/
def softmaxDrive (n : Nat) (β α γ : R) : R :=
  2 * ((1 - γ) * (1 + (nat n - 1) * γ)) * (α / (exp (β * α * (1 - γ)) + (nat n - 1)))

/-- `γ'` under ReLU attention, for `γ ≥ 0`, with `κ = β α²`. -/
def reluDrive (n : Nat) (κ γ : R) : R := 2 * κ / nat n * (γ * (1 - γ) * (1 + (nat n - 1) * γ))

end drives

/-- The point `γ = 1 - ε`. -/
def oneMinusEps {K : Type u} [ExpField K] : Dual K := ⟨1, -1⟩

/-! ## Energy -/

/-- `energy.gradient`: the derivative of E in any direction w is (1/n) sum_i <v_i, w_i>: grad_{x_i}
E = v_i / n. -/
def energy_gradient : Prop :=
  ∀ {K : Type u} [ExpField K] {n d H : Nat} {β : K} (hβ : β ≠ 0) (hn : 0 < n)
    {M : Fin H → Mat K d} (hM : ∀ h, (M h).IsSymm) (X W : Fin n → Vec K d),
    energyRate β M X W = 1 / nat n * ∑ i, ⟪velocity β M M X i, W i⟫

/-- `energy.gradient`: moving one token: the derivative of E is (1/n) <v_i, w>. -/
def energy_token_gradient : Prop :=
  ∀ {K : Type u} [ExpField K] {n d H : Nat} {β : K} (hβ : β ≠ 0) (hn : 0 < n)
    {M : Fin H → Mat K d} (hM : ∀ h, (M h).IsSymm) (X : Fin n → Vec K d) (i : Fin n) (w : Vec K d),
    energyRate β M X (fun j => cond (sameIndex j i) w 0) = 1 / nat n * ⟪velocity β M M X i, w⟫

/-- `energy.flat`: flat flow: dE/dt = (1/n) sum_i |v_i|^2. -/
def energy_flat : Prop :=
  ∀ {K : Type u} [ExpField K] {n d H : Nat} {β : K} (hβ : β ≠ 0) (hn : 0 < n)
    {M : Fin H → Mat K d} (hM : ∀ h, (M h).IsSymm) (X : Fin n → Vec K d),
    energyRate β M X (velocity β M M X) = 1 / nat n * ∑ i, ⟪velocity β M M X i, velocity β M M X i⟫

/-- `energy.flat`: flat flow: dE/dt >= 0. -/
def energy_flat_nonneg : Prop :=
  ∀ {K : Type u} [ExpField K] {n d H : Nat} {β : K} (hβ : β ≠ 0) (hn : 0 < n)
    {M : Fin H → Mat K d} (hM : ∀ h, (M h).IsSymm) (X : Fin n → Vec K d),
    0 ≤ energyRate β M X (velocity β M M X)

/-- `energy.sphere`: sphere flow: dE/dt = (1/n) sum_i |x_i'|^2. -/
def energy_sphere : Prop :=
  ∀ {K : Type u} [ExpField K] {n d H : Nat} {β : K} (hβ : β ≠ 0) (hn : 0 < n)
    {M : Fin H → Mat K d} (hM : ∀ h, (M h).IsSymm) (X : Fin n → Vec K d)
    (hX : ∀ i, ⟪X i, X i⟫ = 1),
    energyRate β M X (sphereVelocity β M M X)
      = 1 / nat n * ∑ i, ⟪sphereVelocity β M M X i, sphereVelocity β M M X i⟫

/-- `energy.sphere`: sphere flow: dE/dt >= 0. -/
def energy_sphere_nonneg : Prop :=
  ∀ {K : Type u} [ExpField K] {n d H : Nat} {β : K} (hβ : β ≠ 0) (hn : 0 < n)
    {M : Fin H → Mat K d} (hM : ∀ h, (M h).IsSymm) (X : Fin n → Vec K d)
    (hX : ∀ i, ⟪X i, X i⟫ = 1), 0 ≤ energyRate β M X (sphereVelocity β M M X)

/-- `energy.sphere`: the sphere flow keeps unit tokens on the sphere. -/
def sphere_invariant : Prop :=
  ∀ {K : Type u} [ExpField K] {n d H : Nat} (β : K) (M V : Fin H → Mat K d) (X : Fin n → Vec K d)
    (i : Fin n) (hX : ⟪X i, X i⟫ = 1),
    ⟪(X i).along (sphereVelocity β M V X i), (X i).along (sphereVelocity β M V X i)⟫.eps = 0

/-- `energy.softmax-one-head`: softmax, one head: dE/dt = (1/n^2) sum_i Z_i |P s_i|^2. -/
def energy_softmax_one_head : Prop :=
  ∀ {K : Type u} [ExpField K] {n d : Nat} {β : K} (hβ : β ≠ 0) (hn : 0 < n) {M : Fin 1 → Mat K d}
    (hM : ∀ h, (M h).IsSymm) (X : Fin n → Vec K d) (hX : ∀ i, ⟪X i, X i⟫ = 1),
    energyRate β M X (softmaxVelocity β M M X)
      = 1 / nat n ^ 2 * ∑ i, partition β (M only) X i *
        ⟪softmaxVelocity β M M X i, softmaxVelocity β M M X i⟫

/-- `energy.softmax-one-head`: softmax, one head: dE/dt >= 0. -/
def energy_softmax_one_head_nonneg : Prop :=
  ∀ {K : Type u} [ExpField K] {n d : Nat} {β : K} (hβ : β ≠ 0) (hn : 0 < n) {M : Fin 1 → Mat K d}
    (hM : ∀ h, (M h).IsSymm) (X : Fin n → Vec K d) (hX : ∀ i, ⟪X i, X i⟫ = 1),
    0 ≤ energyRate β M X (softmaxVelocity β M M X)

/-- `energy.softmax-many-heads`: softmax, heads diag(a,0) and diag(0,b), one token: the formula for
dE/dt. -/
def softmax_two_heads_rate : Prop :=
  ∀ {K : Type u} [ExpField K] {β : K} (hβ : β ≠ 0) (a b c s : K) (hcs : c * c + s * s = 1),
    energyRate β (pair (Mat.of2 a 0 0 0) (Mat.of2 0 0 0 b)) (fun _ : Fin 1 => vec2 c s)
        (softmaxVelocity β (pair (Mat.of2 a 0 0 0) (Mat.of2 0 0 0 b))
          (pair (Mat.of2 a 0 0 0) (Mat.of2 0 0 0 b)) fun _ => vec2 c s)
      = s ^ 2 * c ^ 2 * (b - a) *
        (b * exp (β * (b * s ^ 2)) - a * exp (β * (a * c ^ 2)))

/-- `energy.softmax-many-heads`: softmax, two heads: dE/dt < 0 at a = 1, b = 6/5, x = (4/5, 3/5),
beta = 1. -/
def energy_softmax_many_heads_decreases : Prop :=
  ∀ {K : Type u} [ExpField K],
    energyRate (1 : K) (pair (Mat.of2 1 0 0 0) (Mat.of2 0 0 0 (6 / 5)))
        (fun _ : Fin 1 => vec2 (4 / 5) (3 / 5))
        (softmaxVelocity 1 (pair (Mat.of2 1 0 0 0) (Mat.of2 0 0 0 (6 / 5)))
          (pair (Mat.of2 1 0 0 0) (Mat.of2 0 0 0 (6 / 5))) fun _ => vec2 (4 / 5) (3 / 5)) < 0

/-- `energy.needs-symmetry`: V = M asymmetric: dE/dt = -1/2 on the flat flow. -/
def energy_needs_symmetry_flat : Prop :=
  ∀ {K : Type u} [ExpField K] {β : K} (hβ : β ≠ 0),
    energyRate β (fun _ : Fin 1 => Mat.of2 0 (-2) 1 0) (fun _ : Fin 1 => vec2 1 0)
      (velocity β (fun _ => Mat.of2 0 (-2) 1 0) (fun _ : Fin 1 => Mat.of2 0 (-2) 1 0)
        fun _ => vec2 1 0) = -(1 / 2)

/-- `energy.needs-symmetry`: V = M asymmetric: dE/dt = -1/2 on the sphere. -/
def energy_needs_symmetry_sphere : Prop :=
  ∀ {K : Type u} [ExpField K] {β : K} (hβ : β ≠ 0),
    energyRate β (fun _ : Fin 1 => Mat.of2 0 (-2) 1 0) (fun _ : Fin 1 => vec2 1 0)
      (sphereVelocity β (fun _ => Mat.of2 0 (-2) 1 0) (fun _ : Fin 1 => Mat.of2 0 (-2) 1 0)
        fun _ => vec2 1 0) = -(1 / 2)

/-- `energy.needs-alignment`: M = -I, V = I, two orthonormal tokens: dE/dt = -1/4 on the sphere. -/
def energy_needs_alignment : Prop :=
  ∀ {K : Type u} [ExpField K] {β : K} (hβ : β ≠ 0) {d : Nat} (x y : Vec K d) (hx : ⟪x, x⟫ = 1)
    (hy : ⟪y, y⟫ = 1) (hxy : ⟪x, y⟫ = 0),
    energyRate β (fun _ : Fin 1 => Mat.scalar (-1)) (pair x y)
      (sphereVelocity β (fun _ => Mat.scalar (-1)) (fun _ : Fin 1 => Mat.scalar 1) (pair x y))
      = -(1 / 4)

/-! ## Radial -/

/-- `radial.projection`: <P u, w> = <u, P w>. -/
def proj_symmetric : Prop :=
  ∀ {K : Type u} [CommRing K] {d : Nat} (x u w : Vec K d), ⟪proj x u, w⟫ = ⟪u, proj x w⟫

/-- `radial.projection`: P (P u) = P u. -/
def proj_proj : Prop :=
  ∀ {K : Type u} [CommRing K] {d : Nat} (x u : Vec K d) (hx : ⟪x, x⟫ = 1),
    proj x (proj x u) = proj x u

/-- `radial.projection`: <P u, P w> = <u, w> - <x, u> <x, w>. -/
def inner_proj : Prop :=
  ∀ {K : Type u} [CommRing K] {d : Nat} (x u w : Vec K d) (hx : ⟪x, x⟫ = 1),
    ⟪proj x u, proj x w⟫ = ⟪u, w⟫ - ⟪x, u⟫ * ⟪x, w⟫

/-- `radial.projection`: <P u, P u> = <u, u> - <x, u>^2. -/
def normSq_proj : Prop :=
  ∀ {K : Type u} [CommRing K] {d : Nat} (x u : Vec K d) (hx : ⟪x, x⟫ = 1),
    ⟪proj x u, proj x u⟫ = ⟪u, u⟫ - ⟪x, u⟫ * ⟪x, u⟫

/-- `radial.projection`: <u, u> - <x, u>^2 >= 0. -/
def normSq_proj_nonneg : Prop :=
  ∀ {K : Type u} [OrderedField K] {d : Nat} (x u : Vec K d) (hx : ⟪x, x⟫ = 1),
    0 ≤ ⟪u, u⟫ - ⟪x, u⟫ * ⟪x, u⟫

/-- `radial.decomposition`: sphere: dE_h/dt = n^-3 sum_i [tau_h^2 + sum_{k != h} (<f^h, f^k> - rho_h
rho_k)]. -/
def headRate_sphere : Prop :=
  ∀ {K : Type u} [ExpField K] {n d H : Nat} {β : K} (hβ : β ≠ 0) (hn : 0 < n)
    {M : Fin H → Mat K d} (h : Fin H) (hM : (M h).IsSymm) (X : Fin n → Vec K d)
    (hX : ∀ i, ⟪X i, X i⟫ = 1),
    headRate β (M h) X (sphereVelocity β M M X) = 1 / nat n ^ 3 * ∑ i,
      (tangentSq (X i) (headOutput β (M h) (M h) X i)
        + ∑ k ≠ h, (⟪headOutput β (M h) (M h) X i, headOutput β (M k) (M k) X i⟫
          - shadow (X i) (headOutput β (M h) (M h) X i)
            * shadow (X i) (headOutput β (M k) (M k) X i)))

/-- `radial.decomposition`: flat: dE_h/dt = n^-3 sum_i <f^h, sum_k f^k>. -/
def headRate_flat : Prop :=
  ∀ {K : Type u} [ExpField K] {n d H : Nat} {β : K} (hβ : β ≠ 0) (hn : 0 < n)
    {M : Fin H → Mat K d} (h : Fin H) (hM : (M h).IsSymm) (X : Fin n → Vec K d),
    headRate β (M h) X (velocity β M M X) = 1 / nat n ^ 3 * ∑ i,
      ⟪headOutput β (M h) (M h) X i, ∑ k, headOutput β (M k) (M k) X i⟫

/-- `radial.obstruction`: M_h M_k = 0 makes the outputs of the two heads orthogonal. -/
def headOutput_orthogonal : Prop :=
  ∀ {K : Type u} [ExpField K] {n d : Nat} (β : K) {M N : Mat K d} (hM : M.IsSymm)
    (hMN : M * N = 0) (X : Fin n → Vec K d) (i : Fin n),
    ⟪headOutput β M M X i, headOutput β N N X i⟫ = 0

/-- `radial.obstruction`: orthogonal heads: dE_h/dt >= 0 on the flat flow. -/
def headRate_flat_nonneg : Prop :=
  ∀ {K : Type u} [ExpField K] {n d H : Nat} {β : K} (hβ : β ≠ 0) (hn : 0 < n)
    {M : Fin H → Mat K d} (h : Fin H) (hM : (M h).IsSymm) (hO : ∀ k, k ≠ h → M h * M k = 0)
    (X : Fin n → Vec K d), 0 ≤ headRate β (M h) X (velocity β M M X)

/-- `radial.obstruction`: heads diag(a,0), diag(0,b), one token: the formula for dE_1/dt on the
sphere. -/
def obstruction_rate : Prop :=
  ∀ {K : Type u} [ExpField K] {β : K} (hβ : β ≠ 0) (a b c s : K) (hcs : c * c + s * s = 1),
    headRate β (Mat.of2 a 0 0 0) (fun _ : Fin 1 => vec2 c s)
        (sphereVelocity β (pair (Mat.of2 a 0 0 0) (Mat.of2 0 0 0 b))
          (pair (Mat.of2 a 0 0 0) (Mat.of2 0 0 0 b)) fun _ => vec2 c s)
      = -(a * exp (β * (a * c ^ 2)) * s ^ 2 * c ^ 2 *
        (b * exp (β * (b * s ^ 2)) - a * exp (β * (a * c ^ 2))))

/-- `radial.obstruction`: orthogonal heads: dE_1/dt < 0 on the sphere at a = b = 1, x = (3/5, 4/5),
beta = 1. -/
def obstruction : Prop :=
  ∀ {K : Type u} [ExpField K],
    Mat.of2 (1 : K) 0 0 0 * Mat.of2 0 0 0 1 = 0 ∧
    headRate (1 : K) (Mat.of2 1 0 0 0) (fun _ : Fin 1 => vec2 (3 / 5) (4 / 5))
        (sphereVelocity 1 (pair (Mat.of2 1 0 0 0) (Mat.of2 0 0 0 1))
          (pair (Mat.of2 1 0 0 0) (Mat.of2 0 0 0 1)) fun _ => vec2 (3 / 5) (4 / 5)) < 0

/-- `radial.dominance`: (A) => (E). -/
def dominanceA_imp_E : Prop :=
  ∀ {K : Type u} [OrderedField K] {d H : Nat} {x : Vec K d} {f : Fin H → Vec K d} {s : Fin H → K}
    {r : K} {h : Fin H} (hr : IsNorm r (∑ k ≠ h, f k)) (hs : ∀ k, IsNorm (s k) (f k))
    (hA : DominanceA x f s h), DominanceE x f r h

/-- `radial.dominance`: (E) => (B) for orthogonal outputs. -/
def dominanceE_imp_B : Prop :=
  ∀ {K : Type u} [OrderedField K] {d H : Nat} {x : Vec K d} (hx : ⟪x, x⟫ = 1)
    {f : Fin H → Vec K d} (hf : ∀ k l, k ≠ l → ⟪f k, f l⟫ = 0) {r : K} {h : Fin H}
    (hr : IsNorm r (∑ k ≠ h, f k)) (hE : DominanceE x f r h), DominanceB x f h

/-- `radial.dominance`: (B) => (C). -/
def dominanceB_imp_C : Prop :=
  ∀ {K : Type u} [OrderedField K] {d H : Nat} {x : Vec K d} {f : Fin H → Vec K d} {h : Fin H}
    (hB : DominanceB x f h), DominanceC x f h

/-- `radial.dominance`: (C) at every token and orthogonal outputs: dE_h/dt >= 0. -/
def headRate_nonneg_of_dominanceC : Prop :=
  ∀ {K : Type u} [ExpField K] {n d H : Nat} {β : K} {M : Fin H → Mat K d} {h : Fin H}
    {X : Fin n → Vec K d} (hβ : β ≠ 0) (hn : 0 < n) (hM : (M h).IsSymm) (hX : ∀ i, ⟪X i, X i⟫ = 1)
    (hO : ∀ i k, k ≠ h → ⟪outputs β M X i h, outputs β M X i k⟫ = 0)
    (hC : ∀ i, DominanceC (X i) (outputs β M X i) h),
    0 ≤ headRate β (M h) X (sphereVelocity β M M X)

/-- `radial.dominance`: the same for (B). -/
def headRate_nonneg_of_dominanceB : Prop :=
  ∀ {K : Type u} [ExpField K] {n d H : Nat} {β : K} {M : Fin H → Mat K d} {h : Fin H}
    {X : Fin n → Vec K d} (hβ : β ≠ 0) (hn : 0 < n) (hM : (M h).IsSymm) (hX : ∀ i, ⟪X i, X i⟫ = 1)
    (hO : ∀ i k, k ≠ h → ⟪outputs β M X i h, outputs β M X i k⟫ = 0)
    (hB : ∀ i, DominanceB (X i) (outputs β M X i) h),
    0 ≤ headRate β (M h) X (sphereVelocity β M M X)

/-- `radial.dominance`: the same for (E), if all outputs are orthogonal to each other. -/
def headRate_nonneg_of_dominanceE : Prop :=
  ∀ {K : Type u} [ExpField K] {n d H : Nat} {β : K} {M : Fin H → Mat K d} {h : Fin H}
    {X : Fin n → Vec K d} (hβ : β ≠ 0) (hn : 0 < n) (hM : (M h).IsSymm) (hX : ∀ i, ⟪X i, X i⟫ = 1)
    (hO : ∀ i k l, k ≠ l → ⟪outputs β M X i k, outputs β M X i l⟫ = 0) {r : Fin n → K}
    (hr : ∀ i, IsNorm (r i) (∑ k ≠ h, outputs β M X i k))
    (hE : ∀ i, DominanceE (X i) (outputs β M X i) (r i) h),
    0 ≤ headRate β (M h) X (sphereVelocity β M M X)

/-- `radial.dominance`: the same for (A). -/
def headRate_nonneg_of_dominanceA : Prop :=
  ∀ {K : Type u} [ExpField K] {n d H : Nat} {β : K} {M : Fin H → Mat K d} {h : Fin H}
    {X : Fin n → Vec K d} (hβ : β ≠ 0) (hn : 0 < n) (hM : (M h).IsSymm) (hX : ∀ i, ⟪X i, X i⟫ = 1)
    (hO : ∀ i k, k ≠ h → ⟪outputs β M X i h, outputs β M X i k⟫ = 0) {s : Fin n → Fin H → K}
    (hs : ∀ i k, IsNorm (s i k) (outputs β M X i k))
    (hA : ∀ i, DominanceA (X i) (outputs β M X i) (s i) h),
    0 ≤ headRate β (M h) X (sphereVelocity β M M X)

/-- `radial.robust`: outputs orthogonal up to eps: the lower bound for dE_h/dt. -/
def headRate_robust : Prop :=
  ∀ {K : Type u} [ExpField K] {n d H : Nat} {β : K} {M : Fin H → Mat K d} {h : Fin H}
    {X : Fin n → Vec K d} (hβ : β ≠ 0) (hn : 0 < n) (hM : (M h).IsSymm) (hX : ∀ i, ⟪X i, X i⟫ = 1)
    {ε : K} {s : Fin n → Fin H → K}
    (hO : ∀ i k, k ≠ h → abs ⟪outputs β M X i h, outputs β M X i k⟫ ≤ ε * (s i h * s i k)),
    1 / nat n ^ 3 * ∑ i, (tangentSq (X i) (outputs β M X i h)
        - abs (shadow (X i) (outputs β M X i h)) * ∑ k ≠ h, abs (shadow (X i) (outputs β M X i k))
        - ε * (s i h * ∑ k ≠ h, s i k))
      ≤ headRate β (M h) X (sphereVelocity β M M X)

/-! ## Equiangular -/

/-- `equiangular.invariant`: velocities p_i x_i + q sum_k x_k change every inner product at the same
rate. -/
def equiangular_gramRate : Prop :=
  ∀ {K : Type u} [CommRing K] {n d : Nat} {γ q : K} {p : Fin n → K} {X v : Fin n → Vec K d}
    (hX : IsEquiangular γ X) (hv : ∀ i u, ⟪u, v i⟫ = p i * ⟪u, X i⟫ + q * ⟪u, ∑ k, X k⟫)
    {i j : Fin n} (hij : i ≠ j),
    gramRate X (fun i => proj (X i) (v i)) i j = 2 * q * ((1 - γ) * (1 + (nat n - 1) * γ))

/-- `equiangular.invariant`: USA, scalar heads: the equation for gamma'. -/
def equiangular_usa : Prop :=
  ∀ {K : Type u} [ExpField K] {n d H : Nat} {γ : K} {X : Fin n → Vec K d} (hX : IsEquiangular γ X)
    (β : K) (α : Fin H → K) {i j : Fin n} (hij : i ≠ j),
    gramRate X (sphereVelocity β (fun h => Mat.scalar (α h)) (fun h => Mat.scalar (α h)) X) i j
      = 2 / nat n * ((1 - γ) * (1 + (nat n - 1) * γ)) * ∑ h, α h * exp (β * α h * γ)

/-- `equiangular.invariant`: SA, scalar heads: the equation for gamma'. -/
def equiangular_softmax : Prop :=
  ∀ {K : Type u} [ExpField K] {n d H : Nat} {γ : K} {X : Fin n → Vec K d} (hX : IsEquiangular γ X)
    (β : K) (α : Fin H → K) {i j : Fin n} (hij : i ≠ j),
    gramRate X (softmaxVelocity β (fun h => Mat.scalar (α h)) (fun h => Mat.scalar (α h)) X) i j
      = 2 * ((1 - γ) * (1 + (nat n - 1) * γ)) *
        ∑ h, α h / (exp (β * α h * (1 - γ)) + (nat n - 1))

/-- `equiangular.fraction`: c^2 for 0 <= gamma <= 1. -/
def equiangular_fraction : Prop :=
  ∀ {K : Type u} [ExpField K] {n d : Nat} {γ : K} {X : Fin n → Vec K d} (hX : IsEquiangular γ X)
    {β α : K} (hα : α ≠ 0) (i : Fin n) (h₀ : 0 ≤ γ) (h₁ : γ ≤ 1),
    fractionSq (X i) (headOutput β (Mat.scalar α) (Mat.scalar α) X i)
      = (exp (β * α * (1 - γ)) + (nat n - 1) * γ) ^ 2 /
        ((exp (β * α * (1 - γ)) + (nat n - 1) * γ) ^ 2
          + (nat n - 1) * ((1 - γ) * (1 + (nat n - 1) * γ)))

/-- `equiangular.fraction`: c^2 = e^{2 alpha beta} / (e^{2 alpha beta} + n - 1) at gamma = 0. -/
def equiangular_fraction_orthonormal : Prop :=
  ∀ {K : Type u} [ExpField K] {n d : Nat} {X : Fin n → Vec K d} (hX : IsEquiangular 0 X) {β α : K}
    (hα : α ≠ 0) (i : Fin n),
    fractionSq (X i) (headOutput β (Mat.scalar α) (Mat.scalar α) X i) = fractionAt n α β

/-- `equiangular.beta-star`: c^2(beta) = c^2 iff e^{2 alpha beta} (1 - c^2) = c^2 (n - 1). -/
def fraction_eq_iff : Prop :=
  ∀ {K : Type u} [ExpField K] {n : Nat} {α β c : K} (hn : 0 < n),
    fractionAt n α β = c * c ↔ exp (2 * α * β) * (1 - c * c) = c * c * (nat n - 1)

/-- `equiangular.beta-star`: c^2(beta) is strictly increasing. -/
def fraction_lt_fraction : Prop :=
  ∀ {K : Type u} [ExpField K] {n : Nat} {α β β' : K} (hn : 1 < n) (hα : 0 < α) (h : β < β'),
    fractionAt n α β < fractionAt n α β'

/-- `equiangular.beta-star`: the critical inverse temperature is unique. -/
def betaStar_unique : Prop :=
  ∀ {K : Type u} [ExpField K] {n : Nat} {α β β' : K} (hn : 1 < n) (hα : 0 < α)
    (h : fractionAt n α β = fractionAt n α β'), β = β'

/-- `equiangular.beta-star`: beta* = 1/(2 alpha) ln(c^2 (n - 1) / (1 - c^2)). -/
def betaStar_eq : Prop :=
  ∀ {K : Type u} [ExpField K] {n : Nat} {α β c : K} (hn : 0 < n) (hα : α ≠ 0) (hc : c * c < 1)
    {L : K} (hL : exp L = c * c * (nat n - 1) / (1 - c * c)),
    fractionAt n α β = c * c ↔ β = 1 / (2 * α) * L

/-- `equiangular.beta-star`: the logarithm in beta* is positive iff n c^2 > 1; for alpha > 0 so is
beta*. -/
def betaStar_pos_iff : Prop :=
  ∀ {K : Type u} [ExpField K] {n : Nat} {c : K} (hc : c * c < 1) {L : K}
    (hL : exp L = c * c * (nat n - 1) / (1 - c * c)), 0 < L ↔ 1 < nat n * (c * c)

/-- `equiangular.beta-star-general`: beta*(gamma) for 0 <= gamma < 1. -/
def betaStar_general : Prop :=
  ∀ {K : Type u} [ExpField K] {n d : Nat} {γ : K} {X : Fin n → Vec K d} (hX : IsEquiangular γ X)
    (i : Fin n) (h₀ : 0 ≤ γ) (h₁ : γ < 1) {α β c r L : K} (hα : α ≠ 0) (hc : c * c < 1)
    (hr : 0 ≤ r)
    (hr2 : r ^ 2 * (1 - c * c) = c * c * ((nat n - 1) * ((1 - γ) * (1 + (nat n - 1) * γ))))
    (hL : exp L = r - (nat n - 1) * γ),
    fractionSq (X i) (headOutput β (Mat.scalar α) (Mat.scalar α) X i) = c * c
      ↔ β = 1 / (α * (1 - γ)) * L

/-- `equiangular.threshold`: (A) for outputs of equal norm: c^2 + (H - 1) c - 1 <= 0. -/
def dominanceA_iff_threshold : Prop :=
  ∀ {K : Type u} [OrderedField K] {d H : Nat} {x : Vec K d} {f : Fin H → Vec K d} {r c : K}
    {h : Fin H} (hx : ⟪x, x⟫ = 1) (hr : 0 < r) (hf : ⟪f h, f h⟫ = r * r)
    (hc : abs (shadow x (f h)) = c * r),
    DominanceA x f (fun _ => r) h ↔ c ^ 2 + (nat H - 1) * c - 1 ≤ 0

/-- `equiangular.threshold`: (E), if the other outputs sum to norm m r: c^2 + m c - 1 <= 0. -/
def dominanceE_iff_threshold : Prop :=
  ∀ {K : Type u} [OrderedField K] {d H : Nat} {x : Vec K d} {f : Fin H → Vec K d} {r c : K}
    {h : Fin H} (hx : ⟪x, x⟫ = 1) (hr : 0 < r) (hf : ⟪f h, f h⟫ = r * r)
    (hc : abs (shadow x (f h)) = c * r) {m : K}, DominanceE x f (m * r) h ↔ c ^ 2 + m * c - 1 ≤ 0

/-- `equiangular.threshold`: (B), if all shadows are equal: H c^2 <= 1. -/
def dominanceB_iff_threshold : Prop :=
  ∀ {K : Type u} [OrderedField K] {d H : Nat} {x : Vec K d} {f : Fin H → Vec K d} {r c : K}
    {h : Fin H} (hx : ⟪x, x⟫ = 1) (hr : 0 < r) (hf : ⟪f h, f h⟫ = r * r)
    (hc : ∀ k, abs (shadow x (f k)) = c * r), DominanceB x f h ↔ nat H * c ^ 2 ≤ 1

/-- `equiangular.threshold`: c^2 + m c - 1 has at most one positive root. -/
def threshold_unique : Prop :=
  ∀ {K : Type u} [OrderedField K] {m c d : K} (hm : 0 ≤ m) (hc : 0 < c) (hd : 0 < d)
    (h : c ^ 2 + m * c - 1 = 0) (h' : d ^ 2 + m * d - 1 = 0), c = d

/-- `equiangular.threshold`: the root is (sqrt(m^2 + 4) - m) / 2 and lies in (0, 1]. -/
def threshold_exists : Prop :=
  ∀ {K : Type u} [OrderedField K] {m s : K} (hm : 0 ≤ m) (hs : 0 ≤ s) (h : s ^ 2 = m ^ 2 + 4),
    0 < (s - m) / 2 ∧ (s - m) / 2 ≤ 1 ∧ ((s - m) / 2) ^ 2 + m * ((s - m) / 2) - 1 = 0

/-- `equiangular.threshold`: H = 2: the root is 1 / phi. -/
def threshold_golden : Prop :=
  ∀ {K : Type u} [OrderedField K] {φ : K} (hφ : 0 < φ) (h : φ ^ 2 = φ + 1),
    (1 / φ) ^ 2 + (nat 2 - 1) * (1 / φ) - 1 = 0

/-- `equiangular.threshold-eps`: outputs orthogonal up to eps: c^2 + (H - 1)(c + eps) - 1 <= 0. -/
def dominanceA_eps_iff_threshold : Prop :=
  ∀ {K : Type u} [OrderedField K] {d H : Nat} {x : Vec K d} {f : Fin H → Vec K d} {r c : K}
    {h : Fin H} (hx : ⟪x, x⟫ = 1) {ε : K} (hr : 0 < r) (hf : ⟪f h, f h⟫ = r * r)
    (hc : abs (shadow x (f h)) = c * r),
    0 ≤ tangentSq x (f h) - abs (shadow x (f h)) * sumOthers h (fun _ => r)
        - ε * (r * sumOthers h fun _ => r) ↔ c ^ 2 + (nat H - 1) * (c + ε) - 1 ≤ 0

/-- `equiangular.certificate-not-transition`: USA: gamma' > 0 for 0 <= gamma < 1 at every beta. -/
def equiangular_usa_pos : Prop :=
  ∀ {K : Type u} [ExpField K] {n d H : Nat} {γ : K} {X : Fin n → Vec K d} (hX : IsEquiangular γ X)
    (h₀ : 0 ≤ γ) (h₁ : γ < 1) (β : K) {α : Fin H → K} (hH : 0 < H) (hα : ∀ h, 0 < α h)
    {i j : Fin n} (hij : i ≠ j),
    0 < gramRate X (sphereVelocity β (fun h => Mat.scalar (α h)) (fun h => Mat.scalar (α h)) X) i j

/-- `equiangular.certificate-not-transition`: SA: gamma' > 0 for 0 <= gamma < 1 at every beta. -/
def equiangular_softmax_pos : Prop :=
  ∀ {K : Type u} [ExpField K] {n d H : Nat} {γ : K} {X : Fin n → Vec K d} (hX : IsEquiangular γ X)
    (h₀ : 0 ≤ γ) (h₁ : γ < 1) (β : K) {α : Fin H → K} (hH : 0 < H) (hα : ∀ h, 0 < α h)
    {i j : Fin n} (hij : i ≠ j),
    0 < gramRate X (softmaxVelocity β (fun h => Mat.scalar (α h)) (fun h => Mat.scalar (α h)) X) i j

/-- `equiangular.certificate-not-transition`: scalar heads on equiangular tokens: dE_h/dt >= 0 at
every beta. -/
def equiangular_headRate_nonneg : Prop :=
  ∀ {K : Type u} [ExpField K] {n d H : Nat} {γ : K} {X : Fin n → Vec K d} (hX : IsEquiangular γ X)
    (hn : 0 < n) {β : K} (hβ : β ≠ 0) {α : Fin H → K} (hα : ∀ h, 0 ≤ α h) (h : Fin H),
    0 ≤ headRate β (Mat.scalar (α h)) X
      (sphereVelocity β (fun h => Mat.scalar (α h)) (fun h => Mat.scalar (α h)) X)

/-! ## Rates -/

/-- `rates.superadditive`: a e^{beta a gamma} is super-additive. -/
def rate_superadditive : Prop :=
  ∀ {K : Type u} [ExpField K] {β γ : K} {a b : K} (hβγ : 0 ≤ β * γ) (ha : 0 ≤ a) (hb : 0 ≤ b),
    a * exp (β * a * γ) + b * exp (β * b * γ) ≤ (a + b) * exp (β * (a + b) * γ)

/-- `rates.superadditive`: the same for any number of heads. -/
def rate_superadditive_sum : Prop :=
  ∀ {K : Type u} [ExpField K] {β γ : K} {H : Nat} {α : Fin H → K} (hβγ : 0 ≤ β * γ)
    (hα : ∀ h, 0 ≤ α h), ∑ h, α h * exp (β * α h * γ) ≤ (∑ h, α h) * exp (β * (∑ h, α h) * γ)

/-- `rates.jensen`: H g(mean) <= sum_h g(alpha_h) for USA. -/
def rate_jensen : Prop :=
  ∀ {K : Type u} [ExpField K] {β γ : K} {H : Nat} {a : K} {α : Fin H → K} (hβγ : 0 ≤ β * γ)
    (hα : ∀ h, 0 ≤ α h) (ha : nat H * a = ∑ h, α h),
    nat H * (a * exp (β * a * γ)) ≤ ∑ h, α h * exp (β * α h * γ)

/-- `rates.jensen`: the gap is at least beta gamma e^{beta gamma a} sum_h (alpha_h - a)^2, a the
mean strength. -/
def rate_jensen_gap : Prop :=
  ∀ {K : Type u} [ExpField K] {β γ : K} {H : Nat} {a : K} {α : Fin H → K} (hα : ∀ h, 0 ≤ α h)
    (ha : nat H * a = ∑ h, α h),
    nat H * (a * exp (β * a * γ)) + β * γ * exp (β * a * γ) * ∑ h, (α h - a) ^ 2
      ≤ ∑ h, α h * exp (β * α h * γ)

/-- `rates.jensen`: equality forces equal strengths when beta gamma > 0. -/
def rate_jensen_eq : Prop :=
  ∀ {K : Type u} [ExpField K] {β γ : K} {H : Nat} {a : K} {α : Fin H → K} (hβγ : 0 < β * γ)
    (hα : ∀ h, 0 ≤ α h) (ha : nat H * a = ∑ h, α h)
    (he : nat H * (a * exp (β * a * γ)) = ∑ h, α h * exp (β * α h * γ)) (h : Fin H), α h = a

/-- `rates.times`: 1/T_multi >= sum_h 1/T_h for clustering times as weighted finite sums. -/
def times_reverse_minkowski : Prop :=
  ∀ {K : Type u} [OrderedField K] {m H : Nat} (hm : 0 < m) (hH : 0 < H) {w : Fin m → K}
    (hw : ∀ k, 0 < w k) {r : Fin H → Fin m → K} (hr : ∀ h k, 0 < r h k),
    ∑ h, 1 / clusteringTime w (r h) ≤ 1 / clusteringTime w fun k => ∑ h, r h k

/-- `rates.softmax-fails`: SA: strengths 1/2, 3/2 are slower than 1, 1 at n = 32, beta = 1, gamma =
0. -/
def softmax_jensen_fails : Prop :=
  ∀ {K : Type u} [ExpField K],
    ∑ h, pair (1 / 2) (3 / 2) h / (exp (1 * pair (1 / 2) (3 / 2) h * (1 - 0)) + (nat 32 - 1))
      < ∑ h, pair (1 : K) 1 h / (exp (1 * pair 1 1 h * (1 - 0)) + (nat 32 - 1))

/-- `rates.lambert`: the equivalent homogeneous strength from w e^w = beta gamma R / H. -/
def lambert_strength : Prop :=
  ∀ {K : Type u} [ExpField K] {β γ : K} {H : Nat} {w R : K} (hH : 0 < H) (hβγ : β * γ ≠ 0)
    (hw : w * exp w = β * γ * R / nat H), nat H * (w / (β * γ) * exp (β * (w / (β * γ)) * γ)) = R

/-- `rates.lambert`: the early SA rate is largest where (x - 1) e^x = n - 1. -/
def softmax_rate_max : Prop :=
  ∀ {K : Type u} [ExpField K] {N x y : K} (hN : 0 ≤ N) (hx : exp x * (x - 1) = N),
    y / (exp y + N) ≤ x / (exp x + N)

/-! ## ReLU -/

/-- `relu.ode`: gamma' = (2 kappa / n) gamma (1 - gamma)(1 + (n - 1) gamma), gamma >= 0. -/
def relu_ode : Prop :=
  ∀ {K : Type u} [OrderedField K] {n d : Nat} {γ : K} {X : Fin n → Vec K d}
    (hX : IsEquiangular γ X) (β : K) {α : K} (hα : 0 ≤ α) (hγ : 0 ≤ γ) {i j : Fin n} (hij : i ≠ j),
    gramRate X (fun i => proj (X i) (reluVelocity β (Mat.scalar α) (Mat.scalar α) X i)) i j
      = 2 * (β * α ^ 2) / nat n * (γ * (1 - γ) * (1 + (nat n - 1) * γ))

/-- `relu.ode`: gamma' = 0 for gamma <= 0. -/
def relu_stuck : Prop :=
  ∀ {K : Type u} [OrderedField K] {n d : Nat} {γ : K} {X : Fin n → Vec K d}
    (hX : IsEquiangular γ X) (β : K) {α : K} (hα : 0 ≤ α) (hγ : γ ≤ 0) {i j : Fin n} (hij : i ≠ j),
    gramRate X (fun i => proj (X i) (reluVelocity β (Mat.scalar α) (Mat.scalar α) X i)) i j = 0

/-- `relu.exact-time`: the derivative of the claimed antiderivative is 1 / gamma'. -/
def relu_exact_time : Prop :=
  ∀ {K : Type u} [ExpField K] {n : Nat} (hn : 0 < n) {κ γ : K} (hκ : κ ≠ 0) {L₀ L₁ L₂ : Dual K}
    (hL₀ : exp L₀ = ⟨γ, 1⟩) (hL₁ : exp L₁ = ⟨1 - γ, -1⟩)
    (hL₂ : exp L₂ = ⟨1 + (nat n - 1) * γ, nat n - 1⟩),
    nat n / (2 * κ) * (L₀.eps - 1 / nat n * L₁.eps - (nat n - 1) / nat n * L₂.eps)
      * reluDrive n κ γ = 1

/-- `relu.late`: late rate of USA: 2 alpha e^{alpha beta}. -/
def late_usa : Prop :=
  ∀ {K : Type u} [ExpField K] {n : Nat} (hn : 0 < n) (β α : K),
    (usaDrive n (Dual.const β) (Dual.const α) oneMinusEps).eps = 2 * α * exp (β * α)

/-- `relu.late`: late rate of SA: 2 alpha. -/
def late_softmax : Prop :=
  ∀ {K : Type u} [ExpField K] {n : Nat} (hn : 0 < n) (β α : K),
    (softmaxDrive n (Dual.const β) (Dual.const α) oneMinusEps).eps = 2 * α

/-- `relu.late`: late rate of ReLU: 2 kappa. -/
def late_relu : Prop :=
  ∀ {K : Type u} [ExpField K] {n : Nat} (hn : 0 < n) (κ : K),
    (reluDrive n (Dual.const κ) oneMinusEps).eps = 2 * κ

/-- `relu.late`: ReLU beats SA late iff alpha beta > 1. -/
def relu_faster_than_softmax_iff : Prop :=
  ∀ {K : Type u} [ExpField K] {α β : K} (hα : 0 < α), 2 * α < 2 * (β * α ^ 2) ↔ 1 < α * β

/-- `relu.late`: ReLU never beats USA late. -/
def relu_slower_than_usa : Prop :=
  ∀ {K : Type u} [ExpField K] {α β : K} (hα : 0 < α), 2 * (β * α ^ 2) < 2 * α * exp (β * α)

/-! ## Entropy -/

/-- `entropy.production`: dS/dt = -Cov(s, s') for any motion of the scores. -/
def entropy_production : Prop :=
  ∀ {K : Type u} [ExpField K] {n : Nat} {s : Fin n → Dual K} {L : Dual K}
    (hL : ∑ j, exp (s j - L) = 1),
    (entropy s L).eps = -covariance (fun j => exp ((s j).re - L.re)) (fun j => (s j).re)
      fun j => (s j).eps

/-- `entropy.equiangular`: dS/dt = alpha^2 beta^2 p (1 - p)(1 - gamma) gamma'. -/
def equiangular_entropy : Prop :=
  ∀ {K : Type u} [ExpField K] {n d : Nat} {γ γ' β α : K} {X W : Fin n → Vec K d} {i : Fin n}
    {L : Dual K} (hX : IsEquiangular γ X) (hi : gramRate X W i i = 0)
    (hW : ∀ j, j ≠ i → gramRate X W i j = γ') (hL : ∑ j, exp (movingScore β α X W i j - L) = 1)
    {p : K} (hp : p = exp (β * α - L.re)),
    (entropy (movingScore β α X W i) L).eps = α ^ 2 * β ^ 2 * (p * (1 - p)) * ((1 - γ) * γ')

/-- `entropy.equiangular`: p = 1 / (1 + (n - 1) e^{-alpha beta (1 - gamma)}). -/
def equiangular_selfWeight : Prop :=
  ∀ {K : Type u} [ExpField K] {n d : Nat} {γ β α : K} {X W : Fin n → Vec K d} {i : Fin n}
    {L : Dual K} (hX : IsEquiangular γ X) (hL : ∑ j, exp (movingScore β α X W i j - L) = 1),
    exp (β * α - L.re) = 1 / (1 + (nat n - 1) * exp (-(α * β * (1 - γ))))

/-- `entropy.equiangular`: the entropy of equiangular tokens never decreases while gamma' >= 0. -/
def equiangular_entropy_nonneg : Prop :=
  ∀ {K : Type u} [ExpField K] {n d : Nat} {γ γ' β α : K} {X W : Fin n → Vec K d} {i : Fin n}
    {L : Dual K} (hX : IsEquiangular γ X) (hi : gramRate X W i i = 0)
    (hW : ∀ j, j ≠ i → gramRate X W i j = γ') (hL : ∑ j, exp (movingScore β α X W i j - L) = 1)
    (hγ : γ ≤ 1) (hγ' : 0 ≤ γ'), 0 ≤ (entropy (movingScore β α X W i) L).eps

/-- `entropy.monotone`: three tokens on the circle: the energy grows and the entropy of every row
decreases along the flow. -/
def entropy_not_monotone : Prop :=
  ∀ {K : Type u} [ExpField K],
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
        i) L).eps < 0

end AttnProof
