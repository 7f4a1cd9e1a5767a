import AttnProof.Model.Rational
/-!
# The rational numbers are a model of the ordered fields

So the axioms of `OrderedField` can be met, and no theorem about ordered fields is vacuous. The
axioms of `ExpField` are met by the real numbers, which are not constructed here.

## Main results

* `instOrderedFieldRational`: the rational numbers are a linearly ordered field.
-/
set_option autoImplicit false

namespace AttnProof
open Integer (Nonneg)

namespace Rational

theorem le_refl : ∀ x : Rational, x ≤ x := ind fun x => ⟨0, by
  show x.num * x.den - x.num * x.den = 0
  poly⟩

theorem le_trans : ∀ x y z : Rational, x ≤ y → y ≤ z → x ≤ z :=
  ind fun x => ind fun y => ind fun z => fun h h' => by
    have h : Nonneg (y.num * x.den - x.num * y.den) := h
    have h' : Nonneg (z.num * y.den - y.num * z.den) := h'
    have hp := Integer.nonneg_add (Integer.nonneg_mul h ⟨z.pred + 1, rfl⟩)
      (Integer.nonneg_mul h' ⟨x.pred + 1, rfl⟩)
    refine (Integer.nonneg_mul_nat (m := y.pred)).mp ?_
    have e : (z.num * x.den - x.num * z.den) * y.den
        = (y.num * x.den - x.num * y.den) * z.den + (z.num * y.den - y.num * z.den) * x.den := by
      poly
    exact (congrArg Nonneg e).mpr hp

theorem le_antisymm : ∀ x y : Rational, x ≤ y → y ≤ x → x = y :=
  ind fun x => ind fun y => fun h h' => by
    have h : Nonneg (y.num * x.den - x.num * y.den) := h
    have h' : Nonneg (x.num * y.den - y.num * x.den) := h'
    have e : x.num * y.den - y.num * x.den = -(y.num * x.den - x.num * y.den) := by poly
    have e' := Integer.nonneg_antisymm h (e ▸ h')
    exact sound (by poly_from (-1) * e')

theorem le_total : ∀ x y : Rational, x ≤ y ∨ y ≤ x :=
  ind fun x => ind fun y => by
    have e : x.num * y.den - y.num * x.den = -(y.num * x.den - x.num * y.den) := by poly
    exact (Integer.nonneg_or (y.num * x.den - x.num * y.den)).elim .inl fun h =>
      .inr ((congrArg Nonneg e).mpr h)

theorem add_le_add : ∀ x y z : Rational, x ≤ y → x + z ≤ y + z :=
  ind fun x => ind fun y => ind fun z => fun h => by
    have h : Nonneg (y.num * x.den - x.num * y.den) := h
    have hp := Integer.nonneg_mul (Integer.nonneg_mul h ⟨z.pred + 1, rfl⟩) ⟨z.pred + 1, rfl⟩
    show Nonneg ((y.num * z.den + z.num * y.den) * (Fraction.add x z).den
      - (x.num * z.den + z.num * x.den) * (Fraction.add y z).den)
    rw [Fraction.den_add, Fraction.den_add]
    have e : (y.num * z.den + z.num * y.den) * (x.den * z.den)
        - (x.num * z.den + z.num * x.den) * (y.den * z.den)
          = (y.num * x.den - x.num * y.den) * z.den * z.den := by poly
    exact e ▸ hp

theorem nonneg_iff (x : Fraction) : 0 ≤ mk x ↔ Nonneg x.num := by
  have e : x.num * (⟨0, 0⟩ : Fraction).den - 0 * x.den = x.num := by
    rw [den_one]
    poly
  exact iff_of_eq (congrArg Nonneg e)

theorem mul_nonneg : ∀ x y : Rational, 0 ≤ x → 0 ≤ y → 0 ≤ x * y :=
  ind fun x => ind fun y => fun h h' =>
    (nonneg_iff (Fraction.mul x y)).mpr (Integer.nonneg_mul ((nonneg_iff x).mp h)
      ((nonneg_iff y).mp h'))

theorem zero_ne_one : (0 : Rational) ≠ 1 := by
  intro h
  have h' : Nonneg (0 * (⟨1, 0⟩ : Fraction).den - 1 * (⟨0, 0⟩ : Fraction).den) :=
    show (1 : Rational) ≤ 0 from h ▸ le_refl 0
  rw [den_one, den_one] at h'
  have e : (0 * 1 - 1 * 1 : Integer) = -1 := by poly
  rw [e] at h'
  have e' : (nat 1 : Integer) = 0 := nat_one.trans (Integer.nonneg_antisymm ⟨1, nat_one.symm⟩ h')
  exact nomatch Integer.nat_eq_zero e'

theorem exists_inv : ∀ x : Rational, x ≠ 0 → ∃ y, x * y = 1 :=
  ind fun x hx => by
    have zero (e : x.num = 0) : mk x = 0 := sound (by
      rw [e, den_one]
      show 0 * 1 = 0 * _
      poly)
    cases Integer.cases x.num with
    | inl h =>
      obtain ⟨k, hk⟩ := h
      cases k with
      | zero => exact absurd (zero hk) hx
      | succ k =>
        refine ⟨mk ⟨x.den, k⟩, sound ?_⟩
        rw [Fraction.den_mul, den_one]
        show x.num * x.den * 1 = 1 * (x.den * nat (k + 1))
        poly_from x.den * hk
    | inr h =>
      obtain ⟨k, hk⟩ := h
      cases k with
      | zero =>
        have e : (-nat 0 : Integer) = 0 := by
          show (-0 : Integer) = 0
          poly
        exact absurd (zero (hk.trans e)) hx
      | succ k =>
        refine ⟨mk ⟨-x.den, k⟩, sound ?_⟩
        rw [Fraction.den_mul, den_one]
        show x.num * -x.den * 1 = 1 * (x.den * nat (k + 1))
        poly_from (-x.den) * hk

open Classical in
noncomputable instance : Inv Rational :=
  ⟨fun x => if h : x ≠ 0 then choose (exists_inv x h) else 0⟩

noncomputable instance : Div Rational := ⟨fun x y => x * y⁻¹⟩

theorem mul_inv (x : Rational) (h : x ≠ 0) : x * x⁻¹ = 1 := by
  have e : x⁻¹ = Classical.choose (exists_inv x h) := dite_eq_left h
  rw [e]
  exact Classical.choose_spec (exists_inv x h)

/-- **The rational numbers are a linearly ordered field.** -/
noncomputable instance instOrderedFieldRational : OrderedField Rational where
  zero_ne_one := zero_ne_one
  mul_inv := mul_inv
  div_eq _ _ := rfl
  le_refl := le_refl
  le_trans := le_trans
  le_antisymm := le_antisymm
  le_total := le_total
  lt_iff _ _ := Iff.rfl
  add_le_add := add_le_add
  mul_nonneg := mul_nonneg

end Rational
end AttnProof
