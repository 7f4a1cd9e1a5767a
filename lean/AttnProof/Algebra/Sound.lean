import AttnProof.Algebra.Normal
/-!
# Soundness of the normal form

## Main results

* `Expr.sound`: expressions with the same normal form have the same value in every commutative
  ring, whatever the values of the atoms.
-/
set_option autoImplicit false
universe u

namespace AttnProof
variable {K : Type u} [CommRing K]

/-- The value of an atom. -/
def atomAt : List K → Nat → K
  | [], _ => 0
  | x :: _, 0 => x
  | _ :: l, i + 1 => atomAt l i

/-- The value of a monomial. -/
def Mono.eval (l : List K) : Mono → K
  | [] => 1
  | i :: m => atomAt l i * Mono.eval l m

/-- The value of a sum. -/
def Terms.eval (l : List K) : Terms → K
  | [] => 0
  | (c, m) :: p => nat c * Mono.eval l m + Terms.eval l p

/-- The value of an expression. -/
def Expr.eval (l : List K) : Expr → K
  | atom i => atomAt l i
  | num k => nat k
  | add a b => a.eval l + b.eval l
  | mul a b => a.eval l * b.eval l
  | neg a => - a.eval l
  | sub a b => a.eval l - b.eval l
  | pow a k => a.eval l ^ k

variable (l : List K)

theorem Mono.eval_insertAtom (i : Nat) (m : Mono) :
    eval l (insertAtom i m) = atomAt l i * eval l m := by
  induction m with
  | nil => rfl
  | cons j m ih =>
    show eval l (cond (Nat.ble i j) (i :: j :: m) (j :: insertAtom i m)) = _
    cases Nat.ble i j with
    | true => rfl
    | false =>
      show atomAt l j * eval l (insertAtom i m) = atomAt l i * (atomAt l j * eval l m)
      rw [ih, mul_left_comm]

