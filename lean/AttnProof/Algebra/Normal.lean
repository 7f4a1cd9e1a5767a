import AttnProof.Algebra.Ring
/-!
# Normal forms of polynomial expressions

Expressions with `+ - *`, numerals and powers over a list of atoms, a normal form that is computed
by evaluation in the kernel, and its soundness in every commutative ring.

## Main definitions

* `Expr`: expressions. `Expr.eval l e` is the value of `e` when atom `i` is the `i`-th entry of `l`.
* `Terms`: sums of monomials with natural coefficients, sorted. Signs are kept apart: `Expr.norm e`
  is a pair of such sums, the value of `e` being their difference. So no integers are needed.
* `Expr.same`: equality of normal forms, a Boolean.

## Main results

* `Expr.sound`: expressions with the same normal form have the same value.
-/
set_option autoImplicit false
universe u

namespace AttnProof

/-- Reified expressions. -/
inductive Expr where
  | atom (i : Nat)
  | num (k : Nat)
  | add (a b : Expr)
  | mul (a b : Expr)
  | neg (a : Expr)
  | sub (a b : Expr)
  | pow (a : Expr) (k : Nat)

/-- A monomial: the indices of its atoms, sorted, with repetition. -/
abbrev Mono := List Nat

/-- A sum of monomials with coefficients, sorted, without repetition. -/
abbrev Terms := List (Nat × Mono)

/-- A difference of two sums. -/
abbrev Signed := Terms × Terms

namespace Mono

/-- Multiply by one atom. -/
def insertAtom (i : Nat) : Mono → Mono
  | [] => [i]
  | j :: m => cond (Nat.ble i j) (i :: j :: m) (j :: insertAtom i m)

/-- Multiply two monomials. -/
def times : Mono → Mono → Mono
  | [], m => m
  | i :: m', m => insertAtom i (times m' m)

/-- The lexicographic order. -/
def below : Mono → Mono → Bool
  | [], _ => true
  | _ :: _, [] => false
  | i :: m, j :: m' => cond (Nat.beq i j) (below m m') (Nat.ble i j)

/-- Equality. -/
def same : Mono → Mono → Bool
  | [], [] => true
  | i :: m, j :: m' => cond (Nat.beq i j) (same m m') false
  | _, _ => false

theorem eq_of_same : ∀ {m m' : Mono}, same m m' = true → m = m'
  | [], [], _ => rfl
  | i :: m, j :: m', h => by
    have h : cond (Nat.beq i j) (same m m') false = true := h
    cases hij : Nat.beq i j with
    | true =>
      rw [hij] at h
      rw [Nat.eq_of_beq_eq_true hij, eq_of_same h]
    | false =>
      rw [hij] at h
      exact nomatch h

end Mono

namespace Terms

/-- Add one monomial with its coefficient. -/
def insertTerm (c : Nat) (m : Mono) : Terms → Terms
  | [] => [(c, m)]
  | (c', m') :: p => cond (Mono.same m m') ((c + c', m') :: p)
      (cond (Mono.below m m') ((c, m) :: (c', m') :: p) ((c', m') :: insertTerm c m p))

/-- Add two sums. -/
def plus : Terms → Terms → Terms
  | [], q => q
  | (c, m) :: p, q => insertTerm c m (plus p q)

/-- Multiply a sum by one monomial and its coefficient. -/
def scale (c : Nat) (m : Mono) : Terms → Terms
  | [] => []
  | (c', m') :: p => insertTerm (c * c') (Mono.times m m') (scale c m p)

/-- Multiply two sums. -/
def times : Terms → Terms → Terms
  | [], _ => []
  | (c, m) :: p, q => plus (scale c m q) (times p q)

/-- Equality. -/
def same : Terms → Terms → Bool
  | [], [] => true
  | (c, m) :: p, (c', m') :: q => cond (Nat.beq c c') (cond (Mono.same m m') (same p q) false) false
  | _, _ => false

theorem eq_of_same : ∀ {p q : Terms}, same p q = true → p = q
  | [], [], _ => rfl
  | (c, m) :: p, (c', m') :: q, h => by
    have h : cond (Nat.beq c c') (cond (Mono.same m m') (same p q) false) false = true := h
    cases hc : Nat.beq c c' with
    | true =>
      rw [hc] at h
      have h : cond (Mono.same m m') (same p q) false = true := h
      cases hm : Mono.same m m' with
      | true =>
        rw [hm] at h
        rw [Nat.eq_of_beq_eq_true hc, Mono.eq_of_same hm, eq_of_same h]
      | false =>
        rw [hm] at h
        exact nomatch h
    | false =>
      rw [hc] at h
      exact nomatch h

end Terms

/-- The product of two differences. -/
def Signed.times (p q : Signed) : Signed :=
  (Terms.plus (Terms.times p.1 q.1) (Terms.times p.2 q.2),
   Terms.plus (Terms.times p.1 q.2) (Terms.times p.2 q.1))

/-- A power of a difference. -/
def Signed.power (p : Signed) : Nat → Signed
  | 0 => ([(1, [])], [])
  | k + 1 => Signed.times (Signed.power p k) p

namespace Expr

/-- The normal form: the monomials of positive sign, and those of negative sign. -/
def norm : Expr → Signed
  | atom i => ([(1, [i])], [])
  | num k => (cond (Nat.beq k 0) [] [(k, [])], [])
  | add a b => (Terms.plus (norm a).1 (norm b).1, Terms.plus (norm a).2 (norm b).2)
  | neg a => ((norm a).2, (norm a).1)
  | sub a b => (Terms.plus (norm a).1 (norm b).2, Terms.plus (norm a).2 (norm b).1)
  | mul a b => Signed.times (norm a) (norm b)
  | pow a k => Signed.power (norm a) k

/-- Do the two sides have the same normal form? -/
def same (a b : Expr) : Bool :=
  Terms.same (Terms.plus (norm a).1 (norm b).2) (Terms.plus (norm b).1 (norm a).2)

end Expr

end AttnProof
