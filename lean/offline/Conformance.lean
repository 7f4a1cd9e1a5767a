/-!
Generated from the offline core: compares it with the `Init` that this file is run against.
`attnproof lean --with lake` runs it with Lean's own.
-/
set_option autoImplicit false
set_option linter.all false
universe u0 u1 u2 u3 u4 u5 u6

/-! Names and types -/
noncomputable example : (∀ (x0 : (Sort (u0+1))), (Sort (u0+1))) := @Add.{u0}
noncomputable example : (∀ {x0 : (Sort (u0+1))}, (∀ [x1 : (@Add.{u0} x0)], (∀ (x2 : x0), (∀ (x3 : x0), x0)))) := @Add.add.{u0}
noncomputable example : (∀ {x0 : (Sort (u0+1))}, (∀ (x1 : (∀ (x1 : x0), (∀ (x2 : x0), x0))), (@Add.{u0} x0))) := @Add.mk.{u0}
noncomputable example : (∀ {x0 : (Sort (u1+1))}, (∀ {x1 : (∀ (x1 : (@Add.{u1} x0)), (Sort u0))}, (∀ (x2 : (∀ (x2 : (∀ (x2 : x0), (∀ (x3 : x0), x0))), (@x1 (@Add.mk.{u1} x0 x2)))), (∀ (x3 : (@Add.{u1} x0)), (@x1 x3))))) := @Add.rec.{u0, u1}
noncomputable example : (∀ (x0 : (Sort 0)), (∀ (x1 : (Sort 0)), (Sort 0))) := @And
noncomputable example : (∀ {x0 : (Sort 0)}, (∀ {x1 : (Sort 0)}, (∀ {x2 : (∀ (x2 : (@And x0 x1)), (Sort u0))}, (∀ (x3 : (@And x0 x1)), (∀ (x4 : (∀ (x4 : x0), (∀ (x5 : x1), (@x2 (@And.intro x0 x1 x4 x5))))), (@x2 x3)))))) := @And.casesOn.{u0}
noncomputable example : (∀ {x0 : (Sort 0)}, (∀ {x1 : (Sort 0)}, (∀ (x2 : x0), (∀ (x3 : x1), (@And x0 x1))))) := @And.intro
noncomputable example : (∀ {x0 : (Sort 0)}, (∀ {x1 : (Sort 0)}, (∀ (x2 : (@And x0 x1)), x0))) := @And.left
noncomputable example : (∀ {x0 : (Sort 0)}, (∀ {x1 : (Sort 0)}, (∀ {x2 : (∀ (x2 : (@And x0 x1)), (Sort u0))}, (∀ (x3 : (∀ (x3 : x0), (∀ (x4 : x1), (@x2 (@And.intro x0 x1 x3 x4))))), (∀ (x4 : (@And x0 x1)), (@x2 x4)))))) := @And.rec.{u0}
noncomputable example : (∀ {x0 : (Sort 0)}, (∀ {x1 : (Sort 0)}, (∀ (x2 : (@And x0 x1)), x1))) := @And.right
noncomputable example : (∀ (x0 : (∀ (x0 : (Sort (u0+1))), (Sort (u1+1)))), (Sort (max (u0+2) (u1+1)))) := @Applicative.{u0, u1}
noncomputable example : (∀ {x0 : (∀ (x0 : (Sort (u0+1))), (Sort (u1+1)))}, (∀ [x1 : (@Functor.{u0, u1} x0)], (∀ [x2 : (@Pure.{u0, u1} x0)], (∀ [x3 : (@Seq.{u0, u1} x0)], (∀ [x4 : (@SeqLeft.{u0, u1} x0)], (∀ [x5 : (@SeqRight.{u0, u1} x0)], (@Applicative.{u0, u1} x0))))))) := @Applicative.mk.{u0, u1}
noncomputable example : (∀ {x0 : (∀ (x0 : (Sort (u1+1))), (Sort (u2+1)))}, (∀ {x1 : (∀ (x1 : (@Applicative.{u1, u2} x0)), (Sort u0))}, (∀ (x2 : (∀ [x2 : (@Functor.{u1, u2} x0)], (∀ [x3 : (@Pure.{u1, u2} x0)], (∀ [x4 : (@Seq.{u1, u2} x0)], (∀ [x5 : (@SeqLeft.{u1, u2} x0)], (∀ [x6 : (@SeqRight.{u1, u2} x0)], (@x1 (@Applicative.mk.{u1, u2} x0 x2 x3 x4 x5 x6)))))))), (∀ (x3 : (@Applicative.{u1, u2} x0)), (@x1 x3))))) := @Applicative.rec.{u0, u1, u2}
noncomputable example : (∀ {x0 : (∀ (x0 : (Sort (u0+1))), (Sort (u1+1)))}, (∀ [x1 : (@Applicative.{u0, u1} x0)], (@Functor.{u0, u1} x0))) := @Applicative.toFunctor.{u0, u1}
noncomputable example : (∀ {x0 : (∀ (x0 : (Sort (u0+1))), (Sort (u1+1)))}, (∀ [x1 : (@Applicative.{u0, u1} x0)], (@Pure.{u0, u1} x0))) := @Applicative.toPure.{u0, u1}
noncomputable example : (∀ {x0 : (∀ (x0 : (Sort (u0+1))), (Sort (u1+1)))}, (∀ [x1 : (@Applicative.{u0, u1} x0)], (@Seq.{u0, u1} x0))) := @Applicative.toSeq.{u0, u1}
noncomputable example : (∀ {x0 : (∀ (x0 : (Sort (u0+1))), (Sort (u1+1)))}, (∀ [x1 : (@Applicative.{u0, u1} x0)], (@SeqLeft.{u0, u1} x0))) := @Applicative.toSeqLeft.{u0, u1}
noncomputable example : (∀ {x0 : (∀ (x0 : (Sort (u0+1))), (Sort (u1+1)))}, (∀ [x1 : (@Applicative.{u0, u1} x0)], (@SeqRight.{u0, u1} x0))) := @Applicative.toSeqRight.{u0, u1}
noncomputable example : (∀ (x0 : (Sort (u0+1))), (Sort (u0+1))) := @Array.{u0}
noncomputable example : (∀ {x0 : (Sort (u0+1))}, (∀ (x1 : (@List.{u0} x0)), (@Array.{u0} x0))) := @Array.mk.{u0}
noncomputable example : (∀ {x0 : (Sort (u0+1))}, (@Array.{u0} x0)) := @Array.mkArray0.{u0}
noncomputable example : (∀ {x0 : (Sort (u1+1))}, (∀ {x1 : (∀ (x1 : (@Array.{u1} x0)), (Sort u0))}, (∀ (x2 : (∀ (x2 : (@List.{u1} x0)), (@x1 (@Array.mk.{u1} x0 x2)))), (∀ (x3 : (@Array.{u1} x0)), (@x1 x3))))) := @Array.rec.{u0, u1}
noncomputable example : (∀ {x0 : (Sort (u0+1))}, (∀ (x1 : (@Array.{u0} x0)), (@List.{u0} x0))) := @Array.toList.{u0}
noncomputable example : (∀ (x0 : (∀ (x0 : (Sort (u0+1))), (Sort (u1+1)))), (Sort (max (u0+2) (u1+1)))) := @Bind.{u0, u1}
noncomputable example : (∀ {x0 : (∀ (x0 : (Sort (u0+1))), (Sort (u1+1)))}, (∀ [x1 : (@Bind.{u0, u1} x0)], (∀ {x2 : (Sort (u0+1))}, (∀ {x3 : (Sort (u0+1))}, (∀ (x4 : (@x0 x2)), (∀ (x5 : (∀ (x5 : x2), (@x0 x3))), (@x0 x3))))))) := @Bind.bind.{u0, u1}
noncomputable example : (∀ {x0 : (∀ (x0 : (Sort (u0+1))), (Sort (u1+1)))}, (∀ (x1 : (∀ {x1 : (Sort (u0+1))}, (∀ {x2 : (Sort (u0+1))}, (∀ (x3 : (@x0 x1)), (∀ (x4 : (∀ (x4 : x1), (@x0 x2))), (@x0 x2)))))), (@Bind.{u0, u1} x0))) := @Bind.mk.{u0, u1}
noncomputable example : (∀ {x0 : (∀ (x0 : (Sort (u1+1))), (Sort (u2+1)))}, (∀ {x1 : (∀ (x1 : (@Bind.{u1, u2} x0)), (Sort u0))}, (∀ (x2 : (∀ (x2 : (∀ {x2 : (Sort (u1+1))}, (∀ {x3 : (Sort (u1+1))}, (∀ (x4 : (@x0 x2)), (∀ (x5 : (∀ (x5 : x2), (@x0 x3))), (@x0 x3)))))), (@x1 (@Bind.mk.{u1, u2} x0 x2)))), (∀ (x3 : (@Bind.{u1, u2} x0)), (@x1 x3))))) := @Bind.rec.{u0, u1, u2}
noncomputable example : (∀ (x0 : @Nat), (Sort 1)) := @BitVec
noncomputable example : (∀ {x0 : @Nat}, (∀ (x1 : (@Fin (@HPow.hPow.{0, 0, 0} @Nat @Nat @Nat (@instHPow.{0, 0} @Nat @Nat (@instPowNat.{0} @Nat @instNatPowNat)) (@OfNat.ofNat.{0} @Nat (nat_lit 2) (@instOfNatNat (nat_lit 2))) x0))), (@BitVec x0))) := @BitVec.ofFin
noncomputable example : (∀ {x0 : @Nat}, (∀ {x1 : (∀ (x1 : (@BitVec x0)), (Sort u0))}, (∀ (x2 : (∀ (x2 : (@Fin (@HPow.hPow.{0, 0, 0} @Nat @Nat @Nat (@instHPow.{0, 0} @Nat @Nat (@instPowNat.{0} @Nat @instNatPowNat)) (@OfNat.ofNat.{0} @Nat (nat_lit 2) (@instOfNatNat (nat_lit 2))) x0))), (@x1 (@BitVec.ofFin x0 x2)))), (∀ (x3 : (@BitVec x0)), (@x1 x3))))) := @BitVec.rec.{u0}
noncomputable example : (∀ {x0 : @Nat}, (∀ (x1 : (@BitVec x0)), (@Fin (@HPow.hPow.{0, 0, 0} @Nat @Nat @Nat (@instHPow.{0, 0} @Nat @Nat (@instPowNat.{0} @Nat @instNatPowNat)) (@OfNat.ofNat.{0} @Nat (nat_lit 2) (@instOfNatNat (nat_lit 2))) x0)))) := @BitVec.toFin
noncomputable example : (Sort 1) := @Bool
noncomputable example : (∀ (x0 : @Bool), (∀ (x1 : (Sort 0)), (Sort 0))) := @Bool.Reflects
noncomputable example : (∀ {x0 : (∀ (x0 : @Bool), (Sort u0))}, (∀ (x1 : @Bool), (∀ (x2 : (@x0 @Bool.false)), (∀ (x3 : (@x0 @Bool.true)), (@x0 x1))))) := @Bool.casesOn.{u0}
noncomputable example : (∀ (x0 : @Bool), @Nat) := @Bool.ctorIdx
noncomputable example : @Bool := @Bool.false
noncomputable example : (∀ (x0 : @Bool), (∀ (x1 : @Bool), @Bool)) := @Bool.or
noncomputable example : (∀ {x0 : (∀ (x0 : @Bool), (Sort u0))}, (∀ (x1 : (@x0 @Bool.false)), (∀ (x2 : (@x0 @Bool.true)), (∀ (x3 : @Bool), (@x0 x3))))) := @Bool.rec.{u0}
noncomputable example : @Bool := @Bool.true
noncomputable example : (Sort 1) := @Char
noncomputable example : (∀ (x0 : @UInt32), (∀ (x1 : (@Nat.isValidChar (@UInt32.toNat x0))), @Char)) := @Char.mk
noncomputable example : (∀ {x0 : (∀ (x0 : @Char), (Sort u0))}, (∀ (x1 : (∀ (x1 : @UInt32), (∀ (x2 : (@Nat.isValidChar (@UInt32.toNat x1))), (@x0 (@Char.mk x1 x2))))), (∀ (x2 : @Char), (@x0 x2)))) := @Char.rec.{u0}
noncomputable example : (∀ (x0 : @Char), @UInt32) := @Char.val
noncomputable example : (∀ (x0 : @Char), (@Nat.isValidChar (@UInt32.toNat (@Char.val x0)))) := @Char.valid
noncomputable example : (∀ {x0 : (Sort u0)}, (∀ {x1 : (∀ (x1 : x0), (Sort 0))}, (∀ (x2 : (@Exists.{u0} x0 (fun (x2 : x0) => (@x1 x2)))), x0))) := @Classical.choose.{u0}
noncomputable example : (∀ {x0 : (Sort u0)}, (∀ {x1 : (∀ (x1 : x0), (Sort 0))}, (∀ (x2 : (@Exists.{u0} x0 (fun (x2 : x0) => (@x1 x2)))), (@x1 (@Classical.choose.{u0} x0 x1 x2))))) := @Classical.choose_spec.{u0}
noncomputable example : (∀ (x0 : (Sort 0)), (@Or x0 (@Not x0))) := @Classical.em
noncomputable example : (∀ (x0 : (Sort 0)), (@Decidable x0)) := @Classical.propDecidable
noncomputable example : (∀ (x0 : (Sort 0)), (Sort 1)) := @Decidable
noncomputable example : (∀ (x0 : (Sort 0)), (∀ [x1 : (@Decidable x0)], @Bool)) := @Decidable.decide
noncomputable example : (∀ {x0 : (Sort 0)}, (∀ (x1 : @Bool), (∀ (x2 : (@Bool.Reflects x1 x0)), (@Decidable x0)))) := @Decidable.intro
noncomputable example : (∀ {x0 : (Sort 0)}, (∀ {x1 : (∀ (x1 : (@Decidable x0)), (Sort u0))}, (∀ (x2 : (∀ (x2 : @Bool), (∀ (x3 : (@Bool.Reflects x2 x0)), (@x1 (@Decidable.intro x0 x2 x3))))), (∀ (x3 : (@Decidable x0)), (@x1 x3))))) := @Decidable.rec.{u0}
noncomputable example : (∀ {x0 : (Sort 0)}, (∀ [x1 : (@Decidable x0)], (@Bool.Reflects (@Decidable.decide x0 x1) x0))) := @Decidable.reflects_decide
noncomputable example : (∀ (x0 : (Sort u0)), (Sort (max 1 u0))) := @DecidableEq.{u0}
noncomputable example : (∀ (x0 : (Sort (u0+1))), (Sort (u0+1))) := @Div.{u0}
noncomputable example : (∀ {x0 : (Sort (u0+1))}, (∀ [x1 : (@Div.{u0} x0)], (∀ (x2 : x0), (∀ (x3 : x0), x0)))) := @Div.div.{u0}
noncomputable example : (∀ {x0 : (Sort (u0+1))}, (∀ (x1 : (∀ (x1 : x0), (∀ (x2 : x0), x0))), (@Div.{u0} x0))) := @Div.mk.{u0}
noncomputable example : (∀ {x0 : (Sort (u1+1))}, (∀ {x1 : (∀ (x1 : (@Div.{u1} x0)), (Sort u0))}, (∀ (x2 : (∀ (x2 : (∀ (x2 : x0), (∀ (x3 : x0), x0))), (@x1 (@Div.mk.{u1} x0 x2)))), (∀ (x3 : (@Div.{u1} x0)), (@x1 x3))))) := @Div.rec.{u0, u1}
noncomputable example : (∀ (x0 : (Sort (u0+1))), (∀ (x1 : (Sort (u0+1))), (∀ (x2 : (Sort (u0+1))), (Sort (u0+1))))) := @EStateM.{u0}
noncomputable example : (∀ {x0 : (Sort u0)}, (∀ (x1 : x0), (∀ (x2 : x0), (Sort 0)))) := @Eq.{u0}
noncomputable example : (∀ {x0 : (Sort u1)}, (∀ {x1 : x0}, (∀ {x2 : (∀ (x2 : x0), (∀ (x3 : (@Eq.{u1} x0 x1 x2)), (Sort u0)))}, (∀ {x3 : x0}, (∀ (x4 : (@Eq.{u1} x0 x1 x3)), (∀ (x5 : (@x2 x1 (@Eq.refl.{u1} x0 x1))), (@x2 x3 x4))))))) := @Eq.casesOn.{u0, u1}
noncomputable example : (∀ {x0 : (Sort u0)}, (∀ {x1 : (Sort u0)}, (∀ (x2 : (@Eq.{(u0+1)} (Sort u0) x0 x1)), (∀ (x3 : x0), x1)))) := @Eq.mp.{u0}
noncomputable example : (∀ {x0 : (Sort u0)}, (∀ {x1 : (Sort u0)}, (∀ (x2 : (@Eq.{(u0+1)} (Sort u0) x0 x1)), (∀ (x3 : x1), x0)))) := @Eq.mpr.{u0}
noncomputable example : (∀ {x0 : (Sort u1)}, (∀ {x1 : x0}, (∀ {x2 : (∀ (x2 : x0), (Sort u0))}, (∀ (x3 : (@x2 x1)), (∀ {x4 : x0}, (∀ (x5 : (@Eq.{u1} x0 x1 x4)), (@x2 x4))))))) := @Eq.ndrec.{u0, u1}
noncomputable example : (∀ {x0 : (Sort u1)}, (∀ {x1 : x0}, (∀ {x2 : (∀ (x2 : x0), (∀ (x3 : (@Eq.{u1} x0 x1 x2)), (Sort u0)))}, (∀ (x3 : (@x2 x1 (@Eq.refl.{u1} x0 x1))), (∀ {x4 : x0}, (∀ (x5 : (@Eq.{u1} x0 x1 x4)), (@x2 x4 x5))))))) := @Eq.rec.{u0, u1}
noncomputable example : (∀ {x0 : (Sort u0)}, (∀ (x1 : x0), (@Eq.{u0} x0 x1 x1))) := @Eq.refl.{u0}
noncomputable example : (∀ {x0 : (Sort u0)}, (∀ {x1 : x0}, (∀ {x2 : x0}, (∀ (x3 : (@Eq.{u0} x0 x1 x2)), (@Eq.{u0} x0 x2 x1))))) := @Eq.symm.{u0}
noncomputable example : (∀ {x0 : (Sort u0)}, (∀ {x1 : x0}, (∀ {x2 : x0}, (∀ {x3 : x0}, (∀ (x4 : (@Eq.{u0} x0 x1 x2)), (∀ (x5 : (@Eq.{u0} x0 x2 x3)), (@Eq.{u0} x0 x1 x3))))))) := @Eq.trans.{u0}
noncomputable example : (∀ {x0 : (Sort u0)}, (∀ (x1 : (∀ (x1 : x0), (Sort 0))), (Sort 0))) := @Exists.{u0}
noncomputable example : (∀ {x0 : (Sort u0)}, (∀ {x1 : (∀ (x1 : x0), (Sort 0))}, (∀ {x2 : (∀ (x2 : (@Exists.{u0} x0 x1)), (Sort 0))}, (∀ (x3 : (@Exists.{u0} x0 x1)), (∀ (x4 : (∀ (x4 : x0), (∀ (x5 : (@x1 x4)), (@x2 (@Exists.intro.{u0} x0 x1 x4 x5))))), (@x2 x3)))))) := @Exists.casesOn.{u0}
noncomputable example : (∀ {x0 : (Sort u0)}, (∀ {x1 : (∀ (x1 : x0), (Sort 0))}, (∀ (x2 : x0), (∀ (x3 : (@x1 x2)), (@Exists.{u0} x0 x1))))) := @Exists.intro.{u0}
noncomputable example : (∀ {x0 : (Sort u0)}, (∀ {x1 : (∀ (x1 : x0), (Sort 0))}, (∀ {x2 : (∀ (x2 : (@Exists.{u0} x0 x1)), (Sort 0))}, (∀ (x3 : (∀ (x3 : x0), (∀ (x4 : (@x1 x3)), (@x2 (@Exists.intro.{u0} x0 x1 x3 x4))))), (∀ (x4 : (@Exists.{u0} x0 x1)), (@x2 x4)))))) := @Exists.rec.{u0}
noncomputable example : (Sort 0) := @False
noncomputable example : (∀ {x0 : (Sort u0)}, (∀ (x1 : @False), x0)) := @False.elim.{u0}
noncomputable example : (∀ (x0 : (∀ (x0 : @False), (Sort u0))), (∀ (x1 : @False), (@x0 x1))) := @False.rec.{u0}
noncomputable example : (∀ (x0 : @Nat), (Sort 1)) := @Fin
noncomputable example : (∀ {x0 : @Nat}, (∀ {x1 : (∀ (x1 : (@Fin x0)), (Sort u0))}, (∀ (x2 : (@Fin x0)), (∀ (x3 : (∀ (x3 : @Nat), (∀ (x4 : (@LT.lt.{0} @Nat @instLTNat x3 x0)), (@x1 (@Fin.mk x0 x3 x4))))), (@x1 x2))))) := @Fin.casesOn.{u0}
noncomputable example : (∀ {x0 : @Nat}, (∀ (x1 : (@Fin x0)), (@LT.lt.{0} @Nat @instLTNat (@Fin.val x0 x1) x0))) := @Fin.isLt
noncomputable example : (∀ {x0 : @Nat}, (∀ (x1 : @Nat), (∀ (x2 : (@LT.lt.{0} @Nat @instLTNat x1 x0)), (@Fin x0)))) := @Fin.mk
noncomputable example : (∀ {x0 : @Nat}, (∀ {x1 : (∀ (x1 : (@Fin x0)), (Sort u0))}, (∀ (x2 : (∀ (x2 : @Nat), (∀ (x3 : (@LT.lt.{0} @Nat @instLTNat x2 x0)), (@x1 (@Fin.mk x0 x2 x3))))), (∀ (x3 : (@Fin x0)), (@x1 x3))))) := @Fin.rec.{u0}
noncomputable example : (∀ {x0 : @Nat}, (∀ (x1 : (@Fin x0)), (@Fin (@HAdd.hAdd.{0, 0, 0} @Nat @Nat @Nat (@instHAdd.{0} @Nat @instAddNat) x0 (@OfNat.ofNat.{0} @Nat (nat_lit 1) (@instOfNatNat (nat_lit 1))))))) := @Fin.succ
noncomputable example : (∀ {x0 : @Nat}, (∀ (x1 : (@Fin x0)), @Nat)) := @Fin.val
noncomputable example : (∀ (x0 : (∀ (x0 : (Sort (u0+1))), (Sort (u1+1)))), (Sort ((max (u0+1) u1)+1))) := @Functor.{u0, u1}
noncomputable example : (∀ {x0 : (∀ (x0 : (Sort (u0+1))), (Sort (u1+1)))}, (∀ [x1 : (@Functor.{u0, u1} x0)], (∀ {x2 : (Sort (u0+1))}, (∀ {x3 : (Sort (u0+1))}, (∀ (x4 : (∀ (x4 : x2), x3)), (∀ (x5 : (@x0 x2)), (@x0 x3))))))) := @Functor.map.{u0, u1}
noncomputable example : (∀ {x0 : (∀ (x0 : (Sort (u0+1))), (Sort (u1+1)))}, (∀ [x1 : (@Functor.{u0, u1} x0)], (∀ {x2 : (Sort (u0+1))}, (∀ {x3 : (Sort (u0+1))}, (∀ (x4 : x2), (∀ (x5 : (@x0 x3)), (@x0 x2))))))) := @Functor.mapConst.{u0, u1}
noncomputable example : (∀ {x0 : (∀ (x0 : (Sort (u0+1))), (Sort (u1+1)))}, (∀ (x1 : (∀ {x1 : (Sort (u0+1))}, (∀ {x2 : (Sort (u0+1))}, (∀ (x3 : (∀ (x3 : x1), x2)), (∀ (x4 : (@x0 x1)), (@x0 x2)))))), (∀ (x2 : (∀ {x2 : (Sort (u0+1))}, (∀ {x3 : (Sort (u0+1))}, (∀ (x4 : x2), (∀ (x5 : (@x0 x3)), (@x0 x2)))))), (@Functor.{u0, u1} x0)))) := @Functor.mk.{u0, u1}
noncomputable example : (∀ {x0 : (∀ (x0 : (Sort (u1+1))), (Sort (u2+1)))}, (∀ {x1 : (∀ (x1 : (@Functor.{u1, u2} x0)), (Sort u0))}, (∀ (x2 : (∀ (x2 : (∀ {x2 : (Sort (u1+1))}, (∀ {x3 : (Sort (u1+1))}, (∀ (x4 : (∀ (x4 : x2), x3)), (∀ (x5 : (@x0 x2)), (@x0 x3)))))), (∀ (x3 : (∀ {x3 : (Sort (u1+1))}, (∀ {x4 : (Sort (u1+1))}, (∀ (x5 : x3), (∀ (x6 : (@x0 x4)), (@x0 x3)))))), (@x1 (@Functor.mk.{u1, u2} x0 x2 x3))))), (∀ (x3 : (@Functor.{u1, u2} x0)), (@x1 x3))))) := @Functor.rec.{u0, u1, u2}
noncomputable example : (∀ (x0 : (Sort (u0+1))), (∀ (x1 : (Sort (u1+1))), (∀ (x2 : (@outParam.{(u2+2)} (Sort (u2+1)))), (Sort (max (max (u0+1) (u1+1)) (u2+1)))))) := @HAdd.{u0, u1, u2}
noncomputable example : (∀ {x0 : (Sort (u0+1))}, (∀ {x1 : (Sort (u1+1))}, (∀ {x2 : (@outParam.{(u2+2)} (Sort (u2+1)))}, (∀ [x3 : (@HAdd.{u0, u1, u2} x0 x1 x2)], (∀ (x4 : x0), (∀ (x5 : x1), x2)))))) := @HAdd.hAdd.{u0, u1, u2}
noncomputable example : (∀ {x0 : (Sort (u0+1))}, (∀ {x1 : (Sort (u1+1))}, (∀ {x2 : (@outParam.{(u2+2)} (Sort (u2+1)))}, (∀ (x3 : (∀ (x3 : x0), (∀ (x4 : x1), x2))), (@HAdd.{u0, u1, u2} x0 x1 x2))))) := @HAdd.mk.{u0, u1, u2}
noncomputable example : (∀ {x0 : (Sort (u1+1))}, (∀ {x1 : (Sort (u2+1))}, (∀ {x2 : (Sort (u3+1))}, (∀ {x3 : (∀ (x3 : (@HAdd.{u1, u2, u3} x0 x1 x2)), (Sort u0))}, (∀ (x4 : (∀ (x4 : (∀ (x4 : x0), (∀ (x5 : x1), x2))), (@x3 (@HAdd.mk.{u1, u2, u3} x0 x1 x2 x4)))), (∀ (x5 : (@HAdd.{u1, u2, u3} x0 x1 x2)), (@x3 x5))))))) := @HAdd.rec.{u0, u1, u2, u3}
noncomputable example : (∀ (x0 : (Sort (u0+1))), (∀ (x1 : (Sort (u1+1))), (∀ (x2 : (@outParam.{(u2+2)} (Sort (u2+1)))), (Sort (max (max (u0+1) (u1+1)) (u2+1)))))) := @HDiv.{u0, u1, u2}
noncomputable example : (∀ {x0 : (Sort (u0+1))}, (∀ {x1 : (Sort (u1+1))}, (∀ {x2 : (@outParam.{(u2+2)} (Sort (u2+1)))}, (∀ [x3 : (@HDiv.{u0, u1, u2} x0 x1 x2)], (∀ (x4 : x0), (∀ (x5 : x1), x2)))))) := @HDiv.hDiv.{u0, u1, u2}
noncomputable example : (∀ {x0 : (Sort (u0+1))}, (∀ {x1 : (Sort (u1+1))}, (∀ {x2 : (@outParam.{(u2+2)} (Sort (u2+1)))}, (∀ (x3 : (∀ (x3 : x0), (∀ (x4 : x1), x2))), (@HDiv.{u0, u1, u2} x0 x1 x2))))) := @HDiv.mk.{u0, u1, u2}
noncomputable example : (∀ {x0 : (Sort (u1+1))}, (∀ {x1 : (Sort (u2+1))}, (∀ {x2 : (Sort (u3+1))}, (∀ {x3 : (∀ (x3 : (@HDiv.{u1, u2, u3} x0 x1 x2)), (Sort u0))}, (∀ (x4 : (∀ (x4 : (∀ (x4 : x0), (∀ (x5 : x1), x2))), (@x3 (@HDiv.mk.{u1, u2, u3} x0 x1 x2 x4)))), (∀ (x5 : (@HDiv.{u1, u2, u3} x0 x1 x2)), (@x3 x5))))))) := @HDiv.rec.{u0, u1, u2, u3}
noncomputable example : (∀ {x0 : (Sort u0)}, (∀ (x1 : x0), (∀ {x2 : (Sort u0)}, (∀ (x3 : x2), (Sort 0))))) := @HEq.{u0}
noncomputable example : (∀ {x0 : (Sort u1)}, (∀ {x1 : x0}, (∀ {x2 : (∀ {x2 : (Sort u1)}, (∀ (x3 : x2), (∀ (x4 : (@HEq.{u1} x0 x1 x2 x3)), (Sort u0))))}, (∀ (x3 : (@x2 x0 x1 (@HEq.refl.{u1} x0 x1))), (∀ {x4 : (Sort u1)}, (∀ {x5 : x4}, (∀ (x6 : (@HEq.{u1} x0 x1 x4 x5)), (@x2 x4 x5 x6)))))))) := @HEq.rec.{u0, u1}
noncomputable example : (∀ {x0 : (Sort u0)}, (∀ (x1 : x0), (@HEq.{u0} x0 x1 x0 x1))) := @HEq.refl.{u0}
noncomputable example : (∀ (x0 : (Sort (u0+1))), (∀ (x1 : (Sort (u1+1))), (∀ (x2 : (@outParam.{(u2+2)} (Sort (u2+1)))), (Sort (max (max (u0+1) (u1+1)) (u2+1)))))) := @HMul.{u0, u1, u2}
noncomputable example : (∀ {x0 : (Sort (u0+1))}, (∀ {x1 : (Sort (u1+1))}, (∀ {x2 : (@outParam.{(u2+2)} (Sort (u2+1)))}, (∀ [x3 : (@HMul.{u0, u1, u2} x0 x1 x2)], (∀ (x4 : x0), (∀ (x5 : x1), x2)))))) := @HMul.hMul.{u0, u1, u2}
noncomputable example : (∀ {x0 : (Sort (u0+1))}, (∀ {x1 : (Sort (u1+1))}, (∀ {x2 : (@outParam.{(u2+2)} (Sort (u2+1)))}, (∀ (x3 : (∀ (x3 : x0), (∀ (x4 : x1), x2))), (@HMul.{u0, u1, u2} x0 x1 x2))))) := @HMul.mk.{u0, u1, u2}
noncomputable example : (∀ {x0 : (Sort (u1+1))}, (∀ {x1 : (Sort (u2+1))}, (∀ {x2 : (Sort (u3+1))}, (∀ {x3 : (∀ (x3 : (@HMul.{u1, u2, u3} x0 x1 x2)), (Sort u0))}, (∀ (x4 : (∀ (x4 : (∀ (x4 : x0), (∀ (x5 : x1), x2))), (@x3 (@HMul.mk.{u1, u2, u3} x0 x1 x2 x4)))), (∀ (x5 : (@HMul.{u1, u2, u3} x0 x1 x2)), (@x3 x5))))))) := @HMul.rec.{u0, u1, u2, u3}
noncomputable example : (∀ (x0 : (Sort (u0+1))), (∀ (x1 : (Sort (u1+1))), (∀ (x2 : (@outParam.{(u2+2)} (Sort (u2+1)))), (Sort (max (max (u0+1) (u1+1)) (u2+1)))))) := @HPow.{u0, u1, u2}
noncomputable example : (∀ {x0 : (Sort (u0+1))}, (∀ {x1 : (Sort (u1+1))}, (∀ {x2 : (@outParam.{(u2+2)} (Sort (u2+1)))}, (∀ [x3 : (@HPow.{u0, u1, u2} x0 x1 x2)], (∀ (x4 : x0), (∀ (x5 : x1), x2)))))) := @HPow.hPow.{u0, u1, u2}
noncomputable example : (∀ {x0 : (Sort (u0+1))}, (∀ {x1 : (Sort (u1+1))}, (∀ {x2 : (@outParam.{(u2+2)} (Sort (u2+1)))}, (∀ (x3 : (∀ (x3 : x0), (∀ (x4 : x1), x2))), (@HPow.{u0, u1, u2} x0 x1 x2))))) := @HPow.mk.{u0, u1, u2}
noncomputable example : (∀ {x0 : (Sort (u1+1))}, (∀ {x1 : (Sort (u2+1))}, (∀ {x2 : (Sort (u3+1))}, (∀ {x3 : (∀ (x3 : (@HPow.{u1, u2, u3} x0 x1 x2)), (Sort u0))}, (∀ (x4 : (∀ (x4 : (∀ (x4 : x0), (∀ (x5 : x1), x2))), (@x3 (@HPow.mk.{u1, u2, u3} x0 x1 x2 x4)))), (∀ (x5 : (@HPow.{u1, u2, u3} x0 x1 x2)), (@x3 x5))))))) := @HPow.rec.{u0, u1, u2, u3}
noncomputable example : (∀ (x0 : (Sort (u0+1))), (∀ (x1 : (Sort (u1+1))), (∀ (x2 : (@outParam.{(u2+2)} (Sort (u2+1)))), (Sort (max (max (u0+1) (u1+1)) (u2+1)))))) := @HSMul.{u0, u1, u2}
noncomputable example : (∀ {x0 : (Sort (u0+1))}, (∀ {x1 : (Sort (u1+1))}, (∀ {x2 : (@outParam.{(u2+2)} (Sort (u2+1)))}, (∀ [x3 : (@HSMul.{u0, u1, u2} x0 x1 x2)], (∀ (x4 : x0), (∀ (x5 : x1), x2)))))) := @HSMul.hSMul.{u0, u1, u2}
noncomputable example : (∀ {x0 : (Sort (u0+1))}, (∀ {x1 : (Sort (u1+1))}, (∀ {x2 : (@outParam.{(u2+2)} (Sort (u2+1)))}, (∀ (x3 : (∀ (x3 : x0), (∀ (x4 : x1), x2))), (@HSMul.{u0, u1, u2} x0 x1 x2))))) := @HSMul.mk.{u0, u1, u2}
noncomputable example : (∀ {x0 : (Sort (u1+1))}, (∀ {x1 : (Sort (u2+1))}, (∀ {x2 : (Sort (u3+1))}, (∀ {x3 : (∀ (x3 : (@HSMul.{u1, u2, u3} x0 x1 x2)), (Sort u0))}, (∀ (x4 : (∀ (x4 : (∀ (x4 : x0), (∀ (x5 : x1), x2))), (@x3 (@HSMul.mk.{u1, u2, u3} x0 x1 x2 x4)))), (∀ (x5 : (@HSMul.{u1, u2, u3} x0 x1 x2)), (@x3 x5))))))) := @HSMul.rec.{u0, u1, u2, u3}
noncomputable example : (∀ (x0 : (Sort (u0+1))), (∀ (x1 : (Sort (u1+1))), (∀ (x2 : (@outParam.{(u2+2)} (Sort (u2+1)))), (Sort (max (max (u0+1) (u1+1)) (u2+1)))))) := @HSub.{u0, u1, u2}
noncomputable example : (∀ {x0 : (Sort (u0+1))}, (∀ {x1 : (Sort (u1+1))}, (∀ {x2 : (@outParam.{(u2+2)} (Sort (u2+1)))}, (∀ [x3 : (@HSub.{u0, u1, u2} x0 x1 x2)], (∀ (x4 : x0), (∀ (x5 : x1), x2)))))) := @HSub.hSub.{u0, u1, u2}
noncomputable example : (∀ {x0 : (Sort (u0+1))}, (∀ {x1 : (Sort (u1+1))}, (∀ {x2 : (@outParam.{(u2+2)} (Sort (u2+1)))}, (∀ (x3 : (∀ (x3 : x0), (∀ (x4 : x1), x2))), (@HSub.{u0, u1, u2} x0 x1 x2))))) := @HSub.mk.{u0, u1, u2}
noncomputable example : (∀ {x0 : (Sort (u1+1))}, (∀ {x1 : (Sort (u2+1))}, (∀ {x2 : (Sort (u3+1))}, (∀ {x3 : (∀ (x3 : (@HSub.{u1, u2, u3} x0 x1 x2)), (Sort u0))}, (∀ (x4 : (∀ (x4 : (∀ (x4 : x0), (∀ (x5 : x1), x2))), (@x3 (@HSub.mk.{u1, u2, u3} x0 x1 x2 x4)))), (∀ (x5 : (@HSub.{u1, u2, u3} x0 x1 x2)), (@x3 x5))))))) := @HSub.rec.{u0, u1, u2, u3}
noncomputable example : (∀ (x0 : (Sort 0)), (∀ (x1 : (Sort 0)), (Sort 0))) := @Iff
noncomputable example : (∀ {x0 : (Sort 0)}, (∀ {x1 : (Sort 0)}, (∀ (x2 : (∀ (x2 : x0), x1)), (∀ (x3 : (∀ (x3 : x1), x0)), (@Iff x0 x1))))) := @Iff.intro
noncomputable example : (∀ {x0 : (Sort 0)}, (∀ {x1 : (Sort 0)}, (∀ (x2 : (@Iff x0 x1)), (∀ (x3 : x0), x1)))) := @Iff.mp
noncomputable example : (∀ {x0 : (Sort 0)}, (∀ {x1 : (Sort 0)}, (∀ (x2 : (@Iff x0 x1)), (∀ (x3 : x1), x0)))) := @Iff.mpr
noncomputable example : (∀ {x0 : (Sort 0)}, (∀ {x1 : (Sort 0)}, (∀ {x2 : (∀ (x2 : (@Iff x0 x1)), (Sort u0))}, (∀ (x3 : (∀ (x3 : (∀ (x3 : x0), x1)), (∀ (x4 : (∀ (x4 : x1), x0)), (@x2 (@Iff.intro x0 x1 x3 x4))))), (∀ (x4 : (@Iff x0 x1)), (@x2 x4)))))) := @Iff.rec.{u0}
noncomputable example : (∀ {x0 : (Sort 0)}, (@Iff x0 x0)) := @Iff.rfl
noncomputable example : (∀ (x0 : (Sort (u0+1))), (Sort (u0+1))) := @Inv.{u0}
noncomputable example : (∀ {x0 : (Sort (u0+1))}, (∀ [x1 : (@Inv.{u0} x0)], (∀ (x2 : x0), x0))) := @Inv.inv.{u0}
noncomputable example : (∀ {x0 : (Sort (u0+1))}, (∀ (x1 : (∀ (x1 : x0), x0)), (@Inv.{u0} x0))) := @Inv.mk.{u0}
noncomputable example : (∀ {x0 : (Sort (u1+1))}, (∀ {x1 : (∀ (x1 : (@Inv.{u1} x0)), (Sort u0))}, (∀ (x2 : (∀ (x2 : (∀ (x2 : x0), x0)), (@x1 (@Inv.mk.{u1} x0 x2)))), (∀ (x3 : (@Inv.{u1} x0)), (@x1 x3))))) := @Inv.rec.{u0, u1}
noncomputable example : (∀ (x0 : (Sort (u0+1))), (Sort (u0+1))) := @LE.{u0}
noncomputable example : (∀ {x0 : (Sort (u0+1))}, (∀ [x1 : (@LE.{u0} x0)], (∀ (x2 : x0), (∀ (x3 : x0), (Sort 0))))) := @LE.le.{u0}
noncomputable example : (∀ {x0 : (Sort (u0+1))}, (∀ (x1 : (∀ (x1 : x0), (∀ (x2 : x0), (Sort 0)))), (@LE.{u0} x0))) := @LE.mk.{u0}
noncomputable example : (∀ {x0 : (Sort (u1+1))}, (∀ {x1 : (∀ (x1 : (@LE.{u1} x0)), (Sort u0))}, (∀ (x2 : (∀ (x2 : (∀ (x2 : x0), (∀ (x3 : x0), (Sort 0)))), (@x1 (@LE.mk.{u1} x0 x2)))), (∀ (x3 : (@LE.{u1} x0)), (@x1 x3))))) := @LE.rec.{u0, u1}
noncomputable example : (∀ (x0 : (Sort (u0+1))), (Sort (u0+1))) := @LT.{u0}
noncomputable example : (∀ {x0 : (Sort (u0+1))}, (∀ [x1 : (@LT.{u0} x0)], (∀ (x2 : x0), (∀ (x3 : x0), (Sort 0))))) := @LT.lt.{u0}
noncomputable example : (∀ {x0 : (Sort (u0+1))}, (∀ (x1 : (∀ (x1 : x0), (∀ (x2 : x0), (Sort 0)))), (@LT.{u0} x0))) := @LT.mk.{u0}
noncomputable example : (∀ {x0 : (Sort (u1+1))}, (∀ {x1 : (∀ (x1 : (@LT.{u1} x0)), (Sort u0))}, (∀ (x2 : (∀ (x2 : (∀ (x2 : x0), (∀ (x3 : x0), (Sort 0)))), (@x1 (@LT.mk.{u1} x0 x2)))), (∀ (x3 : (@LT.{u1} x0)), (@x1 x3))))) := @LT.rec.{u0, u1}
noncomputable example : (Sort 1) := @Lean.Macro
noncomputable example : (Sort 1) := @Lean.Macro.Context
noncomputable example : (Sort 1) := @Lean.Macro.Exception
noncomputable example : (∀ (x0 : @Lean.Syntax), (∀ (x1 : @String), @Lean.Macro.Exception)) := @Lean.Macro.Exception.error
noncomputable example : (∀ {x0 : (∀ (x0 : @Lean.Macro.Exception), (Sort u0))}, (∀ (x1 : (∀ (x1 : @Lean.Syntax), (∀ (x2 : @String), (@x0 (@Lean.Macro.Exception.error x1 x2))))), (∀ (x2 : (@x0 @Lean.Macro.Exception.unsupportedSyntax)), (∀ (x3 : @Lean.Macro.Exception), (@x0 x3))))) := @Lean.Macro.Exception.rec.{u0}
noncomputable example : @Lean.Macro.Exception := @Lean.Macro.Exception.unsupportedSyntax
noncomputable example : (Sort 1) := @Lean.Macro.State
noncomputable example : (@Lean.MonadQuotation @Lean.MacroM) := @Lean.Macro.instMonadQuotationMacroM
noncomputable example : (∀ (x0 : (Sort 1)), (Sort 1)) := @Lean.MacroM
noncomputable example : (Sort 1) := @Lean.MacroScope
noncomputable example : (∀ (x0 : (∀ (x0 : (Sort 1)), (Sort 1))), (Sort 2)) := @Lean.MonadQuotation
noncomputable example : (∀ {x0 : (∀ (x0 : (Sort 1)), (Sort 1))}, (∀ [x1 : (@Lean.MonadQuotation x0)], (@x0 @Lean.Name))) := @Lean.MonadQuotation.getContext
noncomputable example : (∀ {x0 : (∀ (x0 : (Sort 1)), (Sort 1))}, (∀ [x1 : (@Lean.MonadQuotation x0)], (@x0 @Lean.MacroScope))) := @Lean.MonadQuotation.getCurrMacroScope
noncomputable example : (∀ {x0 : (∀ (x0 : (Sort 1)), (Sort 1))}, (∀ [x1 : (@Lean.MonadRef x0)], (∀ (x2 : (@x0 @Lean.MacroScope)), (∀ (x3 : (@x0 @Lean.Name)), (∀ (x4 : (∀ {x4 : (Sort 1)}, (∀ (x5 : (@x0 x4)), (@x0 x4)))), (@Lean.MonadQuotation x0)))))) := @Lean.MonadQuotation.mk
noncomputable example : (∀ {x0 : (∀ (x0 : (Sort 1)), (Sort 1))}, (∀ {x1 : (∀ (x1 : (@Lean.MonadQuotation x0)), (Sort u0))}, (∀ (x2 : (∀ [x2 : (@Lean.MonadRef x0)], (∀ (x3 : (@x0 @Lean.MacroScope)), (∀ (x4 : (@x0 @Lean.Name)), (∀ (x5 : (∀ {x5 : (Sort 1)}, (∀ (x6 : (@x0 x5)), (@x0 x5)))), (@x1 (@Lean.MonadQuotation.mk x0 x2 x3 x4 x5))))))), (∀ (x3 : (@Lean.MonadQuotation x0)), (@x1 x3))))) := @Lean.MonadQuotation.rec.{u0}
noncomputable example : (∀ {x0 : (∀ (x0 : (Sort 1)), (Sort 1))}, (∀ [x1 : (@Lean.MonadQuotation x0)], (@Lean.MonadRef x0))) := @Lean.MonadQuotation.toMonadRef
noncomputable example : (∀ {x0 : (∀ (x0 : (Sort 1)), (Sort 1))}, (∀ [x1 : (@Lean.MonadQuotation x0)], (∀ {x2 : (Sort 1)}, (∀ (x3 : (@x0 x2)), (@x0 x2))))) := @Lean.MonadQuotation.withFreshMacroScope
noncomputable example : (∀ (x0 : (∀ (x0 : (Sort 1)), (Sort 1))), (Sort 2)) := @Lean.MonadRef
noncomputable example : (∀ {x0 : (∀ (x0 : (Sort 1)), (Sort 1))}, (∀ [x1 : (@Lean.MonadRef x0)], (@x0 @Lean.Syntax))) := @Lean.MonadRef.getRef
noncomputable example : (∀ {x0 : (∀ (x0 : (Sort 1)), (Sort 1))}, (∀ (x1 : (@x0 @Lean.Syntax)), (∀ (x2 : (∀ {x2 : (Sort 1)}, (∀ (x3 : @Lean.Syntax), (∀ (x4 : (@x0 x2)), (@x0 x2))))), (@Lean.MonadRef x0)))) := @Lean.MonadRef.mk
noncomputable example : (∀ {x0 : (∀ (x0 : (Sort 1)), (Sort 1))}, (∀ [x1 : (@Monad.{0, 0} x0)], (∀ [x2 : (@Lean.MonadRef x0)], (@x0 @Lean.SourceInfo)))) := @Lean.MonadRef.mkInfoFromRefPos
noncomputable example : (∀ {x0 : (∀ (x0 : (Sort 1)), (Sort 1))}, (∀ {x1 : (∀ (x1 : (@Lean.MonadRef x0)), (Sort u0))}, (∀ (x2 : (∀ (x2 : (@x0 @Lean.Syntax)), (∀ (x3 : (∀ {x3 : (Sort 1)}, (∀ (x4 : @Lean.Syntax), (∀ (x5 : (@x0 x3)), (@x0 x3))))), (@x1 (@Lean.MonadRef.mk x0 x2 x3))))), (∀ (x3 : (@Lean.MonadRef x0)), (@x1 x3))))) := @Lean.MonadRef.rec.{u0}
noncomputable example : (∀ {x0 : (∀ (x0 : (Sort 1)), (Sort 1))}, (∀ [x1 : (@Lean.MonadRef x0)], (∀ {x2 : (Sort 1)}, (∀ (x3 : @Lean.Syntax), (∀ (x4 : (@x0 x2)), (@x0 x2)))))) := @Lean.MonadRef.withRef
noncomputable example : (Sort 1) := @Lean.Name
noncomputable example : @Lean.Name := @Lean.Name.anonymous
noncomputable example : (∀ (x0 : @Lean.Name), (∀ (x1 : @Nat), @Lean.Name)) := @Lean.Name.mkNum
noncomputable example : (∀ (x0 : @Lean.Name), (∀ (x1 : @String), @Lean.Name)) := @Lean.Name.mkStr
noncomputable example : (∀ (x0 : @String), @Lean.Name) := @Lean.Name.mkStr1
noncomputable example : (∀ (x0 : @String), (∀ (x1 : @String), @Lean.Name)) := @Lean.Name.mkStr2
noncomputable example : (∀ (x0 : @String), (∀ (x1 : @String), (∀ (x2 : @String), (∀ (x3 : @String), @Lean.Name)))) := @Lean.Name.mkStr4
noncomputable example : (∀ (x0 : @Lean.Name), (∀ (x1 : @Nat), @Lean.Name)) := @Lean.Name.num
noncomputable example : (∀ {x0 : (∀ (x0 : @Lean.Name), (Sort u0))}, (∀ (x1 : (@x0 @Lean.Name.anonymous)), (∀ (x2 : (∀ (x2 : @Lean.Name), (∀ (x3 : @String), (∀ (x4 : (@x0 x2)), (@x0 (@Lean.Name.str x2 x3)))))), (∀ (x3 : (∀ (x3 : @Lean.Name), (∀ (x4 : @Nat), (∀ (x5 : (@x0 x3)), (@x0 (@Lean.Name.num x3 x4)))))), (∀ (x4 : @Lean.Name), (@x0 x4)))))) := @Lean.Name.rec.{u0}
noncomputable example : (∀ (x0 : @Lean.Name), (∀ (x1 : @String), @Lean.Name)) := @Lean.Name.str
noncomputable example : (Sort 1) := @Lean.Parser.Category
noncomputable example : @Lean.Parser.Category := @Lean.Parser.Category.mk
noncomputable example : (∀ {x0 : (∀ (x0 : @Lean.Parser.Category), (Sort u0))}, (∀ (x1 : (@x0 @Lean.Parser.Category.mk)), (∀ (x2 : @Lean.Parser.Category), (@x0 x2)))) := @Lean.Parser.Category.rec.{u0}
noncomputable example : (Sort 1) := @Lean.ParserDescr
noncomputable example : (∀ (x0 : @Lean.Name), (∀ (x1 : @Lean.ParserDescr), (∀ (x2 : @Lean.ParserDescr), @Lean.ParserDescr))) := @Lean.ParserDescr.binary
noncomputable example : (∀ (x0 : @Lean.Name), (∀ (x1 : @Nat), @Lean.ParserDescr)) := @Lean.ParserDescr.cat
noncomputable example : (∀ (x0 : @Lean.Name), @Lean.ParserDescr) := @Lean.ParserDescr.const
noncomputable example : (∀ (x0 : @Lean.SyntaxNodeKind), (∀ (x1 : @Nat), (∀ (x2 : @Lean.ParserDescr), @Lean.ParserDescr))) := @Lean.ParserDescr.node
noncomputable example : (∀ (x0 : @String), (∀ (x1 : @Lean.SyntaxNodeKind), (∀ (x2 : @Lean.ParserDescr), @Lean.ParserDescr))) := @Lean.ParserDescr.nodeWithAntiquot
noncomputable example : (∀ (x0 : @String), (∀ (x1 : @Bool), @Lean.ParserDescr)) := @Lean.ParserDescr.nonReservedSymbol
noncomputable example : (∀ (x0 : @Lean.Name), @Lean.ParserDescr) := @Lean.ParserDescr.parser
noncomputable example : (∀ {x0 : (∀ (x0 : @Lean.ParserDescr), (Sort u0))}, (∀ (x1 : (∀ (x1 : @Lean.Name), (@x0 (@Lean.ParserDescr.const x1)))), (∀ (x2 : (∀ (x2 : @Lean.Name), (∀ (x3 : @Lean.ParserDescr), (∀ (x4 : (@x0 x3)), (@x0 (@Lean.ParserDescr.unary x2 x3)))))), (∀ (x3 : (∀ (x3 : @Lean.Name), (∀ (x4 : @Lean.ParserDescr), (∀ (x5 : @Lean.ParserDescr), (∀ (x6 : (@x0 x4)), (∀ (x7 : (@x0 x5)), (@x0 (@Lean.ParserDescr.binary x3 x4 x5)))))))), (∀ (x4 : (∀ (x4 : @Lean.SyntaxNodeKind), (∀ (x5 : @Nat), (∀ (x6 : @Lean.ParserDescr), (∀ (x7 : (@x0 x6)), (@x0 (@Lean.ParserDescr.node x4 x5 x6))))))), (∀ (x5 : (∀ (x5 : @Lean.SyntaxNodeKind), (∀ (x6 : @Nat), (∀ (x7 : @Nat), (∀ (x8 : @Lean.ParserDescr), (∀ (x9 : (@x0 x8)), (@x0 (@Lean.ParserDescr.trailingNode x5 x6 x7 x8)))))))), (∀ (x6 : (∀ (x6 : @String), (@x0 (@Lean.ParserDescr.symbol x6)))), (∀ (x7 : (∀ (x7 : @String), (∀ (x8 : @Bool), (@x0 (@Lean.ParserDescr.nonReservedSymbol x7 x8))))), (∀ (x8 : (∀ (x8 : @Lean.Name), (∀ (x9 : @Nat), (@x0 (@Lean.ParserDescr.cat x8 x9))))), (∀ (x9 : (∀ (x9 : @Lean.Name), (@x0 (@Lean.ParserDescr.parser x9)))), (∀ (x10 : (∀ (x10 : @String), (∀ (x11 : @Lean.SyntaxNodeKind), (∀ (x12 : @Lean.ParserDescr), (∀ (x13 : (@x0 x12)), (@x0 (@Lean.ParserDescr.nodeWithAntiquot x10 x11 x12))))))), (∀ (x11 : (∀ (x11 : @Lean.ParserDescr), (∀ (x12 : @String), (∀ (x13 : @Lean.ParserDescr), (∀ (x14 : @Bool), (∀ (x15 : (@x0 x11)), (∀ (x16 : (@x0 x13)), (@x0 (@Lean.ParserDescr.sepBy x11 x12 x13 x14))))))))), (∀ (x12 : (∀ (x12 : @Lean.ParserDescr), (∀ (x13 : @String), (∀ (x14 : @Lean.ParserDescr), (∀ (x15 : @Bool), (∀ (x16 : (@x0 x12)), (∀ (x17 : (@x0 x14)), (@x0 (@Lean.ParserDescr.sepBy1 x12 x13 x14 x15))))))))), (∀ (x13 : (∀ (x13 : @String), (∀ (x14 : @String), (∀ (x15 : @Bool), (@x0 (@Lean.ParserDescr.unicodeSymbol x13 x14 x15)))))), (∀ (x14 : @Lean.ParserDescr), (@x0 x14)))))))))))))))) := @Lean.ParserDescr.rec.{u0}
noncomputable example : (∀ (x0 : @Lean.ParserDescr), (∀ (x1 : @String), (∀ (x2 : @Lean.ParserDescr), (∀ (x3 : (@optParam.{1} @Bool @Bool.false)), @Lean.ParserDescr)))) := @Lean.ParserDescr.sepBy
noncomputable example : (∀ (x0 : @Lean.ParserDescr), (∀ (x1 : @String), (∀ (x2 : @Lean.ParserDescr), (∀ (x3 : (@optParam.{1} @Bool @Bool.false)), @Lean.ParserDescr)))) := @Lean.ParserDescr.sepBy1
noncomputable example : (∀ (x0 : @String), @Lean.ParserDescr) := @Lean.ParserDescr.symbol
noncomputable example : (∀ (x0 : @Lean.SyntaxNodeKind), (∀ (x1 : @Nat), (∀ (x2 : @Nat), (∀ (x3 : @Lean.ParserDescr), @Lean.ParserDescr)))) := @Lean.ParserDescr.trailingNode
noncomputable example : (∀ (x0 : @Lean.Name), (∀ (x1 : @Lean.ParserDescr), @Lean.ParserDescr)) := @Lean.ParserDescr.unary
noncomputable example : (∀ (x0 : @String), (∀ (x1 : @String), (∀ (x2 : @Bool), @Lean.ParserDescr))) := @Lean.ParserDescr.unicodeSymbol
noncomputable example : (∀ (x0 : (Sort 1)), (Sort 1)) := @Lean.PrettyPrinter.UnexpandM
noncomputable example : (Sort 1) := @Lean.PrettyPrinter.Unexpander
noncomputable example : (@Lean.MonadQuotation @Lean.PrettyPrinter.UnexpandM) := @Lean.PrettyPrinter.instMonadQuotationUnexpandM
noncomputable example : (Sort 1) := @Lean.SourceInfo
noncomputable example : @Lean.SourceInfo := @Lean.SourceInfo.none
noncomputable example : (∀ (x0 : @Substring.Raw), (∀ (x1 : @String.Pos.Raw), (∀ (x2 : @Substring.Raw), (∀ (x3 : @String.Pos.Raw), @Lean.SourceInfo)))) := @Lean.SourceInfo.original
noncomputable example : (∀ {x0 : (∀ (x0 : @Lean.SourceInfo), (Sort u0))}, (∀ (x1 : (∀ (x1 : @Substring.Raw), (∀ (x2 : @String.Pos.Raw), (∀ (x3 : @Substring.Raw), (∀ (x4 : @String.Pos.Raw), (@x0 (@Lean.SourceInfo.original x1 x2 x3 x4))))))), (∀ (x2 : (∀ (x2 : @String.Pos.Raw), (∀ (x3 : @String.Pos.Raw), (∀ (x4 : @Bool), (@x0 (@Lean.SourceInfo.synthetic x2 x3 x4)))))), (∀ (x3 : (@x0 @Lean.SourceInfo.none)), (∀ (x4 : @Lean.SourceInfo), (@x0 x4)))))) := @Lean.SourceInfo.rec.{u0}
noncomputable example : (∀ (x0 : @String.Pos.Raw), (∀ (x1 : @String.Pos.Raw), (∀ (x2 : (@optParam.{1} @Bool @Bool.false)), @Lean.SourceInfo))) := @Lean.SourceInfo.synthetic
noncomputable example : (Sort 1) := @Lean.Syntax
noncomputable example : (Sort 1) := @Lean.Syntax.Preresolved
noncomputable example : (∀ (x0 : @Lean.Name), (∀ (x1 : (@List.{0} @String)), @Lean.Syntax.Preresolved)) := @Lean.Syntax.Preresolved.decl
noncomputable example : (∀ (x0 : @Lean.Name), @Lean.Syntax.Preresolved) := @Lean.Syntax.Preresolved.namespace
noncomputable example : (∀ {x0 : (∀ (x0 : @Lean.Syntax.Preresolved), (Sort u0))}, (∀ (x1 : (∀ (x1 : @Lean.Name), (@x0 (@Lean.Syntax.Preresolved.namespace x1)))), (∀ (x2 : (∀ (x2 : @Lean.Name), (∀ (x3 : (@List.{0} @String)), (@x0 (@Lean.Syntax.Preresolved.decl x2 x3))))), (∀ (x3 : @Lean.Syntax.Preresolved), (@x0 x3))))) := @Lean.Syntax.Preresolved.rec.{u0}
noncomputable example : (∀ (x0 : @Lean.SourceInfo), (∀ (x1 : @String), @Lean.Syntax)) := @Lean.Syntax.atom
noncomputable example : (∀ (x0 : @Lean.Syntax), (∀ (x1 : @Nat), @Lean.Syntax)) := @Lean.Syntax.getArg
noncomputable example : (∀ (x0 : @Lean.SourceInfo), (∀ (x1 : @Substring.Raw), (∀ (x2 : @Lean.Name), (∀ (x3 : (@List.{0} @Lean.Syntax.Preresolved)), @Lean.Syntax)))) := @Lean.Syntax.ident
noncomputable example : (∀ (x0 : @Lean.Syntax), (∀ (x1 : @Lean.SyntaxNodeKind), @Bool)) := @Lean.Syntax.isOfKind
noncomputable example : (∀ (x0 : @Lean.Syntax), (∀ (x1 : @Nat), @Bool)) := @Lean.Syntax.matchesNull
noncomputable example : @Lean.Syntax := @Lean.Syntax.missing
noncomputable example : (∀ (x0 : @Lean.SourceInfo), (∀ (x1 : @Lean.SyntaxNodeKind), (∀ (x2 : (@Array.{0} @Lean.Syntax)), @Lean.Syntax))) := @Lean.Syntax.node
noncomputable example : (∀ (x0 : @Lean.SourceInfo), (∀ (x1 : @Lean.SyntaxNodeKind), (∀ (x2 : @Lean.Syntax), @Lean.Syntax))) := @Lean.Syntax.node1
noncomputable example : (∀ (x0 : @Lean.SourceInfo), (∀ (x1 : @Lean.SyntaxNodeKind), (∀ (x2 : @Lean.Syntax), (∀ (x3 : @Lean.Syntax), @Lean.Syntax)))) := @Lean.Syntax.node2
noncomputable example : (∀ (x0 : @Lean.SourceInfo), (∀ (x1 : @Lean.SyntaxNodeKind), (∀ (x2 : @Lean.Syntax), (∀ (x3 : @Lean.Syntax), (∀ (x4 : @Lean.Syntax), @Lean.Syntax))))) := @Lean.Syntax.node3
noncomputable example : (∀ (x0 : @Lean.SourceInfo), (∀ (x1 : @Lean.SyntaxNodeKind), (∀ (x2 : @Lean.Syntax), (∀ (x3 : @Lean.Syntax), (∀ (x4 : @Lean.Syntax), (∀ (x5 : @Lean.Syntax), @Lean.Syntax)))))) := @Lean.Syntax.node4
noncomputable example : (∀ (x0 : @Lean.SourceInfo), (∀ (x1 : @Lean.SyntaxNodeKind), (∀ (x2 : @Lean.Syntax), (∀ (x3 : @Lean.Syntax), (∀ (x4 : @Lean.Syntax), (∀ (x5 : @Lean.Syntax), (∀ (x6 : @Lean.Syntax), @Lean.Syntax))))))) := @Lean.Syntax.node5
noncomputable example : (∀ (x0 : @Lean.SourceInfo), (∀ (x1 : @Lean.SyntaxNodeKind), (∀ (x2 : @Lean.Syntax), (∀ (x3 : @Lean.Syntax), (∀ (x4 : @Lean.Syntax), (∀ (x5 : @Lean.Syntax), (∀ (x6 : @Lean.Syntax), (∀ (x7 : @Lean.Syntax), @Lean.Syntax)))))))) := @Lean.Syntax.node6
noncomputable example : (∀ (x0 : @Lean.SourceInfo), (∀ (x1 : @Lean.SyntaxNodeKind), (∀ (x2 : @Lean.Syntax), (∀ (x3 : @Lean.Syntax), (∀ (x4 : @Lean.Syntax), (∀ (x5 : @Lean.Syntax), (∀ (x6 : @Lean.Syntax), (∀ (x7 : @Lean.Syntax), (∀ (x8 : @Lean.Syntax), @Lean.Syntax))))))))) := @Lean.Syntax.node7
noncomputable example : (∀ {x0 : (∀ (x0 : @Lean.Syntax), (Sort u0))}, (∀ {x1 : (∀ (x1 : (@Array.{0} @Lean.Syntax)), (Sort u0))}, (∀ {x2 : (∀ (x2 : (@List.{0} @Lean.Syntax)), (Sort u0))}, (∀ (x3 : (@x0 @Lean.Syntax.missing)), (∀ (x4 : (∀ (x4 : @Lean.SourceInfo), (∀ (x5 : @Lean.SyntaxNodeKind), (∀ (x6 : (@Array.{0} @Lean.Syntax)), (∀ (x7 : (@x1 x6)), (@x0 (@Lean.Syntax.node x4 x5 x6))))))), (∀ (x5 : (∀ (x5 : @Lean.SourceInfo), (∀ (x6 : @String), (@x0 (@Lean.Syntax.atom x5 x6))))), (∀ (x6 : (∀ (x6 : @Lean.SourceInfo), (∀ (x7 : @Substring.Raw), (∀ (x8 : @Lean.Name), (∀ (x9 : (@List.{0} @Lean.Syntax.Preresolved)), (@x0 (@Lean.Syntax.ident x6 x7 x8 x9))))))), (∀ (x7 : (∀ (x7 : (@List.{0} @Lean.Syntax)), (∀ (x8 : (@x2 x7)), (@x1 (@Array.mk.{0} @Lean.Syntax x7))))), (∀ (x8 : (@x2 (@List.nil.{0} @Lean.Syntax))), (∀ (x9 : (∀ (x9 : @Lean.Syntax), (∀ (x10 : (@List.{0} @Lean.Syntax)), (∀ (x11 : (@x0 x9)), (∀ (x12 : (@x2 x10)), (@x2 (@List.cons.{0} @Lean.Syntax x9 x10))))))), (∀ (x10 : @Lean.Syntax), (@x0 x10)))))))))))) := @Lean.Syntax.rec.{u0}
noncomputable example : (Sort 1) := @Lean.SyntaxNodeKind
noncomputable example : (Sort 1) := @Lean.SyntaxNodeKinds
noncomputable example : (∀ (x0 : @Lean.SyntaxNodeKinds), (Sort 1)) := @Lean.TSyntax
noncomputable example : (∀ {x0 : @Lean.SyntaxNodeKinds}, (∀ (x1 : @Lean.Syntax), (@Lean.TSyntax x0))) := @Lean.TSyntax.mk
noncomputable example : (∀ {x0 : @Lean.SyntaxNodeKinds}, (∀ (x1 : (@Lean.TSyntax x0)), @Lean.Syntax)) := @Lean.TSyntax.raw
noncomputable example : (∀ {x0 : @Lean.SyntaxNodeKinds}, (∀ {x1 : (∀ (x1 : (@Lean.TSyntax x0)), (Sort u0))}, (∀ (x2 : (∀ (x2 : @Lean.Syntax), (@x1 (@Lean.TSyntax.mk x0 x2)))), (∀ (x3 : (@Lean.TSyntax x0)), (@x1 x3))))) := @Lean.TSyntax.rec.{u0}
noncomputable example : (Sort 1) := @Lean.TrailingParserDescr
noncomputable example : (∀ (x0 : @Lean.Name), (∀ (x1 : @Lean.Name), (∀ (x2 : @Lean.MacroScope), @Lean.Name))) := @Lean.addMacroScope
noncomputable example : (∀ {x0 : (∀ (x0 : (Sort 1)), (Sort 1))}, (∀ [x1 : (@Monad.{0, 0} x0)], (∀ [x2 : (@Lean.MonadRef x0)], (∀ {x3 : (Sort 1)}, (∀ (x4 : @Lean.Syntax), (∀ (x5 : (@x0 x3)), (@x0 x3))))))) := @Lean.withRef
noncomputable example : (∀ (x0 : (Sort (u0+1))), (Sort (u0+1))) := @List.{u0}
noncomputable example : (∀ {x0 : (Sort (u1+1))}, (∀ {x1 : (∀ (x1 : (@List.{u1} x0)), (Sort u0))}, (∀ (x2 : (@List.{u1} x0)), (Sort (max (u1+1) u0))))) := @List.below.{u0, u1}
noncomputable example : (∀ {x0 : (Sort (u1+1))}, (∀ {x1 : (∀ (x1 : (@List.{u1} x0)), (Sort u0))}, (∀ (x2 : (@List.{u1} x0)), (∀ (x3 : (∀ (x3 : (@List.{u1} x0)), (∀ (x4 : (@List.below.{u0, u1} x0 x1 x3)), (@x1 x3)))), (@x1 x2))))) := @List.brecOn.{u0, u1}
noncomputable example : (∀ {x0 : (Sort (u1+1))}, (∀ {x1 : (∀ (x1 : (@List.{u1} x0)), (Sort u0))}, (∀ (x2 : (@List.{u1} x0)), (∀ (x3 : (@x1 (@List.nil.{u1} x0))), (∀ (x4 : (∀ (x4 : x0), (∀ (x5 : (@List.{u1} x0)), (@x1 (@List.cons.{u1} x0 x4 x5))))), (@x1 x2)))))) := @List.casesOn.{u0, u1}
noncomputable example : (∀ {x0 : (Sort (u0+1))}, (∀ (x1 : x0), (∀ (x2 : (@List.{u0} x0)), (@List.{u0} x0)))) := @List.cons.{u0}
noncomputable example : (∀ {x0 : (Sort (u0+1))}, (@List.{u0} x0)) := @List.nil.{u0}
noncomputable example : (∀ {x0 : (Sort (u1+1))}, (∀ {x1 : (∀ (x1 : (@List.{u1} x0)), (Sort u0))}, (∀ (x2 : (@x1 (@List.nil.{u1} x0))), (∀ (x3 : (∀ (x3 : x0), (∀ (x4 : (@List.{u1} x0)), (∀ (x5 : (@x1 x4)), (@x1 (@List.cons.{u1} x0 x3 x4)))))), (∀ (x4 : (@List.{u1} x0)), (@x1 x4)))))) := @List.rec.{u0, u1}
noncomputable example : (∀ (x0 : (∀ (x0 : (Sort (u0+1))), (Sort (u1+1)))), (Sort ((max (u0+1) u1)+1))) := @Monad.{u0, u1}
noncomputable example : (∀ {x0 : (∀ (x0 : (Sort (u0+1))), (Sort (u1+1)))}, (∀ [x1 : (@Applicative.{u0, u1} x0)], (∀ [x2 : (@Bind.{u0, u1} x0)], (@Monad.{u0, u1} x0)))) := @Monad.mk.{u0, u1}
noncomputable example : (∀ {x0 : (∀ (x0 : (Sort (u1+1))), (Sort (u2+1)))}, (∀ {x1 : (∀ (x1 : (@Monad.{u1, u2} x0)), (Sort u0))}, (∀ (x2 : (∀ [x2 : (@Applicative.{u1, u2} x0)], (∀ [x3 : (@Bind.{u1, u2} x0)], (@x1 (@Monad.mk.{u1, u2} x0 x2 x3))))), (∀ (x3 : (@Monad.{u1, u2} x0)), (@x1 x3))))) := @Monad.rec.{u0, u1, u2}
noncomputable example : (∀ {x0 : (∀ (x0 : (Sort (u0+1))), (Sort (u1+1)))}, (∀ [x1 : (@Monad.{u0, u1} x0)], (@Applicative.{u0, u1} x0))) := @Monad.toApplicative.{u0, u1}
noncomputable example : (∀ {x0 : (∀ (x0 : (Sort (u0+1))), (Sort (u1+1)))}, (∀ [x1 : (@Monad.{u0, u1} x0)], (@Bind.{u0, u1} x0))) := @Monad.toBind.{u0, u1}
noncomputable example : (∀ (x0 : (@outParam.{(u0+2)} (Sort (u0+1)))), (∀ (x1 : (∀ (x1 : (Sort (u1+1))), (Sort (u2+1)))), (Sort (max (max (u0+1) (u1+2)) (u2+1))))) := @MonadExcept.{u0, u1, u2}
noncomputable example : (∀ {x0 : (@outParam.{(u0+2)} (Sort (u0+1)))}, (∀ {x1 : (∀ (x1 : (Sort (u1+1))), (Sort (u2+1)))}, (∀ (x2 : (∀ {x2 : (Sort (u1+1))}, (∀ (x3 : x0), (@x1 x2)))), (∀ (x3 : (∀ {x3 : (Sort (u1+1))}, (∀ (x4 : (@x1 x3)), (∀ (x5 : (∀ (x5 : x0), (@x1 x3))), (@x1 x3))))), (@MonadExcept.{u0, u1, u2} x0 x1))))) := @MonadExcept.mk.{u0, u1, u2}
noncomputable example : (∀ {x0 : (Sort (u1+1))}, (∀ {x1 : (∀ (x1 : (Sort (u2+1))), (Sort (u3+1)))}, (∀ {x2 : (∀ (x2 : (@MonadExcept.{u1, u2, u3} x0 x1)), (Sort u0))}, (∀ (x3 : (∀ (x3 : (∀ {x3 : (Sort (u2+1))}, (∀ (x4 : x0), (@x1 x3)))), (∀ (x4 : (∀ {x4 : (Sort (u2+1))}, (∀ (x5 : (@x1 x4)), (∀ (x6 : (∀ (x6 : x0), (@x1 x4))), (@x1 x4))))), (@x2 (@MonadExcept.mk.{u1, u2, u3} x0 x1 x3 x4))))), (∀ (x4 : (@MonadExcept.{u1, u2, u3} x0 x1)), (@x2 x4)))))) := @MonadExcept.rec.{u0, u1, u2, u3}
noncomputable example : (∀ {x0 : (@outParam.{(u0+2)} (Sort (u0+1)))}, (∀ {x1 : (∀ (x1 : (Sort (u1+1))), (Sort (u2+1)))}, (∀ [x2 : (@MonadExcept.{u0, u1, u2} x0 x1)], (∀ {x3 : (Sort (u1+1))}, (∀ (x4 : x0), (@x1 x3)))))) := @MonadExcept.throw.{u0, u1, u2}
noncomputable example : (∀ {x0 : (@outParam.{(u0+2)} (Sort (u0+1)))}, (∀ {x1 : (∀ (x1 : (Sort (u1+1))), (Sort (u2+1)))}, (∀ [x2 : (@MonadExcept.{u0, u1, u2} x0 x1)], (∀ {x3 : (Sort (u1+1))}, (∀ (x4 : (@x1 x3)), (∀ (x5 : (∀ (x5 : x0), (@x1 x3))), (@x1 x3))))))) := @MonadExcept.tryCatch.{u0, u1, u2}
noncomputable example : (∀ (x0 : (@semiOutParam.{(u0+2)} (Sort (u0+1)))), (∀ (x1 : (∀ (x1 : (Sort (u1+1))), (Sort (u2+1)))), (Sort (max (max (u0+1) (u1+2)) (u2+1))))) := @MonadExceptOf.{u0, u1, u2}
noncomputable example : (∀ {x0 : (@semiOutParam.{(u0+2)} (Sort (u0+1)))}, (∀ {x1 : (∀ (x1 : (Sort (u1+1))), (Sort (u2+1)))}, (∀ (x2 : (∀ {x2 : (Sort (u1+1))}, (∀ (x3 : x0), (@x1 x2)))), (∀ (x3 : (∀ {x3 : (Sort (u1+1))}, (∀ (x4 : (@x1 x3)), (∀ (x5 : (∀ (x5 : x0), (@x1 x3))), (@x1 x3))))), (@MonadExceptOf.{u0, u1, u2} x0 x1))))) := @MonadExceptOf.mk.{u0, u1, u2}
noncomputable example : (∀ {x0 : (Sort (u1+1))}, (∀ {x1 : (∀ (x1 : (Sort (u2+1))), (Sort (u3+1)))}, (∀ {x2 : (∀ (x2 : (@MonadExceptOf.{u1, u2, u3} x0 x1)), (Sort u0))}, (∀ (x3 : (∀ (x3 : (∀ {x3 : (Sort (u2+1))}, (∀ (x4 : x0), (@x1 x3)))), (∀ (x4 : (∀ {x4 : (Sort (u2+1))}, (∀ (x5 : (@x1 x4)), (∀ (x6 : (∀ (x6 : x0), (@x1 x4))), (@x1 x4))))), (@x2 (@MonadExceptOf.mk.{u1, u2, u3} x0 x1 x3 x4))))), (∀ (x4 : (@MonadExceptOf.{u1, u2, u3} x0 x1)), (@x2 x4)))))) := @MonadExceptOf.rec.{u0, u1, u2, u3}
noncomputable example : (∀ {x0 : (@semiOutParam.{(u0+2)} (Sort (u0+1)))}, (∀ {x1 : (∀ (x1 : (Sort (u1+1))), (Sort (u2+1)))}, (∀ [x2 : (@MonadExceptOf.{u0, u1, u2} x0 x1)], (∀ {x3 : (Sort (u1+1))}, (∀ (x4 : x0), (@x1 x3)))))) := @MonadExceptOf.throw.{u0, u1, u2}
noncomputable example : (∀ {x0 : (@semiOutParam.{(u0+2)} (Sort (u0+1)))}, (∀ {x1 : (∀ (x1 : (Sort (u1+1))), (Sort (u2+1)))}, (∀ [x2 : (@MonadExceptOf.{u0, u1, u2} x0 x1)], (∀ {x3 : (Sort (u1+1))}, (∀ (x4 : (@x1 x3)), (∀ (x5 : (∀ (x5 : x0), (@x1 x3))), (@x1 x3))))))) := @MonadExceptOf.tryCatch.{u0, u1, u2}
noncomputable example : (∀ (x0 : (Sort (u0+1))), (Sort (u0+1))) := @Mul.{u0}
noncomputable example : (∀ {x0 : (Sort (u0+1))}, (∀ (x1 : (∀ (x1 : x0), (∀ (x2 : x0), x0))), (@Mul.{u0} x0))) := @Mul.mk.{u0}
noncomputable example : (∀ {x0 : (Sort (u0+1))}, (∀ [x1 : (@Mul.{u0} x0)], (∀ (x2 : x0), (∀ (x3 : x0), x0)))) := @Mul.mul.{u0}
noncomputable example : (∀ {x0 : (Sort (u1+1))}, (∀ {x1 : (∀ (x1 : (@Mul.{u1} x0)), (Sort u0))}, (∀ (x2 : (∀ (x2 : (∀ (x2 : x0), (∀ (x3 : x0), x0))), (@x1 (@Mul.mk.{u1} x0 x2)))), (∀ (x3 : (@Mul.{u1} x0)), (@x1 x3))))) := @Mul.rec.{u0, u1}
noncomputable example : (Sort 1) := @Nat
noncomputable example : (∀ (x0 : @Nat), (∀ (x1 : @Nat), @Nat)) := @Nat.add
noncomputable example : (∀ (x0 : @Nat), (∀ (x1 : @Nat), (∀ (x2 : @Nat), (@Eq.{1} @Nat (@HAdd.hAdd.{0, 0, 0} @Nat @Nat @Nat (@instHAdd.{0} @Nat @instAddNat) (@HAdd.hAdd.{0, 0, 0} @Nat @Nat @Nat (@instHAdd.{0} @Nat @instAddNat) x0 x1) x2) (@HAdd.hAdd.{0, 0, 0} @Nat @Nat @Nat (@instHAdd.{0} @Nat @instAddNat) x0 (@HAdd.hAdd.{0, 0, 0} @Nat @Nat @Nat (@instHAdd.{0} @Nat @instAddNat) x1 x2)))))) := @Nat.add_assoc
noncomputable example : (∀ (x0 : @Nat), (∀ (x1 : @Nat), (@Eq.{1} @Nat (@HAdd.hAdd.{0, 0, 0} @Nat @Nat @Nat (@instHAdd.{0} @Nat @instAddNat) x0 x1) (@HAdd.hAdd.{0, 0, 0} @Nat @Nat @Nat (@instHAdd.{0} @Nat @instAddNat) x1 x0)))) := @Nat.add_comm
noncomputable example : (∀ (x0 : @Nat), (∀ (x1 : @Nat), (∀ (x2 : @Nat), (@Eq.{1} @Nat (@HAdd.hAdd.{0, 0, 0} @Nat @Nat @Nat (@instHAdd.{0} @Nat @instAddNat) x0 (@HAdd.hAdd.{0, 0, 0} @Nat @Nat @Nat (@instHAdd.{0} @Nat @instAddNat) x1 x2)) (@HAdd.hAdd.{0, 0, 0} @Nat @Nat @Nat (@instHAdd.{0} @Nat @instAddNat) x1 (@HAdd.hAdd.{0, 0, 0} @Nat @Nat @Nat (@instHAdd.{0} @Nat @instAddNat) x0 x2)))))) := @Nat.add_left_comm
noncomputable example : (∀ (x0 : @Nat), (∀ (x1 : @Nat), (∀ (x2 : @Nat), (@Eq.{1} @Nat (@HMul.hMul.{0, 0, 0} @Nat @Nat @Nat (@instHMul.{0} @Nat @instMulNat) (@HAdd.hAdd.{0, 0, 0} @Nat @Nat @Nat (@instHAdd.{0} @Nat @instAddNat) x0 x1) x2) (@HAdd.hAdd.{0, 0, 0} @Nat @Nat @Nat (@instHAdd.{0} @Nat @instAddNat) (@HMul.hMul.{0, 0, 0} @Nat @Nat @Nat (@instHMul.{0} @Nat @instMulNat) x0 x2) (@HMul.hMul.{0, 0, 0} @Nat @Nat @Nat (@instHMul.{0} @Nat @instMulNat) x1 x2)))))) := @Nat.add_mul
noncomputable example : (∀ {x0 : @Nat}, (∀ {x1 : @Nat}, (∀ {x2 : @Nat}, (∀ (x3 : (@Eq.{1} @Nat (@HAdd.hAdd.{0, 0, 0} @Nat @Nat @Nat (@instHAdd.{0} @Nat @instAddNat) x0 x1) (@HAdd.hAdd.{0, 0, 0} @Nat @Nat @Nat (@instHAdd.{0} @Nat @instAddNat) x2 x1))), (@Eq.{1} @Nat x0 x2))))) := @Nat.add_right_cancel
noncomputable example : (∀ {x0 : (∀ (x0 : @Nat), (Sort u0))}, (∀ (x1 : @Nat), (Sort (max 1 u0)))) := @Nat.below.{u0}
noncomputable example : (∀ (x0 : @Nat), (∀ (x1 : @Nat), @Bool)) := @Nat.beq
noncomputable example : (∀ (x0 : @Nat), (∀ (x1 : @Nat), @Bool)) := @Nat.ble
noncomputable example : (∀ {x0 : (∀ (x0 : @Nat), (Sort u0))}, (∀ (x1 : @Nat), (∀ (x2 : (∀ (x2 : @Nat), (∀ (x3 : (@Nat.below.{u0} x0 x2)), (@x0 x2)))), (@x0 x1)))) := @Nat.brecOn.{u0}
noncomputable example : (∀ {x0 : (∀ (x0 : @Nat), (Sort u0))}, (∀ (x1 : @Nat), (∀ (x2 : (@x0 (@OfNat.ofNat.{0} @Nat (nat_lit 0) (@instOfNatNat (nat_lit 0))))), (∀ (x3 : (∀ (x3 : @Nat), (@x0 (@HAdd.hAdd.{0, 0, 0} @Nat @Nat @Nat (@instHAdd.{0} @Nat @instAddNat) x3 (@OfNat.ofNat.{0} @Nat (nat_lit 1) (@instOfNatNat (nat_lit 1))))))), (@x0 x1))))) := @Nat.casesAuxOn.{u0}
noncomputable example : (∀ {x0 : (∀ (x0 : @Nat), (Sort u0))}, (∀ (x1 : @Nat), (∀ (x2 : (@x0 @Nat.zero)), (∀ (x3 : (∀ (x3 : @Nat), (@x0 (@Nat.succ x3)))), (@x0 x1))))) := @Nat.casesOn.{u0}
noncomputable example : (∀ (x0 : @Nat), @Nat) := @Nat.ctorIdx
noncomputable example : (∀ (x0 : @Nat), (∀ (x1 : @Nat), (@Decidable (@Eq.{1} @Nat x0 x1)))) := @Nat.decEq
noncomputable example : (∀ {x0 : @Nat}, (∀ {x1 : @Nat}, (∀ (x2 : (@Eq.{1} @Bool (@Nat.beq x0 x1) @Bool.true)), (@Eq.{1} @Nat x0 x1)))) := @Nat.eq_of_beq_eq_true
noncomputable example : (∀ (x0 : @Nat), (Sort 0)) := @Nat.isValidChar
noncomputable example : (∀ (x0 : @Nat), (∀ (x1 : @Nat), (Sort 0))) := @Nat.le
noncomputable example : (∀ {x0 : @Nat}, (∀ {x1 : (∀ (x1 : @Nat), (∀ (x2 : (@Nat.le x0 x1)), (Sort 0)))}, (∀ {x2 : @Nat}, (∀ (x3 : (@Nat.le x0 x2)), (∀ (x4 : (@x1 x0 (@Nat.le.refl x0))), (∀ (x5 : (∀ {x5 : @Nat}, (∀ (x6 : (@Nat.le x0 x5)), (@x1 (@Nat.succ x5) (@Nat.le.step x0 x5 x6))))), (@x1 x2 x3))))))) := @Nat.le.casesOn
noncomputable example : (∀ {x0 : @Nat}, (∀ {x1 : (∀ (x1 : @Nat), (∀ (x2 : (@Nat.le x0 x1)), (Sort 0)))}, (∀ (x2 : (@x1 x0 (@Nat.le.refl x0))), (∀ (x3 : (∀ {x3 : @Nat}, (∀ (x4 : (@Nat.le x0 x3)), (∀ (x5 : (@x1 x3 x4)), (@x1 (@Nat.succ x3) (@Nat.le.step x0 x3 x4)))))), (∀ {x4 : @Nat}, (∀ (x5 : (@Nat.le x0 x4)), (@x1 x4 x5))))))) := @Nat.le.rec
noncomputable example : (∀ {x0 : @Nat}, (@Nat.le x0 x0)) := @Nat.le.refl
noncomputable example : (∀ {x0 : @Nat}, (∀ {x1 : @Nat}, (∀ (x2 : (@Nat.le x0 x1)), (@Nat.le x0 (@Nat.succ x1))))) := @Nat.le.step
noncomputable example : (∀ {x0 : @Nat}, (∀ {x1 : @Nat}, (∀ (x2 : (@LE.le.{0} @Nat @instLENat (@Nat.succ x0) (@Nat.succ x1))), (@LE.le.{0} @Nat @instLENat x0 x1)))) := @Nat.le_of_succ_le_succ
noncomputable example : (∀ (x0 : @Nat), (@LE.le.{0} @Nat @instLENat x0 x0)) := @Nat.le_refl
noncomputable example : (∀ {x0 : @Nat}, (∀ {x1 : @Nat}, (∀ (x2 : (@LE.le.{0} @Nat @instLENat x0 x1)), (@LE.le.{0} @Nat @instLENat x0 (@Nat.succ x1))))) := @Nat.le_succ_of_le
noncomputable example : (∀ (x0 : @Nat), (∀ (x1 : @Nat), (@Or (@LE.le.{0} @Nat @instLENat x0 x1) (@LE.le.{0} @Nat @instLENat x1 x0)))) := @Nat.le_total
noncomputable example : (∀ {x0 : @Nat}, (∀ {x1 : @Nat}, (∀ {x2 : @Nat}, (∀ (x3 : (@LE.le.{0} @Nat @instLENat x0 x1)), (∀ (x4 : (@LE.le.{0} @Nat @instLENat x1 x2)), (@LE.le.{0} @Nat @instLENat x0 x2)))))) := @Nat.le_trans
noncomputable example : (∀ (x0 : @Nat), (∀ (x1 : @Nat), (∀ (x2 : @Nat), (@Eq.{1} @Nat (@HMul.hMul.{0, 0, 0} @Nat @Nat @Nat (@instHMul.{0} @Nat @instMulNat) x0 (@HAdd.hAdd.{0, 0, 0} @Nat @Nat @Nat (@instHAdd.{0} @Nat @instAddNat) x1 x2)) (@HAdd.hAdd.{0, 0, 0} @Nat @Nat @Nat (@instHAdd.{0} @Nat @instAddNat) (@HMul.hMul.{0, 0, 0} @Nat @Nat @Nat (@instHMul.{0} @Nat @instMulNat) x0 x1) (@HMul.hMul.{0, 0, 0} @Nat @Nat @Nat (@instHMul.{0} @Nat @instMulNat) x0 x2)))))) := @Nat.mul_add
noncomputable example : (∀ (x0 : @Nat), (∀ (x1 : @Nat), (∀ (x2 : @Nat), (@Eq.{1} @Nat (@HMul.hMul.{0, 0, 0} @Nat @Nat @Nat (@instHMul.{0} @Nat @instMulNat) (@HMul.hMul.{0, 0, 0} @Nat @Nat @Nat (@instHMul.{0} @Nat @instMulNat) x0 x1) x2) (@HMul.hMul.{0, 0, 0} @Nat @Nat @Nat (@instHMul.{0} @Nat @instMulNat) x0 (@HMul.hMul.{0, 0, 0} @Nat @Nat @Nat (@instHMul.{0} @Nat @instMulNat) x1 x2)))))) := @Nat.mul_assoc
noncomputable example : (∀ (x0 : @Nat), (∀ (x1 : @Nat), (@Eq.{1} @Nat (@HMul.hMul.{0, 0, 0} @Nat @Nat @Nat (@instHMul.{0} @Nat @instMulNat) x0 x1) (@HMul.hMul.{0, 0, 0} @Nat @Nat @Nat (@instHMul.{0} @Nat @instMulNat) x1 x0)))) := @Nat.mul_comm
noncomputable example : (∀ (x0 : @Nat), (@Eq.{1} @Nat (@HMul.hMul.{0, 0, 0} @Nat @Nat @Nat (@instHMul.{0} @Nat @instMulNat) x0 (@OfNat.ofNat.{0} @Nat (nat_lit 1) (@instOfNatNat (nat_lit 1)))) x0)) := @Nat.mul_one
noncomputable example : (∀ (x0 : @Nat), (@Eq.{1} @Nat (@HMul.hMul.{0, 0, 0} @Nat @Nat @Nat (@instHMul.{0} @Nat @instMulNat) x0 (@OfNat.ofNat.{0} @Nat (nat_lit 0) (@instOfNatNat (nat_lit 0)))) (@OfNat.ofNat.{0} @Nat (nat_lit 0) (@instOfNatNat (nat_lit 0))))) := @Nat.mul_zero
noncomputable example : (∀ (x0 : @Nat), (@Not (@LT.lt.{0} @Nat @instLTNat x0 (@OfNat.ofNat.{0} @Nat (nat_lit 0) (@instOfNatNat (nat_lit 0)))))) := @Nat.not_lt_zero
noncomputable example : (∀ {x0 : (∀ (x0 : @Nat), (Sort u0))}, (∀ (x1 : (@x0 @Nat.zero)), (∀ (x2 : (∀ (x2 : @Nat), (∀ (x3 : (@x0 x2)), (@x0 (@Nat.succ x2))))), (∀ (x3 : @Nat), (@x0 x3))))) := @Nat.rec.{u0}
noncomputable example : (∀ {x0 : (∀ (x0 : @Nat), (Sort u0))}, (∀ (x1 : (@x0 (@OfNat.ofNat.{0} @Nat (nat_lit 0) (@instOfNatNat (nat_lit 0))))), (∀ (x2 : (∀ (x2 : @Nat), (∀ (x3 : (@x0 x2)), (@x0 (@HAdd.hAdd.{0, 0, 0} @Nat @Nat @Nat (@instHAdd.{0} @Nat @instAddNat) x2 (@OfNat.ofNat.{0} @Nat (nat_lit 1) (@instOfNatNat (nat_lit 1)))))))), (∀ (x3 : @Nat), (@x0 x3))))) := @Nat.recAux.{u0}
noncomputable example : (∀ (x0 : @Nat), @Nat) := @Nat.succ
noncomputable example : (∀ {x0 : @Nat}, (∀ {x1 : @Nat}, (∀ (x2 : (@LT.lt.{0} @Nat @instLTNat x0 x1)), (@LT.lt.{0} @Nat @instLTNat (@Nat.succ x0) (@Nat.succ x1))))) := @Nat.succ_lt_succ
noncomputable example : @Nat := @Nat.zero
noncomputable example : (∀ (x0 : @Nat), (@Eq.{1} @Nat (@HAdd.hAdd.{0, 0, 0} @Nat @Nat @Nat (@instHAdd.{0} @Nat @instAddNat) (@OfNat.ofNat.{0} @Nat (nat_lit 0) (@instOfNatNat (nat_lit 0))) x0) x0)) := @Nat.zero_add
noncomputable example : (∀ (x0 : @Nat), (@LT.lt.{0} @Nat @instLTNat (@OfNat.ofNat.{0} @Nat (nat_lit 0) (@instOfNatNat (nat_lit 0))) (@Nat.succ x0))) := @Nat.zero_lt_succ
noncomputable example : (∀ (x0 : (Sort (u0+1))), (Sort (u0+1))) := @NatPow.{u0}
noncomputable example : (∀ {x0 : (Sort (u0+1))}, (∀ (x1 : (∀ (x1 : x0), (∀ (x2 : @Nat), x0))), (@NatPow.{u0} x0))) := @NatPow.mk.{u0}
noncomputable example : (∀ {x0 : (Sort (u0+1))}, (∀ [x1 : (@NatPow.{u0} x0)], (∀ (x2 : x0), (∀ (x3 : @Nat), x0)))) := @NatPow.pow.{u0}
noncomputable example : (∀ {x0 : (Sort (u1+1))}, (∀ {x1 : (∀ (x1 : (@NatPow.{u1} x0)), (Sort u0))}, (∀ (x2 : (∀ (x2 : (∀ (x2 : x0), (∀ (x3 : @Nat), x0))), (@x1 (@NatPow.mk.{u1} x0 x2)))), (∀ (x3 : (@NatPow.{u1} x0)), (@x1 x3))))) := @NatPow.rec.{u0, u1}
noncomputable example : (∀ {x0 : (Sort u0)}, (∀ (x1 : x0), (∀ (x2 : x0), (Sort 0)))) := @Ne.{u0}
noncomputable example : (∀ {x0 : (Sort u0)}, (∀ {x1 : x0}, (∀ {x2 : x0}, (∀ (x3 : (@Ne.{u0} x0 x1 x2)), (@Ne.{u0} x0 x2 x1))))) := @Ne.symm.{u0}
noncomputable example : (∀ (x0 : (Sort (u0+1))), (Sort (u0+1))) := @Neg.{u0}
noncomputable example : (∀ {x0 : (Sort (u0+1))}, (∀ (x1 : (∀ (x1 : x0), x0)), (@Neg.{u0} x0))) := @Neg.mk.{u0}
noncomputable example : (∀ {x0 : (Sort (u0+1))}, (∀ [x1 : (@Neg.{u0} x0)], (∀ (x2 : x0), x0))) := @Neg.neg.{u0}
noncomputable example : (∀ {x0 : (Sort (u1+1))}, (∀ {x1 : (∀ (x1 : (@Neg.{u1} x0)), (Sort u0))}, (∀ (x2 : (∀ (x2 : (∀ (x2 : x0), x0)), (@x1 (@Neg.mk.{u1} x0 x2)))), (∀ (x3 : (@Neg.{u1} x0)), (@x1 x3))))) := @Neg.rec.{u0, u1}
noncomputable example : (∀ (x0 : (Sort 0)), (Sort 0)) := @Not
noncomputable example : (∀ (x0 : (Sort (u0+1))), (∀ (x1 : @Nat), (Sort (u0+1)))) := @OfNat.{u0}
noncomputable example : (∀ {x0 : (Sort (u0+1))}, (∀ {x1 : @Nat}, (∀ (x2 : x0), (@OfNat.{u0} x0 x1)))) := @OfNat.mk.{u0}
noncomputable example : (∀ {x0 : (Sort (u0+1))}, (∀ (x1 : @Nat), (∀ [x2 : (@OfNat.{u0} x0 x1)], x0))) := @OfNat.ofNat.{u0}
noncomputable example : (∀ {x0 : (Sort (u1+1))}, (∀ {x1 : @Nat}, (∀ {x2 : (∀ (x2 : (@OfNat.{u1} x0 x1)), (Sort u0))}, (∀ (x3 : (∀ (x3 : x0), (@x2 (@OfNat.mk.{u1} x0 x1 x3)))), (∀ (x4 : (@OfNat.{u1} x0 x1)), (@x2 x4)))))) := @OfNat.rec.{u0, u1}
noncomputable example : (∀ (x0 : (Sort (u0+1))), (Sort (u0+1))) := @One.{u0}
noncomputable example : (∀ {x0 : (Sort (u0+1))}, (∀ (x1 : x0), (@One.{u0} x0))) := @One.mk.{u0}
noncomputable example : (∀ {x0 : (Sort (u0+1))}, (∀ [x1 : (@One.{u0} x0)], x0)) := @One.one.{u0}
noncomputable example : (∀ {x0 : (Sort (u1+1))}, (∀ {x1 : (∀ (x1 : (@One.{u1} x0)), (Sort u0))}, (∀ (x2 : (∀ (x2 : x0), (@x1 (@One.mk.{u1} x0 x2)))), (∀ (x3 : (@One.{u1} x0)), (@x1 x3))))) := @One.rec.{u0, u1}
noncomputable example : (∀ {x0 : (Sort (u0+1))}, (∀ [x1 : (@One.{u0} x0)], (@OfNat.{u0} x0 (nat_lit 1)))) := @One.toOfNat1.{u0}
noncomputable example : (∀ (x0 : (Sort 0)), (∀ (x1 : (Sort 0)), (Sort 0))) := @Or
noncomputable example : (∀ {x0 : (Sort 0)}, (∀ {x1 : (Sort 0)}, (∀ {x2 : (∀ (x2 : (@Or x0 x1)), (Sort 0))}, (∀ (x3 : (@Or x0 x1)), (∀ (x4 : (∀ (x4 : x0), (@x2 (@Or.inl x0 x1 x4)))), (∀ (x5 : (∀ (x5 : x1), (@x2 (@Or.inr x0 x1 x5)))), (@x2 x3))))))) := @Or.casesOn
noncomputable example : (∀ {x0 : (Sort 0)}, (∀ {x1 : (Sort 0)}, (∀ {x2 : (Sort 0)}, (∀ (x3 : (@Or x0 x1)), (∀ (x4 : (∀ (x4 : x0), x2)), (∀ (x5 : (∀ (x5 : x1), x2)), x2)))))) := @Or.elim
noncomputable example : (∀ {x0 : (Sort 0)}, (∀ {x1 : (Sort 0)}, (∀ (x2 : x0), (@Or x0 x1)))) := @Or.inl
noncomputable example : (∀ {x0 : (Sort 0)}, (∀ {x1 : (Sort 0)}, (∀ (x2 : x1), (@Or x0 x1)))) := @Or.inr
noncomputable example : (∀ {x0 : (Sort 0)}, (∀ {x1 : (Sort 0)}, (∀ {x2 : (∀ (x2 : (@Or x0 x1)), (Sort 0))}, (∀ (x3 : (∀ (x3 : x0), (@x2 (@Or.inl x0 x1 x3)))), (∀ (x4 : (∀ (x4 : x1), (@x2 (@Or.inr x0 x1 x4)))), (∀ (x5 : (@Or x0 x1)), (@x2 x5))))))) := @Or.rec
noncomputable example : (∀ (x0 : (Sort u0)), (∀ (x1 : (Sort u1)), (Sort (max (max 1 u0) u1)))) := @PProd.{u0, u1}
noncomputable example : (∀ {x0 : (Sort u0)}, (∀ {x1 : (Sort u1)}, (∀ (x2 : (@PProd.{u0, u1} x0 x1)), x0))) := @PProd.fst.{u0, u1}
noncomputable example : (∀ {x0 : (Sort u0)}, (∀ {x1 : (Sort u1)}, (∀ (x2 : x0), (∀ (x3 : x1), (@PProd.{u0, u1} x0 x1))))) := @PProd.mk.{u0, u1}
noncomputable example : (∀ {x0 : (Sort u1)}, (∀ {x1 : (Sort u2)}, (∀ {x2 : (∀ (x2 : (@PProd.{u1, u2} x0 x1)), (Sort u0))}, (∀ (x3 : (∀ (x3 : x0), (∀ (x4 : x1), (@x2 (@PProd.mk.{u1, u2} x0 x1 x3 x4))))), (∀ (x4 : (@PProd.{u1, u2} x0 x1)), (@x2 x4)))))) := @PProd.rec.{u0, u1, u2}
noncomputable example : (∀ {x0 : (Sort u0)}, (∀ {x1 : (Sort u1)}, (∀ (x2 : (@PProd.{u0, u1} x0 x1)), x1))) := @PProd.snd.{u0, u1}
noncomputable example : (∀ (x0 : (Sort u1)), (Sort (max u1 (max u0 1)))) := @PULift.{u0, u1}
noncomputable example : (∀ {x0 : (Sort u1)}, (∀ (x1 : (@PULift.{u0, u1} x0)), x0)) := @PULift.down.{u0, u1}
noncomputable example : (∀ {x0 : (Sort u2)}, (∀ {x1 : (∀ (x1 : (@PULift.{u1, u2} x0)), (Sort u0))}, (∀ (x2 : (∀ (x2 : x0), (@x1 (@PULift.up.{u1, u2} x0 x2)))), (∀ (x3 : (@PULift.{u1, u2} x0)), (@x1 x3))))) := @PULift.rec.{u0, u1, u2}
noncomputable example : (∀ {x0 : (Sort u1)}, (∀ (x1 : x0), (@PULift.{u0, u1} x0))) := @PULift.up.{u0, u1}
noncomputable example : (Sort u0) := @PUnit.{u0}
noncomputable example : (∀ {x0 : (∀ (x0 : @PUnit.{u1}), (Sort u0))}, (∀ (x1 : (@x0 @PUnit.unit.{u1})), (∀ (x2 : @PUnit.{u1}), (@x0 x2)))) := @PUnit.rec.{u0, u1}
noncomputable example : @PUnit.{u0} := @PUnit.unit.{u0}
noncomputable example : (∀ (x0 : (Sort (u0+1))), (∀ (x1 : (Sort (u1+1))), (Sort (max (u0+1) (u1+1))))) := @Pow.{u0, u1}
noncomputable example : (∀ {x0 : (Sort (u0+1))}, (∀ {x1 : (Sort (u1+1))}, (∀ (x2 : (∀ (x2 : x0), (∀ (x3 : x1), x0))), (@Pow.{u0, u1} x0 x1)))) := @Pow.mk.{u0, u1}
noncomputable example : (∀ {x0 : (Sort (u0+1))}, (∀ {x1 : (Sort (u1+1))}, (∀ [x2 : (@Pow.{u0, u1} x0 x1)], (∀ (x3 : x0), (∀ (x4 : x1), x0))))) := @Pow.pow.{u0, u1}
noncomputable example : (∀ {x0 : (Sort (u1+1))}, (∀ {x1 : (Sort (u2+1))}, (∀ {x2 : (∀ (x2 : (@Pow.{u1, u2} x0 x1)), (Sort u0))}, (∀ (x3 : (∀ (x3 : (∀ (x3 : x0), (∀ (x4 : x1), x0))), (@x2 (@Pow.mk.{u1, u2} x0 x1 x3)))), (∀ (x4 : (@Pow.{u1, u2} x0 x1)), (@x2 x4)))))) := @Pow.rec.{u0, u1, u2}
noncomputable example : (∀ (x0 : (Sort (u0+1))), (∀ (x1 : (Sort (u1+1))), (Sort (max (u0+1) (u1+1))))) := @Prod.{u0, u1}
noncomputable example : (∀ {x0 : (Sort (u1+1))}, (∀ {x1 : (Sort (u2+1))}, (∀ {x2 : (∀ (x2 : (@Prod.{u1, u2} x0 x1)), (Sort u0))}, (∀ (x3 : (@Prod.{u1, u2} x0 x1)), (∀ (x4 : (∀ (x4 : x0), (∀ (x5 : x1), (@x2 (@Prod.mk.{u1, u2} x0 x1 x4 x5))))), (@x2 x3)))))) := @Prod.casesOn.{u0, u1, u2}
noncomputable example : (∀ {x0 : (Sort (u0+1))}, (∀ {x1 : (Sort (u1+1))}, (∀ (x2 : (@Prod.{u0, u1} x0 x1)), x0))) := @Prod.fst.{u0, u1}
noncomputable example : (∀ {x0 : (Sort (u0+1))}, (∀ {x1 : (Sort (u1+1))}, (∀ (x2 : x0), (∀ (x3 : x1), (@Prod.{u0, u1} x0 x1))))) := @Prod.mk.{u0, u1}
noncomputable example : (∀ {x0 : (Sort (u1+1))}, (∀ {x1 : (Sort (u2+1))}, (∀ {x2 : (∀ (x2 : (@Prod.{u1, u2} x0 x1)), (Sort u0))}, (∀ (x3 : (∀ (x3 : x0), (∀ (x4 : x1), (@x2 (@Prod.mk.{u1, u2} x0 x1 x3 x4))))), (∀ (x4 : (@Prod.{u1, u2} x0 x1)), (@x2 x4)))))) := @Prod.rec.{u0, u1, u2}
noncomputable example : (∀ {x0 : (Sort (u0+1))}, (∀ {x1 : (Sort (u1+1))}, (∀ (x2 : (@Prod.{u0, u1} x0 x1)), x1))) := @Prod.snd.{u0, u1}
noncomputable example : (∀ (x0 : (∀ (x0 : (Sort (u0+1))), (Sort (u1+1)))), (Sort (max (u0+2) (u1+1)))) := @Pure.{u0, u1}
noncomputable example : (∀ {x0 : (∀ (x0 : (Sort (u0+1))), (Sort (u1+1)))}, (∀ (x1 : (∀ {x1 : (Sort (u0+1))}, (∀ (x2 : x1), (@x0 x1)))), (@Pure.{u0, u1} x0))) := @Pure.mk.{u0, u1}
noncomputable example : (∀ {x0 : (∀ (x0 : (Sort (u0+1))), (Sort (u1+1)))}, (∀ [x1 : (@Pure.{u0, u1} x0)], (∀ {x2 : (Sort (u0+1))}, (∀ (x3 : x2), (@x0 x2))))) := @Pure.pure.{u0, u1}
noncomputable example : (∀ {x0 : (∀ (x0 : (Sort (u1+1))), (Sort (u2+1)))}, (∀ {x1 : (∀ (x1 : (@Pure.{u1, u2} x0)), (Sort u0))}, (∀ (x2 : (∀ (x2 : (∀ {x2 : (Sort (u1+1))}, (∀ (x3 : x2), (@x0 x2)))), (@x1 (@Pure.mk.{u1, u2} x0 x2)))), (∀ (x3 : (@Pure.{u1, u2} x0)), (@x1 x3))))) := @Pure.rec.{u0, u1, u2}
noncomputable example : (∀ {x0 : (Sort u0)}, (∀ (x1 : (∀ (x1 : x0), (∀ (x2 : x0), (Sort 0)))), (Sort u0))) := @Quot.{u0}
noncomputable example : (∀ {x0 : (Sort u0)}, (∀ {x1 : (∀ (x1 : x0), (∀ (x2 : x0), (Sort 0)))}, (∀ {x2 : (∀ (x2 : (@Quot.{u0} x0 x1)), (Sort 0))}, (∀ (x3 : (∀ (x3 : x0), (@x2 (@Quot.mk.{u0} x0 x1 x3)))), (∀ (x4 : (@Quot.{u0} x0 x1)), (@x2 x4)))))) := @Quot.ind.{u0}
noncomputable example : (∀ {x0 : (Sort u0)}, (∀ {x1 : (∀ (x1 : x0), (∀ (x2 : x0), (Sort 0)))}, (∀ {x2 : (Sort u1)}, (∀ (x3 : (∀ (x3 : x0), x2)), (∀ (x4 : (∀ (x4 : x0), (∀ (x5 : x0), (∀ (x6 : (@x1 x4 x5)), (@Eq.{u1} x2 (@x3 x4) (@x3 x5)))))), (∀ (x5 : (@Quot.{u0} x0 x1)), x2)))))) := @Quot.lift.{u0, u1}
noncomputable example : (∀ {x0 : (Sort u0)}, (∀ (x1 : (∀ (x1 : x0), (∀ (x2 : x0), (Sort 0)))), (∀ (x2 : x0), (@Quot.{u0} x0 x1)))) := @Quot.mk.{u0}
noncomputable example : (∀ {x0 : (Sort u0)}, (∀ {x1 : (∀ (x1 : x0), (∀ (x2 : x0), (Sort 0)))}, (∀ {x2 : x0}, (∀ {x3 : x0}, (∀ (x4 : (@x1 x2 x3)), (@Eq.{u0} (@Quot.{u0} x0 x1) (@Quot.mk.{u0} x0 x1 x2) (@Quot.mk.{u0} x0 x1 x3))))))) := @Quot.sound.{u0}
noncomputable example : (∀ (x0 : (Sort (u0+1))), (∀ (x1 : (∀ (x1 : (Sort (u0+1))), (Sort (u1+1)))), (∀ (x2 : (Sort (u0+1))), (Sort ((max u0 u1)+1))))) := @ReaderT.{u0, u1}
noncomputable example : (∀ (x0 : (Sort (u0+1))), (∀ (x1 : (Sort (u1+1))), (Sort (max (u0+1) (u1+1))))) := @SMul.{u0, u1}
noncomputable example : (∀ {x0 : (Sort (u0+1))}, (∀ {x1 : (Sort (u1+1))}, (∀ (x2 : (∀ (x2 : x0), (∀ (x3 : x1), x1))), (@SMul.{u0, u1} x0 x1)))) := @SMul.mk.{u0, u1}
noncomputable example : (∀ {x0 : (Sort (u1+1))}, (∀ {x1 : (Sort (u2+1))}, (∀ {x2 : (∀ (x2 : (@SMul.{u1, u2} x0 x1)), (Sort u0))}, (∀ (x3 : (∀ (x3 : (∀ (x3 : x0), (∀ (x4 : x1), x1))), (@x2 (@SMul.mk.{u1, u2} x0 x1 x3)))), (∀ (x4 : (@SMul.{u1, u2} x0 x1)), (@x2 x4)))))) := @SMul.rec.{u0, u1, u2}
noncomputable example : (∀ {x0 : (Sort (u0+1))}, (∀ {x1 : (Sort (u1+1))}, (∀ [x2 : (@SMul.{u0, u1} x0 x1)], (∀ (x3 : x0), (∀ (x4 : x1), x1))))) := @SMul.smul.{u0, u1}
noncomputable example : (∀ (x0 : (∀ (x0 : (Sort (u0+1))), (Sort (u1+1)))), (Sort ((max (u0+1) u1)+1))) := @Seq.{u0, u1}
noncomputable example : (∀ {x0 : (∀ (x0 : (Sort (u0+1))), (Sort (u1+1)))}, (∀ (x1 : (∀ {x1 : (Sort (u0+1))}, (∀ {x2 : (Sort (u0+1))}, (∀ (x3 : (@x0 (∀ (x3 : x1), x2))), (∀ (x4 : (∀ (x4 : @Unit), (@x0 x1))), (@x0 x2)))))), (@Seq.{u0, u1} x0))) := @Seq.mk.{u0, u1}
noncomputable example : (∀ {x0 : (∀ (x0 : (Sort (u1+1))), (Sort (u2+1)))}, (∀ {x1 : (∀ (x1 : (@Seq.{u1, u2} x0)), (Sort u0))}, (∀ (x2 : (∀ (x2 : (∀ {x2 : (Sort (u1+1))}, (∀ {x3 : (Sort (u1+1))}, (∀ (x4 : (@x0 (∀ (x4 : x2), x3))), (∀ (x5 : (∀ (x5 : @Unit), (@x0 x2))), (@x0 x3)))))), (@x1 (@Seq.mk.{u1, u2} x0 x2)))), (∀ (x3 : (@Seq.{u1, u2} x0)), (@x1 x3))))) := @Seq.rec.{u0, u1, u2}
noncomputable example : (∀ {x0 : (∀ (x0 : (Sort (u0+1))), (Sort (u1+1)))}, (∀ [x1 : (@Seq.{u0, u1} x0)], (∀ {x2 : (Sort (u0+1))}, (∀ {x3 : (Sort (u0+1))}, (∀ (x4 : (@x0 (∀ (x4 : x2), x3))), (∀ (x5 : (∀ (x5 : @Unit), (@x0 x2))), (@x0 x3))))))) := @Seq.seq.{u0, u1}
noncomputable example : (∀ (x0 : (∀ (x0 : (Sort (u0+1))), (Sort (u1+1)))), (Sort ((max (u0+1) u1)+1))) := @SeqLeft.{u0, u1}
noncomputable example : (∀ {x0 : (∀ (x0 : (Sort (u0+1))), (Sort (u1+1)))}, (∀ (x1 : (∀ {x1 : (Sort (u0+1))}, (∀ {x2 : (Sort (u0+1))}, (∀ (x3 : (@x0 x1)), (∀ (x4 : (∀ (x4 : @Unit), (@x0 x2))), (@x0 x1)))))), (@SeqLeft.{u0, u1} x0))) := @SeqLeft.mk.{u0, u1}
noncomputable example : (∀ {x0 : (∀ (x0 : (Sort (u1+1))), (Sort (u2+1)))}, (∀ {x1 : (∀ (x1 : (@SeqLeft.{u1, u2} x0)), (Sort u0))}, (∀ (x2 : (∀ (x2 : (∀ {x2 : (Sort (u1+1))}, (∀ {x3 : (Sort (u1+1))}, (∀ (x4 : (@x0 x2)), (∀ (x5 : (∀ (x5 : @Unit), (@x0 x3))), (@x0 x2)))))), (@x1 (@SeqLeft.mk.{u1, u2} x0 x2)))), (∀ (x3 : (@SeqLeft.{u1, u2} x0)), (@x1 x3))))) := @SeqLeft.rec.{u0, u1, u2}
noncomputable example : (∀ {x0 : (∀ (x0 : (Sort (u0+1))), (Sort (u1+1)))}, (∀ [x1 : (@SeqLeft.{u0, u1} x0)], (∀ {x2 : (Sort (u0+1))}, (∀ {x3 : (Sort (u0+1))}, (∀ (x4 : (@x0 x2)), (∀ (x5 : (∀ (x5 : @Unit), (@x0 x3))), (@x0 x2))))))) := @SeqLeft.seqLeft.{u0, u1}
noncomputable example : (∀ (x0 : (∀ (x0 : (Sort (u0+1))), (Sort (u1+1)))), (Sort ((max (u0+1) u1)+1))) := @SeqRight.{u0, u1}
noncomputable example : (∀ {x0 : (∀ (x0 : (Sort (u0+1))), (Sort (u1+1)))}, (∀ (x1 : (∀ {x1 : (Sort (u0+1))}, (∀ {x2 : (Sort (u0+1))}, (∀ (x3 : (@x0 x1)), (∀ (x4 : (∀ (x4 : @Unit), (@x0 x2))), (@x0 x2)))))), (@SeqRight.{u0, u1} x0))) := @SeqRight.mk.{u0, u1}
noncomputable example : (∀ {x0 : (∀ (x0 : (Sort (u1+1))), (Sort (u2+1)))}, (∀ {x1 : (∀ (x1 : (@SeqRight.{u1, u2} x0)), (Sort u0))}, (∀ (x2 : (∀ (x2 : (∀ {x2 : (Sort (u1+1))}, (∀ {x3 : (Sort (u1+1))}, (∀ (x4 : (@x0 x2)), (∀ (x5 : (∀ (x5 : @Unit), (@x0 x3))), (@x0 x3)))))), (@x1 (@SeqRight.mk.{u1, u2} x0 x2)))), (∀ (x3 : (@SeqRight.{u1, u2} x0)), (@x1 x3))))) := @SeqRight.rec.{u0, u1, u2}
noncomputable example : (∀ {x0 : (∀ (x0 : (Sort (u0+1))), (Sort (u1+1)))}, (∀ [x1 : (@SeqRight.{u0, u1} x0)], (∀ {x2 : (Sort (u0+1))}, (∀ {x3 : (Sort (u0+1))}, (∀ (x4 : (@x0 x2)), (∀ (x5 : (∀ (x5 : @Unit), (@x0 x3))), (@x0 x3))))))) := @SeqRight.seqRight.{u0, u1}
noncomputable example : (Sort 1) := @String
noncomputable example : (Sort 1) := @String.Pos.Raw
noncomputable example : (∀ (x0 : @String.Pos.Raw), @Nat) := @String.Pos.Raw.byteIdx
noncomputable example : (∀ (x0 : @Nat), @String.Pos.Raw) := @String.Pos.Raw.mk
noncomputable example : (∀ {x0 : (∀ (x0 : @String.Pos.Raw), (Sort u0))}, (∀ (x1 : (∀ (x1 : @Nat), (@x0 (@String.Pos.Raw.mk x1)))), (∀ (x2 : @String.Pos.Raw), (@x0 x2)))) := @String.Pos.Raw.rec.{u0}
noncomputable example : (∀ (x0 : (@List.{0} @Char)), @String) := @String.ofList
noncomputable example : (∀ {x0 : (∀ (x0 : @String), (Sort u0))}, (∀ (x1 : (∀ (x1 : (@List.{0} @Char)), (@x0 (@String.ofList x1)))), (∀ (x2 : @String), (@x0 x2)))) := @String.rec.{u0}
noncomputable example : (∀ (x0 : @String), (@List.{0} @Char)) := @String.toList
noncomputable example : (∀ (x0 : @String), @Substring.Raw) := @String.toRawSubstring'
noncomputable example : (∀ (x0 : (Sort (u0+1))), (Sort (u0+1))) := @Sub.{u0}
noncomputable example : (∀ {x0 : (Sort (u0+1))}, (∀ (x1 : (∀ (x1 : x0), (∀ (x2 : x0), x0))), (@Sub.{u0} x0))) := @Sub.mk.{u0}
noncomputable example : (∀ {x0 : (Sort (u1+1))}, (∀ {x1 : (∀ (x1 : (@Sub.{u1} x0)), (Sort u0))}, (∀ (x2 : (∀ (x2 : (∀ (x2 : x0), (∀ (x3 : x0), x0))), (@x1 (@Sub.mk.{u1} x0 x2)))), (∀ (x3 : (@Sub.{u1} x0)), (@x1 x3))))) := @Sub.rec.{u0, u1}
noncomputable example : (∀ {x0 : (Sort (u0+1))}, (∀ [x1 : (@Sub.{u0} x0)], (∀ (x2 : x0), (∀ (x3 : x0), x0)))) := @Sub.sub.{u0}
noncomputable example : (Sort 1) := @Substring.Raw
noncomputable example : (∀ (x0 : @String), (∀ (x1 : @String.Pos.Raw), (∀ (x2 : @String.Pos.Raw), @Substring.Raw))) := @Substring.Raw.mk
noncomputable example : (∀ {x0 : (∀ (x0 : @Substring.Raw), (Sort u0))}, (∀ (x1 : (∀ (x1 : @String), (∀ (x2 : @String.Pos.Raw), (∀ (x3 : @String.Pos.Raw), (@x0 (@Substring.Raw.mk x1 x2 x3)))))), (∀ (x2 : @Substring.Raw), (@x0 x2)))) := @Substring.Raw.rec.{u0}
noncomputable example : (∀ (x0 : @Substring.Raw), @String.Pos.Raw) := @Substring.Raw.startPos
noncomputable example : (∀ (x0 : @Substring.Raw), @String.Pos.Raw) := @Substring.Raw.stopPos
noncomputable example : (∀ (x0 : @Substring.Raw), @String) := @Substring.Raw.str
noncomputable example : (∀ {x0 : (Sort u3)}, (∀ {x1 : (Sort u4)}, (∀ {x2 : (Sort u5)}, (∀ (x3 : (∀ (x3 : x0), (∀ (x4 : x1), (Sort u0)))), (∀ (x4 : (∀ (x4 : x1), (∀ (x5 : x2), (Sort u1)))), (∀ (x5 : (@outParam.{(max (max (u2+1) u3) u5)} (∀ (x5 : x0), (∀ (x6 : x2), (Sort u2))))), (Sort (max (max (max (max (max (max 1 u0) u1) u2) u3) u4) u5)))))))) := @Trans.{u0, u1, u2, u3, u4, u5}
noncomputable example : (∀ {x0 : (Sort u3)}, (∀ {x1 : (Sort u4)}, (∀ {x2 : (Sort u5)}, (∀ {x3 : (∀ (x3 : x0), (∀ (x4 : x1), (Sort u0)))}, (∀ {x4 : (∀ (x4 : x1), (∀ (x5 : x2), (Sort u1)))}, (∀ {x5 : (@outParam.{(max (max (u2+1) u3) u5)} (∀ (x5 : x0), (∀ (x6 : x2), (Sort u2))))}, (∀ (x6 : (∀ {x6 : x0}, (∀ {x7 : x1}, (∀ {x8 : x2}, (∀ (x9 : (@x3 x6 x7)), (∀ (x10 : (@x4 x7 x8)), (@x5 x6 x8))))))), (@Trans.{u0, u1, u2, u3, u4, u5} x0 x1 x2 x3 x4 x5)))))))) := @Trans.mk.{u0, u1, u2, u3, u4, u5}
noncomputable example : (∀ {x0 : (Sort u4)}, (∀ {x1 : (Sort u5)}, (∀ {x2 : (Sort u6)}, (∀ {x3 : (∀ (x3 : x0), (∀ (x4 : x1), (Sort u1)))}, (∀ {x4 : (∀ (x4 : x1), (∀ (x5 : x2), (Sort u2)))}, (∀ {x5 : (∀ (x5 : x0), (∀ (x6 : x2), (Sort u3)))}, (∀ {x6 : (∀ (x6 : (@Trans.{u1, u2, u3, u4, u5, u6} x0 x1 x2 x3 x4 x5)), (Sort u0))}, (∀ (x7 : (∀ (x7 : (∀ {x7 : x0}, (∀ {x8 : x1}, (∀ {x9 : x2}, (∀ (x10 : (@x3 x7 x8)), (∀ (x11 : (@x4 x8 x9)), (@x5 x7 x9))))))), (@x6 (@Trans.mk.{u1, u2, u3, u4, u5, u6} x0 x1 x2 x3 x4 x5 x7)))), (∀ (x8 : (@Trans.{u1, u2, u3, u4, u5, u6} x0 x1 x2 x3 x4 x5)), (@x6 x8)))))))))) := @Trans.rec.{u0, u1, u2, u3, u4, u5, u6}
noncomputable example : (∀ {x0 : (Sort u3)}, (∀ {x1 : (Sort u4)}, (∀ {x2 : (Sort u5)}, (∀ {x3 : (∀ (x3 : x0), (∀ (x4 : x1), (Sort u0)))}, (∀ {x4 : (∀ (x4 : x1), (∀ (x5 : x2), (Sort u1)))}, (∀ {x5 : (@outParam.{(max (max (u2+1) u3) u5)} (∀ (x5 : x0), (∀ (x6 : x2), (Sort u2))))}, (∀ [x6 : (@Trans.{u0, u1, u2, u3, u4, u5} x0 x1 x2 x3 x4 x5)], (∀ {x7 : x0}, (∀ {x8 : x1}, (∀ {x9 : x2}, (∀ (x10 : (@x3 x7 x8)), (∀ (x11 : (@x4 x8 x9)), (@x5 x7 x9))))))))))))) := @Trans.trans.{u0, u1, u2, u3, u4, u5}
noncomputable example : (Sort 0) := @True
noncomputable example : @True := @True.intro
noncomputable example : (∀ {x0 : (∀ (x0 : @True), (Sort u0))}, (∀ (x1 : (@x0 @True.intro)), (∀ (x2 : @True), (@x0 x2)))) := @True.rec.{u0}
noncomputable example : (Sort 1) := @UInt32
noncomputable example : (∀ (x0 : (@BitVec (@OfNat.ofNat.{0} @Nat (nat_lit 32) (@instOfNatNat (nat_lit 32))))), @UInt32) := @UInt32.ofBitVec
noncomputable example : (∀ {x0 : (∀ (x0 : @UInt32), (Sort u0))}, (∀ (x1 : (∀ (x1 : (@BitVec (@OfNat.ofNat.{0} @Nat (nat_lit 32) (@instOfNatNat (nat_lit 32))))), (@x0 (@UInt32.ofBitVec x1)))), (∀ (x2 : @UInt32), (@x0 x2)))) := @UInt32.rec.{u0}
noncomputable example : (∀ (x0 : @UInt32), (@BitVec (@OfNat.ofNat.{0} @Nat (nat_lit 32) (@instOfNatNat (nat_lit 32))))) := @UInt32.toBitVec
noncomputable example : (∀ (x0 : @UInt32), @Nat) := @UInt32.toNat
noncomputable example : (Sort 1) := @Unit
noncomputable example : @Unit := @Unit.unit
noncomputable example : (∀ (x0 : (Sort (u0+1))), (Sort (u0+1))) := @Zero.{u0}
noncomputable example : (∀ {x0 : (Sort (u0+1))}, (∀ (x1 : x0), (@Zero.{u0} x0))) := @Zero.mk.{u0}
noncomputable example : (∀ {x0 : (Sort (u1+1))}, (∀ {x1 : (∀ (x1 : (@Zero.{u1} x0)), (Sort u0))}, (∀ (x2 : (∀ (x2 : x0), (@x1 (@Zero.mk.{u1} x0 x2)))), (∀ (x3 : (@Zero.{u1} x0)), (@x1 x3))))) := @Zero.rec.{u0, u1}
noncomputable example : (∀ {x0 : (Sort (u0+1))}, (∀ [x1 : (@Zero.{u0} x0)], (@OfNat.{u0} x0 (nat_lit 0)))) := @Zero.toOfNat0.{u0}
noncomputable example : (∀ {x0 : (Sort (u0+1))}, (∀ [x1 : (@Zero.{u0} x0)], x0)) := @Zero.zero.{u0}
noncomputable example : (∀ {x0 : (Sort 0)}, (∀ {x1 : (Sort u0)}, (∀ (x2 : x0), (∀ (x3 : (@Not x0)), x1)))) := @absurd.{u0}
noncomputable example : (∀ {x0 : (Sort u0)}, (∀ (x1 : @Bool), (∀ (x2 : x0), (∀ (x3 : x0), x0)))) := @cond.{u0}
noncomputable example : (∀ {x0 : (Sort u0)}, (∀ {x1 : (Sort u1)}, (∀ {x2 : (∀ (x2 : x0), x1)}, (∀ {x3 : (∀ (x3 : x0), x1)}, (∀ {x4 : x0}, (∀ {x5 : x0}, (∀ (x6 : (@Eq.{(imax u0 u1)} (∀ (x6 : x0), x1) x2 x3)), (∀ (x7 : (@Eq.{u0} x0 x4 x5)), (@Eq.{u1} x1 (@x2 x4) (@x3 x5)))))))))) := @congr.{u0, u1}
noncomputable example : (∀ {x0 : (Sort u0)}, (∀ {x1 : (Sort u1)}, (∀ {x2 : x0}, (∀ {x3 : x0}, (∀ (x4 : (∀ (x4 : x0), x1)), (∀ (x5 : (@Eq.{u0} x0 x2 x3)), (@Eq.{u1} x1 (@x4 x2) (@x4 x3)))))))) := @congrArg.{u0, u1}
noncomputable example : (∀ {x0 : (Sort u0)}, (∀ {x1 : (Sort u1)}, (∀ {x2 : (∀ (x2 : x0), x1)}, (∀ {x3 : (∀ (x3 : x0), x1)}, (∀ (x4 : (@Eq.{(imax u0 u1)} (∀ (x4 : x0), x1) x2 x3)), (∀ (x5 : x0), (@Eq.{u1} x1 (@x2 x5) (@x3 x5)))))))) := @congrFun'.{u0, u1}
noncomputable example : (∀ {x0 : (Sort u0)}, (∀ (x1 : (Sort 0)), (∀ [x2 : (@Decidable x1)], (∀ (x3 : (∀ (x3 : x1), x0)), (∀ (x4 : (∀ (x4 : (@Not x1)), x0)), x0))))) := @dite.{u0}
noncomputable example : (∀ {x0 : (Sort 0)}, (∀ {x1 : (Sort u0)}, (∀ {x2 : (@Decidable x0)}, (∀ (x3 : x0), (∀ {x4 : (∀ (x4 : x0), x1)}, (∀ {x5 : (∀ (x5 : (@Not x0)), x1)}, (@Eq.{u0} x1 (@dite.{u0} x1 x0 x2 x4 x5) (@x4 x3)))))))) := @dite_eq_left.{u0}
noncomputable example : (∀ {x0 : (Sort u0)}, (∀ {x1 : x0}, (∀ {x2 : x0}, (∀ (x3 : (@HEq.{u0} x0 x1 x0 x2)), (@Eq.{u0} x0 x1 x2))))) := @eq_of_heq.{u0}
noncomputable example : (∀ {x0 : (Sort u0)}, (∀ (x1 : x0), (@Eq.{1} (Sort 0) (@Eq.{u0} x0 x1 x1) @True))) := @eq_self.{u0}
noncomputable example : (∀ {x0 : (Sort u0)}, (∀ {x1 : (∀ (x1 : x0), (Sort 0))}, (∀ {x2 : (∀ (x2 : x0), (Sort 0))}, (∀ (x3 : (∀ (x3 : x0), (@Eq.{1} (Sort 0) (@x1 x3) (@x2 x3)))), (@Eq.{1} (Sort 0) (∀ (x4 : x0), (@x1 x4)) (∀ (x4 : x0), (@x2 x4))))))) := @forall_congr.{u0}
noncomputable example : (∀ {x0 : (Sort u0)}, (∀ {x1 : (∀ (x1 : x0), (Sort u1))}, (∀ {x2 : (∀ (x2 : x0), (@x1 x2))}, (∀ {x3 : (∀ (x3 : x0), (@x1 x3))}, (∀ (x4 : (∀ (x4 : x0), (@Eq.{u1} (@x1 x4) (@x2 x4) (@x3 x4)))), (@Eq.{(imax u0 u1)} (∀ (x5 : x0), (@x1 x5)) x2 x3)))))) := @funext.{u0, u1}
noncomputable example : (∀ {x0 : (Sort u0)}, (∀ {x1 : x0}, (∀ {x2 : x0}, (∀ (x3 : (@Eq.{u0} x0 x1 x2)), (@HEq.{u0} x0 x1 x0 x2))))) := @heq_of_eq.{u0}
noncomputable example : (∀ {x0 : (Sort u0)}, (∀ (x1 : x0), x0)) := @id.{u0}
noncomputable example : (∀ {x0 : (Sort 0)}, (∀ {x1 : (Sort 0)}, (∀ (x2 : (@Eq.{1} (Sort 0) x0 x1)), (@Iff x0 x1)))) := @iff_of_eq
noncomputable example : (@Add.{0} @Nat) := @instAddNat
noncomputable example : (@DecidableEq.{1} @Bool) := @instDecidableEqBool
noncomputable example : (∀ {x0 : (Sort 0)}, (∀ [x1 : (@Decidable x0)], (@Decidable (@Not x0)))) := @instDecidableNot
noncomputable example : (∀ {x0 : (Sort (u0+1))}, (∀ [x1 : (@Add.{u0} x0)], (@HAdd.{u0, u0, u0} x0 x0 x0))) := @instHAdd.{u0}
noncomputable example : (∀ {x0 : (Sort (u0+1))}, (∀ [x1 : (@Div.{u0} x0)], (@HDiv.{u0, u0, u0} x0 x0 x0))) := @instHDiv.{u0}
noncomputable example : (∀ {x0 : (Sort (u0+1))}, (∀ [x1 : (@Mul.{u0} x0)], (@HMul.{u0, u0, u0} x0 x0 x0))) := @instHMul.{u0}
noncomputable example : (∀ {x0 : (Sort (u0+1))}, (∀ {x1 : (Sort (u1+1))}, (∀ [x2 : (@Pow.{u0, u1} x0 x1)], (@HPow.{u0, u1, u0} x0 x1 x0)))) := @instHPow.{u0, u1}
noncomputable example : (∀ {x0 : (Sort (u0+1))}, (∀ {x1 : (Sort (u1+1))}, (∀ [x2 : (@SMul.{u0, u1} x0 x1)], (@HSMul.{u0, u1, u1} x0 x1 x1)))) := @instHSMul.{u0, u1}
noncomputable example : (∀ {x0 : (Sort (u0+1))}, (∀ [x1 : (@Sub.{u0} x0)], (@HSub.{u0, u0, u0} x0 x0 x0))) := @instHSub.{u0}
noncomputable example : (@LE.{0} @Nat) := @instLENat
noncomputable example : (@LT.{0} @Nat) := @instLTNat
noncomputable example : (∀ {x0 : (Sort (u0+1))}, (∀ {x1 : (Sort (u0+1))}, (@Monad.{u0, u0} (@EStateM.{u0} x0 x1)))) := @instMonadEStateM.{u0}
noncomputable example : (∀ {x0 : (Sort (u0+1))}, (∀ {x1 : (Sort (u0+1))}, (@MonadExceptOf.{u0, u0, u0} x0 (@EStateM.{u0} x0 x1)))) := @instMonadExceptOfEStateM.{u0}
noncomputable example : (∀ (x0 : (@outParam.{(u0+2)} (Sort (u0+1)))), (∀ (x1 : (∀ (x1 : (Sort (u1+1))), (Sort (u2+1)))), (∀ [x2 : (@MonadExceptOf.{u0, u1, u2} x0 x1)], (@MonadExcept.{u0, u1, u2} x0 x1)))) := @instMonadExceptOfMonadExceptOf.{u0, u1, u2}
noncomputable example : (∀ {x0 : (Sort (u0+1))}, (∀ {x1 : (Sort (u0+1))}, (∀ {x2 : (∀ (x2 : (Sort (u0+1))), (Sort (u1+1)))}, (∀ [x3 : (@MonadExceptOf.{u0, u0, u1} x0 x2)], (@MonadExceptOf.{u0, u0, (max u1 u0)} x0 (@ReaderT.{u0, u1} x1 x2)))))) := @instMonadExceptOfReaderT.{u0, u1}
noncomputable example : (∀ {x0 : (Sort (u0+1))}, (∀ {x1 : (∀ (x1 : (Sort (u0+1))), (Sort (u1+1)))}, (∀ [x2 : (@Monad.{u0, u1} x1)], (@Monad.{u0, (max u1 u0)} (@ReaderT.{u0, u1} x0 x1))))) := @instMonadReaderT.{u0, u1}
noncomputable example : (@Mul.{0} @Nat) := @instMulNat
noncomputable example : (@NatPow.{0} @Nat) := @instNatPowNat
noncomputable example : (∀ (x0 : @Nat), (@OfNat.{0} @Nat x0)) := @instOfNatNat
noncomputable example : (∀ {x0 : (Sort (u0+1))}, (∀ [x1 : (@NatPow.{u0} x0)], (@Pow.{u0, 0} x0 @Nat))) := @instPowNat.{u0}
noncomputable example : (∀ {x0 : (Sort u0)}, (∀ {x1 : (Sort u1)}, (∀ (x2 : (∀ (x2 : x0), (∀ (x3 : x1), (Sort u2)))), (@Trans.{0, u2, u2, u0, u0, u1} x0 x0 x1 (@Eq.{u0} x0) x2 x2)))) := @instTransEq.{u0, u1, u2}
noncomputable example : (∀ {x0 : (Sort u0)}, (∀ (x1 : (Sort 0)), (∀ [x2 : (@Decidable x1)], (∀ (x3 : x0), (∀ (x4 : x0), x0))))) := @ite.{u0}
noncomputable example : (∀ {x0 : (Sort 0)}, (∀ {x1 : (Sort u0)}, (∀ {x2 : (@Decidable x0)}, (∀ (x3 : x0), (∀ {x4 : x1}, (∀ {x5 : x1}, (@Eq.{u0} x1 (@ite.{u0} x1 x0 x2 x4 x5) x4))))))) := @ite_eq_left.{u0}
noncomputable example : (∀ {x0 : (Sort 0)}, (∀ {x1 : (Sort u0)}, (∀ {x2 : (@Decidable x0)}, (∀ (x3 : (@Not x0)), (∀ {x4 : x1}, (∀ {x5 : x1}, (@Eq.{u0} x1 (@ite.{u0} x1 x0 x2 x4 x5) x5))))))) := @ite_eq_right.{u0}
noncomputable example : (∀ {x0 : (Sort u0)}, (∀ (x1 : (∀ (x1 : x0), @Nat)), (∀ {x2 : x0}, (∀ {x3 : x0}, (∀ (x4 : (@Eq.{u0} x0 x2 x3)), (@Bool.rec.{1} (fun (x5 : @Bool) => (Sort 0)) @False @True (@Nat.beq (@x1 x2) (@x1 x3)))))))) := @noConfusion_of_Nat.{u0}
noncomputable example : (∀ {x0 : (Sort 0)}, (∀ [x1 : (@Decidable x0)], (∀ (x2 : (@Eq.{1} @Bool (@Decidable.decide x0 x1) @Bool.true)), x0))) := @of_decide_eq_true
noncomputable example : (∀ {x0 : (Sort 0)}, (∀ (x1 : (@Eq.{1} (Sort 0) x0 @True)), x0)) := @of_eq_true
noncomputable example : (∀ (x0 : (Sort u0)), (∀ (x1 : x0), (Sort u0))) := @optParam.{u0}
noncomputable example : (∀ (x0 : (Sort u0)), (Sort u0)) := @outParam.{u0}
noncomputable example : (∀ {x0 : (Sort 0)}, (∀ {x1 : (Sort 0)}, (∀ (x2 : (@Iff x0 x1)), (@Eq.{1} (Sort 0) x0 x1)))) := @propext
noncomputable example : (∀ {x0 : (Sort u0)}, (∀ {x1 : x0}, (@Eq.{u0} x0 x1 x1))) := @rfl.{u0}
noncomputable example : (∀ (x0 : (Sort u0)), (Sort u0)) := @semiOutParam.{u0}

