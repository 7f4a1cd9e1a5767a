import AttnProof.Model.Order
/-!
# The rational numbers

Fractions of integers with positive natural denominators, up to equality of their values.

## Main results

* `instCommRingRational`: the rational numbers are a commutative ring.
-/
set_option autoImplicit false

namespace AttnProof
open Integer (Nonneg)

/-- A fraction: an integer over the successor of a natural number. -/
structure Fraction where
  /-- The numerator. -/
  num : Integer
  /-- One less than the denominator. -/
  pred : Nat

namespace Fraction

/-- The denominator. -/
def den (x : Fraction) : Integer := nat (x.pred + 1)

/-- Two fractions have the same value. -/
def Same (x y : Fraction) : Prop := x.num * y.den = y.num * x.den

/-- The product of two denominators, less one. -/
def predMul (x y : Fraction) : Nat := (x.pred + 1) * y.pred + x.pred

theorem nat_predMul (x y : Fraction) : (nat (predMul x y + 1) : Integer) = x.den * y.den :=
  nat_mul (x.pred + 1) (y.pred + 1)

/-- The sum of two fractions. -/
def add (x y : Fraction) : Fraction := ⟨x.num * y.den + y.num * x.den, predMul x y⟩

/-- The product of two fractions. -/
def mul (x y : Fraction) : Fraction := ⟨x.num * y.num, predMul x y⟩

/-- `x ≤ y`, for fractions. -/
def Le (x y : Fraction) : Prop := Nonneg (y.num * x.den - x.num * y.den)

theorem den_add (x y : Fraction) : (add x y).den = x.den * y.den := nat_predMul x y

theorem den_mul (x y : Fraction) : (mul x y).den = x.den * y.den := nat_predMul x y

theorem le_congr {x x' y y' : Fraction} (hx : Same x x') (hy : Same y y') : Le x y ↔ Le x' y' := by
  have hx : x.num * x'.den = x'.num * x.den := hx
  have hy : y.num * y'.den = y'.num * y.den := hy
  have e : (y.num * x.den - x.num * y.den) * x'.den * y'.den
      = (y'.num * x'.den - x'.num * y'.den) * x.den * y.den := by
    poly_from (x.den * x'.den) * hy + (-(y.den * y'.den)) * hx
  rw [Le, Le, ← Integer.nonneg_mul_nat (m := x'.pred), ← Integer.nonneg_mul_nat (m := y'.pred),
    ← Integer.nonneg_mul_nat (x := y'.num * x'.den - x'.num * y'.den) (m := x.pred),
    ← Integer.nonneg_mul_nat (x := (y'.num * x'.den - x'.num * y'.den) * nat (x.pred + 1))
      (m := y.pred)]
  exact iff_of_eq (congrArg Nonneg e)

end Fraction

/-- The rational numbers. -/
def Rational : Type := Quot Fraction.Same

namespace Rational
open Fraction (Same)

/-- The value of a fraction. -/
def mk (x : Fraction) : Rational := Quot.mk Same x

theorem sound {x y : Fraction} (h : x.num * y.den = y.num * x.den) : mk x = mk y := Quot.sound h

theorem ind {p : Rational → Prop} (h : ∀ x, p (mk x)) (x : Rational) : p x := Quot.ind h x

