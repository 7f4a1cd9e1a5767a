import AttnProof.Dual.Basic
import AttnProof.Space.Matrix
import AttnProof.Space.Norm
/-!
# Values and derivatives of sums, inner products and matrices

The `ε`-coefficients of the operations that the energies are made of. `Vec.along x w` is the vector
`x + w ε`; `Mat.const M` is the matrix `M` with constant entries.
-/
set_option autoImplicit false
universe u

namespace AttnProof

/-- The vector `x + w ε`. -/
def Vec.along {K : Type u} {d : Nat} (x w : Vec K d) : Vec (Dual K) d := fun a => ⟨x a, w a⟩

/-- A matrix with constant entries. -/
def Mat.const {K : Type u} [Zero K] {d : Nat} (M : Mat K d) : Mat (Dual K) d :=
  fun a b => Dual.const (M a b)

variable {K : Type u} [CommRing K] {n d : Nat}

theorem re_sum (f : Fin n → Dual K) : (∑ i, f i).re = ∑ i, (f i).re := by
  induction n with
  | zero => exact rfl
  | succ n ih =>
    show (f _).re + (sum fun i : Fin n => f i.succ).re = (f _).re + sum _
    rw [ih]

theorem eps_sum (f : Fin n → Dual K) : (∑ i, f i).eps = ∑ i, (f i).eps := by
  induction n with
  | zero => exact rfl
  | succ n ih =>
    show (f _).eps + (sum fun i : Fin n => f i.succ).eps = (f _).eps + sum _
    rw [ih]

theorem re_nat (k : Nat) : (nat k : Dual K).re = nat k := by
  induction k with
  | zero => exact rfl
  | succ k ih =>
    show (nat k : Dual K).re + 1 = nat k + 1
    rw [ih]

theorem eps_nat (k : Nat) : (nat k : Dual K).eps = 0 := by
  induction k with
  | zero => exact rfl
  | succ k ih =>
    show (nat k : Dual K).eps + 0 = 0
    rw [ih]
    exact add_zero _

/-- The product rule for inner products. -/
theorem re_inner (x y w z : Vec K d) : ⟪x.along w, y.along z⟫.re = ⟪x, y⟫ := re_sum _

/-- The product rule for inner products. -/
theorem eps_inner (x y w z : Vec K d) :
    ⟪x.along w, y.along z⟫.eps = ⟪x, z⟫ + ⟪w, y⟫ :=
  (eps_sum _).trans (sum_add _ _)

/-- A constant matrix acts on value and derivative alike. -/
theorem mulVec_along (M : Mat K d) (x w : Vec K d) :
    M.const *ᵥ x.along w = (M *ᵥ x).along (M *ᵥ w) := by
  refine funext fun a => Dual.ext (re_sum _) ((eps_sum _).trans (sum_congr fun b => ?_))
  show M a b * w b + 0 * x b = M a b * w b
  poly

end AttnProof