/-! What is seen through at reducible transparency, and what is not -/
example : @Eq.{_} ((∀ {x0 : (Sort 0)}, (∀ {x1 : (Sort 0)}, (∀ {x2 : (∀ (x2 : (@And x0 x1)), (Sort u0))}, (∀ (x3 : (@And x0 x1)), (∀ (x4 : (∀ (x4 : x0), (∀ (x5 : x1), (@x2 (@And.intro x0 x1 x4 x5))))), (@x2 x3))))))) @And.casesOn.{u0} (@fun {x0 : (Sort 0)} => (@fun {x1 : (Sort 0)} => (@fun {x2 : (∀ (x2 : (@And x0 x1)), (Sort u0))} => (fun (x3 : (@And x0 x1)) => (fun (x4 : (∀ (x4 : x0), (∀ (x5 : x1), (@x2 (@And.intro x0 x1 x4 x5))))) => (@x4 (x3).1 (x3).2)))))) := by with_reducible rfl
example : True := by
  fail_if_success
    have : @Eq.{_} ((∀ {x0 : (Sort (u0+1))}, (@Array.{u0} x0))) @Array.mkArray0.{u0} (@fun {x0 : (Sort (u0+1))} => (@Array.mk.{u0} x0 (@List.nil.{u0} x0))) := by with_reducible rfl
  exact True.intro
