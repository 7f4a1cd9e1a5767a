import AttnProof.Algebra.Order
/-!
# Ordered fields: natural numbers, inverses, quotients, the absolute value
-/
set_option autoImplicit false
universe u

namespace AttnProof
variable {K : Type u} [OrderedField K] {a b c d : K}

theorem nat_nonneg : ∀ k : Nat, (0 : K) ≤ nat k
  | 0 => le_refl _
  | k + 1 => add_nonneg (nat_nonneg k) (le_of_lt zero_lt_one)

theorem nat_succ_pos (k : Nat) : (0 : K) < nat (k + 1) :=
  add_pos_of_nonneg_of_pos (nat_nonneg k) zero_lt_one

theorem nat_pos : ∀ {k : Nat}, 0 < k → (0 : K) < nat k
  | 0, h => absurd h (Nat.not_lt_zero 0)
  | k + 1, _ => nat_succ_pos k

theorem nat_ne_zero {k : Nat} (h : 0 < k) : (nat k : K) ≠ 0 := ne_of_gt (nat_pos h)

theorem one_le_nat : ∀ {k : Nat}, 0 < k → (1 : K) ≤ nat k
  | 0, h => absurd h (Nat.not_lt_zero 0)
  | k + 1, _ => le_of_sub_eq (nat_nonneg k) (show (nat k + 1 : K) - 1 = nat k by poly)

theorem two_pos : (0 : K) < 2 := nat_succ_pos 1

theorem two_ne_zero : (2 : K) ≠ 0 := ne_of_gt two_pos

theorem inv_mul_self (h : a ≠ 0) : a⁻¹ * a = 1 := (mul_comm _ _).trans (mul_inv a h)

/-- What behaves as the inverse is the inverse. -/
theorem eq_inv (h : a * b = 1) : b = a⁻¹ := by
  have ha : a ≠ 0 := fun e => zero_ne_one (K := K) (by rw [← h, e, zero_mul])
  have e := mul_inv a ha
  poly_from (-b) * e + a⁻¹ * h

theorem inv_ne_zero (h : a ≠ 0) : a⁻¹ ≠ 0 := fun e => zero_ne_one (K := K) (by
  rw [← mul_inv a h, e, mul_zero])

theorem inv_mul (ha : a ≠ 0) (hb : b ≠ 0) : (a * b)⁻¹ = a⁻¹ * b⁻¹ := by
  refine (eq_inv ?_).symm
  have ea := mul_inv a ha
  have eb := mul_inv b hb
  poly_from (b * b⁻¹) * ea + 1 * eb

theorem inv_pos (h : 0 < a) : 0 < a⁻¹ := by
  have e := mul_inv a (ne_of_gt h)
  refine pos_of_mul_pos_left h ?_
  rw [e]
  exact zero_lt_one

theorem div_pos (ha : 0 < a) (hb : 0 < b) : 0 < a / b := by
  rw [div_eq]
  exact mul_pos ha (inv_pos hb)

theorem div_nonneg (ha : 0 ≤ a) (hb : 0 < b) : 0 ≤ a / b := by
  rw [div_eq]
  exact mul_nonneg _ _ ha (le_of_lt (inv_pos hb))

theorem one_div_pos (h : 0 < a) : 0 < 1 / a := div_pos zero_lt_one h

theorem one_div_nat_nonneg {n : Nat} (hn : 0 < n) : (0 : K) ≤ 1 / nat n :=
  le_of_lt (one_div_pos (nat_pos hn))

theorem div_eq_iff (hb : b ≠ 0) : a / b = c ↔ a = c * b := by
  have e := mul_inv b hb
  constructor
  · intro h
    poly_from b * h + (-a) * e
  · intro h
    poly_from b⁻¹ * h + c * e

theorem eq_div_iff (hb : b ≠ 0) : c = a / b ↔ c * b = a :=
  ⟨fun h => ((div_eq_iff hb).mp h.symm).symm, fun h => ((div_eq_iff hb).mpr h.symm).symm⟩

theorem div_lt_div (hb : 0 < b) (hd : 0 < d) : a / b < c / d ↔ a * d < c * b := by
  have eb := mul_inv b (ne_of_gt hb)
  have ed := mul_inv d (ne_of_gt hd)
  have h : b * d * (a / b) = a * d := by poly_from (a * d) * eb
  have h' : b * d * (c / d) = c * b := by poly_from (c * b) * ed
  rw [← h, ← h', mul_lt_mul_left (mul_pos hb hd)]

open Classical in
/-- The absolute value. -/
noncomputable def abs (a : K) : K := if 0 ≤ a then a else -a

theorem abs_cases (a : K) : 0 ≤ a ∧ abs a = a ∨ a < 0 ∧ abs a = -a := by
  cases le_or_lt 0 a with
  | inl h => exact .inl ⟨h, ite_eq_left h⟩
  | inr h => exact .inr ⟨h, ite_eq_right (not_le_of_lt h)⟩

theorem abs_nonneg (a : K) : 0 ≤ abs a := by
  cases abs_cases a with
  | inl h =>
    rw [h.2]
    exact h.1
  | inr h =>
    rw [h.2]
    exact neg_nonneg.mpr (le_of_lt h.1)

theorem abs_sq (a : K) : abs a * abs a = a * a := by
  cases abs_cases a with
  | inl h => rw [h.2]
  | inr h =>
    rw [h.2]
    poly

theorem le_abs_self (a : K) : a ≤ abs a := by
  cases abs_cases a with
  | inl h => exact le_of_eq h.2.symm
  | inr h => exact le_trans _ _ _ (le_of_lt h.1) (abs_nonneg a)

theorem neg_le_abs_self (a : K) : -a ≤ abs a := by
  cases abs_cases a with
  | inl h => exact le_trans _ _ _ (le_of_sub_eq h.1 (by poly)) (abs_nonneg a)
  | inr h => exact le_of_eq h.2.symm

theorem mul_le_abs_mul_abs (a b : K) : a * b ≤ abs a * abs b := by
  refine le_of_sq_le_sq (mul_nonneg _ _ (abs_nonneg a) (abs_nonneg b)) (le_of_eq ?_)
  have ha := abs_sq a
  have hb := abs_sq b
  poly_from (-(b * b)) * ha + (-(abs a * abs a)) * hb

end AttnProof
