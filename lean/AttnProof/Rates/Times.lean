import AttnProof.Space.Sum
/-!
# Clustering times of several heads

The time from `γ₀` to `γ₁` at the rate `r` is the integral of `1 / r`. Here the integral is a finite
sum with positive weights, as in any quadrature rule.

## Main results

* `times_reverse_minkowski`: `∑_h 1/T_h ≤ 1/T` where `T_h` is the time of head `h` alone and `T` the
  time of all heads together, whose rates add.
-/
set_option autoImplicit false
universe u

namespace AttnProof
variable {K : Type u} [OrderedField K] {m H : Nat}

/-- The time that the rate `r` takes, with quadrature weights `w`. -/
def clusteringTime (w r : Fin m → K) : K := ∑ k, w k / r k

/-- For weights `l` with sum `1`: `1 / ∑ r ≤ ∑ l² / r`. -/
theorem inv_sum_le {l r : Fin H → K} (hr : ∀ h, 0 < r h) (hH : 0 < H) (hl : ∑ h, l h = 1) :
    1 / ∑ h, r h ≤ ∑ h, l h ^ 2 / r h := by
  have hR := sum_pos hH hr
  have eR := mul_inv _ (ne_of_gt hR)
  have hsq : 0 ≤ ∑ h, (l h / r h - 1 / ∑ h, r h) * (l h / r h - 1 / ∑ h, r h) * r h :=
    sum_nonneg fun h => mul_nonneg _ _ (mul_self_nonneg _) (le_of_lt (hr h))
  have hexp : ∑ h, (l h / r h - 1 / ∑ h, r h) * (l h / r h - 1 / ∑ h, r h) * r h
      = ∑ h, (l h ^ 2 / r h - 2 * (∑ h, r h)⁻¹ * l h + ((∑ h, r h)⁻¹) ^ 2 * r h) :=
    sum_congr fun h => by
      have e := mul_inv _ (ne_of_gt (hr h))
      poly_from (l h ^ 2 * (r h)⁻¹ - 2 * (∑ h, r h)⁻¹ * l h) * e
  rw [hexp, sum_add, sum_sub, ← mul_sum, ← mul_sum, hl] at hsq
  refine le_of_sub_eq hsq ?_
  poly_from (-(∑ h, r h)⁻¹) * eR

/-- **Reverse Minkowski**: the inverse times of the heads add up to at most the inverse time of all
heads together. -/
theorem times_reverse_minkowski (hm : 0 < m) (hH : 0 < H) {w : Fin m → K} (hw : ∀ k, 0 < w k)
    {r : Fin H → Fin m → K} (hr : ∀ h k, 0 < r h k) :
    ∑ h, 1 / clusteringTime w (r h) ≤ 1 / clusteringTime w fun k => ∑ h, r h k := by
  have hT (h : Fin H) : 0 < clusteringTime w (r h) := sum_pos hm fun k => div_pos (hw k) (hr h k)
  have hM : 0 < clusteringTime w fun k => ∑ h, r h k :=
    sum_pos hm fun k => div_pos (hw k) (sum_pos hH fun h => hr h k)
  have hS : 0 < ∑ h, 1 / clusteringTime w (r h) := sum_pos hH fun h => one_div_pos (hT h)
  have eS := mul_inv _ (ne_of_gt hS)
  have eM := mul_inv _ (ne_of_gt hM)
  -- the optimal weights
  have hl : ∑ h, 1 / clusteringTime w (r h) * (∑ h, 1 / clusteringTime w (r h))⁻¹ = 1 := by
    rw [← sum_mul]
    exact eS
  have hle : clusteringTime w (fun k => ∑ h, r h k) ≤ (∑ h, 1 / clusteringTime w (r h))⁻¹ := by
    have h₁ : clusteringTime w (fun k => ∑ h, r h k) ≤ ∑ k, ∑ h, w k *
        ((1 / clusteringTime w (r h) * (∑ h, 1 / clusteringTime w (r h))⁻¹) ^ 2 / r h k) := by
      refine sum_le_sum fun k => ?_
      rw [← mul_sum]
      refine le_trans _ _ _ (le_of_eq ?_) (mul_le_mul_of_nonneg_left
        (inv_sum_le (fun h => hr h k) hH hl) (le_of_lt (hw k)))
      poly
    refine le_trans _ _ _ h₁ (le_of_eq ?_)
    rw [sum_comm]
    have h₂ : ∑ h, ∑ k, w k *
        ((1 / clusteringTime w (r h) * (∑ h, 1 / clusteringTime w (r h))⁻¹) ^ 2 / r h k)
        = ∑ h, ((∑ h, 1 / clusteringTime w (r h))⁻¹) ^ 2 * (1 / clusteringTime w (r h)) :=
      sum_congr fun h => by
        have e : clusteringTime w (r h) = ∑ k, w k / r h k := rfl
        have eT := mul_inv _ (ne_of_gt (hT h))
        have e' := mul_sum ((1 / clusteringTime w (r h)
          * (∑ h, 1 / clusteringTime w (r h))⁻¹) ^ 2) fun k => w k / r h k
        rw [← e] at e'
        have e'' : ∑ k, w k *
            ((1 / clusteringTime w (r h) * (∑ h, 1 / clusteringTime w (r h))⁻¹) ^ 2 / r h k)
            = ∑ k, (1 / clusteringTime w (r h) * (∑ h, 1 / clusteringTime w (r h))⁻¹) ^ 2
              * (w k / r h k) := sum_congr fun k => by poly
        rw [e'', ← e']
        poly_from (((∑ h, 1 / clusteringTime w (r h))⁻¹) ^ 2 * (clusteringTime w (r h))⁻¹) * eT
    rw [h₂, ← mul_sum]
    poly_from (∑ h, 1 / clusteringTime w (r h))⁻¹ * eS
  have hp := mul_nonneg _ _ (mul_nonneg _ _ (le_of_lt hS) (le_of_lt (inv_pos hM)))
    (sub_nonneg.mpr hle)
  refine le_of_sub_eq hp ?_
  poly_from (-(clusteringTime w fun k => ∑ h, r h k)⁻¹) * eS
    + (∑ h, 1 / clusteringTime w (r h)) * eM

end AttnProof