example : @Eq.{_} ((∀ (x0 : (Sort u0)), (Sort (max 1 u0)))) @DecidableEq.{u0} (fun (x0 : (Sort u0)) => (∀ (x1 : x0), (∀ (x2 : x0), (@Decidable (@Eq.{u0} x0 x1 x2))))) := by with_reducible rfl
example : True := by
  fail_if_success
    have : @Eq.{_} ((∀ (x0 : (Sort (u0+1))), (∀ (x1 : (Sort (u0+1))), (∀ (x2 : (Sort (u0+1))), (Sort (u0+1)))))) @EStateM.{u0} (fun (x0 : (Sort (u0+1))) => (fun (x1 : (Sort (u0+1))) => (fun (x2 : (Sort (u0+1))) => (∀ (x3 : x1), (@EStateM.Result.{u0} x0 x1 x2))))) := by with_reducible rfl
  exact True.intro
example : True := by
  fail_if_success
    have : @Eq.{_} ((∀ {x0 : (Sort u0)}, (∀ {x1 : (Sort u0)}, (∀ (x2 : (@Eq.{(u0+1)} (Sort u0) x0 x1)), (∀ (x3 : x1), x0))))) @Eq.mpr.{u0} (@fun {x0 : (Sort u0)} => (@fun {x1 : (Sort u0)} => (fun (x2 : (@Eq.{(u0+1)} (Sort u0) x0 x1)) => (fun (x3 : x1) => (@Eq.mp.{u0} x1 x0 (@Eq.symm.{(u0+1)} (Sort u0) x0 x1 x2) x3))))) := by with_reducible rfl
  exact True.intro
