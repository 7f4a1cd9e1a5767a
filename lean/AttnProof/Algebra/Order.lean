import AttnProof.Tactic.Poly
/-!
# Ordered fields: the inequalities used later
-/
set_option autoImplicit false
universe u

namespace AttnProof
variable {K : Type u} [OrderedField K] {a b c d : K}

theorem le_of_lt (h : a < b) : a ≤ b := ((lt_iff a b).mp h).1

theorem ne_of_lt (h : a < b) : a ≠ b := ((lt_iff a b).mp h).2

theorem ne_of_gt (h : a < b) : b ≠ a := (ne_of_lt h).symm

theorem lt_of_le_of_ne (h : a ≤ b) (h' : a ≠ b) : a < b := (lt_iff a b).mpr ⟨h, h'⟩

theorem lt_irrefl (a : K) : ¬ a < a := fun h => ne_of_lt h rfl

theorem lt_of_le_of_lt (h : a ≤ b) (h' : b < c) : a < c :=
  lt_of_le_of_ne (le_trans _ _ _ h (le_of_lt h')) fun e =>
    ne_of_lt h' (le_antisymm _ _ (le_of_lt h') (e ▸ h))

theorem lt_of_lt_of_le (h : a < b) (h' : b ≤ c) : a < c :=
  lt_of_le_of_ne (le_trans _ _ _ (le_of_lt h) h') fun e =>
    ne_of_lt h (le_antisymm _ _ (le_of_lt h) (e ▸ h'))

theorem lt_trans (h : a < b) (h' : b < c) : a < c := lt_of_lt_of_le h (le_of_lt h')

theorem le_of_eq (h : a = b) : a ≤ b := h ▸ le_refl a

instance : Trans (LE.le : K → K → Prop) LE.le LE.le := ⟨le_trans _ _ _⟩
instance : Trans (LT.lt : K → K → Prop) LE.le LT.lt := ⟨lt_of_lt_of_le⟩
instance : Trans (LE.le : K → K → Prop) LT.lt LT.lt := ⟨lt_of_le_of_lt⟩
instance : Trans (LT.lt : K → K → Prop) LT.lt LT.lt := ⟨lt_trans⟩

theorem le_or_lt (a b : K) : a ≤ b ∨ b < a := by
  cases Classical.em (a ≤ b) with
  | inl h => exact .inl h
  | inr h =>
    refine .inr (lt_of_le_of_ne ((le_total a b).elim (fun h' => absurd h' h) id) ?_)
    intro e
    exact h (e ▸ le_refl _)

theorem not_le_of_lt (h : a < b) : ¬ b ≤ a := fun h' => lt_irrefl _ (lt_of_lt_of_le h h')

theorem lt_of_not_le (h : ¬ a ≤ b) : b < a := (le_or_lt a b).elim (fun h' => absurd h' h) id

theorem sub_nonneg : 0 ≤ b - a ↔ a ≤ b := by
  constructor
  · intro h
    have h' := add_le_add 0 (b - a) a h
    have e : b - a + a = b := by poly
    rwa [zero_add, e] at h'
  · intro h
    have h' := add_le_add a b (-a) h
    rwa [add_neg, ← sub_eq] at h'

theorem sub_pos : 0 < b - a ↔ a < b := by
  constructor
  · intro h
    refine lt_of_le_of_ne (sub_nonneg.mp (le_of_lt h)) fun e => ne_of_lt h ?_
    rw [e]
    poly
  · intro h
    exact lt_of_le_of_ne (sub_nonneg.mpr (le_of_lt h)) fun e =>
      ne_of_lt h (eq_of_sub_eq_zero e.symm).symm

/-- `a ≤ b` because `b - a` is visibly nonnegative. -/
theorem le_of_sub_eq (h : 0 ≤ c) (e : b - a = c) : a ≤ b := sub_nonneg.mp (e ▸ h)

/-- `a < b` because `b - a` is visibly positive. -/
theorem lt_of_sub_eq (h : 0 < c) (e : b - a = c) : a < b := sub_pos.mp (e ▸ h)

theorem neg_nonneg : 0 ≤ -a ↔ a ≤ 0 := by
  rw [← sub_nonneg (a := a), sub_eq, zero_add]

theorem neg_neg_of_pos (h : 0 < a) : -a < 0 := lt_of_sub_eq h (by poly)

theorem add_nonneg (ha : 0 ≤ a) (hb : 0 ≤ b) : 0 ≤ a + b :=
  le_trans _ _ _ ha (le_of_sub_eq hb (by poly))

theorem add_pos_of_pos_of_nonneg (ha : 0 < a) (hb : 0 ≤ b) : 0 < a + b :=
  lt_of_lt_of_le ha (le_of_sub_eq hb (by poly))

theorem add_pos_of_nonneg_of_pos (ha : 0 ≤ a) (hb : 0 < b) : 0 < a + b :=
  lt_of_le_of_lt ha (lt_of_sub_eq hb (by poly))

theorem add_pos (ha : 0 < a) (hb : 0 < b) : 0 < a + b := add_pos_of_pos_of_nonneg ha (le_of_lt hb)

theorem add_le_add' (h : a ≤ b) (h' : c ≤ d) : a + c ≤ b + d :=
  le_of_sub_eq (add_nonneg (sub_nonneg.mpr h) (sub_nonneg.mpr h')) (by poly)

theorem mul_self_nonneg (a : K) : 0 ≤ a * a := by
  cases le_total 0 a with
  | inl h => exact mul_nonneg a a h h
  | inr h =>
    have h' := neg_nonneg.mpr h
    have e : a * a = -a * -a := by poly
    rw [e]
    exact mul_nonneg _ _ h' h'

theorem zero_lt_one : (0 : K) < 1 := by
  refine lt_of_le_of_ne ?_ zero_ne_one
  rw [← mul_one (1 : K)]
  exact mul_self_nonneg 1

theorem mul_eq_zero (h : a * b = 0) : a = 0 ∨ b = 0 := by
  cases Classical.em (a = 0) with
  | inl h' => exact .inl h'
  | inr h' =>
    refine .inr ?_
    have e := mul_inv a h'
    poly_from (-b) * e + a⁻¹ * h

theorem mul_ne_zero (ha : a ≠ 0) (hb : b ≠ 0) : a * b ≠ 0 := fun h => (mul_eq_zero h).elim ha hb

theorem mul_left_cancel (ha : a ≠ 0) (h : a * b = a * c) : b = c := by
  have h' : a * (b - c) = 0 := by poly_from 1 * h
  exact eq_of_sub_eq_zero ((mul_eq_zero h').elim (fun e => absurd e ha) id)

theorem mul_pos (ha : 0 < a) (hb : 0 < b) : 0 < a * b :=
  lt_of_le_of_ne (mul_nonneg a b (le_of_lt ha) (le_of_lt hb))
    (mul_ne_zero (ne_of_gt ha) (ne_of_gt hb)).symm

theorem mul_le_mul_of_nonneg_left (h : a ≤ b) (hc : 0 ≤ c) : c * a ≤ c * b :=
  le_of_sub_eq (mul_nonneg _ _ hc (sub_nonneg.mpr h)) (by poly)

theorem mul_le_mul_of_nonneg_right (h : a ≤ b) (hc : 0 ≤ c) : a * c ≤ b * c :=
  le_of_sub_eq (mul_nonneg _ _ hc (sub_nonneg.mpr h)) (by poly)

theorem mul_lt_mul_left (hc : 0 < c) : c * a < c * b ↔ a < b := by
  constructor
  · intro h
    refine lt_of_not_le fun h' => ?_
    exact not_le_of_lt h (mul_le_mul_of_nonneg_left h' (le_of_lt hc))
  · intro h
    exact lt_of_sub_eq (mul_pos hc (sub_pos.mpr h)) (by poly)

theorem pos_of_mul_pos_left (hc : 0 < c) (h : 0 < c * a) : 0 < a :=
  (mul_lt_mul_left hc).mp (by rw [mul_zero]; exact h)

/-- Nonnegative numbers are ordered as their squares. -/
theorem le_of_sq_le_sq (hb : 0 ≤ b) (h : a * a ≤ b * b) : a ≤ b := by
  cases le_or_lt a b with
  | inl h' => exact h'
  | inr h' =>
    refine absurd h (not_le_of_lt ?_)
    have hp : 0 < (a - b) * (a + b) :=
      mul_pos (sub_pos.mpr h') (add_pos_of_pos_of_nonneg (lt_of_le_of_lt hb h') hb)
    exact lt_of_sub_eq hp (by poly)

end AttnProof
