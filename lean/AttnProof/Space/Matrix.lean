import AttnProof.Space.Vec
/-!
# Matrices acting on vectors

## Main results

* `inner_mulVec_of_symm`: `⟪x, M y⟫ = ⟪M x, y⟫` for a symmetric matrix.
* `mulVec_mulVec`: `M (N x) = (M N) x`.
-/
set_option autoImplicit false
universe u

namespace AttnProof

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

theorem of2_isSymm {K : Type u} (a b d : K) : (Mat.of2 a b b d).IsSymm := by
  intro i j
  show pair (vec2 a b) (vec2 b d) i j = pair (vec2 a b) (vec2 b d) j i
  cases hi : Nat.beq i.val 0 with
  | true => cases hj : Nat.beq j.val 0 with
    | true => simp only [pair, vec2, hi, hj, cond]
    | false => simp only [pair, vec2, hi, hj, cond]
  | false => cases hj : Nat.beq j.val 0 with
    | true => simp only [pair, vec2, hi, hj, cond]
    | false => simp only [pair, vec2, hi, hj, cond]

section ring
variable {K : Type u} [CommRing K] {d : Nat}

/-- A symmetric matrix is its own adjoint. -/
theorem inner_mulVec_of_symm {M : Mat K d} (hM : M.IsSymm) (x y : Vec K d) :
    ⟪x, M *ᵥ y⟫ = ⟪M *ᵥ x, y⟫ := by
  calc ⟪x, M *ᵥ y⟫
    _ = ∑ a, ∑ b, x a * (M a b * y b) := sum_congr fun a => mul_sum _ _
    _ = ∑ b, ∑ a, x a * (M a b * y b) := sum_comm _
    _ = ∑ b, (M *ᵥ x) b * y b := sum_congr fun b => by
      show _ = (∑ a, M b a * x a) * y b
      rw [sum_mul]
      exact sum_congr fun a => by
        have e := hM a b
        poly_from (x a * y b) * e

theorem mulVec_mulVec (M N : Mat K d) (x : Vec K d) : M *ᵥ N *ᵥ x = (M * N) *ᵥ x := by
  refine funext fun a => ?_
  calc ∑ c, M a c * ∑ b, N c b * x b
    _ = ∑ c, ∑ b, M a c * (N c b * x b) := sum_congr fun c => mul_sum _ _
    _ = ∑ b, ∑ c, M a c * (N c b * x b) := sum_comm _
    _ = ∑ b, (∑ c, M a c * N c b) * x b := sum_congr fun b => by
      rw [sum_mul]
      exact sum_congr fun c => by poly

theorem zero_mulVec (x : Vec K d) : (0 : Mat K d) *ᵥ x = 0 := by
  refine funext fun a => ?_
  calc ∑ b, 0 * x b
    _ = sum fun _ : Fin d => (0 : K) := sum_congr fun b => zero_mul _
    _ = 0 := sum_zero

theorem scalar_isSymm (α : K) : (Mat.scalar α : Mat K d).IsSymm := by
  intro a b
  show cond (sameIndex a b) α 0 = cond (sameIndex b a) α 0
  cases h : sameIndex a b with
  | true => rw [eq_of_sameIndex h, sameIndex_self]
  | false =>
    cases h' : sameIndex b a with
    | false => exact rfl
    | true =>
      rw [eq_of_sameIndex h', sameIndex_self] at h
      exact nomatch h

/-- A scalar matrix multiplies by its scalar. -/
theorem scalar_mulVec (α : K) (x : Vec K d) : Mat.scalar α *ᵥ x = α • x := by
  refine funext fun a => ?_
  calc ∑ b, cond (sameIndex a b) α 0 * x b
    _ = ∑ b, cond (sameIndex b a) (α * x b) 0 := sum_congr fun b => by
      have e : cond (sameIndex a b) α 0 = cond (sameIndex b a) α 0 := scalar_isSymm α a b
      rw [e]
      cases sameIndex b a with
      | true => exact rfl
      | false => exact zero_mul _
    _ = α * x a := sum_single a fun b => α * x b

theorem of2_mulVec (a b c d x y : K) :
    Mat.of2 a b c d *ᵥ vec2 x y = vec2 (a * x + b * y) (c * x + d * y) := by
  refine funext fun i => ?_
  show ∑ j, cond (Nat.beq i.val 0) (vec2 a b) (vec2 c d) j * vec2 x y j
    = cond (Nat.beq i.val 0) (a * x + b * y) (c * x + d * y)
  cases Nat.beq i.val 0 with
  | true => exact inner_vec2 a b x y
  | false => exact inner_vec2 c d x y

end ring
end AttnProof
