import AttnProof.Algebra.Exp
/-!
# The numerical bound behind the entropy counterexample

## Main results

* `circle_bracket`: a sum of exponentials at `b = -12/13` is positive, from `1 + x ≤ exp x` alone.
-/
set_option autoImplicit false
universe u

namespace AttnProof
variable {K : Type u} [ExpField K]

declare_numeral 13
declare_numeral 24
declare_numeral 61
declare_numeral 64
declare_numeral 144
declare_numeral 169
declare_numeral 275
declare_numeral 325
declare_numeral 2400
declare_numeral 4096
declare_numeral 4225
declare_numeral 16775
declare_numeral 28561
declare_numeral 111
declare_numeral 184800
declare_numeral 203320

/-- Squares of nonnegative numbers keep their order. -/
theorem sq_le_sq {a b : K} (ha : 0 ≤ a) (h : a ≤ b) : a * a ≤ b * b :=
  le_trans _ _ _ (mul_le_mul_of_nonneg_left h ha)
    (mul_le_mul_of_nonneg_right h (le_trans _ _ _ ha h))

/-- Positive factors may be cancelled in an inequality. -/
theorem le_of_mul_le {a b c : K} (hc : 0 < c) (h : c * a ≤ c * b) : a ≤ b :=
  (le_or_lt a b).elim id fun hlt => absurd h (not_le_of_lt ((mul_lt_mul_left hc).mpr hlt))