example : @Eq.{_} ((Sort 1)) @Lean.Macro (∀ (x0 : @Lean.Syntax), (@Lean.MacroM @Lean.Syntax)) := by with_reducible rfl
example : @Eq.{_} ((∀ (x0 : (Sort 1)), (Sort 1))) @Lean.MacroM (@ReaderT.{0, 0} @Lean.Macro.Context (@EStateM.{0} @Lean.Macro.Exception @Lean.Macro.State)) := by with_reducible rfl
example : @Eq.{_} ((Sort 1)) @Lean.MacroScope @Nat := by with_reducible rfl
example : True := by
  fail_if_success
    have : @Eq.{_} ((∀ {x0 : (∀ (x0 : (Sort 1)), (Sort 1))}, (∀ [x1 : (@Monad.{0, 0} x0)], (∀ [x2 : (@Lean.MonadRef x0)], (@x0 @Lean.SourceInfo))))) @Lean.MonadRef.mkInfoFromRefPos (@fun {x0 : (∀ (x0 : (Sort 1)), (Sort 1))} => (@fun [x1 : (@Monad.{0, 0} x0)] => (@fun [x2 : (@Lean.MonadRef x0)] => (@Bind.bind.{0, 0} x0 (@Monad.toBind.{0, 0} x0 x1) @Lean.Syntax @Lean.SourceInfo (@Lean.MonadRef.getRef x0 x2) (fun (x3 : @Lean.Syntax) => (@Pure.pure.{0, 0} x0 (@Applicative.toPure.{0, 0} x0 (@Monad.toApplicative.{0, 0} x0 x1)) @Lean.SourceInfo (@Lean.SourceInfo.fromRef x3 @Bool.false))))))) := by with_reducible rfl
  exact True.intro