/-- Operations on fractions that respect equality give operations on rational numbers. -/
def lift₂ {A : Type} (f : Fraction → Fraction → A) (h₁ : ∀ x x' y, Same x x' → f x y = f x' y)
    (h₂ : ∀ x y y', Same y y' → f x y = f x y') (x y : Rational) : A :=
  Quot.lift (fun x => Quot.lift (f x) (h₂ x) y)
    (fun x x' h => Quot.ind (β := fun y => Quot.lift (f x) (h₂ x) y = Quot.lift (f x') (h₂ x') y)
      (fun y => h₁ x x' y h) y) x

instance : Zero Rational := ⟨mk ⟨0, 0⟩⟩
instance : One Rational := ⟨mk ⟨1, 0⟩⟩

instance : Neg Rational := ⟨Quot.lift (fun x => mk ⟨-x.num, x.pred⟩) fun x y h => sound (by
  have h : x.num * y.den = y.num * x.den := h
  show -x.num * y.den = -y.num * x.den
  poly_from (-1) * h)⟩

instance : Add Rational := ⟨lift₂ (fun x y => mk (Fraction.add x y))
  (fun x x' y h => sound (by
    have h : x.num * x'.den = x'.num * x.den := h
    rw [Fraction.den_add, Fraction.den_add]
    show (x.num * y.den + y.num * x.den) * _ = (x'.num * y.den + y.num * x'.den) * _
    poly_from (y.den * y.den) * h))
  (fun x y y' h => sound (by
    have h : y.num * y'.den = y'.num * y.den := h
    rw [Fraction.den_add, Fraction.den_add]
    show (x.num * y.den + y.num * x.den) * _ = (x.num * y'.den + y'.num * x.den) * _
    poly_from (x.den * x.den) * h))⟩

instance : Sub Rational := ⟨fun x y => x + -y⟩

instance : Mul Rational := ⟨lift₂ (fun x y => mk (Fraction.mul x y))
  (fun x x' y h => sound (by
    have h : x.num * x'.den = x'.num * x.den := h
    rw [Fraction.den_mul, Fraction.den_mul]
    show x.num * y.num * _ = x'.num * y.num * _
    poly_from (y.num * y.den) * h))
  (fun x y y' h => sound (by
    have h : y.num * y'.den = y'.num * y.den := h
    rw [Fraction.den_mul, Fraction.den_mul]
    show x.num * y.num * _ = x.num * y'.num * _
    poly_from (x.num * x.den) * h))⟩

instance : LE Rational := ⟨lift₂ Fraction.Le
  (fun _ _ _ h => propext (Fraction.le_congr h rfl))
  (fun _ _ _ h => propext (Fraction.le_congr rfl h))⟩

instance : LT Rational := ⟨fun x y => x ≤ y ∧ x ≠ y⟩

theorem den_one (k : Integer) : (⟨k, 0⟩ : Fraction).den = 1 := nat_one

/-- The rational numbers are a commutative ring. -/
instance instCommRingRational : CommRing Rational where
  add_assoc := ind fun x => ind fun y => ind fun z => sound (by
    rw [Fraction.den_add, Fraction.den_add, Fraction.den_add, Fraction.den_add]
    show ((x.num * y.den + y.num * x.den) * z.den + z.num * (Fraction.add x y).den) * _
      = (x.num * (Fraction.add y z).den + (y.num * z.den + z.num * y.den) * x.den) * _
    rw [Fraction.den_add, Fraction.den_add]
    poly)
  add_comm := ind fun x => ind fun y => sound (by
    rw [Fraction.den_add, Fraction.den_add]
    show (x.num * y.den + y.num * x.den) * _ = (y.num * x.den + x.num * y.den) * _
    poly)
  add_zero := ind fun x => sound (by
    rw [Fraction.den_add, den_one]
    show (x.num * (⟨0, 0⟩ : Fraction).den + 0 * x.den) * _ = _
    rw [den_one]
    poly)
  add_neg := ind fun x => sound (by
    rw [den_one]
    show (x.num * x.den + -x.num * x.den) * 1 = 0 * _
    poly)
  sub_eq _ _ := rfl
  mul_assoc := ind fun x => ind fun y => ind fun z => sound (by
    rw [Fraction.den_mul, Fraction.den_mul, Fraction.den_mul, Fraction.den_mul]
    show x.num * y.num * z.num * _ = x.num * (y.num * z.num) * _
    poly)
  mul_comm := ind fun x => ind fun y => sound (by
    rw [Fraction.den_mul, Fraction.den_mul]
    show x.num * y.num * _ = y.num * x.num * _
    poly)
  mul_one := ind fun x => sound (by
    rw [Fraction.den_mul, den_one]
    show x.num * 1 * _ = _
    poly)
  mul_add := ind fun x => ind fun y => ind fun z => sound (by
    rw [Fraction.den_mul, Fraction.den_add, Fraction.den_add, Fraction.den_mul, Fraction.den_mul]
    show x.num * (y.num * z.den + z.num * y.den) * _
      = (x.num * y.num * (Fraction.mul x z).den + x.num * z.num * (Fraction.mul x y).den) * _
    rw [Fraction.den_mul, Fraction.den_mul]
    poly)

end Rational
end AttnProof
