import AttnProof.Space.Sum
/-!
# Vectors, the inner product, the projection away from a unit vector

## Main results

* `inner_proj`: `⟪P u, P w⟫ = ⟪u, w⟫ - ⟪x, u⟫ ⟪x, w⟫` for a unit vector `x`.
-/
set_option autoImplicit false
universe u

namespace AttnProof

/-- The vectors with `d` entries. -/
def Vec (K : Type u) (d : Nat) : Type u := Fin d → K

namespace Vec
variable {K : Type u} {d : Nat}
instance [Zero K] : Zero (Vec K d) := ⟨fun _ => 0⟩
instance [Add K] : Add (Vec K d) := ⟨fun x y a => x a + y a⟩
instance [Neg K] : Neg (Vec K d) := ⟨fun x a => -x a⟩
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

section ring
variable {K : Type u} [CommRing K] {d n : Nat}

theorem sum_apply (f : Fin n → Vec K d) (a : Fin d) : (∑ i, f i) a = ∑ i, f i a := by
  induction n with
  | zero => exact rfl
  | succ n ih =>
    show f _ a + (sum fun i : Fin n => f i.succ) a = f _ a + sum _
    rw [ih]

theorem inner_comm (x y : Vec K d) : ⟪x, y⟫ = ⟪y, x⟫ := sum_congr fun _ => mul_comm _ _

theorem inner_add (x y z : Vec K d) : ⟪x, y + z⟫ = ⟪x, y⟫ + ⟪x, z⟫ :=
  (sum_congr fun _ => mul_add _ _ _).trans (sum_add _ _)

theorem inner_smul (c : K) (x y : Vec K d) : ⟪x, c • y⟫ = c * ⟪x, y⟫ :=
  (sum_congr fun a => show x a * (c * y a) = c * (x a * y a) by poly).trans (mul_sum _ _).symm

theorem inner_neg (x y : Vec K d) : ⟪x, -y⟫ = -⟪x, y⟫ :=
  (sum_congr fun a => show x a * (-y a) = -(x a * y a) by poly).trans (sum_neg _)

theorem inner_sub (x y z : Vec K d) : ⟪x, y - z⟫ = ⟪x, y⟫ - ⟪x, z⟫ :=
  (sum_congr fun a => show x a * (y a - z a) = x a * y a - x a * z a by poly).trans (sum_sub _ _)

theorem inner_zero (x : Vec K d) : ⟪x, 0⟫ = 0 :=
  (sum_congr fun _ => mul_zero _).trans sum_zero

theorem add_inner (x y z : Vec K d) : ⟪x + y, z⟫ = ⟪x, z⟫ + ⟪y, z⟫ := by
  rw [inner_comm, inner_add, inner_comm z x, inner_comm z y]

theorem smul_inner (c : K) (x y : Vec K d) : ⟪c • x, y⟫ = c * ⟪x, y⟫ := by
  rw [inner_comm, inner_smul, inner_comm]

theorem neg_inner (x y : Vec K d) : ⟪-x, y⟫ = -⟪x, y⟫ := by
  rw [inner_comm, inner_neg, inner_comm]

theorem sub_inner (x y z : Vec K d) : ⟪x - y, z⟫ = ⟪x, z⟫ - ⟪y, z⟫ := by
  rw [inner_comm, inner_sub, inner_comm z x, inner_comm z y]

theorem zero_inner (x : Vec K d) : ⟪0, x⟫ = 0 := by rw [inner_comm, inner_zero]

theorem inner_sum (x : Vec K d) (f : Fin n → Vec K d) : ⟪x, ∑ i, f i⟫ = ∑ i, ⟪x, f i⟫ := by
  have e : ⟪x, ∑ i, f i⟫ = ∑ a, ∑ i, x a * f i a := sum_congr fun a => by
    rw [sum_apply, mul_sum]
  rw [e, sum_comm]
  exact rfl

theorem sum_inner (f : Fin n → Vec K d) (x : Vec K d) : ⟪∑ i, f i, x⟫ = ∑ i, ⟪f i, x⟫ := by
  rw [inner_comm, inner_sum]
  exact sum_congr fun i => inner_comm _ _

theorem inner_others (x : Vec K d) (h : Fin n) (f : Fin n → Vec K d) :
    ⟪x, ∑ k ≠ h, f k⟫ = ∑ k ≠ h, ⟪x, f k⟫ := by
  have e : ⟪x, ∑ k ≠ h, f k⟫ = ∑ k, ⟪x, cond (sameIndex k h) 0 (f k)⟫ := inner_sum x _
  rw [e]
  refine sum_congr fun k => ?_
  cases sameIndex k h with
  | true => exact inner_zero x
  | false => exact rfl

theorem sum_one (f : Fin 1 → K) : ∑ i, f i = f only := add_zero _

theorem sum_pair {A : Type u} (f : A → K) (a b : A) : ∑ i, f (pair a b i) = f a + f b := by
  show f a + (f b + 0) = f a + f b
  rw [add_zero]

theorem sum_triple {A : Type u} (f : A → K) (a b c : A) :
    ∑ i, f (triple a b c i) = f a + f b + f c := by
  show f a + (f b + (f c + 0)) = f a + f b + f c
  poly

/-- A family with one member. -/
theorem sum_one_vec (f : Fin 1 → Vec K d) : ∑ i, f i = f only :=
  funext fun a => (sum_apply f a).trans (sum_one _)

theorem sum_pair_vec {A : Type u} (f : A → Vec K d) (a b : A) :
    ∑ i, f (pair a b i) = f a + f b :=
  funext fun c => (sum_apply _ c).trans (sum_pair (fun y => f y c) a b)

/-- Inner products of vectors in the plane. -/
theorem inner_vec2 (a b a' b' : K) : ⟪vec2 a b, vec2 a' b'⟫ = a * a' + b * b' := by
  show a * a' + (b * b' + 0) = a * a' + b * b'
  poly

/-- `P u` is orthogonal to the unit vector `x`. -/
theorem inner_proj_self (x u : Vec K d) (hx : ⟪x, x⟫ = 1) : ⟪x, proj x u⟫ = 0 := by
  rw [proj, inner_sub, inner_smul, hx]
  poly

/-- The projection is symmetric. -/
theorem inner_proj_right (x u w : Vec K d) : ⟪u, proj x w⟫ = ⟪u, w⟫ - ⟪x, u⟫ * ⟪x, w⟫ := by
  rw [proj, inner_sub, inner_smul, inner_comm u x]
  poly

end ring
end AttnProof
