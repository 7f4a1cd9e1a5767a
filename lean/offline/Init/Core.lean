prelude
import Init.Notation
set_option linter.all false
set_option autoImplicit false
universe u v w

/-! ## numerals, the coercion arrow, basic instances -/
instance (priority := 300) Zero.toOfNat0 {α : Type u} [Zero α] : OfNat α (nat_lit 0) := ⟨Zero.zero⟩
instance (priority := 300) One.toOfNat1 {α : Type u} [One α] : OfNat α (nat_lit 1) := ⟨One.one⟩
class NatCast (R : Type u) where
  natCast : Nat → R
instance instNatCastNat : NatCast Nat := ⟨id⟩
instance {R : Type u} [NatCast R] : CoeTail Nat R := ⟨NatCast.natCast⟩
instance {R : Type u} [NatCast R] : CoeHTCT Nat R := ⟨NatCast.natCast⟩
class EmptyCollection (α : Type u) where
  emptyCollection : α
class Membership (α : outParam (Type u)) (γ : Type v) where
  mem : γ → α → Prop

/-! ## propositional logic -/
section
variable {a b c d p q r : Prop} {α : Sort u}
theorem Iff.refl (a : Prop) : a ↔ a := ⟨id, id⟩
protected theorem Iff.rfl {a : Prop} : a ↔ a := Iff.refl a
theorem Iff.symm (h : a ↔ b) : b ↔ a := ⟨h.mpr, h.mp⟩
theorem Iff.trans (h₁ : a ↔ b) (h₂ : b ↔ c) : a ↔ c := ⟨fun h => h₂.mp (h₁.mp h), fun h => h₁.mpr (h₂.mpr h)⟩
instance : Trans Iff Iff Iff := ⟨Iff.trans⟩
theorem Iff.of_eq (h : a = b) : a ↔ b := h ▸ Iff.rfl
theorem iff_of_eq (h : a = b) : a ↔ b := h ▸ Iff.rfl
theorem iff_self (p : Prop) : (p ↔ p) = True := propext ⟨fun _ => trivial, fun _ => Iff.rfl⟩
theorem eq_self {α : Sort u} (a : α) : (a = a) = True := propext ⟨fun _ => trivial, fun _ => rfl⟩
theorem of_eq_true (h : p = True) : p := h ▸ trivial
theorem eq_true (h : p) : p = True := propext ⟨fun _ => trivial, fun _ => h⟩
theorem of_eq_false (h : p = False) : ¬ p := fun hp => False.elim (h ▸ hp)
theorem eq_false (h : ¬ p) : p = False := propext ⟨fun h' => absurd h' h, fun h' => h'.elim⟩
theorem eq_false' (h : p → False) : p = False := eq_false h
theorem not_not_intro (h : p) : ¬ ¬ p := fun hn => hn h
theorem Ne.symm {a b : α} (h : a ≠ b) : b ≠ a := fun h' => h h'.symm
theorem Ne.irrefl {a : α} (h : a ≠ a) : False := h rfl
theorem ne_of_eq_of_ne {a b c : α} (h₁ : a = b) (h₂ : b ≠ c) : a ≠ c := h₁.symm ▸ h₂
theorem ne_comm {a b : α} : a ≠ b ↔ b ≠ a := ⟨Ne.symm, Ne.symm⟩
theorem eq_comm {a b : α} : a = b ↔ b = a := ⟨Eq.symm, Eq.symm⟩
theorem And.symm (h : a ∧ b) : b ∧ a := ⟨h.2, h.1⟩
theorem And.comm : a ∧ b ↔ b ∧ a := ⟨And.symm, And.symm⟩
theorem and_comm : a ∧ b ↔ b ∧ a := And.comm
theorem And.imp (f : a → c) (g : b → d) (h : a ∧ b) : c ∧ d := ⟨f h.1, g h.2⟩
theorem And.elim (f : a → b → c) (h : a ∧ b) : c := f h.1 h.2
theorem Or.symm (h : a ∨ b) : b ∨ a := h.elim .inr .inl
theorem or_comm : a ∨ b ↔ b ∨ a := ⟨Or.symm, Or.symm⟩
theorem Or.imp (f : a → c) (g : b → d) (h : a ∨ b) : c ∨ d := h.elim (fun h => .inl (f h)) (fun h => .inr (g h))
theorem and_assoc : (a ∧ b) ∧ c ↔ a ∧ b ∧ c := ⟨fun ⟨⟨x, y⟩, z⟩ => ⟨x, y, z⟩, fun ⟨x, y, z⟩ => ⟨⟨x, y⟩, z⟩⟩
theorem ne_eq (a b : α) : (a ≠ b) = ¬ (a = b) := rfl
theorem and_true (p : Prop) : (p ∧ True) = p := propext ⟨And.left, fun h => ⟨h, trivial⟩⟩
theorem true_and (p : Prop) : (True ∧ p) = p := propext ⟨And.right, fun h => ⟨trivial, h⟩⟩
theorem and_false (p : Prop) : (p ∧ False) = False := propext ⟨And.right, False.elim⟩
theorem false_and (p : Prop) : (False ∧ p) = False := propext ⟨And.left, False.elim⟩
theorem or_true (p : Prop) : (p ∨ True) = True := propext ⟨fun _ => trivial, .inr⟩
theorem true_or (p : Prop) : (True ∨ p) = True := propext ⟨fun _ => trivial, .inl⟩
theorem or_false (p : Prop) : (p ∨ False) = p := propext ⟨fun h => h.elim id False.elim, .inl⟩
theorem false_or (p : Prop) : (False ∨ p) = p := propext ⟨fun h => h.elim False.elim id, .inr⟩
theorem not_true_eq_false : (¬ True) = False := propext ⟨fun h => h trivial, False.elim⟩
theorem not_false_eq_true : (¬ False) = True := propext ⟨fun _ => trivial, fun _ => id⟩
theorem mt (h : a → b) (hb : ¬ b) : ¬ a := fun ha => hb (h ha)
theorem Exists.elim {α : Sort u} {p : α → Prop} {b : Prop} (h₁ : ∃ x, p x) (h₂ : ∀ a, p a → b) : b := match h₁ with | ⟨w, hw⟩ => h₂ w hw
theorem implies_congr {p₁ p₂ : Sort u} {q₁ q₂ : Sort v} (h₁ : p₁ = p₂) (h₂ : q₁ = q₂) : (p₁ → q₁) = (p₂ → q₂) := h₁ ▸ h₂ ▸ rfl
theorem implies_congr_ctx {p₁ p₂ q₁ q₂ : Prop} (h₁ : p₁ = p₂) (h₂ : p₂ → q₁ = q₂) : (p₁ → q₁) = (p₂ → q₂) :=
  propext ⟨fun h hp => (h₂ hp) ▸ h (h₁ ▸ hp), fun h hp => (h₂ (h₁ ▸ hp)) ▸ h (h₁ ▸ hp)⟩