theorem Mono.eval_times (m m' : Mono) : eval l (times m m') = eval l m * eval l m' := by
  induction m with
  | nil => exact (one_mul _).symm
  | cons i m ih =>
    show eval l (insertAtom i (times m m')) = atomAt l i * eval l m * eval l m'
    rw [eval_insertAtom, ih, mul_assoc]

namespace Terms

theorem eval_insertTerm (c : Nat) (m : Mono) (p : Terms) :
    eval l (insertTerm c m p) = nat c * Mono.eval l m + eval l p := by
  induction p with
  | nil => rfl
  | cons t p ih =>
    obtain ⟨c', m'⟩ := t
    show eval l (cond (Mono.same m m') ((c + c', m') :: p)
      (cond (Mono.below m m') ((c, m) :: (c', m') :: p) ((c', m') :: insertTerm c m p))) = _
    cases hm : Mono.same m m' with
    | true =>
      show nat (c + c') * Mono.eval l m' + eval l p
        = nat c * Mono.eval l m + (nat c' * Mono.eval l m' + eval l p)
      rw [Mono.eq_of_same hm, nat_add, add_mul, add_assoc]
    | false =>
      show eval l (cond (Mono.below m m') ((c, m) :: (c', m') :: p)
        ((c', m') :: insertTerm c m p)) = _
      cases Mono.below m m' with
      | true => rfl
      | false =>
        show nat c' * Mono.eval l m' + eval l (insertTerm c m p)
          = nat c * Mono.eval l m + (nat c' * Mono.eval l m' + eval l p)
        rw [ih, add_left_comm]

theorem eval_plus (p q : Terms) : eval l (plus p q) = eval l p + eval l q := by
  induction p with
  | nil => exact (zero_add _).symm
  | cons t p ih =>
    obtain ⟨c, m⟩ := t
    show eval l (insertTerm c m (plus p q)) = nat c * Mono.eval l m + eval l p + eval l q
    rw [eval_insertTerm, ih, add_assoc]

theorem eval_scale (c : Nat) (m : Mono) (p : Terms) :
    eval l (scale c m p) = nat c * Mono.eval l m * eval l p := by
  induction p with
  | nil => exact (mul_zero _).symm
  | cons t p ih =>
    obtain ⟨c', m'⟩ := t
    show eval l (insertTerm (c * c') (Mono.times m m') (scale c m p))
      = nat c * Mono.eval l m * (nat c' * Mono.eval l m' + eval l p)
    rw [eval_insertTerm, Mono.eval_times, ih, mul_add, nat_mul, mul_mul_mul_comm]

theorem eval_times (p q : Terms) : eval l (times p q) = eval l p * eval l q := by
  induction p with
  | nil => exact (zero_mul _).symm
  | cons t p ih =>
    obtain ⟨c, m⟩ := t
    show eval l (plus (scale c m q) (times p q))
      = (nat c * Mono.eval l m + eval l p) * eval l q
    rw [eval_plus, eval_scale, ih, add_mul]

end Terms

open AttnProof.Terms in
/-- If `p` and `q` represent `x` and `y`, then `p.times q` represents `x * y`. -/
theorem Signed.eval_times {p q : Signed} {x y : K} (hx : x + Terms.eval l p.2 = Terms.eval l p.1)
    (hy : y + Terms.eval l q.2 = Terms.eval l q.1) :
    x * y + Terms.eval l (times p q).2 = Terms.eval l (times p q).1 := by
  show x * y + Terms.eval l (plus _ _) = Terms.eval l (plus _ _)
  rw [eval_plus, eval_plus, Terms.eval_times, Terms.eval_times, Terms.eval_times,
    Terms.eval_times, ← hx, ← hy]
  simp only [mul_add, add_mul, add_assoc, add_left_comm, add_comm]

theorem Signed.eval_power {p : Signed} {x : K} (hx : x + Terms.eval l p.2 = Terms.eval l p.1)
    (k : Nat) : x ^ k + Terms.eval l (power p k).2 = Terms.eval l (power p k).1 := by
  induction k with
  | zero =>
    show 1 + 0 = nat 1 * 1 + 0
    rw [nat_one, mul_one]
  | succ k ih => exact Signed.eval_times l ih hx

/-- `Expr.norm` represents the expression: its value is the difference of the two sums. -/
theorem Expr.eval_norm (e : Expr) :
    e.eval l + Terms.eval l e.norm.2 = Terms.eval l e.norm.1 := by
  induction e with
  | atom i =>
    show atomAt l i + 0 = nat 1 * (atomAt l i * 1) + 0
    rw [nat_one, one_mul, mul_one]
  | num k =>
    match k with
    | 0 => exact add_zero _
    | k + 1 =>
      show nat (k + 1) + 0 = nat (k + 1) * 1 + 0
      rw [mul_one]
  | add a b iha ihb =>
    show (a.eval l + b.eval l) + Terms.eval l (Terms.plus _ _) = Terms.eval l (Terms.plus _ _)
    rw [Terms.eval_plus, Terms.eval_plus, ← iha, ← ihb, add_add_add_comm]
  | neg a ih =>
    show -a.eval l + Terms.eval l a.norm.1 = Terms.eval l a.norm.2
    rw [← ih, ← add_assoc, neg_add, zero_add]
  | sub a b iha ihb =>
    show (a.eval l - b.eval l) + Terms.eval l (Terms.plus _ _) = Terms.eval l (Terms.plus _ _)
    rw [Terms.eval_plus, Terms.eval_plus, ← iha, ← ihb, sub_eq, ← add_add_add_comm,
      ← add_assoc (-b.eval l), neg_add, zero_add, add_assoc]
  | mul a b iha ihb => exact Signed.eval_times l iha ihb
  | pow a k ih => exact Signed.eval_power l ih k

/-- Expressions with the same normal form have the same value. -/
theorem Expr.sound {a b : Expr} (h : same a b = true) : a.eval l = b.eval l := by
  have h := congrArg (Terms.eval l) (Terms.eq_of_same h)
  rw [Terms.eval_plus, Terms.eval_plus, ← eval_norm l a, ← eval_norm l b] at h
  apply add_right_cancel (c := Terms.eval l a.norm.2 + Terms.eval l b.norm.2)
  rw [← add_assoc, h]
  simp only [add_comm, add_left_comm]

end AttnProof
