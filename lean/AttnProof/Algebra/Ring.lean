import AttnProof.Algebra.Classes
/-!
# Elementary algebra in a commutative ring

What the soundness proof of the tactic `poly` needs. Everything later uses `poly` instead.
-/
set_option autoImplicit false
universe u

namespace AttnProof
variable {K : Type u} [CommRing K]

theorem zero_add (a : K) : 0 + a = a := by rw [add_comm, add_zero]

theorem neg_add (a : K) : -a + a = 0 := by rw [add_comm, add_neg]

theorem one_mul (a : K) : 1 * a = a := by rw [mul_comm, mul_one]

theorem add_mul (a b c : K) : (a + b) * c = a * c + b * c := by
  rw [mul_comm, mul_add, mul_comm c a, mul_comm c b]

theorem add_left_comm (a b c : K) : a + (b + c) = b + (a + c) := by
  rw [← add_assoc, add_comm a b, add_assoc]

theorem mul_left_comm (a b c : K) : a * (b * c) = b * (a * c) := by
  rw [← mul_assoc, mul_comm a b, mul_assoc]

theorem add_left_cancel {a b c : K} (h : a + b = a + c) : b = c := by
  have h' : -a + (a + b) = -a + (a + c) := by rw [h]
  rwa [← add_assoc, ← add_assoc, neg_add, zero_add, zero_add] at h'

theorem add_right_cancel {a b c : K} (h : a + c = b + c) : a = b :=
  add_left_cancel (a := c) (by rw [add_comm c a, add_comm c b]; exact h)

theorem mul_zero (a : K) : a * 0 = 0 :=
  add_left_cancel (a := a * 0) (by rw [← mul_add, add_zero, add_zero])

theorem zero_mul (a : K) : 0 * a = 0 := by rw [mul_comm, mul_zero]

theorem eq_of_sub_eq_zero {a b : K} (h : a - b = 0) : a = b := by
  have h' : a - b + b = 0 + b := by rw [h]
  rwa [sub_eq, add_assoc, neg_add, add_zero, zero_add] at h'

/-- Sums of four terms, rearranged. -/
theorem add_add_add_comm (a b c d : K) : (a + b) + (c + d) = (a + c) + (b + d) := by
  rw [add_assoc, add_left_comm b, ← add_assoc]

/-- Products of four factors, rearranged. -/
theorem mul_mul_mul_comm (a b c d : K) : (a * b) * (c * d) = (a * c) * (b * d) := by
  rw [mul_assoc, mul_left_comm b, ← mul_assoc]

theorem nat_add (a b : Nat) : (nat (a + b) : K) = nat a + nat b := by
  induction b with
  | zero => exact (add_zero _).symm
  | succ b ih =>
    show nat (a + b) + 1 = nat a + (nat b + 1)
    rw [ih, add_assoc]

theorem nat_mul (a b : Nat) : (nat (a * b) : K) = nat a * nat b := by
  induction b with
  | zero => exact (mul_zero _).symm
  | succ b ih =>
    show nat (a * b + a) = nat a * (nat b + 1)
    rw [nat_add, ih, mul_add, mul_one]

theorem nat_one : (nat 1 : K) = 1 := zero_add 1

end AttnProof