example : @Eq.{_} ((∀ (x0 : (Sort 1)), (Sort 1))) @Lean.PrettyPrinter.UnexpandM (@ReaderT.{0, 0} @Lean.Syntax (@EStateM.{0} @Unit @Unit)) := by with_reducible rfl
example : @Eq.{_} ((Sort 1)) @Lean.PrettyPrinter.Unexpander (∀ (x0 : @Lean.Syntax), (@Lean.PrettyPrinter.UnexpandM @Lean.Syntax)) := by with_reducible rfl
example : True := by
  fail_if_success
    have : @Eq.{_} ((∀ (x0 : @Lean.SourceInfo), (∀ (x1 : @Lean.SyntaxNodeKind), (∀ (x2 : @Lean.Syntax), @Lean.Syntax)))) @Lean.Syntax.node1 (fun (x0 : @Lean.SourceInfo) => (fun (x1 : @Lean.SyntaxNodeKind) => (fun (x2 : @Lean.Syntax) => (@Lean.Syntax.node x0 x1 (@Array.mk.{0} @Lean.Syntax (@List.cons.{0} @Lean.Syntax x2 (@List.nil.{0} @Lean.Syntax))))))) := by with_reducible rfl
  exact True.intro
example : True := by
  fail_if_success
    have : @Eq.{_} ((∀ (x0 : @Lean.SourceInfo), (∀ (x1 : @Lean.SyntaxNodeKind), (∀ (x2 : @Lean.Syntax), (∀ (x3 : @Lean.Syntax), @Lean.Syntax))))) @Lean.Syntax.node2 (fun (x0 : @Lean.SourceInfo) => (fun (x1 : @Lean.SyntaxNodeKind) => (fun (x2 : @Lean.Syntax) => (fun (x3 : @Lean.Syntax) => (@Lean.Syntax.node x0 x1 (@Array.mk.{0} @Lean.Syntax (@List.cons.{0} @Lean.Syntax x2 (@List.cons.{0} @Lean.Syntax x3 (@List.nil.{0} @Lean.Syntax))))))))) := by with_reducible rfl
  exact True.intro
