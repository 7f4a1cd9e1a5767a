import AttnProof.Model.Integer
/-!
# The order of the integers

An integer is nonnegative if it is `nat k` for some `k`.

## Main results

* `Integer.nonneg_or`, `Integer.nonneg_antisymm`, `Integer.nonneg_mul_nat`.
* `Integer.mul_nat_eq_zero`: a positive natural number is not a zero divisor.
-/
set_option autoImplicit false

namespace AttnProof.Integer

/-- The nonnegative integers. -/
def Nonneg (x : Integer) : Prop := ∃ k, x = nat k

theorem nonneg_or (x : Integer) : Nonneg x ∨ Nonneg (-x) := by
  cases cases x with
  | inl h => exact .inl h
  | inr h =>
    obtain ⟨k, hk⟩ := h
    exact .inr ⟨k, by poly_from (-1) * hk⟩

theorem nonneg_add {x y : Integer} (hx : Nonneg x) (hy : Nonneg y) : Nonneg (x + y) := by
  obtain ⟨k, hk⟩ := hx
  obtain ⟨l, hl⟩ := hy
  exact ⟨k + l, by rw [nat_add, hk, hl]⟩

theorem nonneg_mul {x y : Integer} (hx : Nonneg x) (hy : Nonneg y) : Nonneg (x * y) := by
  obtain ⟨k, hk⟩ := hx
  obtain ⟨l, hl⟩ := hy
  exact ⟨k * l, by rw [nat_mul, hk, hl]⟩

theorem eq_zero_of_add_eq_zero {k l : Nat} (h : k + l = 0) : k = 0 := by
  cases l with
  | zero => exact h
  | succ l => exact nomatch h

theorem nonneg_antisymm {x : Integer} (hx : Nonneg x) (hx' : Nonneg (-x)) : x = 0 := by
  obtain ⟨k, hk⟩ := hx
  obtain ⟨l, hl⟩ := hx'
  have e : (nat (k + l) : Integer) = 0 := by
    rw [nat_add]
    poly_from (-1) * hk + (-1) * hl
  rw [hk, eq_zero_of_add_eq_zero (nat_eq_zero e)]
  exact rfl

theorem mul_succ_ne_zero {k m : Nat} (h : k * (m + 1) = 0) : k = 0 := by
  have h : k * m + k = 0 := h
  rw [Nat.add_comm] at h
  exact eq_zero_of_add_eq_zero h

/-- A positive natural number is not a zero divisor. -/
theorem mul_nat_eq_zero {x : Integer} {m : Nat} (h : x * nat (m + 1) = 0) : x = 0 := by
  have key {k : Nat} (h : (nat k * nat (m + 1) : Integer) = 0) : (nat k : Integer) = 0 := by
    rw [← nat_mul] at h
    rw [mul_succ_ne_zero (nat_eq_zero h)]
    exact rfl
  cases cases x with
  | inl hx =>
    obtain ⟨k, hk⟩ := hx
    rw [hk] at h ⊢
    exact key h
  | inr hx =>
    obtain ⟨k, hk⟩ := hx
    have e : (nat k * nat (m + 1) : Integer) = 0 := by
      poly_from (nat (m + 1)) * hk + (-1) * h
    have e' := key e
    poly_from 1 * hk + (-1) * e'

theorem mul_nat_cancel {x y : Integer} {m : Nat} (h : x * nat (m + 1) = y * nat (m + 1)) :
    x = y := eq_of_sub_eq_zero (mul_nat_eq_zero (m := m) (by poly_from 1 * h))

/-- Signs are unchanged by positive factors. -/
theorem nonneg_mul_nat {x : Integer} {m : Nat} : Nonneg (x * nat (m + 1)) ↔ Nonneg x := by
  constructor
  · intro h
    cases nonneg_or x with
    | inl h' => exact h'
    | inr h' =>
      have h'' := nonneg_mul h' ⟨m + 1, rfl⟩
      have e : -x * nat (m + 1) = -(x * nat (m + 1)) := by poly
      rw [e] at h''
      rw [mul_nat_eq_zero (nonneg_antisymm h h'')]
      exact ⟨0, rfl⟩
  · exact fun h => nonneg_mul h ⟨m + 1, rfl⟩

end AttnProof.Integer
