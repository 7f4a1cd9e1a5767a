import AttnProof.Algebra.Sound
/-!
# The tactics `poly` and `poly_from`

* `poly` closes an equation that holds in every commutative ring. Numerals and powers with
  explicit exponents are understood; in a field `x / y` is read as `x * y⁻¹`, and `y⁻¹` is an atom.
* `poly_from c₁ * h₁ + ⋯ + cₖ * hₖ` closes an equation that is this linear combination of the
  equations `h₁, …, hₖ`, up to `poly`.

Terms are reified by instance search: `Atoms` collects the atoms of an expression, `Quote` finds the
expression. Normal forms are compared by the kernel (`decide +kernel`, which adds no axiom), and
`Expr.sound` turns the comparison into the equation.
-/
set_option autoImplicit false
universe u

namespace AttnProof

section ring
variable {K : Type u} [CommRing K]

/-- `x` is the atom of index `i` in the list. -/
class Atom (l : List K) (x : K) (i : outParam Nat) : Prop where
  eq : atomAt l i = x

instance (x : K) (l : List K) : Atom (x :: l) x 0 := ⟨rfl⟩
instance (priority := low) (x y : K) (l : List K) (i : Nat) [h : Atom l x i] :
    Atom (y :: l) x (i + 1) := ⟨h.eq⟩

/-- The expression `e` denotes `x`. -/
class Quote (l : List K) (x : K) (e : outParam Expr) : Prop where
  eq : e.eval l = x

instance (priority := low) (l : List K) (x : K) (i : Nat) [h : Atom l x i] :
    Quote l x (.atom i) := ⟨h.eq⟩
instance (l : List K) : Quote l (0 : K) (.num 0) := ⟨rfl⟩
instance (l : List K) : Quote l (1 : K) (.num 1) := ⟨nat_one⟩
instance (l : List K) (x y : K) (a b : Expr) [hx : Quote l x a] [hy : Quote l y b] :
    Quote l (x + y) (.add a b) := ⟨hx.eq ▸ hy.eq ▸ rfl⟩
instance (l : List K) (x y : K) (a b : Expr) [hx : Quote l x a] [hy : Quote l y b] :
    Quote l (x * y) (.mul a b) := ⟨hx.eq ▸ hy.eq ▸ rfl⟩
instance (l : List K) (x y : K) (a b : Expr) [hx : Quote l x a] [hy : Quote l y b] :
    Quote l (x - y) (.sub a b) := ⟨hx.eq ▸ hy.eq ▸ rfl⟩
instance (l : List K) (x : K) (a : Expr) [hx : Quote l x a] :
    Quote l (-x) (.neg a) := ⟨hx.eq ▸ rfl⟩
instance (l : List K) (x : K) (k : Nat) (a : Expr) [hx : Quote l x a] :
    Quote l (x ^ k) (.pow a k) := ⟨hx.eq ▸ rfl⟩