theorem forall_congr {α : Sort u} {p q : α → Prop} (h : ∀ a, p a = q a) : (∀ a, p a) = (∀ a, q a) :=
  propext ⟨fun h' a => h a ▸ h' a, fun h' a => (h a).symm ▸ h' a⟩
theorem forall_prop_domain_congr {p₁ p₂ : Prop} {q : p₁ → Prop} (h : p₁ = p₂) : (∀ a : p₁, q a) = (∀ a : p₂, q (h.symm ▸ a)) := by
  subst h; rfl
theorem iff_congr {p₁ p₂ q₁ q₂ : Prop} (h₁ : p₁ ↔ p₂) (h₂ : q₁ ↔ q₂) : (p₁ ↔ q₁) ↔ (p₂ ↔ q₂) :=
  Iff.of_eq (propext h₁ ▸ propext h₂ ▸ rfl)
end

/-! ## extensionality of functions, from quotients -/
section
variable {α : Sort u} {β : α → Sort v}
theorem funext {f g : (x : α) → β x} (h : ∀ x, f x = g x) : f = g := by
  let eqv (f g : (x : α) → β x) := ∀ x, f x = g x
  let extfunApp (f : Quot eqv) (x : α) : β x := Quot.lift (fun (f : ∀ x, β x) => f x) (fun _ _ h => h x) f
  show extfunApp (Quot.mk eqv f) = extfunApp (Quot.mk eqv g)
  exact congrArg extfunApp (Quot.sound h)
end

