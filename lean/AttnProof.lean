import AttnProof.Algebra.Classes
import AttnProof.Algebra.Exp
import AttnProof.Algebra.Field
import AttnProof.Algebra.Normal
import AttnProof.Algebra.Order
import AttnProof.Algebra.Ring
import AttnProof.Algebra.Sound
import AttnProof.Dual.Basic
import AttnProof.Dual.Const
import AttnProof.Dual.Space
import AttnProof.Energy.Alignment
import AttnProof.Energy.Counterexample
import AttnProof.Energy.Defs
import AttnProof.Energy.Flow
import AttnProof.Energy.Gradient
import AttnProof.Entropy.Bound
import AttnProof.Entropy.Counterexample
import AttnProof.Entropy.Equiangular
import AttnProof.Entropy.Production
import AttnProof.Entropy.Three
import AttnProof.Equiangular.Fraction
import AttnProof.Equiangular.General
import AttnProof.Equiangular.Gram
import AttnProof.Equiangular.Growth
import AttnProof.Equiangular.Threshold
import AttnProof.Model.Field
import AttnProof.Model.Integer
import AttnProof.Model.Order
import AttnProof.Model.Rational
import AttnProof.Radial.Decomposition
import AttnProof.Radial.Dominance
import AttnProof.Radial.Monotone
import AttnProof.Radial.Obstruction
import AttnProof.Radial.Threshold
import AttnProof.Rates.Heads
import AttnProof.Rates.Softmax
import AttnProof.Rates.Times
import AttnProof.Relu.Flow
import AttnProof.Relu.Late
import AttnProof.Space.Matrix
import AttnProof.Space.Norm
import AttnProof.Space.Sum
import AttnProof.Space.Vec
import AttnProof.Tactic.Poly
/-!
# Energies of multi-head self-attention: the Lean part of `attnproof`

This file imports every module. `README.md` lists what is proved and from what; `theorems.toml`
ties the main theorems to the claims of the suite; `Challenge.lean` states them in one file.
-/