example : True := by
  fail_if_success
    have : @Eq.{_} ((∀ (x0 : @Lean.SourceInfo), (∀ (x1 : @Lean.SyntaxNodeKind), (∀ (x2 : @Lean.Syntax), (∀ (x3 : @Lean.Syntax), (∀ (x4 : @Lean.Syntax), @Lean.Syntax)))))) @Lean.Syntax.node3 (fun (x0 : @Lean.SourceInfo) => (fun (x1 : @Lean.SyntaxNodeKind) => (fun (x2 : @Lean.Syntax) => (fun (x3 : @Lean.Syntax) => (fun (x4 : @Lean.Syntax) => (@Lean.Syntax.node x0 x1 (@Array.mk.{0} @Lean.Syntax (@List.cons.{0} @Lean.Syntax x2 (@List.cons.{0} @Lean.Syntax x3 (@List.cons.{0} @Lean.Syntax x4 (@List.nil.{0} @Lean.Syntax))))))))))) := by with_reducible rfl
  exact True.intro
example : True := by
  fail_if_success
    have : @Eq.{_} ((∀ (x0 : @Lean.SourceInfo), (∀ (x1 : @Lean.SyntaxNodeKind), (∀ (x2 : @Lean.Syntax), (∀ (x3 : @Lean.Syntax), (∀ (x4 : @Lean.Syntax), (∀ (x5 : @Lean.Syntax), @Lean.Syntax))))))) @Lean.Syntax.node4 (fun (x0 : @Lean.SourceInfo) => (fun (x1 : @Lean.SyntaxNodeKind) => (fun (x2 : @Lean.Syntax) => (fun (x3 : @Lean.Syntax) => (fun (x4 : @Lean.Syntax) => (fun (x5 : @Lean.Syntax) => (@Lean.Syntax.node x0 x1 (@Array.mk.{0} @Lean.Syntax (@List.cons.{0} @Lean.Syntax x2 (@List.cons.{0} @Lean.Syntax x3 (@List.cons.{0} @Lean.Syntax x4 (@List.cons.{0} @Lean.Syntax x5 (@List.nil.{0} @Lean.Syntax))))))))))))) := by with_reducible rfl
  exact True.intro