/-! ## classical logic -/
@[elab_as_elim, cases_eliminator] protected def Decidable.falseTrueCases {p : Prop} {motive : Decidable p → Sort u}
    (h : Decidable p) (isFalse : ∀ h, motive (.isFalse h)) (isTrue : ∀ h, motive (.isTrue h)) : motive h :=
  match h with
  | .isFalse h => isFalse h
  | .isTrue h => isTrue h
theorem Decidable.em (p : Prop) [h : Decidable p] : p ∨ ¬ p :=
  match h with
  | isTrue h => Or.inl h
  | isFalse h => Or.inr h
theorem Decidable.byContradiction {p : Prop} [h : Decidable p] (hn : ¬ p → False) : p := (Decidable.em p).elim id (fun h' => (hn h').elim)
theorem Decidable.not_not {p : Prop} [h : Decidable p] : ¬ ¬ p ↔ p := ⟨Decidable.byContradiction, not_not_intro⟩
namespace Classical
noncomputable def choose {α : Sort u} {p : α → Prop} (h : ∃ x, p x) : α :=
  (choice (h.elim fun w hw => ⟨⟨w, hw⟩⟩ : Nonempty {x // p x})).val
theorem choose_spec {α : Sort u} {p : α → Prop} (h : ∃ x, p x) : p (choose h) :=
  (choice (h.elim fun w hw => ⟨⟨w, hw⟩⟩ : Nonempty {x // p x})).property
/-- Diaconescu: choice, propext and funext give the excluded middle. -/
theorem em (p : Prop) : p ∨ ¬ p := by
  let U (x : Prop) : Prop := x = True ∨ p
  let V (x : Prop) : Prop := x = False ∨ p
  have exU : ∃ x, U x := ⟨True, .inl rfl⟩
  have exV : ∃ x, V x := ⟨False, .inl rfl⟩
  have hU : U (choose exU) := choose_spec exU
  have hV : V (choose exV) := choose_spec exV
  have same : p → choose exU = choose exV := fun hp => by
    have : U = V := funext fun x => propext ⟨fun _ => .inr hp, fun _ => .inr hp⟩
    have h : ∀ (A B : Prop → Prop) (ha : ∃ x, A x) (hb : ∃ x, B x), A = B → choose ha = choose hb := by
      intro A B ha hb h
      subst h
      rfl
    exact h U V exU exV this
  cases hU with
  | inr hp => exact .inl hp
  | inl h₁ =>
    cases hV with
    | inr hp => exact .inl hp
    | inl h₂ => exact .inr fun hp => of_eq_true (h₁.symm.trans ((same hp).trans h₂)).symm
noncomputable scoped instance (priority := low) propDecidable (a : Prop) : Decidable a :=
  choice ((em a).elim (fun h => ⟨.isTrue h⟩) (fun h => ⟨.isFalse h⟩))
theorem byContradiction {p : Prop} (h : ¬ p → False) : p := (em p).elim id (fun hn => (h hn).elim)
theorem byCases {p q : Prop} (hp : p → q) (hn : ¬ p → q) : q := (em p).elim hp hn
theorem not_not {p : Prop} : ¬ ¬ p ↔ p := ⟨fun h => byContradiction h, not_not_intro⟩
end Classical

/-! ## conditionals -/
section
variable {c : Prop} {α : Sort u}
theorem ite_eq_left {d : Decidable c} (hc : c) {t e : α} : (if c then t else e) = t :=
  match d with
  | isTrue _ => rfl
  | isFalse hn => absurd hc hn
theorem ite_eq_right {d : Decidable c} (hn : ¬ c) {t e : α} : (if c then t else e) = e :=
  match d with
  | isTrue hc => absurd hc hn
  | isFalse _ => rfl
theorem dite_eq_left {d : Decidable c} (hc : c) {t : c → α} {e : ¬ c → α} : dite c t e = t hc :=
  match d with
  | isTrue _ => rfl
  | isFalse hn => absurd hc hn
theorem dite_eq_right {d : Decidable c} (hn : ¬ c) {t : c → α} {e : ¬ c → α} : dite c t e = e hn :=
  match d with
  | isTrue hc => absurd hc hn
  | isFalse _ => rfl
theorem ite_congr {b c : Prop} {x y u v : α} [s : Decidable b] [Decidable c]
    (h₁ : b = c) (h₂ : c → x = u) (h₃ : ¬ c → y = v) : ite b x y = ite c u v := by
  cases Decidable.em c with
  | inl h => rw [ite_eq_left h, ite_eq_left (h₁ ▸ h), h₂ h]
  | inr h => rw [ite_eq_right h, ite_eq_right (h₁ ▸ h), h₃ h]
end

/-! ## natural numbers -/
namespace Nat
@[elab_as_elim, induction_eliminator] protected noncomputable abbrev recAux {motive : Nat → Sort u} (zero : motive 0)
    (succ : ∀ n, motive n → motive (n + 1)) (t : Nat) : motive t := Nat.rec zero succ t
@[elab_as_elim, cases_eliminator] protected abbrev casesAuxOn {motive : Nat → Sort u} (t : Nat) (zero : motive 0)
    (succ : ∀ n, motive (n + 1)) : motive t := Nat.casesOn t zero succ
protected theorem zero_add : ∀ n : Nat, 0 + n = n
  | 0 => rfl
  | n+1 => congrArg succ (Nat.zero_add n)
theorem succ_add : ∀ n m : Nat, succ n + m = succ (n + m)
  | _, 0 => rfl
  | n, m+1 => congrArg succ (succ_add n m)
theorem add_succ (n m : Nat) : n + succ m = succ (n + m) := rfl
protected theorem add_zero (n : Nat) : n + 0 = n := rfl
protected theorem add_comm : ∀ n m : Nat, n + m = m + n
  | n, 0 => (Nat.zero_add n).symm
  | n, m+1 => by
    show succ (n + m) = succ m + n
    rw [succ_add, Nat.add_comm n m]
protected theorem add_assoc : ∀ n m k : Nat, (n + m) + k = n + (m + k)
  | _, _, 0 => rfl
  | n, m, k+1 => congrArg succ (Nat.add_assoc n m k)
protected theorem add_left_comm (n m k : Nat) : n + (m + k) = m + (n + k) := by
  rw [← Nat.add_assoc, Nat.add_comm n m, Nat.add_assoc]
end Nat
namespace Nat
protected theorem le_refl (n : Nat) : n ≤ n := Nat.le.refl
theorem le_succ_of_le {n m : Nat} (h : n ≤ m) : n ≤ succ m := Nat.le.step h
theorem zero_le : ∀ n : Nat, 0 ≤ n
  | 0 => Nat.le.refl
  | n+1 => Nat.le.step (zero_le n)
theorem succ_le_succ {n m : Nat} (h : n ≤ m) : succ n ≤ succ m := by
  induction h with
  | refl => exact Nat.le.refl
  | step _ ih => exact Nat.le.step ih
theorem zero_lt_succ (n : Nat) : 0 < succ n := succ_le_succ (zero_le n)
theorem succ_lt_succ {n m : Nat} (h : n < m) : succ n < succ m := succ_le_succ h
theorem lt_succ_self (n : Nat) : n < succ n := Nat.le.refl
protected theorem le_trans {n m k : Nat} (h : n ≤ m) (h' : m ≤ k) : n ≤ k := by
  induction h' with
  | refl => exact h
  | step _ ih => exact Nat.le.step ih
end Nat
def Fin.succ {n : Nat} : Fin n → Fin (n + 1)
  | ⟨i, h⟩ => ⟨i + 1, Nat.succ_lt_succ h⟩
namespace Nat
theorem le_of_succ_le_succ {n m : Nat} (h : succ n ≤ succ m) : n ≤ m := by
  suffices key : ∀ k, succ n ≤ k → n ≤ Nat.pred k from key _ h
  intro k hk
  induction hk with
  | refl => exact Nat.le.refl
  | @step k hk ih =>
    cases k with
    | zero => exact nomatch hk
    | succ k => exact le_succ_of_le ih
protected theorem le_of_lt {n m : Nat} (h : n < m) : n ≤ m := le_of_succ_le_succ (le_succ_of_le h)
theorem not_succ_le_zero (n : Nat) : ¬ succ n ≤ 0 := nofun
theorem not_lt_zero (n : Nat) : ¬ n < 0 := not_succ_le_zero n
theorem le_of_ble_eq_true : {n m : Nat} → Nat.ble n m = true → n ≤ m
  | 0, _, _ => zero_le _
  | n+1, 0, h => nomatch h
  | n+1, m+1, h => succ_le_succ (le_of_ble_eq_true (n := n) (m := m) h)
theorem ble_eq_true_of_le : {n m : Nat} → n ≤ m → Nat.ble n m = true
  | 0, 0, _ => rfl
  | 0, _+1, _ => rfl
  | n+1, 0, h => absurd h (not_succ_le_zero n)
  | n+1, m+1, h => ble_eq_true_of_le (n := n) (m := m) (le_of_succ_le_succ h)
instance decLe (n m : Nat) : Decidable (n ≤ m) :=
  match h : Nat.ble n m with
  | true => isTrue (le_of_ble_eq_true h)
  | false => isFalse fun h' => nomatch (ble_eq_true_of_le h').symm.trans h
instance decLt (n m : Nat) : Decidable (n < m) := decLe (succ n) m
protected theorem lt_irrefl (n : Nat) : ¬ n < n := by
  induction n with
  | zero => exact not_lt_zero 0
  | succ n ih => exact fun h => ih (le_of_succ_le_succ h)
theorem succ_ne_zero (n : Nat) : succ n ≠ 0 := nofun
end Nat
namespace Nat
protected theorem zero_mul : ∀ n : Nat, 0 * n = 0
  | 0 => rfl
  | n+1 => Nat.zero_mul n
protected theorem mul_zero (n : Nat) : n * 0 = 0 := rfl
theorem mul_succ (n m : Nat) : n * succ m = n * m + n := rfl
theorem succ_mul : ∀ n m : Nat, succ n * m = n * m + m
  | _, 0 => rfl
  | n, m+1 => by
    show succ n * m + succ n = n * m + n + succ m
    rw [succ_mul n m, Nat.add_assoc, Nat.add_assoc, add_succ, add_succ, Nat.add_comm m n]
    exact rfl
protected theorem mul_one (n : Nat) : n * 1 = n := Nat.zero_add n
protected theorem mul_comm : ∀ n m : Nat, n * m = m * n
  | n, 0 => (Nat.zero_mul n).symm
  | n, m+1 => by
    show n * m + n = succ m * n
    rw [succ_mul, Nat.mul_comm n m]
protected theorem one_mul (n : Nat) : 1 * n = n := (Nat.mul_comm 1 n).trans (Nat.mul_one n)
protected theorem mul_add (k : Nat) : ∀ n m : Nat, k * (n + m) = k * n + k * m
  | _, 0 => rfl
  | n, m+1 => by
    show k * (n + m) + k = k * n + (k * m + k)
    rw [Nat.mul_add k n m, Nat.add_assoc]
protected theorem add_mul (n m k : Nat) : (n + m) * k = n * k + m * k := by
  rw [Nat.mul_comm, Nat.mul_add, Nat.mul_comm k n, Nat.mul_comm k m]
protected theorem mul_assoc (n m : Nat) : ∀ k : Nat, n * m * k = n * (m * k)
  | 0 => rfl
  | k+1 => by
    show n * m * k + n * m = n * (m * k + m)
    rw [Nat.mul_assoc n m k, Nat.mul_add]
protected theorem mul_left_comm (n m k : Nat) : n * (m * k) = m * (n * k) := by
  rw [← Nat.mul_assoc, Nat.mul_comm n m, Nat.mul_assoc]
protected theorem add_right_cancel {n m : Nat} : ∀ {k : Nat}, n + m = k + m → n = k := by
  induction m with
  | zero => exact id
  | succ m ih =>
    intro k h
    exact ih (congrArg pred h)
protected theorem le_total : ∀ m n : Nat, m ≤ n ∨ n ≤ m
  | 0, n => .inl (zero_le n)
  | _+1, 0 => .inr (zero_le _)
  | m+1, n+1 => (Nat.le_total m n).elim (fun h => .inl (succ_le_succ h)) (fun h => .inr (succ_le_succ h))
end Nat
attribute [simp] eq_self iff_self and_true true_and and_false false_and or_true true_or or_false false_or not_true_eq_false
  not_false_eq_true ne_eq
attribute [refl] Nat.le_refl Iff.refl
attribute [symm] Eq.symm Iff.symm Ne.symm HEq.symm
attribute [instance_reducible] Fin.succ
attribute [congr] ite_congr
