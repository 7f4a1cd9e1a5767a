prelude
import Init.Core
/-! # A harsher variant of the core

Everything that tactics could see through is made reducible. Proofs that close a goal one step too
early or too late by luck fail here. Not imported by `Init`: the tests append this import to it. -/
set_option linter.all false
set_option allowUnsafeReducibility true
attribute [reducible] id Function.comp Function.const Not cast cond Bool.and Bool.or Bool.not Bool.decEq ite dite
  Nat.lt Nat.pred Nat.add Nat.mul Nat.sub Nat.pow Nat.beq Nat.ble Fin.succ
  absurd
/-- A default way to take apart an element of `Fin`, as a library might set it. -/
@[elab_as_elim, cases_eliminator] def Fin.harshCases.{u} {n : Nat} {motive : Fin n → Sort u} (i : Fin n)
    (harsh : ∀ v h, motive ⟨v, h⟩) : motive i := harsh i.val i.isLt