example : True := by
  fail_if_success
    have : @Eq.{_} ((∀ (x0 : @Lean.SourceInfo), (∀ (x1 : @Lean.SyntaxNodeKind), (∀ (x2 : @Lean.Syntax), (∀ (x3 : @Lean.Syntax), (∀ (x4 : @Lean.Syntax), (∀ (x5 : @Lean.Syntax), (∀ (x6 : @Lean.Syntax), @Lean.Syntax)))))))) @Lean.Syntax.node5 (fun (x0 : @Lean.SourceInfo) => (fun (x1 : @Lean.SyntaxNodeKind) => (fun (x2 : @Lean.Syntax) => (fun (x3 : @Lean.Syntax) => (fun (x4 : @Lean.Syntax) => (fun (x5 : @Lean.Syntax) => (fun (x6 : @Lean.Syntax) => (@Lean.Syntax.node x0 x1 (@Array.mk.{0} @Lean.Syntax (@List.cons.{0} @Lean.Syntax x2 (@List.cons.{0} @Lean.Syntax x3 (@List.cons.{0} @Lean.Syntax x4 (@List.cons.{0} @Lean.Syntax x5 (@List.cons.{0} @Lean.Syntax x6 (@List.nil.{0} @Lean.Syntax))))))))))))))) := by with_reducible rfl
  exact True.intro
example : True := by
  fail_if_success
    have : @Eq.{_} ((∀ (x0 : @Lean.SourceInfo), (∀ (x1 : @Lean.SyntaxNodeKind), (∀ (x2 : @Lean.Syntax), (∀ (x3 : @Lean.Syntax), (∀ (x4 : @Lean.Syntax), (∀ (x5 : @Lean.Syntax), (∀ (x6 : @Lean.Syntax), (∀ (x7 : @Lean.Syntax), @Lean.Syntax))))))))) @Lean.Syntax.node6 (fun (x0 : @Lean.SourceInfo) => (fun (x1 : @Lean.SyntaxNodeKind) => (fun (x2 : @Lean.Syntax) => (fun (x3 : @Lean.Syntax) => (fun (x4 : @Lean.Syntax) => (fun (x5 : @Lean.Syntax) => (fun (x6 : @Lean.Syntax) => (fun (x7 : @Lean.Syntax) => (@Lean.Syntax.node x0 x1 (@Array.mk.{0} @Lean.Syntax (@List.cons.{0} @Lean.Syntax x2 (@List.cons.{0} @Lean.Syntax x3 (@List.cons.{0} @Lean.Syntax x4 (@List.cons.{0} @Lean.Syntax x5 (@List.cons.{0} @Lean.Syntax x6 (@List.cons.{0} @Lean.Syntax x7 (@List.nil.{0} @Lean.Syntax))))))))))))))))) := by with_reducible rfl
  exact True.intro
example : True := by
  fail_if_success
    have : @Eq.{_} ((∀ (x0 : @Lean.SourceInfo), (∀ (x1 : @Lean.SyntaxNodeKind), (∀ (x2 : @Lean.Syntax), (∀ (x3 : @Lean.Syntax), (∀ (x4 : @Lean.Syntax), (∀ (x5 : @Lean.Syntax), (∀ (x6 : @Lean.Syntax), (∀ (x7 : @Lean.Syntax), (∀ (x8 : @Lean.Syntax), @Lean.Syntax)))))))))) @Lean.Syntax.node7 (fun (x0 : @Lean.SourceInfo) => (fun (x1 : @Lean.SyntaxNodeKind) => (fun (x2 : @Lean.Syntax) => (fun (x3 : @Lean.Syntax) => (fun (x4 : @Lean.Syntax) => (fun (x5 : @Lean.Syntax) => (fun (x6 : @Lean.Syntax) => (fun (x7 : @Lean.Syntax) => (fun (x8 : @Lean.Syntax) => (@Lean.Syntax.node x0 x1 (@Array.mk.{0} @Lean.Syntax (@List.cons.{0} @Lean.Syntax x2 (@List.cons.{0} @Lean.Syntax x3 (@List.cons.{0} @Lean.Syntax x4 (@List.cons.{0} @Lean.Syntax x5 (@List.cons.{0} @Lean.Syntax x6 (@List.cons.{0} @Lean.Syntax x7 (@List.cons.{0} @Lean.Syntax x8 (@List.nil.{0} @Lean.Syntax))))))))))))))))))) := by with_reducible rfl
  exact True.intro
example : @Eq.{_} ((Sort 1)) @Lean.SyntaxNodeKind @Lean.Name := by with_reducible rfl
example : @Eq.{_} ((Sort 1)) @Lean.SyntaxNodeKinds (@List.{0} @Lean.SyntaxNodeKind) := by with_reducible rfl
example : @Eq.{_} ((Sort 1)) @Lean.TrailingParserDescr @Lean.ParserDescr := by with_reducible rfl
example : True := by
  fail_if_success
    have : @Eq.{_} ((∀ {x0 : (∀ (x0 : (Sort 1)), (Sort 1))}, (∀ [x1 : (@Monad.{0, 0} x0)], (∀ [x2 : (@Lean.MonadRef x0)], (∀ {x3 : (Sort 1)}, (∀ (x4 : @Lean.Syntax), (∀ (x5 : (@x0 x3)), (@x0 x3)))))))) @Lean.withRef (@fun {x0 : (∀ (x0 : (Sort 1)), (Sort 1))} => (@fun [x1 : (@Monad.{0, 0} x0)] => (@fun [x2 : (@Lean.MonadRef x0)] => (@fun {x3 : (Sort 1)} => (fun (x4 : @Lean.Syntax) => (fun (x5 : (@x0 x3)) => (@Lean.MonadRef.withRef x0 x2 x3 x4 x5))))))) := by with_reducible rfl
  exact True.intro
example : True := by
  fail_if_success
    have : @Eq.{_} ((∀ (x0 : @Nat), (Sort 0))) @Nat.isValidChar (fun (x0 : @Nat) => (@Or (@LT.lt.{0} @Nat @instLTNat x0 (@OfNat.ofNat.{0} @Nat (nat_lit 55296) (@instOfNatNat (nat_lit 55296)))) (@And (@LT.lt.{0} @Nat @instLTNat (@OfNat.ofNat.{0} @Nat (nat_lit 57343) (@instOfNatNat (nat_lit 57343))) x0) (@LT.lt.{0} @Nat @instLTNat x0 (@OfNat.ofNat.{0} @Nat (nat_lit 1114112) (@instOfNatNat (nat_lit 1114112))))))) := by with_reducible rfl
  exact True.intro
example : @Eq.{_} ((∀ {x0 : (Sort u0)}, (∀ (x1 : x0), (∀ (x2 : x0), (Sort 0))))) @Ne.{u0} (@fun {x0 : (Sort u0)} => (fun (x1 : x0) => (fun (x2 : x0) => (@Not (@Eq.{u0} x0 x1 x2))))) := by with_reducible rfl
example : True := by
  fail_if_success
    have : @Eq.{_} ((∀ (x0 : (Sort 0)), (Sort 0))) @Not (fun (x0 : (Sort 0)) => (∀ (x1 : x0), @False)) := by with_reducible rfl
  exact True.intro
example : True := by
  fail_if_success
    have : @Eq.{_} ((∀ {x0 : (Sort (u0+1))}, (∀ [x1 : (@One.{u0} x0)], (@OfNat.{u0} x0 (nat_lit 1))))) @One.toOfNat1.{u0} (@fun {x0 : (Sort (u0+1))} => (@fun [x1 : (@One.{u0} x0)] => (@OfNat.mk.{u0} x0 (nat_lit 1) (@One.one.{u0} x0 x1)))) := by with_reducible rfl
  exact True.intro
example : True := by
  fail_if_success
    have : @Eq.{_} ((∀ (x0 : (Sort (u0+1))), (∀ (x1 : (∀ (x1 : (Sort (u0+1))), (Sort (u1+1)))), (∀ (x2 : (Sort (u0+1))), (Sort ((max u0 u1)+1)))))) @ReaderT.{u0, u1} (fun (x0 : (Sort (u0+1))) => (fun (x1 : (∀ (x1 : (Sort (u0+1))), (Sort (u1+1)))) => (fun (x2 : (Sort (u0+1))) => (∀ (x3 : x0), (@x1 x2))))) := by with_reducible rfl
  exact True.intro
example : True := by
  fail_if_success
    have : @Eq.{_} ((∀ (x0 : @UInt32), @Nat)) @UInt32.toNat (fun (x0 : @UInt32) => (@Fin.val (@HPow.hPow.{0, 0, 0} @Nat @Nat @Nat (@instHPow.{0, 0} @Nat @Nat (@instPowNat.{0} @Nat @instNatPowNat)) (@OfNat.ofNat.{0} @Nat (nat_lit 2) (@instOfNatNat (nat_lit 2))) (@OfNat.ofNat.{0} @Nat (nat_lit 32) (@instOfNatNat (nat_lit 32)))) (@BitVec.toFin (@OfNat.ofNat.{0} @Nat (nat_lit 32) (@instOfNatNat (nat_lit 32))) (@UInt32.toBitVec x0)))) := by with_reducible rfl
  exact True.intro
example : @Eq.{_} ((Sort 1)) @Unit @PUnit.{1} := by with_reducible rfl
example : @Eq.{_} (@Unit) @Unit.unit @PUnit.unit.{1} := by with_reducible rfl
example : True := by
  fail_if_success
    have : @Eq.{_} ((∀ {x0 : (Sort (u0+1))}, (∀ [x1 : (@Zero.{u0} x0)], (@OfNat.{u0} x0 (nat_lit 0))))) @Zero.toOfNat0.{u0} (@fun {x0 : (Sort (u0+1))} => (@fun [x1 : (@Zero.{u0} x0)] => (@OfNat.mk.{u0} x0 (nat_lit 0) (@Zero.zero.{u0} x0 x1)))) := by with_reducible rfl
  exact True.intro
example : True := by
  fail_if_success
    have : @Eq.{_} ((∀ {x0 : (Sort u0)}, (∀ (x1 : x0), x0))) @id.{u0} (@fun {x0 : (Sort u0)} => (fun (x1 : x0) => x1)) := by with_reducible rfl
  exact True.intro
example : True := by
  fail_if_success
    have : @Eq.{_} ((@Add.{0} @Nat)) @instAddNat (@Add.mk.{0} @Nat @Nat.add) := by with_reducible rfl
  exact True.intro
example : True := by
  fail_if_success
    have : @Eq.{_} ((∀ {x0 : (Sort (u0+1))}, (∀ [x1 : (@Add.{u0} x0)], (@HAdd.{u0, u0, u0} x0 x0 x0)))) @instHAdd.{u0} (@fun {x0 : (Sort (u0+1))} => (@fun [x1 : (@Add.{u0} x0)] => (@HAdd.mk.{u0, u0, u0} x0 x0 x0 (fun (x2 : x0) => (fun (x3 : x0) => (@Add.add.{u0} x0 x1 x2 x3)))))) := by with_reducible rfl
  exact True.intro
example : True := by
  fail_if_success
    have : @Eq.{_} ((∀ {x0 : (Sort (u0+1))}, (∀ [x1 : (@Div.{u0} x0)], (@HDiv.{u0, u0, u0} x0 x0 x0)))) @instHDiv.{u0} (@fun {x0 : (Sort (u0+1))} => (@fun [x1 : (@Div.{u0} x0)] => (@HDiv.mk.{u0, u0, u0} x0 x0 x0 (fun (x2 : x0) => (fun (x3 : x0) => (@Div.div.{u0} x0 x1 x2 x3)))))) := by with_reducible rfl
  exact True.intro
example : True := by
  fail_if_success
    have : @Eq.{_} ((∀ {x0 : (Sort (u0+1))}, (∀ [x1 : (@Mul.{u0} x0)], (@HMul.{u0, u0, u0} x0 x0 x0)))) @instHMul.{u0} (@fun {x0 : (Sort (u0+1))} => (@fun [x1 : (@Mul.{u0} x0)] => (@HMul.mk.{u0, u0, u0} x0 x0 x0 (fun (x2 : x0) => (fun (x3 : x0) => (@Mul.mul.{u0} x0 x1 x2 x3)))))) := by with_reducible rfl
  exact True.intro
example : True := by
  fail_if_success
    have : @Eq.{_} ((∀ {x0 : (Sort (u0+1))}, (∀ {x1 : (Sort (u1+1))}, (∀ [x2 : (@Pow.{u0, u1} x0 x1)], (@HPow.{u0, u1, u0} x0 x1 x0))))) @instHPow.{u0, u1} (@fun {x0 : (Sort (u0+1))} => (@fun {x1 : (Sort (u1+1))} => (@fun [x2 : (@Pow.{u0, u1} x0 x1)] => (@HPow.mk.{u0, u1, u0} x0 x1 x0 (fun (x3 : x0) => (fun (x4 : x1) => (@Pow.pow.{u0, u1} x0 x1 x2 x3 x4))))))) := by with_reducible rfl
  exact True.intro
example : True := by
  fail_if_success
    have : @Eq.{_} ((∀ {x0 : (Sort (u0+1))}, (∀ {x1 : (Sort (u1+1))}, (∀ [x2 : (@SMul.{u0, u1} x0 x1)], (@HSMul.{u0, u1, u1} x0 x1 x1))))) @instHSMul.{u0, u1} (@fun {x0 : (Sort (u0+1))} => (@fun {x1 : (Sort (u1+1))} => (@fun [x2 : (@SMul.{u0, u1} x0 x1)] => (@HSMul.mk.{u0, u1, u1} x0 x1 x1 (fun (x3 : x0) => (fun (x4 : x1) => (@SMul.smul.{u0, u1} x0 x1 x2 x3 x4))))))) := by with_reducible rfl
  exact True.intro
example : True := by
  fail_if_success
    have : @Eq.{_} ((∀ {x0 : (Sort (u0+1))}, (∀ [x1 : (@Sub.{u0} x0)], (@HSub.{u0, u0, u0} x0 x0 x0)))) @instHSub.{u0} (@fun {x0 : (Sort (u0+1))} => (@fun [x1 : (@Sub.{u0} x0)] => (@HSub.mk.{u0, u0, u0} x0 x0 x0 (fun (x2 : x0) => (fun (x3 : x0) => (@Sub.sub.{u0} x0 x1 x2 x3)))))) := by with_reducible rfl
  exact True.intro