/-- The numerical heart: `2400 z¹³ < 4225 z² + 16775` for `1 ≤ z ≤ 169/144`. -/
theorem power_bound {z : K} (h₁ : 1 ≤ z) (h : 144 * z ≤ 169) :
    0 < 4225 * z ^ 2 + 16775 - 2400 * z ^ 13 := by
  have hz : 0 ≤ z := le_trans _ _ _ (le_of_lt zero_lt_one) h₁
  have h144 : (0 : K) < 144 := nat_succ_pos 143
  have h0 : 0 ≤ 144 * z := mul_nonneg _ _ (le_of_lt h144) hz
  have hzz := mul_nonneg _ _ hz hz
  -- z³ ≤ 13/8
  have t₂ := sq_le_sq h0 h
  have t₃ : 144 * z * (144 * z) * (144 * z) ≤ 169 * 169 * 169 :=
    le_trans _ _ _ (mul_le_mul_of_nonneg_left h (mul_nonneg _ _ h0 h0))
      (mul_le_mul_of_nonneg_right t₂ (nat_nonneg 169))
  have s₃ : 8 * (z * z * z) ≤ 13 := by
    refine le_of_mul_le (mul_pos (mul_pos h144 h144) h144) (le_of_sub_eq (add_nonneg
      (mul_nonneg _ _ (nat_nonneg 8) (sub_nonneg.mpr t₃)) (nat_nonneg 203320)) ?_)
    show _ = 8 * (169 * 169 * 169 - 144 * z * (144 * z) * (144 * z)) + (203320 : K)
    poly
  -- z⁶ ≤ 169/64, z¹² ≤ 7
  have s₆ := sq_le_sq (mul_nonneg _ _ (nat_nonneg 8) (mul_nonneg _ _ hzz hz)) s₃
  have hz6 : 0 ≤ 8 * (z * z * z) * (8 * (z * z * z)) := mul_self_nonneg _
  have s₁₂ := sq_le_sq hz6 s₆
  have s₁₂' : z ^ 12 ≤ 7 := by
    refine le_of_mul_le (nat_succ_pos 4095) (le_of_sub_eq (add_nonneg (sub_nonneg.mpr s₁₂)
      (nat_nonneg 111)) ?_)
    show (4096 : K) * 7 - 4096 * z ^ 12 = _ + (111 : K)
    poly
  have hfin : 0 < 144 * (4225 * z ^ 2 + 16775 - 2400 * z ^ 13) := by
    have a₁ := mul_nonneg _ _ (mul_nonneg _ _ (nat_nonneg (K := K) (144 * 2400)) hz)
      (sub_nonneg.mpr s₁₂')
    have a₂ := mul_nonneg _ _ (nat_nonneg (K := K) (7 * 2400)) (sub_nonneg.mpr h)
    have a₃ := mul_nonneg _ _ (nat_nonneg (K := K) (144 * 4225))
      (mul_nonneg _ _ (sub_nonneg.mpr h₁) (add_nonneg hz (le_of_lt zero_lt_one)))
    refine lt_of_lt_of_le (nat_succ_pos 184799) (le_of_sub_eq (add_nonneg a₁
      (add_nonneg a₂ a₃)) ?_)
    show _ - (184800 : K) = _
    rw [nat_mul, nat_mul, nat_mul]
    show _ = (144 * 2400 : K) * z * (7 - z ^ 12) + ((7 * 2400 : K) * (169 - 144 * z)
      + (144 * 4225 : K) * ((z - 1) * (z + 1)))
    poly
  exact pos_of_mul_pos_left h144 hfin

/-- The sign that decides the rows of the two near tokens, at `b = -12/13`. -/
theorem circle_bracket {b : K} (hb : 13 * b = -12) :
    0 < 4 * b * (exp 1 * exp (2 * b ^ 2 - 1) * (1 - (2 * b ^ 2 - 1)))
      + exp 1 * exp b * (1 - b)
      + exp (2 * b ^ 2 - 1) * exp b * ((2 * b ^ 2 - 1 - b) * (1 - 4 * b)) := by
  have e := mul_inv (13 : K) (ne_of_gt (nat_succ_pos 12))
  have hf : (0 : K) < 13⁻¹ := inv_pos (nat_succ_pos 12)
  have hb' : b = -12 * 13⁻¹ := by poly_from 13⁻¹ * hb + (-b) * e
  have ht : (0 : K) ≤ 25 * (13⁻¹ * 13⁻¹) :=
    mul_nonneg _ _ (nat_nonneg 25) (le_of_lt (mul_pos hf hf))
  have hz := one_le_exp ht
  have hz' : 144 * exp (25 * (13⁻¹ * 13⁻¹) : K) ≤ 169 := by
    have h := mul_le_mul_of_nonneg_left (one_add_le_exp (-(25 * (13⁻¹ * 13⁻¹) : K)))
      (exp_nonneg (25 * (13⁻¹ * 13⁻¹)))
    rw [exp_mul_exp_neg] at h
    refine le_of_sub_eq (mul_nonneg _ _ (nat_nonneg 169) (sub_nonneg.mpr h)) ?_
    show _ = (169 : K) * _
    poly_from (-(25 * (13 * 13⁻¹ + 1) * exp (25 * (13⁻¹ * 13⁻¹)))) * e
  have hE : exp (1 : K) = exp b * (exp (25 * (13⁻¹ * 13⁻¹)) : K) ^ 13 := by
    have a : b + nat 13 * (25 * (13⁻¹ * 13⁻¹)) = 1 := by
      show b + 13 * (25 * (13⁻¹ * 13⁻¹)) = 1
      poly_from 1 * hb' + (25 * 13⁻¹ + 1) * e
    rw [← exp_nat_mul, ← exp_add, a]
  have hA : exp (2 * b ^ 2 - 1) = exp b * (exp (25 * (13⁻¹ * 13⁻¹)) : K) ^ 11 := by
    have a : b + nat 11 * (25 * (13⁻¹ * 13⁻¹)) = 2 * b ^ 2 - 1 := by
      show b + 11 * (25 * (13⁻¹ * 13⁻¹)) = 2 * b ^ 2 - 1
      poly_from (1 - 2 * (b - 12 * 13⁻¹)) * hb' + (-(13⁻¹ + 1)) * e
    rw [← exp_nat_mul, ← exp_add, a]
  have hB := exp_pos b
  have hp := power_bound hz hz'
  have hz11 : 0 < (exp (25 * (13⁻¹ * 13⁻¹)) : K) ^ 11 := by
    rw [← exp_nat_mul]
    exact exp_pos _
  rw [hE, hA]
  generalize exp b = B at *
  generalize exp (25 * (13⁻¹ * 13⁻¹) : K) = z at *
  have h13 : (0 : K) < 13 * 13 * 13 :=
    mul_pos (mul_pos (nat_succ_pos 12) (nat_succ_pos 12)) (nat_succ_pos 12)
  refine pos_of_mul_pos_left h13
    (lt_of_lt_of_le (mul_pos (mul_pos (mul_pos hB hB) hz11) hp) (le_of_eq ?_))
  poly_from (-(B * B * z ^ 11 * ((8 * 169 - 8 * (169 * b ^ 2 - 12 * 13 * b + 144)) * z ^ 13
    - 169 * z ^ 2 + (-8 * (169 * b ^ 2 - 12 * 13 * b + 144) + 6 * 13 * (13 * b - 12)
      + 3 * 169)))) * hb

end AttnProof
