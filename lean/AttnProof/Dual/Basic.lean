import AttnProof.Algebra.Exp
/-!
# Dual numbers

`a + b ε` with `ε² = 0`. A formula evaluated at `x + w ε` gives its value at `x` plus `ε` times its
derivative in the direction `w`, so "the derivative along a flow" is the `ε`-coefficient of the
formula itself. The rule for the exponential is `exp (a + b ε) = exp a + b exp a ε`; `Algebra/Exp`
proves that this `b exp a` is the derivative of analysis.

## Main results

* `instCommRingDual`, `instExpRingDual`: the dual numbers over a commutative ring with exponential
  are a commutative ring with exponential.
* `div_mul_cancel_dual`: their division is a division: `y * (x / y) = x` where `y.re ≠ 0`.
-/
set_option autoImplicit false
universe u

namespace AttnProof

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

theorem ext : ∀ {x y : Dual K}, x.re = y.re → x.eps = y.eps → x = y
  | ⟨_, _⟩, ⟨_, _⟩, rfl, rfl => rfl

/-- The dual numbers are a commutative ring. -/
instance instCommRingDual [CommRing K] : CommRing (Dual K) where
  add_assoc _ _ _ := ext (add_assoc _ _ _) (add_assoc _ _ _)
  add_comm _ _ := ext (add_comm _ _) (add_comm _ _)
  add_zero _ := ext (add_zero _) (add_zero _)
  add_neg _ := ext (add_neg _) (add_neg _)
  sub_eq _ _ := ext (sub_eq _ _) (sub_eq _ _)
  mul_assoc a b c := ext (mul_assoc _ _ _)
    (show a.re * b.re * c.eps + (a.re * b.eps + a.eps * b.re) * c.re
      = a.re * (b.re * c.eps + b.eps * c.re) + a.eps * (b.re * c.re) by poly)
  mul_comm a b := ext (mul_comm _ _)
    (show a.re * b.eps + a.eps * b.re = b.re * a.eps + b.eps * a.re by poly)
  mul_one a := ext (mul_one _) (show a.re * 0 + a.eps * 1 = a.eps by poly)
  mul_add a b c := ext (mul_add _ _ _)
    (show a.re * (b.eps + c.eps) + a.eps * (b.re + c.re)
      = a.re * b.eps + a.eps * b.re + (a.re * c.eps + a.eps * c.re) by poly)

/-- The dual numbers are a ring with exponential. -/
instance instExpRingDual [ExpRing K] : ExpRing (Dual K) where
  exp_zero := ext ExpRing.exp_zero (show (0 : K) * exp 0 = 0 from zero_mul _)
  exp_add a b := ext (ExpRing.exp_add _ _) (by
    show (a.eps + b.eps) * exp (a.re + b.re) = exp a.re * (b.eps * exp b.re)
      + a.eps * exp a.re * exp b.re
    rw [ExpRing.exp_add]
    poly)

/-- Division of dual numbers is a division. -/
theorem div_mul_cancel_dual [OrderedField K] (x y : Dual K) (hy : y.re ≠ 0) : y * (x / y) = x := by
  have e := mul_inv y.re hy
  have e₁ : y.re * (x.re / y.re) = x.re := by poly_from x.re * e
  refine ext e₁ ?_
  show y.re * ((x.eps * y.re - x.re * y.eps) / (y.re * y.re)) + y.eps * (x.re / y.re) = x.eps
  rw [div_eq, inv_mul hy hy]
  poly_from ((x.eps * y.re - x.re * y.eps) * y.re⁻¹ + x.eps) * e

end Dual
end AttnProof
