import AttnProof.Algebra.Field
/-!
# Finite sums

`∑ i, f i` is the sum over all `i : Fin n`, of scalars or of vectors; `∑ k ≠ h, f k` leaves out `h`.

## Main results

* `sum_comm`: two sums may be swapped.
* `sum_eq_add_others`: a sum is one of its terms plus the sum over the others.
-/
set_option autoImplicit false
universe u

namespace AttnProof

/-- The sum of `f` over `Fin n`. -/
def sum {A : Type u} [Add A] [Zero A] : {n : Nat} → (Fin n → A) → A
  | 0, _ => 0
  | n + 1, f => f ⟨0, Nat.zero_lt_succ n⟩ + sum fun i => f i.succ

/-- The only index below one. -/
def only : Fin 1 := ⟨0, Nat.zero_lt_succ 0⟩

/-- Are the two indices the same? -/
def sameIndex {n : Nat} (i j : Fin n) : Bool := Nat.beq i.val j.val

/-- The sum over all indices but `h`. -/
def sumOthers {A : Type u} [Add A] [Zero A] {n : Nat} (h : Fin n) (f : Fin n → A) : A :=
  sum fun k => cond (sameIndex k h) 0 (f k)

/-- Sums over all indices. -/
scoped syntax "∑ " ident ", " term:67 : term
/-- Sums over all indices but one. -/
scoped syntax "∑ " ident " ≠ " term:51 ", " term:67 : term
macro_rules
  | `(∑ $i:ident, $e) => `(sum fun $i:ident => $e)
  | `(∑ $i:ident ≠ $h, $e) => `(sumOthers $h fun $i:ident => $e)

theorem sum_congr {A : Type u} [Add A] [Zero A] {n : Nat} {f g : Fin n → A} (h : ∀ i, f i = g i) :
    ∑ i, f i = ∑ i, g i := congrArg sum (funext h)

theorem beq_self : ∀ i : Nat, Nat.beq i i = true
  | 0 => rfl
  | i + 1 => beq_self i

theorem sameIndex_self {n : Nat} (i : Fin n) : sameIndex i i = true := beq_self i.val

theorem eq_of_sameIndex {n : Nat} : ∀ {i j : Fin n}, sameIndex i j = true → i = j
  | ⟨i, hi⟩, ⟨j, hj⟩, h => by
    have e : i = j := Nat.eq_of_beq_eq_true h
    subst e
    exact rfl

theorem sameIndex_eq_false {n : Nat} {i j : Fin n} (h : i ≠ j) : sameIndex i j = false := by
  cases e : sameIndex i j with
  | true => exact absurd (eq_of_sameIndex e) h
  | false => exact rfl

/-- Where there is an index, there is something to count. -/
theorem pos_of_fin : ∀ {n : Nat}, Fin n → 0 < n
  | n + 1, _ => Nat.zero_lt_succ n

section ring
variable {K : Type u} [CommRing K] {n m : Nat}

theorem sum_zero : sum (fun _ : Fin n => (0 : K)) = 0 := by
  induction n with
  | zero => exact rfl
  | succ n ih =>
    show (0 : K) + sum (fun _ : Fin n => (0 : K)) = 0
    rw [ih]
    exact add_zero _

theorem sum_add (f g : Fin n → K) : ∑ i, (f i + g i) = ∑ i, f i + ∑ i, g i := by
  induction n with
  | zero => exact (add_zero _).symm
  | succ n ih =>
    show (f _ + g _) + sum (fun i : Fin n => f i.succ + g i.succ) = (f _ + sum _) + (g _ + sum _)
    rw [ih]
    exact add_add_add_comm _ _ _ _

theorem mul_sum (c : K) (f : Fin n → K) : c * ∑ i, f i = ∑ i, c * f i := by
  induction n with
  | zero => exact mul_zero _
  | succ n ih =>
    show c * (f _ + sum _) = c * f _ + sum fun i : Fin n => c * f i.succ
    rw [← ih]
    exact mul_add _ _ _

theorem sum_mul (f : Fin n → K) (c : K) : (∑ i, f i) * c = ∑ i, f i * c := by
  rw [mul_comm, mul_sum]
  exact sum_congr fun i => mul_comm _ _

theorem sum_neg (f : Fin n → K) : ∑ i, -f i = -∑ i, f i := by
  have e := mul_sum (-1) f
  have e' : ∑ i, -f i = ∑ i, -1 * f i := sum_congr fun i => by poly
  poly_from 1 * e' + (-1) * e

theorem sum_sub (f g : Fin n → K) : ∑ i, (f i - g i) = ∑ i, f i - ∑ i, g i := by
  have e := sum_add f fun i => -g i
  rw [sum_neg] at e
  exact (sum_congr fun i => sub_eq _ _).trans (e.trans (sub_eq _ _).symm)

theorem sum_const (c : K) : sum (fun _ : Fin n => c) = nat n * c := by
  induction n with
  | zero => exact (zero_mul c).symm
  | succ n ih =>
    show c + sum (fun _ : Fin n => c) = (nat n + 1) * c
    rw [ih]
    poly

/-- Two sums may be swapped. -/
theorem sum_comm (f : Fin n → Fin m → K) : ∑ i, ∑ j, f i j = ∑ j, ∑ i, f i j := by
  induction n with
  | zero => exact sum_zero.symm
  | succ n ih =>
    show sum (f _) + sum (fun i : Fin n => sum (f i.succ)) = sum fun j => f _ j + sum _
    rw [ih, sum_add]

