"""Write Init/Notation.lean: bind the surface syntax (parsers, macros, unexpanders) that is already compiled into
libleanshared.so, by declaring the names as native constants.

usage: gen_syntax.py LIBLEANSHARED.SO NOTATION.LEAN
"""
import re
import sys

if len(sys.argv) != 3:
    sys.exit(__doc__)
SO = sys.argv[1]; OUT = sys.argv[2]
def symbols(so):
    import struct
    # plain ELF64 .dynsym reader (no binutils needed)
    d = open(so, 'rb').read()
    shoff, = struct.unpack_from('<Q', d, 0x28); shent, shnum = struct.unpack_from('<HH', d, 0x3A)
    secs = [struct.unpack_from('<IIQQQQIIQQ', d, shoff + i*shent) for i in range(shnum)]
    for s in secs:
        if s[1] == 11:
            st = secs[s[6]][4]
            for k in range(s[5] // 24):
                nm, info, other, shndx, val, size = struct.unpack_from('<IBBHQQ', d, s[4] + 24*k)
                if shndx and val:
                    e = d.index(b'\0', st + nm)
                    yield d[st+nm:e].decode(), info & 15
def demangle(s):
    out = []; cur = ''; i = 0
    while i < len(s):
        c = s[i]
        if c != '_': cur += c; i += 1; continue
        n = s[i+1:i+2]
        if n == '_': cur += '_'; i += 2
        elif n == 'x' and re.match(r'[0-9a-f]{2}', s[i+2:i+4]): cur += chr(int(s[i+2:i+4], 16)); i += 4
        elif n == 'u' and re.match(r'[0-9a-f]{4}', s[i+2:i+6]): cur += chr(int(s[i+2:i+6], 16)); i += 6
        elif n == '0' and s[i+2:i+3] == '0': out.append(cur); cur = ''; i += 3
        else: out.append(cur); cur = ''; i += 1
    out.append(cur)
    return out
ok = re.compile(r"^[A-Za-zα-ω][A-Za-z0-9_'!?]*$")
def q(parts): return '.'.join(p if ok.match(p) and not p.startswith('_') else '«%s»' % p for p in parts)
data = {}; aux = []; data_fn = {}
for s, t in symbols(SO):
    if not s.startswith('l_') or '___closed__' in s or s.endswith('___boxed') or '___lam__' in s or '_spec__' in s: continue
    if 'aux__Init__' in s:
        i = s.index('__aux__Init__')  # the component separator before it is a single '_'
        ns = demangle(s[2:i-1]) if i > 2 else []
        p = ns + ['.'.join(demangle(s[i:]))]; aux.append((p, t)); continue
    if t == 1: data[tuple(demangle(s[2:]))] = s
    elif 'unexpand' in s and '___private' not in s: data_fn[tuple(demangle(s[2:]))] = s
T = 'Lean.Parser.Tactic.'
plain = [  # auxiliary parsers that belong to no category
 *(T + x for x in '''optConfig configItem posConfigItem negConfigItem valConfigItem config location locationWildcard locationHyp
   locationType rwRule rwRuleSeq simpPre simpPost simpLemma simpErase simpStar simpArgs dsimpArgs dsimpArg discharger caseArg
   inductionAltLHS inductionAlt inductionAlts elimTarget generalizeArg renameI matchRhs matchAlts
   rcasesPatLo rcasesPatMed simpaArgsRest
   withAnnotateState'''.split()),
 *('Lean.' + x for x in '''binderIdent calcFirstStep calcStep calcSteps cdotTk bracketedExplicitBinders unbracketedExplicitBinders
   explicitBinders'''.split()) ]
tactics = [T + x for x in '''intro intros rename revert clear subst substVars assumption contradiction falseOrByContra apply exact refine refine'
   constructor left right case case' allGoals anyGoals focus skip done traceState traceMessage fail failIfSuccess eqRefl
   applyRfl acRfl change rewriteSeq rwSeq rwa rwaAt rwaAtLegacyLocation injection injections simp simpAll dsimp simpa delta unfold induction cases
   rotateLeft rotateRight first paren withReducible withReducibleAndInstances withUnfoldingAll split renameI specialize
   exact? symm decide congr generalize obtain rcases rintro replace classical letrec
   clearValue extractLets liftLets letToHave repeat' repeat1' show tacIfThenElse tacDepIfThenElse'''.split()] + ['Lean.cdot', 'Lean.calcTactic']
terms = ['termIfThenElse', 'termDepIfThenElse', 'termIfLet', 'Lean.calc', 'rawNatLit']
cats = {'prec': 'prec', 'prio': 'prio', 'stx': 'stx'}
out = []; kinds = []; missing = []
def have(n): return tuple(n.split('.')) in data
def emit(attr, parts, trailing):
    kinds.append('.'.join(parts))
    a = (attr + ' 1000, ') if attr else ''
    out.append('@[%sextern "native"] opaque %s : Lean.%sParserDescr' % (a, q(parts), 'Trailing' if trailing else ''))
seen = set()
def add(attr, parts, trailing=False):
    if tuple(parts) in seen: return
    if tuple(parts) not in data: missing.append('.'.join(parts)); return
    seen.add(tuple(parts)); emit(attr, parts, trailing)
out.append('/-! ## categories -/')
for cat in ('rcasesPat', 'rintroPat', 'binderPred', 'conv'): out.append('declare_syntax_cat %s%s' % (cat, ' (behavior := both)' if cat == 'conv' else ''))
out.append('/-! ## auxiliary parsers -/')
for n in plain: add('', n.split('.'))
auto = []
for p in sorted(data):
    last = p[-1]; ns = '.'.join(p[:-1])
    for pre, cat in (('prec', 'prec'), ('prio', 'prio'), ('stx', 'stx')):
        if ns == '' and last.startswith(pre) and last != pre and re.match(pre + r'([A-Z_!(]|$)', last) and not re.search('[a-z]_', last[len(pre):]): auto.append((cat, p, last.startswith(pre + '_')))
    if re.match(r"term[^a-z]", last) and ns in ('', 'Lean') and 'macro.trace' not in last and 'throw' not in last.lower():
        auto.append(('term', p, last.startswith('term_')))
    if re.match(r"tactic[^a-z]", last) and ns in ('Lean.Parser.Tactic', '') and not last.startswith('tacticSeq') and not re.search(r'mvcgen|bv_omega|\?|decreasing|get_elem|deriving|clean_wf|simp_wf|cast', last, re.I):
        auto.append(('tactic', p, last.startswith('tactic_')))
out.append('/-! ## precedences, priorities, syntax combinators, terms, tactics -/')
for cat, p, tr in auto: add(cat + '_parser', list(p), tr)
for n in terms: add('term_parser', n.split('.'))
for n in tactics: add('tactic_parser', n.split('.'))
for p in sorted(data):
    if len(p) >= 5 and '.'.join(p[:4]) in ('Lean.Parser.Tactic.rcasesPat', 'Lean.Parser.Tactic.rintroPat') and len(p) == 5:
        add(p[3] + '_parser', list(p))
out.append('/-! ## bounded quantifiers, conv -/')
for p in sorted(data):
    if len(p) == 2 and p[0] == 'Lean' and p[1].startswith('binderPred') and 'quot' not in p[1]: add('binderPred_parser', list(p))
C = 'Lean.Parser.Tactic.Conv.'
for x in 'convSeq1Indented convSeqBracketed convSeq enterArg argArg occsWildcard occsIndexed occs'.split(): add('', (C + x).split('.'))
for p in sorted(data):
    if len(p) == 5 and '.'.join(p[:4]) + '.' == C and p[-1] not in ('conv', 'quot', 'convSeq1Indented', 'convSeqBracketed', 'convSeq', 'enterArg', 'argArg', 'occsWildcard', 'occsIndexed', 'occs', 'withAnnotateState'):
        add('conv_parser', list(p), p[-1].startswith('conv_'))
add('tactic_parser', (C + 'conv').split('.'))
out.append('/-! ## macros -/')
keys = {k.replace('.', '_'): k for k in kinds}
ms = []
for p, t in aux:
    m = re.match(r'_aux_Init_(.*)___macroRules_(.*)_(\d+)$', p[-1])
    if m and m.group(2) in keys: ms.append((keys[m.group(2)], p))
for k, p in sorted(ms):
    out.append('@[macro %s, extern "native"] opaque %s : Lean.Macro' % (q(k.split('.')) if k.split('.') else k, q(p)))
CONSTS = 'Eq Ne HEq Iff And Or Not Exists Subtype Prod Prod.mk PProd Sigma PSigma HAdd.hAdd HSub.hSub HMul.hMul HDiv.hDiv HMod.hMod HPow.hPow HSMul.hSMul Neg.neg Inv.inv LE.le LT.lt GE.ge GT.gt ite dite List.cons List.nil Function.comp Unit Unit.unit sorryAx Eq.rec Eq.ndrec'.split()
out.append('/-! ## how to print them -/')
us = []
for p, t in aux:
    m = re.match(r'_aux_Init_(.*)___unexpand_(.*)_(\d+)$', p[-1])
    if m and m.group(2) in {c.replace('.', '_') for c in CONSTS}:
        us.append(([c for c in CONSTS if c.replace('.', '_') == m.group(2)][0], p))
us += [(c, [n]) for c, n in dict([('Exists','unexpandExists'),('Subtype','unexpandSubtype'),('ite','unexpandIte'),('List.nil','unexpandListNil'),
  ('List.cons','unexpandListCons'),('Prod.mk','unexpandProdMk'),('Unit.unit','unexpandUnit'),('Sigma','unexpandSigma'),('PSigma','unexpandPSigma'),
  ('Eq.rec','unexpandEqRec'),('Eq.ndrec','unexpandEqNDRec')]).items()]
for k, p in sorted(us):
    out.append('@[app_unexpander %s, extern "native"] opaque %s : Lean.PrettyPrinter.Unexpander' % (k, q(p)))
open(OUT, 'w').write('prelude\nimport Init.Meta\n/-! Generated by gen_syntax.py: names only. -/\n' + '\n'.join(out) + '\n')
print(len(out), 'lines; not found:', missing)
