import AttnProof.Tactic.Poly
/-!
# The integers

Differences of natural numbers, as a quotient of pairs: the ring under the model of the rational
numbers in `Model/Rational.lean`. Nothing else uses it.

## Main results

* `instCommRingInteger`: the integers are a commutative ring.
* `Integer.cases`: every integer is `nat k` or `-nat k`.
* `Integer.nat_eq_zero`: `nat k = 0` only for `k = 0`.
-/
set_option autoImplicit false

namespace AttnProof

/-- `(a, b)` and `(c, d)` are the same difference. -/
def sameDifference (x y : Nat × Nat) : Prop := x.1 + y.2 = y.1 + x.2

/-- The integers. -/
def Integer : Type := Quot sameDifference

namespace Integer

/-- The difference `a - b`. -/
def mk (a b : Nat) : Integer := Quot.mk sameDifference (a, b)

theorem sound {a b c d : Nat} (h : a + d = c + b) : mk a b = mk c d := Quot.sound h

theorem ind {p : Integer → Prop} (h : ∀ a b, p (mk a b)) (x : Integer) : p x :=
  Quot.ind (fun y => h y.1 y.2) x

/-- Operations on pairs that respect equality give operations on integers. -/
def lift₂ (f : Nat × Nat → Nat × Nat → Integer)
    (h₁ : ∀ x x' y, sameDifference x x' → f x y = f x' y)
    (h₂ : ∀ x y y', sameDifference y y' → f x y = f x y') (x y : Integer) : Integer :=
  Quot.lift (fun x => Quot.lift (f x) (h₂ x) y)
    (fun x x' h => Quot.ind (β := fun y => Quot.lift (f x) (h₂ x) y = Quot.lift (f x') (h₂ x') y)
      (fun y => h₁ x x' y h) y) x

instance : Zero Integer := ⟨mk 0 0⟩
instance : One Integer := ⟨mk 1 0⟩

instance : Neg Integer := ⟨Quot.lift (fun x => mk x.2 x.1) fun x y h => sound (by
  rw [Nat.add_comm, Nat.add_comm y.2]
  exact h.symm)⟩

instance : Add Integer := ⟨lift₂ (fun x y => mk (x.1 + y.1) (x.2 + y.2))
  (fun x x' y h => sound (by
    have h : x.1 + x'.2 = x'.1 + x.2 := h
    calc x.1 + y.1 + (x'.2 + y.2)
      _ = x.1 + x'.2 + (y.1 + y.2) := by
        simp only [Nat.add_assoc, Nat.add_left_comm]
      _ = x'.1 + y.1 + (x.2 + y.2) := by
        rw [h]
        simp only [Nat.add_assoc, Nat.add_left_comm]))
  (fun x y y' h => sound (by
    have h : y.1 + y'.2 = y'.1 + y.2 := h
    calc x.1 + y.1 + (x.2 + y'.2)
      _ = x.1 + x.2 + (y.1 + y'.2) := by
        simp only [Nat.add_assoc, Nat.add_left_comm]
      _ = x.1 + y'.1 + (x.2 + y.2) := by
        rw [h]
        simp only [Nat.add_assoc, Nat.add_left_comm]))⟩

instance : Sub Integer := ⟨fun x y => x + -y⟩

instance : Mul Integer := ⟨lift₂ (fun x y => mk (x.1 * y.1 + x.2 * y.2) (x.1 * y.2 + x.2 * y.1))
  (fun x x' y h => sound (by
    have h : x.1 + x'.2 = x'.1 + x.2 := h
    calc x.1 * y.1 + x.2 * y.2 + (x'.1 * y.2 + x'.2 * y.1)
      _ = (x.1 + x'.2) * y.1 + (x'.1 + x.2) * y.2 := by
        simp only [Nat.add_mul, Nat.add_assoc, Nat.add_left_comm, Nat.add_comm]
      _ = (x'.1 + x.2) * y.1 + (x.1 + x'.2) * y.2 := by rw [h]
      _ = x'.1 * y.1 + x'.2 * y.2 + (x.1 * y.2 + x.2 * y.1) := by
        simp only [Nat.add_mul, Nat.add_assoc, Nat.add_left_comm, Nat.add_comm]))
  (fun x y y' h => sound (by
    have h : y.1 + y'.2 = y'.1 + y.2 := h
    calc x.1 * y.1 + x.2 * y.2 + (x.1 * y'.2 + x.2 * y'.1)
      _ = x.1 * (y.1 + y'.2) + x.2 * (y'.1 + y.2) := by
        simp only [Nat.mul_add, Nat.add_assoc, Nat.add_left_comm, Nat.add_comm]
      _ = x.1 * (y'.1 + y.2) + x.2 * (y.1 + y'.2) := by rw [h]
      _ = x.1 * y'.1 + x.2 * y'.2 + (x.1 * y.2 + x.2 * y.1) := by
        simp only [Nat.mul_add, Nat.add_assoc, Nat.add_left_comm, Nat.add_comm]))⟩

theorem mk_add (a b c d : Nat) : mk a b + mk c d = mk (a + c) (b + d) := rfl

theorem mk_mul (a b c d : Nat) : mk a b * mk c d = mk (a * c + b * d) (a * d + b * c) := rfl

/-- The integers are a commutative ring. -/
instance instCommRingInteger : CommRing Integer where
  add_assoc := ind fun a b => ind fun c d => ind fun e f => by
    rw [mk_add, mk_add, mk_add, mk_add, Nat.add_assoc, Nat.add_assoc]
  add_comm := ind fun a b => ind fun c d => by
    rw [mk_add, mk_add, Nat.add_comm a, Nat.add_comm b]
  add_zero := ind fun a b => mk_add a b 0 0
  add_neg := ind fun a b => sound (show a + b + 0 = 0 + (b + a) by
    rw [Nat.zero_add]
    exact Nat.add_comm a b)
  sub_eq _ _ := rfl
  mul_assoc := ind fun a b => ind fun c d => ind fun e f => by
    rw [mk_mul, mk_mul, mk_mul, mk_mul]
    simp only [Nat.mul_add, Nat.add_mul, Nat.mul_assoc, Nat.add_assoc, Nat.add_left_comm,
      Nat.add_comm]
  mul_comm := ind fun a b => ind fun c d => by
    rw [mk_mul, mk_mul]
    simp only [Nat.mul_comm, Nat.add_comm]
  mul_one := ind fun a b => sound (show a * 1 + b * 0 + b = a + (a * 0 + b * 1) by
    rw [Nat.mul_one, Nat.mul_one, Nat.mul_zero, Nat.mul_zero, Nat.zero_add]
    exact rfl)
  mul_add := ind fun a b => ind fun c d => ind fun e f => by
    rw [mk_mul, mk_mul, mk_add, mk_add, mk_mul]
    simp only [Nat.mul_add, Nat.add_assoc, Nat.add_left_comm]

theorem nat_eq_mk : ∀ k : Nat, (nat k : Integer) = mk k 0
  | 0 => rfl
  | k + 1 => by
    show nat k + 1 = mk (k + 1) 0
    rw [nat_eq_mk k]
    exact mk_add k 0 1 0

/-- What is below is reached by adding. -/
theorem exists_add {a b : Nat} (h : a ≤ b) : ∃ k, b = a + k := by
  induction h with
  | refl => exact ⟨0, rfl⟩
  | step _ ih =>
    obtain ⟨k, hk⟩ := ih
    exact ⟨k + 1, congrArg Nat.succ hk⟩

/-- Every integer is `nat k` or `-nat k`. -/
theorem cases (x : Integer) : (∃ k, x = nat k) ∨ ∃ k, x = -nat k := by
  refine ind (p := fun x => (∃ k, x = nat k) ∨ ∃ k, x = -nat k) (fun a b => ?_) x
  cases Nat.le_total a b with
  | inl h =>
    obtain ⟨k, hk⟩ := exists_add h
    refine .inr ⟨k, ?_⟩
    rw [nat_eq_mk, hk]
    exact sound (show a + k = 0 + (a + k) from (Nat.zero_add _).symm)
  | inr h =>
    obtain ⟨k, hk⟩ := exists_add h
    refine .inl ⟨k, ?_⟩
    rw [nat_eq_mk, hk]
    exact sound (show b + k + 0 = k + b from Nat.add_comm b k)

/-- Is the integer zero? -/
def IsZero : Integer → Prop := Quot.lift (fun x => x.1 = x.2) fun x y h => propext (by
  have h : x.1 + y.2 = y.1 + x.2 := h
  constructor
  · intro e
    rw [e, Nat.add_comm] at h
    exact (Nat.add_right_cancel h).symm
  · intro e
    rw [e, Nat.add_comm y.2] at h
    exact Nat.add_right_cancel h)

/-- `nat k = 0` only for `k = 0`. -/
theorem nat_eq_zero {k : Nat} (h : (nat k : Integer) = 0) : k = 0 := by
  have e : IsZero (mk k 0) = IsZero (mk 0 0) := congrArg IsZero ((nat_eq_mk k).symm.trans h)
  have e : (k = 0) = (0 = 0) := e
  exact e.symm ▸ rfl

end Integer
end AttnProof