/-- A sum with only one non-zero term. -/
theorem sum_single : ∀ {n : Nat} (h : Fin n) (f : Fin n → K),
    ∑ k, cond (sameIndex k h) (f k) 0 = f h
  | n + 1, ⟨0, hh⟩, f => by
    show f _ + sum (fun _ : Fin n => (0 : K)) = f _
    rw [sum_zero]
    exact add_zero _
  | n + 1, ⟨h + 1, hh⟩, f => by
    show 0 + sum (fun k : Fin n =>
      cond (sameIndex k ⟨h, Nat.le_of_succ_le_succ hh⟩) (f k.succ) 0) = _
    rw [sum_single ⟨h, Nat.le_of_succ_le_succ hh⟩ fun k => f k.succ]
    exact zero_add _

/-- A sum is one of its terms plus the sum over the others. -/
theorem sum_eq_add_others (h : Fin n) (f : Fin n → K) : ∑ k, f k = f h + ∑ k ≠ h, f k := by
  have e : ∑ k, f k = ∑ k, (cond (sameIndex k h) (f k) 0 + cond (sameIndex k h) 0 (f k)) := by
    refine sum_congr fun k => ?_
    cases sameIndex k h with
    | true => exact (add_zero _).symm
    | false => exact (zero_add _).symm
  rw [e, sum_add, sum_single h f]
  exact rfl

theorem others_congr {h : Fin n} {f g : Fin n → K} (e : ∀ k, k ≠ h → f k = g k) :
    ∑ k ≠ h, f k = ∑ k ≠ h, g k := by
  refine sum_congr fun k => ?_
  cases hk : sameIndex k h with
  | true => exact rfl
  | false =>
    refine e k fun e' => ?_
    subst e'
    exact nomatch (sameIndex_self k).symm.trans hk

theorem others_const (h : Fin n) (c : K) : sumOthers h (fun _ => c) = (nat n - 1) * c := by
  have e := sum_eq_add_others h fun _ => c
  rw [sum_const] at e
  poly_from (-1) * e

theorem others_zero (h : Fin n) : sumOthers h (fun _ => (0 : K)) = 0 := by
  rw [others_const, mul_zero]

theorem mul_others (c : K) (h : Fin n) (f : Fin n → K) : c * ∑ k ≠ h, f k = ∑ k ≠ h, c * f k := by
  have e := sum_eq_add_others h f
  have e' := sum_eq_add_others h fun k => c * f k
  rw [← mul_sum] at e'
  poly_from 1 * e' + (-c) * e

theorem others_sub (h : Fin n) (f g : Fin n → K) :
    ∑ k ≠ h, (f k - g k) = ∑ k ≠ h, f k - ∑ k ≠ h, g k := by
  have e := sum_eq_add_others h f
  have e' := sum_eq_add_others h g
  have e'' := sum_eq_add_others h fun k => f k - g k
  rw [sum_sub] at e''
  poly_from 1 * e + (-1) * e' + (-1) * e''

end ring

section order
variable {K : Type u} [OrderedField K] {n : Nat} {f g : Fin n → K}

theorem sum_nonneg (h : ∀ i, 0 ≤ f i) : 0 ≤ ∑ i, f i := by
  induction n with
  | zero => exact le_refl _
  | succ n ih => exact add_nonneg (h _) (ih fun i => h _)

theorem sum_le_sum (h : ∀ i, f i ≤ g i) : ∑ i, f i ≤ ∑ i, g i := by
  induction n with
  | zero => exact le_refl _
  | succ n ih => exact add_le_add' (h _) (ih fun i => h _)

theorem sum_pos (hn : 0 < n) (h : ∀ i, 0 < f i) : 0 < ∑ i, f i := by
  cases n with
  | zero => exact absurd hn (Nat.not_lt_zero 0)
  | succ n => exact add_pos_of_pos_of_nonneg (h _) (sum_nonneg fun i => le_of_lt (h _))

theorem others_le_others {h : Fin n} (e : ∀ k, k ≠ h → f k ≤ g k) :
    ∑ k ≠ h, f k ≤ ∑ k ≠ h, g k := by
  refine sum_le_sum fun k => ?_
  cases hk : sameIndex k h with
  | true => exact le_refl _
  | false =>
    refine e k fun e' => ?_
    subst e'
    exact nomatch (sameIndex_self k).symm.trans hk

theorem others_nonneg {h : Fin n} (e : ∀ k, k ≠ h → 0 ≤ f k) : 0 ≤ ∑ k ≠ h, f k := by
  rw [← others_zero h]
  exact others_le_others e

/-- A sum of squares vanishes only if every term does. -/
theorem eq_zero_of_sum_sq {f : Fin n → K} (h : ∑ i, f i * f i = 0) (i : Fin n) : f i = 0 := by
  have e := sum_eq_add_others i fun i => f i * f i
  rw [h] at e
  have h₁ := mul_self_nonneg (f i)
  have h₂ : 0 ≤ ∑ k ≠ i, f k * f k := others_nonneg fun k _ => mul_self_nonneg (f k)
  have h₃ : f i * f i ≤ 0 := le_of_sub_eq h₂ (by poly_from 1 * e)
  exact (mul_eq_zero (le_antisymm _ _ h₃ h₁)).elim id id

end order
end AttnProof