example : True := by
  fail_if_success
    have : @Eq.{_} ((@LE.{0} @Nat)) @instLENat (@LE.mk.{0} @Nat @Nat.le) := by with_reducible rfl
  exact True.intro
example : True := by
  fail_if_success
    have : @Eq.{_} ((@LT.{0} @Nat)) @instLTNat (@LT.mk.{0} @Nat @Nat.lt) := by with_reducible rfl
  exact True.intro
example : True := by
  fail_if_success
    have : @Eq.{_} ((∀ (x0 : (@outParam.{(u0+2)} (Sort (u0+1)))), (∀ (x1 : (∀ (x1 : (Sort (u1+1))), (Sort (u2+1)))), (∀ [x2 : (@MonadExceptOf.{u0, u1, u2} x0 x1)], (@MonadExcept.{u0, u1, u2} x0 x1))))) @instMonadExceptOfMonadExceptOf.{u0, u1, u2} (fun (x0 : (Sort (u0+1))) => (fun (x1 : (∀ (x1 : (Sort (u1+1))), (Sort (u2+1)))) => (@fun [x2 : (@MonadExceptOf.{u0, u1, u2} x0 x1)] => (@MonadExcept.mk.{u0, u1, u2} x0 x1 (@fun {x3 : (Sort (u1+1))} => (fun (x4 : x0) => (@MonadExceptOf.throw.{u0, u1, u2} x0 x1 x2 x3 x4))) (@fun {x3 : (Sort (u1+1))} => (fun (x4 : (@x1 x3)) => (fun (x5 : (∀ (x5 : x0), (@x1 x3))) => (@MonadExceptOf.tryCatch.{u0, u1, u2} x0 x1 x2 x3 x4 x5)))))))) := by with_reducible rfl
  exact True.intro
example : True := by
  fail_if_success
    have : @Eq.{_} ((∀ {x0 : (Sort (u0+1))}, (∀ {x1 : (Sort (u0+1))}, (∀ {x2 : (∀ (x2 : (Sort (u0+1))), (Sort (u1+1)))}, (∀ [x3 : (@MonadExceptOf.{u0, u0, u1} x0 x2)], (@MonadExceptOf.{u0, u0, (max u1 u0)} x0 (@ReaderT.{u0, u1} x1 x2))))))) @instMonadExceptOfReaderT.{u0, u1} (@fun {x0 : (Sort (u0+1))} => (@fun {x1 : (Sort (u0+1))} => (@fun {x2 : (∀ (x2 : (Sort (u0+1))), (Sort (u1+1)))} => (@fun [x3 : (@MonadExceptOf.{u0, u0, u1} x0 x2)] => (@MonadExceptOf.mk.{u0, u0, (max u0 u1)} x0 (@ReaderT.{u0, u1} x1 x2) (@fun {x4 : (Sort (u0+1))} => (fun (x5 : x0) => (fun (x6 : x1) => (@MonadExceptOf.throw.{u0, u0, u1} x0 x2 x3 x4 x5)))) (@fun {x4 : (Sort (u0+1))} => (fun (x5 : (@ReaderT.{u0, u1} x1 x2 x4)) => (fun (x6 : (∀ (x6 : x0), (@ReaderT.{u0, u1} x1 x2 x4))) => (fun (x7 : x1) => (@MonadExceptOf.tryCatch.{u0, u0, u1} x0 x2 x3 x4 (@x5 x7) (fun (x8 : x0) => (@x6 x8 x7)))))))))))) := by with_reducible rfl
  exact True.intro
example : True := by
  fail_if_success
    have : @Eq.{_} ((∀ {x0 : (Sort (u0+1))}, (∀ {x1 : (∀ (x1 : (Sort (u0+1))), (Sort (u1+1)))}, (∀ [x2 : (@Monad.{u0, u1} x1)], (@Monad.{u0, (max u1 u0)} (@ReaderT.{u0, u1} x0 x1)))))) @instMonadReaderT.{u0, u1} (@fun {x0 : (Sort (u0+1))} => (@fun {x1 : (∀ (x1 : (Sort (u0+1))), (Sort (u1+1)))} => (@fun [x2 : (@Monad.{u0, u1} x1)] => (@Monad.mk.{u0, (max u0 u1)} (@ReaderT.{u0, u1} x0 x1) (@Applicative.mk.{u0, (max u0 u1)} (@ReaderT.{u0, u1} x0 x1) (@Functor.mk.{u0, (max u0 u1)} (@ReaderT.{u0, u1} x0 x1) (@fun {x3 : (Sort (u0+1))} => (@fun {x4 : (Sort (u0+1))} => (fun (x5 : (∀ (x5 : x3), x4)) => (fun (x6 : (@ReaderT.{u0, u1} x0 x1 x3)) => ((@fun {x7 : (Sort (u0+1))} => (@fun {x8 : (Sort (u0+1))} => (fun (x9 : (@ReaderT.{u0, u1} x0 x1 x7)) => (fun (x10 : (∀ (x10 : x7), (@ReaderT.{u0, u1} x0 x1 x8))) => (fun (x11 : x0) => (@Bind.bind.{u0, u1} x1 (@Monad.toBind.{u0, u1} x1 x2) x7 x8 (@x9 x11) (fun (x12 : x7) => (@x10 x12 x11)))))))) x3 x4 x6 (fun (x7 : x3) => ((@fun {x8 : (Sort (u0+1))} => (fun (x9 : x8) => (fun (x10 : x0) => (@Pure.pure.{u0, u1} x1 (@Applicative.toPure.{u0, u1} x1 (@Monad.toApplicative.{u0, u1} x1 x2)) x8 x9)))) x4 (@x5 x7)))))))) (@fun {x3 : (Sort (u0+1))} => (@fun {x4 : (Sort (u0+1))} => (fun (x5 : x3) => (fun (x6 : (@ReaderT.{u0, u1} x0 x1 x4)) => ((@fun {x7 : (Sort (u0+1))} => (@fun {x8 : (Sort (u0+1))} => (fun (x9 : (@ReaderT.{u0, u1} x0 x1 x7)) => (fun (x10 : (∀ (x10 : x7), (@ReaderT.{u0, u1} x0 x1 x8))) => (fun (x11 : x0) => (@Bind.bind.{u0, u1} x1 (@Monad.toBind.{u0, u1} x1 x2) x7 x8 (@x9 x11) (fun (x12 : x7) => (@x10 x12 x11)))))))) x4 x3 x6 (fun (x7 : x4) => ((@fun {x8 : (Sort (u0+1))} => (fun (x9 : x8) => (fun (x10 : x0) => (@Pure.pure.{u0, u1} x1 (@Applicative.toPure.{u0, u1} x1 (@Monad.toApplicative.{u0, u1} x1 x2)) x8 x9)))) x3 ((fun (x8 : x4) => x5) x7))))))))) (@Pure.mk.{u0, (max u0 u1)} (@ReaderT.{u0, u1} x0 x1) (@fun {x3 : (Sort (u0+1))} => (fun (x4 : x3) => (fun (x5 : x0) => (@Pure.pure.{u0, u1} x1 (@Applicative.toPure.{u0, u1} x1 (@Monad.toApplicative.{u0, u1} x1 x2)) x3 x4))))) (@Seq.mk.{u0, (max u0 u1)} (@ReaderT.{u0, u1} x0 x1) (@fun {x3 : (Sort (u0+1))} => (@fun {x4 : (Sort (u0+1))} => (fun (x5 : (@ReaderT.{u0, u1} x0 x1 (∀ (x5 : x3), x4))) => (fun (x6 : (∀ (x6 : @Unit), (@ReaderT.{u0, u1} x0 x1 x3))) => ((@fun {x7 : (Sort (u0+1))} => (@fun {x8 : (Sort (u0+1))} => (fun (x9 : (@ReaderT.{u0, u1} x0 x1 x7)) => (fun (x10 : (∀ (x10 : x7), (@ReaderT.{u0, u1} x0 x1 x8))) => (fun (x11 : x0) => (@Bind.bind.{u0, u1} x1 (@Monad.toBind.{u0, u1} x1 x2) x7 x8 (@x9 x11) (fun (x12 : x7) => (@x10 x12 x11)))))))) (∀ (x7 : x3), x4) x4 x5 (fun (x7 : (∀ (x7 : x3), x4)) => ((@fun {x8 : (Sort (u0+1))} => (@fun {x9 : (Sort (u0+1))} => (fun (x10 : (@ReaderT.{u0, u1} x0 x1 x8)) => (fun (x11 : (∀ (x11 : x8), (@ReaderT.{u0, u1} x0 x1 x9))) => (fun (x12 : x0) => (@Bind.bind.{u0, u1} x1 (@Monad.toBind.{u0, u1} x1 x2) x8 x9 (@x10 x12) (fun (x13 : x8) => (@x11 x13 x12)))))))) x3 x4 (@x6 @Unit.unit) (fun (x8 : x3) => ((@fun {x9 : (Sort (u0+1))} => (fun (x10 : x9) => (fun (x11 : x0) => (@Pure.pure.{u0, u1} x1 (@Applicative.toPure.{u0, u1} x1 (@Monad.toApplicative.{u0, u1} x1 x2)) x9 x10)))) x4 (@x7 x8))))))))))) (@SeqLeft.mk.{u0, (max u0 u1)} (@ReaderT.{u0, u1} x0 x1) (@fun {x3 : (Sort (u0+1))} => (@fun {x4 : (Sort (u0+1))} => (fun (x5 : (@ReaderT.{u0, u1} x0 x1 x3)) => (fun (x6 : (∀ (x6 : @Unit), (@ReaderT.{u0, u1} x0 x1 x4))) => ((@fun {x7 : (Sort (u0+1))} => (@fun {x8 : (Sort (u0+1))} => (fun (x9 : (@ReaderT.{u0, u1} x0 x1 x7)) => (fun (x10 : (∀ (x10 : x7), (@ReaderT.{u0, u1} x0 x1 x8))) => (fun (x11 : x0) => (@Bind.bind.{u0, u1} x1 (@Monad.toBind.{u0, u1} x1 x2) x7 x8 (@x9 x11) (fun (x12 : x7) => (@x10 x12 x11)))))))) x3 x3 x5 (fun (x7 : x3) => ((@fun {x8 : (Sort (u0+1))} => (@fun {x9 : (Sort (u0+1))} => (fun (x10 : (@ReaderT.{u0, u1} x0 x1 x8)) => (fun (x11 : (∀ (x11 : x8), (@ReaderT.{u0, u1} x0 x1 x9))) => (fun (x12 : x0) => (@Bind.bind.{u0, u1} x1 (@Monad.toBind.{u0, u1} x1 x2) x8 x9 (@x10 x12) (fun (x13 : x8) => (@x11 x13 x12)))))))) x4 x3 (@x6 @Unit.unit) (fun (x8 : x4) => ((@fun {x9 : (Sort (u0+1))} => (fun (x10 : x9) => (fun (x11 : x0) => (@Pure.pure.{u0, u1} x1 (@Applicative.toPure.{u0, u1} x1 (@Monad.toApplicative.{u0, u1} x1 x2)) x9 x10)))) x3 x7)))))))))) (@SeqRight.mk.{u0, (max u0 u1)} (@ReaderT.{u0, u1} x0 x1) (@fun {x3 : (Sort (u0+1))} => (@fun {x4 : (Sort (u0+1))} => (fun (x5 : (@ReaderT.{u0, u1} x0 x1 x3)) => (fun (x6 : (∀ (x6 : @Unit), (@ReaderT.{u0, u1} x0 x1 x4))) => ((@fun {x7 : (Sort (u0+1))} => (@fun {x8 : (Sort (u0+1))} => (fun (x9 : (@ReaderT.{u0, u1} x0 x1 x7)) => (fun (x10 : (∀ (x10 : x7), (@ReaderT.{u0, u1} x0 x1 x8))) => (fun (x11 : x0) => (@Bind.bind.{u0, u1} x1 (@Monad.toBind.{u0, u1} x1 x2) x7 x8 (@x9 x11) (fun (x12 : x7) => (@x10 x12 x11)))))))) x3 x4 x5 (fun (x7 : x3) => (@x6 @Unit.unit))))))))) (@Bind.mk.{u0, (max u0 u1)} (@ReaderT.{u0, u1} x0 x1) (@fun {x3 : (Sort (u0+1))} => (@fun {x4 : (Sort (u0+1))} => (fun (x5 : (@ReaderT.{u0, u1} x0 x1 x3)) => (fun (x6 : (∀ (x6 : x3), (@ReaderT.{u0, u1} x0 x1 x4))) => (fun (x7 : x0) => (@Bind.bind.{u0, u1} x1 (@Monad.toBind.{u0, u1} x1 x2) x3 x4 (@x5 x7) (fun (x8 : x3) => (@x6 x8 x7))))))))))))) := by with_reducible rfl
  exact True.intro
example : True := by
  fail_if_success
    have : @Eq.{_} ((@Mul.{0} @Nat)) @instMulNat (@Mul.mk.{0} @Nat @Nat.mul) := by with_reducible rfl
  exact True.intro
example : True := by
  fail_if_success
    have : @Eq.{_} ((@NatPow.{0} @Nat)) @instNatPowNat (@NatPow.mk.{0} @Nat @Nat.pow) := by with_reducible rfl
  exact True.intro
example : True := by
  fail_if_success
    have : @Eq.{_} ((∀ (x0 : @Nat), (@OfNat.{0} @Nat x0))) @instOfNatNat (fun (x0 : @Nat) => (@OfNat.mk.{0} @Nat x0 x0)) := by with_reducible rfl
  exact True.intro
example : True := by
  fail_if_success
    have : @Eq.{_} ((∀ {x0 : (Sort (u0+1))}, (∀ [x1 : (@NatPow.{u0} x0)], (@Pow.{u0, 0} x0 @Nat)))) @instPowNat.{u0} (@fun {x0 : (Sort (u0+1))} => (@fun [x1 : (@NatPow.{u0} x0)] => (@Pow.mk.{u0, 0} x0 @Nat (fun (x2 : x0) => (fun (x3 : @Nat) => (@NatPow.pow.{u0} x0 x1 x2 x3)))))) := by with_reducible rfl
  exact True.intro
example : @Eq.{_} ((∀ (x0 : (Sort u0)), (∀ (x1 : x0), (Sort u0)))) @optParam.{u0} (fun (x0 : (Sort u0)) => (fun (x1 : x0) => x0)) := by with_reducible rfl
example : @Eq.{_} ((∀ (x0 : (Sort u0)), (Sort u0))) @outParam.{u0} (fun (x0 : (Sort u0)) => x0) := by with_reducible rfl
example : @Eq.{_} ((∀ (x0 : (Sort u0)), (Sort u0))) @semiOutParam.{u0} (fun (x0 : (Sort u0)) => x0) := by with_reducible rfl

/-! Names that only the project has -/
example : True := by
  fail_if_success
    have := @AddAtom
  exact True.intro
example : True := by
  fail_if_success
    have := @Atom
  exact True.intro
example : True := by
  fail_if_success
    have := @Atoms
  exact True.intro
example : True := by
  fail_if_success
    have := @AttnProof
  exact True.intro
example : True := by
  fail_if_success
    have := @CommRing
  exact True.intro
example : True := by
  fail_if_success
    have := @DominanceA
  exact True.intro
example : True := by
  fail_if_success
    have := @DominanceB
  exact True.intro
example : True := by
  fail_if_success
    have := @DominanceC
  exact True.intro
example : True := by
  fail_if_success
    have := @DominanceE
  exact True.intro
example : True := by
  fail_if_success
    have := @Dual
  exact True.intro
example : True := by
  fail_if_success
    have := @Exp
  exact True.intro
example : True := by
  fail_if_success
    have := @ExpField
  exact True.intro
example : True := by
  fail_if_success
    have := @ExpRing
  exact True.intro
example : True := by
  fail_if_success
    have := @Expr
  exact True.intro
example : True := by
  fail_if_success
    have := @Fraction
  exact True.intro
example : True := by
  fail_if_success
    have := @Integer
  exact True.intro
example : True := by
  fail_if_success
    have := @IsEquiangular
  exact True.intro
example : True := by
  fail_if_success
    have := @IsNorm
  exact True.intro
example : True := by
  fail_if_success
    have := @Mat
  exact True.intro
example : True := by
  fail_if_success
    have := @Mono
  exact True.intro
example : True := by
  fail_if_success
    have := @OrderedField
  exact True.intro
example : True := by
  fail_if_success
    have := @Parser
  exact True.intro
example : True := by
  fail_if_success
    have := @Quote
  exact True.intro
example : True := by
  fail_if_success
    have := @Rational
  exact True.intro
example : True := by
  fail_if_success
    have := @Signed
  exact True.intro
example : True := by
  fail_if_success
    have := @Terms
  exact True.intro
example : True := by
  fail_if_success
    have := @Vec
  exact True.intro
example : True := by
  fail_if_success
    have := @_aux_AttnProof_Space_Matrix___unexpand_AttnProof_mulVec_1
  exact True.intro
example : True := by
  fail_if_success
    have := @_aux_AttnProof_Space_Vec___unexpand_AttnProof_inner_1
  exact True.intro
example : True := by
  fail_if_success
    have := @_aux_AttnProof_Tactic_Poly___macroRules_AttnProof_commandDeclare_numeral__1
  exact True.intro
example : True := by
  fail_if_success
    have := @_aux_AttnProof_Tactic_Poly___macroRules_AttnProof_tacticPoly_1
  exact True.intro
example : True := by
  fail_if_success
    have := @_aux_AttnProof_Tactic_Poly___macroRules_AttnProof_tacticPoly_from__1
  exact True.intro
example : True := by
  fail_if_success
    have := @abs
  exact True.intro
example : True := by
  fail_if_success
    have := @atomAt
  exact True.intro
example : True := by
  fail_if_success
    have := @beq_self
  exact True.intro
example : True := by
  fail_if_success
    have := @cases_three
  exact True.intro
example : True := by
  fail_if_success
    have := @circleVelocity
  exact True.intro
example : True := by
  fail_if_success
    have := @clusteringTime
  exact True.intro
example : True := by
  fail_if_success
    have := @commandDeclare_numeral_
  exact True.intro
example : True := by
  fail_if_success
    have := @covariance
  exact True.intro
example : True := by
  fail_if_success
    have := @energy
  exact True.intro
example : True := by
  fail_if_success
    have := @energyRate
  exact True.intro
example : True := by
  fail_if_success
    have := @entropy
  exact True.intro
example : True := by
  fail_if_success
    have := @eq_of_sameIndex
  exact True.intro
example : True := by
  fail_if_success
    have := @exp_nat_mul
  exact True.intro
example : True := by
  fail_if_success
    have := @fractionAt
  exact True.intro
example : True := by
  fail_if_success
    have := @fractionSq
  exact True.intro
example : True := by
  fail_if_success
    have := @gramRate
  exact True.intro
example : True := by
  fail_if_success
    have := @headEnergy
  exact True.intro
example : True := by
  fail_if_success
    have := @headOutput
  exact True.intro
example : True := by
  fail_if_success
    have := @headRate
  exact True.intro
example : True := by
  fail_if_success
    have := @inner
  exact True.intro
example : True := by
  fail_if_success
    have := @instNumeral
  exact True.intro
example : True := by
  fail_if_success
    have := @instPower
  exact True.intro
example : True := by
  fail_if_success
    have := @instTransLeLt_attnProof
  exact True.intro
example : True := by
  fail_if_success
    have := @instTransLe_attnProof
  exact True.intro
example : True := by
  fail_if_success
    have := @instTransLtLe_attnProof
  exact True.intro
example : True := by
  fail_if_success
    have := @instTransLt_attnProof
  exact True.intro
example : True := by
  fail_if_success
    have := @i₀
  exact True.intro
example : True := by
  fail_if_success
    have := @i₁
  exact True.intro
example : True := by
  fail_if_success
    have := @i₂
  exact True.intro
example : True := by
  fail_if_success
    have := @mean
  exact True.intro
example : True := by
  fail_if_success
    have := @movingScore
  exact True.intro
example : True := by
  fail_if_success
    have := @mulVec
  exact True.intro
example : True := by
  fail_if_success
    have := @nat
  exact True.intro
example : True := by
  fail_if_success
    have := @nat_nonneg
  exact True.intro
example : True := by
  fail_if_success
    have := @nat_pos
  exact True.intro
example : True := by
  fail_if_success
    have := @npow
  exact True.intro
example : True := by
  fail_if_success
    have := @oneMinusEps
  exact True.intro
example : True := by
  fail_if_success
    have := @one_le_nat
  exact True.intro
example : True := by
  fail_if_success
    have := @only
  exact True.intro
example : True := by
  fail_if_success
    have := @others_congr
  exact True.intro
example : True := by
  fail_if_success
    have := @others_le_others
  exact True.intro
example : True := by
  fail_if_success
    have := @outputs
  exact True.intro
example : True := by
  fail_if_success
    have := @pair
  exact True.intro
example : True := by
  fail_if_success
    have := @partition
  exact True.intro
example : True := by
  fail_if_success
    have := @poly_comb
  exact True.intro
example : True := by
  fail_if_success
    have := @pos_of_fin
  exact True.intro
example : True := by
  fail_if_success
    have := @proj
  exact True.intro
example : True := by
  fail_if_success
    have := @relu
  exact True.intro
example : True := by
  fail_if_success
    have := @reluDrive
  exact True.intro
example : True := by
  fail_if_success
    have := @reluVelocity
  exact True.intro
example : True := by
  fail_if_success
    have := @sameDifference
  exact True.intro
example : True := by
  fail_if_success
    have := @sameIndex
  exact True.intro
example : True := by
  fail_if_success
    have := @scalar_isSymm
  exact True.intro
example : True := by
  fail_if_success
    have := @shadow
  exact True.intro
example : True := by
  fail_if_success
    have := @sign
  exact True.intro
example : True := by
  fail_if_success
    have := @softmaxDrive
  exact True.intro
example : True := by
  fail_if_success
    have := @softmaxOutput
  exact True.intro
example : True := by
  fail_if_success
    have := @softmaxVelocity
  exact True.intro
example : True := by
  fail_if_success
    have := @sphereVelocity
  exact True.intro
example : True := by
  fail_if_success
    have := @sum
  exact True.intro
example : True := by
  fail_if_success
    have := @sumOthers
  exact True.intro
example : True := by
  fail_if_success
    have := @sum_single
  exact True.intro
example : True := by
  fail_if_success
    have := @tacticPoly
  exact True.intro
example : True := by
  fail_if_success
    have := @tacticPoly_from_
  exact True.intro
example : True := by
  fail_if_success
    have := @tangentSq
  exact True.intro
example : True := by
  fail_if_success
    have := @triple
  exact True.intro
example : True := by
  fail_if_success
    have := @usaDrive
  exact True.intro
example : True := by
  fail_if_success
    have := @vec2
  exact True.intro
example : True := by
  fail_if_success
    have := @velocity
  exact True.intro
