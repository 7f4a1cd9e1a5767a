import AttnProof.Dual.Space
/-!
# Multi-head self-attention: energies, outputs, velocities

`n` tokens `X i` with `d` entries, `H` heads with score matrices `M h` and value matrices `V h`,
inverse temperature `β`. The energy is defined over any scalars with the operations it is made of,
so that the same formula is evaluated over a field and over its dual numbers.

## Main definitions

* `headEnergy`: `E_h(X) = 1 / (2 β n²) ∑ᵢ ∑ⱼ exp (β ⟪xᵢ, M_h xⱼ⟫)`; `energy`: the sum over heads.
* `headOutput`: `f_i^h = ∑ⱼ exp (β ⟪xᵢ, M_h xⱼ⟫) V_h xⱼ`.
* `velocity`: `vᵢ = (1/n) ∑_h f_i^h`, the flat flow of un-normalised self-attention (USA);
  `sphereVelocity`: `P vᵢ`, the flow on the sphere.
* `partition`, `softmaxOutput`, `softmaxVelocity`: the same for softmax self-attention (SA).
* `headRate`, `energyRate`: the derivative of the energy when the tokens move with velocity `W`,
  the `ε`-coefficient of the energy at `X + W ε`.
-/
set_option autoImplicit false
universe u

namespace AttnProof

section formulas
variable {R : Type u} [Add R] [Zero R] [One R] [Mul R] [Div R] [Exp R] {n d H : Nat}

/-- The interaction energy of one head. -/
def headEnergy (β : R) (M : Mat R d) (X : Fin n → Vec R d) : R :=
  1 / (2 * β * nat n ^ 2) * ∑ i, ∑ j, exp (β * ⟪X i, M *ᵥ X j⟫)

/-- The interaction energy of all heads. -/
def energy (β : R) (M : Fin H → Mat R d) (X : Fin n → Vec R d) : R := ∑ h, headEnergy β (M h) X

/-- The un-normalised output of one head at token `i`. -/
def headOutput (β : R) (M V : Mat R d) (X : Fin n → Vec R d) (i : Fin n) : Vec R d :=
  ∑ j, exp (β * ⟪X i, M *ᵥ X j⟫) • (V *ᵥ X j)

/-- The velocity of token `i` under un-normalised self-attention. -/
def velocity (β : R) (M V : Fin H → Mat R d) (X : Fin n → Vec R d) (i : Fin n) : Vec R d :=
  (1 / nat n : R) • ∑ h, headOutput β (M h) (V h) X i

/-- The velocity of token `i` on the sphere. -/
def sphereVelocity [Sub R] (β : R) (M V : Fin H → Mat R d) (X : Fin n → Vec R d) (i : Fin n) :
    Vec R d := proj (X i) (velocity β M V X i)

/-- The sum of the un-normalised weights of token `i`. -/
def partition (β : R) (M : Mat R d) (X : Fin n → Vec R d) (i : Fin n) : R :=
  ∑ j, exp (β * ⟪X i, M *ᵥ X j⟫)

/-- The softmax output of one head at token `i`. -/
def softmaxOutput (β : R) (M V : Mat R d) (X : Fin n → Vec R d) (i : Fin n) : Vec R d :=
  (1 / partition β M X i) • headOutput β M V X i

/-- The velocity of token `i` on the sphere under softmax self-attention. -/
def softmaxVelocity [Sub R] (β : R) (M V : Fin H → Mat R d) (X : Fin n → Vec R d) (i : Fin n) :
    Vec R d := proj (X i) (∑ h, softmaxOutput β (M h) (V h) X i)

end formulas

section rates
variable {K : Type u} [Add K] [Zero K] [One K] [Mul K] [Sub K] [Div K] [Exp K] {n d H : Nat}

/-- The derivative of the energy of one head when the tokens move with velocity `W`. -/
def headRate (β : K) (M : Mat K d) (X W : Fin n → Vec K d) : K :=
  (headEnergy (Dual.const β) M.const fun i => (X i).along (W i)).eps

/-- The derivative of the energy when the tokens move with velocity `W`. -/
def energyRate (β : K) (M : Fin H → Mat K d) (X W : Fin n → Vec K d) : K :=
  (energy (Dual.const β) (fun h => (M h).const) fun i => (X i).along (W i)).eps

end rates

end AttnProof
