import AttnProof.Dual.Basic
/-!
# Constants among the dual numbers
-/
set_option autoImplicit false
universe u

namespace AttnProof.Dual

section ring
variable {K : Type u} [CommRing K]

theorem const_mul (a b : K) : const a * const b = const (a * b) :=
  ext rfl (show a * 0 + 0 * b = 0 by poly)

theorem const_pow (a : K) (k : Nat) : const a ^ k = const (a ^ k) := by
  induction k with
  | zero => exact rfl
  | succ k ih =>
    show const a ^ k * const a = const (a ^ k * a)
    rw [ih, const_mul]

theorem nat_eq_const (k : Nat) : (nat k : Dual K) = const (nat k) := by
  induction k with
  | zero => exact rfl
  | succ k ih =>
    show nat k + 1 = const (nat k + 1)
    rw [ih]
    exact ext rfl (add_zero _)

theorem re_const_mul (a : K) (x : Dual K) : (const a * x).re = a * x.re := rfl

theorem eps_const_mul (a : K) (x : Dual K) : (const a * x).eps = a * x.eps := by
  show a * x.eps + 0 * x.re = a * x.eps
  poly

end ring

theorem one_div_const {K : Type u} [OrderedField K] (a : K) : 1 / const a = const (1 / a) :=
  ext rfl (show (0 * a - 1 * 0) / (a * a) = 0 by poly)

end AttnProof.Dual