/-- `l'` is `l` with the atom `x` appended, unless `l` has it already. -/
class AddAtom (l : List K) (x : K) (l' : outParam (List K)) : Prop

instance (x : K) (l : List K) : AddAtom (x :: l) x (x :: l) where
instance (priority := low) (x y : K) (l l' : List K) [AddAtom l x l'] :
    AddAtom (y :: l) x (y :: l') where
instance (x : K) : AddAtom [] x [x] where

/-- `l'` is `l` with the atoms of `x` appended. -/
class Atoms (l : List K) (x : K) (l' : outParam (List K)) : Prop

instance (priority := low) (l l' : List K) (x : K) [AddAtom l x l'] : Atoms l x l' where
instance (l : List K) : Atoms l (0 : K) l where
instance (l : List K) : Atoms l (1 : K) l where
instance (l l₁ l₂ : List K) (x y : K) [Atoms l x l₁] [Atoms l₁ y l₂] : Atoms l (x + y) l₂ where
instance (l l₁ l₂ : List K) (x y : K) [Atoms l x l₁] [Atoms l₁ y l₂] : Atoms l (x * y) l₂ where
instance (l l₁ l₂ : List K) (x y : K) [Atoms l x l₁] [Atoms l₁ y l₂] : Atoms l (x - y) l₂ where
instance (l l₁ : List K) (x : K) [Atoms l x l₁] : Atoms l (-x) l₁ where
instance (l l₁ : List K) (x : K) (k : Nat) [Atoms l x l₁] : Atoms l (x ^ k) l₁ where

/-- Numerals are indexed one by one, so each that `poly` may meet is declared. -/
scoped macro "declare_numeral " k:num : command => `(
  instance {K : Type _} [CommRing K] (l : List K) : Quote l ($k:num : K) (.num $k:num) := ⟨rfl⟩
  instance {K : Type _} [CommRing K] (l : List K) : Atoms l ($k:num : K) l where)

declare_numeral 2
declare_numeral 3
declare_numeral 4
declare_numeral 5
declare_numeral 6
declare_numeral 7
declare_numeral 8
declare_numeral 9
declare_numeral 10
declare_numeral 11
declare_numeral 12
declare_numeral 16
declare_numeral 25
declare_numeral 31
declare_numeral 32
declare_numeral 81

/-- Reflection: an identity of normal forms is an identity. -/
theorem ring_eq {x y : K} {l₁ l₂ : List K} {a b : Expr} [Atoms [] x l₁] [Atoms l₁ y l₂]
    [hx : Quote l₂ x a] [hy : Quote l₂ y b] (h : Expr.same a b = true) : x = y :=
  hx.eq.symm.trans ((Expr.sound l₂ h).trans hy.eq)

/-- Use the equation `h` with the multiplier `c`. -/
theorem lin_comb {p q x y : K} (c : K) (h : p = q) (k : x + c * q = y + c * p) : x = y :=
  add_right_cancel (c := c * p) (h ▸ k)

end ring

section field
variable {K : Type u} [OrderedField K]

instance (l : List K) (x y : K) (a b : Expr) [hx : Quote l x a] [hy : Quote l y⁻¹ b] :
    Quote l (x / y) (.mul a b) := ⟨(div_eq x y).symm ▸ hx.eq ▸ hy.eq ▸ rfl⟩
instance (l l₁ l₂ : List K) (x y : K) [Atoms l x l₁] [Atoms l₁ y⁻¹ l₂] : Atoms l (x / y) l₂ where

end field

/-- Linear combinations of equations. -/
declare_syntax_cat poly_comb
syntax term:71 " * " term:71 : poly_comb
syntax term:71 " * " term:71 " + " poly_comb : poly_comb

/-- `poly` closes an identity of commutative rings between polynomial expressions. -/
scoped syntax "poly" : tactic

/-- `poly_from c₁ * h₁ + ⋯ + cₖ * hₖ` closes an equation that is this combination of the equations
`h₁, …, hₖ`, up to `poly`. -/
scoped syntax "poly_from " poly_comb : tactic

macro_rules
  | `(tactic| poly) => `(tactic|
      set_option synthInstance.maxSize 100000 in
      set_option synthInstance.maxHeartbeats 0 in
      exact ring_eq (by decide +kernel))

macro_rules
  | `(tactic| poly_from $c:term * $h:term) => `(tactic| (refine lin_comb $c $h ?_; poly))
  | `(tactic| poly_from $c:term * $h:term + $r:poly_comb) =>
    `(tactic| (refine lin_comb $c $h ?_; poly_from $r))

section test
variable {K : Type u} [CommRing K] (x y z : K)
example : (x + y) * (x - y) = x ^ 2 - y ^ 2 := by poly
example : (x + y) ^ 2 * z = z * x * x + 2 * x * y * z + y ^ 2 * z := by poly
example : (x + 3 * y) ^ 4
    = x ^ 4 + 12 * x ^ 3 * y + 6 * 9 * x ^ 2 * y ^ 2 + 12 * 9 * x * y ^ 3 + 81 * y ^ 4 := by poly
example (h : x * y = z) : x * x * y + z = z + x * z := by poly_from x * h
example (h : x * y = z) (k : y = 1) : x = z := by poly_from 1 * h + (-x) * k
example (h : x = y) (k : y = z) (m : z = 5) : x - 3 = 2 := by
  poly_from 1 * h + 1 * k + 1 * m
end test

section test
variable {K : Type u} [OrderedField K] (x y z : K)
example : (x + y) / z = x / z + y * z⁻¹ := by poly
end test

end AttnProof
