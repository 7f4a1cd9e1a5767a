"""REPORT.md says what the ledger says, the same bytes each time, and no text of the ledger breaks out of its place."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import report_ledgers as ledgers
from markdown_it import MarkdownIt
from report_ledgers import AGAINST, HOSTILE, NOT_RUN, PROOF, SAMPLE, THEOREM, entry, of

from attnproof import report
from attnproof.claim import Corrected
from attnproof.evidence import Outcome, Strength
from attnproof.report import numbers, page, text
from attnproof.report.numbers import TableError
from attnproof.verdict import Verdict

MARKDOWN = MarkdownIt("commonmark").enable(["table", "strikethrough"])
FIGURE = "figures/energy-along-flow.svg"


@pytest.fixture(scope="module")
def shown() -> str:
    return page.render(ledgers.whole())


def section(rendered: str, claim_id: str) -> str:
    return re.split(r"\n##", rendered.split(f"\n### {claim_id}\n")[1])[0]


# -- files ---------------------------------------------------------------------------------------


def test_the_same_ledger_gives_the_same_bytes(tmp_path: Path) -> None:
    names = ["REPORT.md", FIGURE]
    written = []
    for home in (tmp_path / "one", tmp_path / "two"):
        home.mkdir()
        assert report.write(ledgers.whole(), home) == names
        written.append([(home / name).read_bytes() for name in names])
    assert written[0] == written[1]


def test_nothing_is_rewritten_that_is_as_it_should_be(tmp_path: Path) -> None:
    report.write(ledgers.whole(), tmp_path)
    before = {path: path.stat().st_mtime_ns for path in tmp_path.rglob("*")}
    assert report.write(ledgers.whole(), tmp_path) == []
    assert report.stale(ledgers.whole(), tmp_path) == []
    assert {path: path.stat().st_mtime_ns for path in tmp_path.rglob("*")} == before


@pytest.mark.parametrize(
    ("name", "content"),
    [("REPORT.md", "# What holds\n"), ("REPORT.md", None), (FIGURE, "<svg/>"), (FIGURE, None)],
)
def test_what_differs_or_is_missing_is_stale_until_written(tmp_path: Path, name: str, content: str | None) -> None:
    report.write(ledgers.whole(), tmp_path)
    path = tmp_path / name
    if content is None:
        path.unlink()
    else:
        path.write_text(content)
    assert report.stale(ledgers.whole(), tmp_path) == [name]
    assert path.exists() == (content is not None)  # to ask is not to write
    assert report.write(ledgers.whole(), tmp_path) == [name]
    assert report.stale(ledgers.whole(), tmp_path) == []


def test_a_figure_that_the_report_showed_goes_with_it_and_nobody_elses(tmp_path: Path) -> None:
    report.write(ledgers.whole(), tmp_path)
    for name in ("old", "mine"):
        (tmp_path / f"figures/{name}.svg").write_text("<svg/>")
    with (tmp_path / "REPORT.md").open("a") as stream:
        stream.write("![an old one](figures/old.svg)")
    assert report.stale(ledgers.whole(), tmp_path) == ["REPORT.md", "figures/old.svg"]
    assert report.write(ledgers.whole(), tmp_path) == ["REPORT.md", "figures/old.svg"]
    assert not (tmp_path / "figures/old.svg").exists()
    assert (tmp_path / "figures/mine.svg").exists()


def test_other_files_are_left_alone(tmp_path: Path) -> None:
    (tmp_path / "figures").mkdir()
    (tmp_path / "figures" / "notes.txt").write_text("mine")
    (tmp_path / "other.svg").write_text("mine")
    report.write(ledgers.whole(), tmp_path)
    assert (tmp_path / "figures" / "notes.txt").exists()
    assert (tmp_path / "other.svg").exists()


def test_versions_seeds_of_libraries_and_order_of_processes_leave_no_trace(shown: str) -> None:
    other = ledgers.whole()
    for claim in other["claims"]:
        for item in claim["evidence"]:
            item["versions"] = {"numpy": "99.9"}
    assert page.render(other) == shown


# -- the first page ------------------------------------------------------------------------------


def test_every_claim_stands_in_the_table_of_its_family_with_a_link_that_leads_to_its_section(shown: str) -> None:
    first, _ = shown.split("\n## Energy\n")
    headings = {line[4:] for line in shown.splitlines() if line.startswith("### ")}
    for claim in ledgers.whole()["claims"]:
        assert claim["id"] in headings
        assert f"| [`{claim['id']}`](#{claim['id'].replace('.', '')}) | {claim['title']} |" in first


def test_the_tables_tell_verdict_strength_and_planted_errors_caught(shown: str) -> None:
    rows = {line.split("`")[1]: line for line in shown.splitlines() if line.startswith("| [`")}
    assert rows["energy.sphere"].endswith("| established under conditions | exact algebra | 2 of 2 |")
    assert rows["energy.softmax-many-heads"].endswith("| **refuted as stated** | exact algebra | 2 of 2 |")
    assert rows["radial.open"].endswith("| open | – | not planted |")


def test_a_run_that_plants_nothing_says_so() -> None:
    assert "| established under conditions | exact algebra | not planted |" in page.render(
        of(entry(THEOREM, PROOF), planted=False)
    )


def test_what_is_refuted_comes_with_what_holds_instead(shown: str) -> None:
    [line] = [line for line in shown.splitlines() if "false as stated" in line]
    assert "energy.softmax-many-heads" in line
    assert line.endswith("What holds: With one head it never decreases.")


def test_what_could_not_be_decided_comes_with_its_reason() -> None:
    undecided = page.render(
        of(
            entry(replace(THEOREM, conditions=()), SAMPLE),
            entry(replace(THEOREM, id="energy.lean"), NOT_RUN),
            planted=False,
        )
    ).split("## Not decided here\n")[1]
    assert "- [`energy.sphere`](#energysphere): conjecture (no counterexample found)\n" in undecided
    assert "- [`energy.lean`](#energylean): not checked here\n" in undecided
    assert "certified: not run; the tool is missing: `attnproof doctor`\n" in undecided


def test_nothing_refuted_undecided_or_failed_is_said_or_left_out() -> None:
    rendered = page.render(of(entry(THEOREM, PROOF)))
    assert "## Refuted as stated\n\nNothing.\n\n## Not decided here\n\nNothing.\n" in rendered
    assert "## Failed" not in rendered


def test_a_failure_is_told_first_with_its_reasons() -> None:
    rendered = page.render(of(entry(THEOREM, PROOF, missed=[1])))
    assert rendered.index("## Failed") < rendered.index("## Verdicts")
    assert "planted error survives: 1/n^2 for 1/n (missed by symbolic)" in rendered
    assert "**failed**, for the reasons [above](#failed)" in section(rendered, "energy.sphere")
    assert "- P forgotten: caught by symbolic\n- 1/n^2 for 1/n; **missed by symbolic**\n" in rendered


def test_every_word_of_strength_is_explained_in_order_and_every_outcome_has_words(shown: str) -> None:
    listed = re.findall(r"^\d\. \*([^*]+)\*: ", shown, re.MULTILINE)
    assert listed == list(Strength)
    assert set(page.OUTCOME) == set(Outcome)
    assert {*page.LOUD, *page.UNDECIDED} | {Verdict.ESTABLISHED, Verdict.CONDITIONAL} == set(Verdict)


# -- a section -----------------------------------------------------------------------------------


def test_a_section_has_all_that_makes_one_believe_it(shown: str) -> None:
    sphere = section(shown, "energy.sphere")
    for part in (
        "Along the sphere flow dE/dt = (1/n) sum_i |xdot_i|^2, so E never decreases.",
        "```math\n\\frac{dE}{dt} = \\frac1n \\sum_i \\langle \\dot x_i, \\dot x_i \\rangle \\ge 0\n```",
        "[arXiv 2605.04279](https://arxiv.org/abs/2605.04279), Theorem 11; quoted in a public review",
        "score symmetry, $`M_h = M_h^\\top`$. Every score matrix is symmetric.",
        "**established under conditions**; strength: exact algebra",
        "| symbolic | every state | exact algebra | holds |",
        "1. $`dE/dt = \\frac1n \\sum_i \\langle v_i, P_{x_i} v_i \\rangle`$\n2. Each term is a square.\n",
        "*rules*: Leibniz, symmetry of <.,.>",
        f"![Energy along a flow]({FIGURE})\n\n*Energy along a flow*: n = 6, d = 3, H = 2, beta = 1.",
        "How often.\n\n| ensemble | share |\n|---|---|\n| a \\| b | 0.12 |\n| GOE | 1/2 |\n",
        "each caught by symbolic, certified and simulated:\n\n- P forgotten\n- 1/n^2 for 1/n\n",
        "- by hand: Differentiate E along the flow.\n",
        "- here: `attnproof verify --only energy.sphere --planted`, then `attnproof explain energy.sphere`",
    ):
        assert part in sphere


def test_numbers_are_told_once_and_never_dumped(shown: str) -> None:
    sphere = section(shown, "energy.sphere")
    assert "<br>sizes: general n, d, H |" in sphere
    assert "narrower than 1e-40<br>both libraries: yes |" in sphere  # not again: 40 states, the width
    assert "xxx" not in sphere


@pytest.mark.parametrize(
    ("summary", "value", "said"),
    [
        ("holds on 40 states", 40, True),
        ("holds on 400 states", 40, False),
        ("slope 2.00 to 2.01", 2.0, True),
        ("at 6.7 % (5.4 to 8.2) of 1200", 0.067, True),
        ("below 1e-08", 1e-8, True),
        ("n = 1", True, False),
        ("for general n, d and H.", "general n, d, H", True),
        ("for general n and d", "general n, d; H=1", False),
    ],
)
def test_what_a_summary_says_is_not_said_again(summary: str, value: Any, said: bool) -> None:
    shown = numbers.notes({"summary": summary, "numbers": {"name": value}})
    assert (shown == []) == said


def test_the_counterexample_can_be_pasted_into_a_file(shown: str) -> None:
    refuted = section(shown, "energy.softmax-many-heads")
    given = [json.loads(block) for block in re.findall(r"```json\n(.*?)\n```", refuted, re.DOTALL)]
    assert given == [ledgers.WITNESS.as_json(), ledgers.WITNESS.on("flat").as_json()]  # each once
    assert "| dE/dt |  | [-0.00123 +/- 1e-45] | [-0.00124, -0.00122] |" in refuted
    assert "| tokens | (([0.8 +/- 1e-12], [0.6 +/- 1e-12])) |  |  |" in refuted
    assert "What holds instead, by [`energy.sphere`](#energysphere):\n\n```math\nH = 1" in refuted


def test_what_holds_instead_may_stand_by_itself() -> None:
    claim, found = ledgers.refuted()
    alone = replace(claim, corrected=Corrected("True.", "1 = 1", ()))
    assert "\nWhat holds instead:\n" in page.render(of((alone, found)))


def test_the_same_state_is_not_printed_again_for_what_else_was_found_there() -> None:
    bare = {**ledgers.WITNESS.as_json(), "rate": {"Arb": -1}, "narrow": True}
    claim = replace(THEOREM, conditions=(), says="some")
    witnessed = [
        replace(PROOF, covers=AGAINST.covers, witness=bare),
        replace(PROOF, covers=AGAINST.covers, witness={"state": ledgers.WITNESS.as_json(), "slope": {"Arb": -2}}),
    ]
    shown = section(page.render(of(entry(claim, *witnessed))), "energy.sphere")
    assert shown.count("```json") == 1
    assert "The state that shows it (symbolic):" in shown
    assert "| narrow |  | yes |" in shown
    assert (
        "<details><summary>The same state (symbolic)</summary>\n\n| quantity | Arb |\n|---|---|\n| slope | -2 |"
        in shown
    )


def test_a_long_table_is_folded() -> None:
    table = {"caption": "Many | <b>", "columns": ["a"], "rows": [[row] for row in range(13)]}
    shown = section(page.render(of(entry(THEOREM, replace(PROOF, numbers={"table": table})))), "energy.sphere")
    folded = "<details><summary>Many | &lt;b&gt;</summary>\n\n| a |\n|---|\n| 0 |\n"
    assert folded in shown
    assert "| 12 |\n\n</details>\n" in shown


def test_what_it_rests_on_is_linked_when_it_is_a_claim(shown: str) -> None:
    assert "*Rests on*: [`energy.sphere`](#energysphere)\n" in section(shown, "radial.sampled")
    assert "*Rests on*: cited: a theorem\n" in section(shown, "radial.exists")


def test_errors_that_no_route_tried_are_not_told_as_planted(shown: str) -> None:
    assert "Planted errors" not in section(shown, "radial.open")


# -- hostile texts -------------------------------------------------------------------------------


def tokens(markdown: str) -> list[Any]:
    flat = []
    for token in MARKDOWN.parse(markdown):
        flat += [token, *(token.children or [])]
    return flat


def test_hostile_texts_stay_texts() -> None:
    rendered = page.render(ledgers.hostile())
    found = tokens(rendered)
    raw = [token.content for token in found if token.type in ("html_block", "html_inline")]
    assert {re.sub(r"\s.*", "", part.strip(), flags=re.DOTALL) for part in raw} <= {
        "<details><summary>Derivation,",
        "</details>",
        "<br>",
        "<span>",
        "</span>",
    }
    links = {token.attrs["href"] for token in found if token.type == "link_open"}
    assert links == {"#energysphere", "#failed"}
    assert not any(token.type == "s_open" for token in found)
    headings = [token.tag for token in found if token.type == "heading_open"]
    assert headings == ["h1", *["h2"] * 6, "h3"]
    assert "Łojasiewicz" in rendered


def test_hostile_texts_keep_every_table_in_its_columns() -> None:
    cells: list[int] = []
    for token in tokens(page.render(ledgers.hostile())):
        if token.type == "tr_open":
            cells.append(0)
        cells[-1:] = [cells[-1] + (token.type in ("th_open", "td_open"))] if cells else []
    assert set(cells) == {1, 2, 5}


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ("2 * 3, x_i, |x|", "2 * 3, x_i, |x|"),
        ("*a* _b_ ~~c~~ `d", r"\*a\* \_b\_ \~\~c\~\~ \`d"),
        ("costs $5", "costs <span>$</span>5"),
        (r"$\beta$ and `a|b`", r"$`\beta`$ and `a|b`"),
        ("a <b> & &lt; 1 < 2", "a &lt;b> & &amp;lt; 1 < 2"),
        ("[a](b) ![c][d]", r"[a\](b) ![c\][d]"),
        ("a \\* b \\alpha", "a \\\\\\* b \\alpha"),
        ("# a", r"\# a"),
        ("- a", r"\- a"),
        ("-0.5", "-0.5"),
        ("12. a", r"12\. a"),
        ("1.5", "1.5"),
        ("[x] a", r"\[x] a"),
        ("[-1, 1]", "[-1, 1]"),
        ("> a", r"\> a"),
        (" a\n\n b\t c ", "a b c"),
    ],
)
def test_prose(given: str, expected: str) -> None:
    assert text.prose(given) == expected
    said = MARKDOWN.parse(expected)
    assert [token.type for token in said] == ["paragraph_open", "inline", "paragraph_close"]


def test_a_cell_keeps_its_pipes() -> None:
    assert text.cell("|x| and `a|b`") == r"\|x\| and `a\|b`"


def test_formulas_end_where_they_should() -> None:
    assert text.formula("a ` b\n< c") == "$`a ' b < c`$"
    assert text.brackets("<x, y> < 1, 2 > <a=b,c>") == r"\langle x, y \rangle < 1, 2 > <a=b,c>"


def test_operators_are_written_so_that_github_shows_them() -> None:
    assert text.formula(r"\operatorname{rank} M") == r"$`\mathrm{rank}\, M`$"
    assert text.formula(r"\operatorname{Cov}_{j \sim A}(s, r)") == r"$`\mathrm{Cov}_{j \sim A}(s, r)`$"


@pytest.mark.parametrize(
    ("value", "told"), [(1.0, "1"), (0.10, "0.1"), (1e-40, "1e-40"), (True, "yes"), ("1.0", "1.0")]
)
def test_numbers_are_told_as_they_are(value: Any, told: str) -> None:
    assert text.scalar(value) == told


def test_the_text_of_a_picture_has_no_markup() -> None:
    assert text.alternative(HOSTILE) == ("a b c d script alert(1) script x_i 5 e _f_ g (h) i amp; Łojasiewicz")


def test_lists_of_words() -> None:
    assert [text.series(words) for words in ([], ["a"], ["a", "b"], ["a", "b", "c"])] == [
        "",
        "a",
        "a and b",
        "a, b and c",
    ]


# -- data that does not follow the conventions ---------------------------------------------------


@pytest.mark.parametrize(
    ("table", "told"),
    [
        ("x", "caption, columns and rows"),
        ([1], "caption, columns and rows"),
        ({"columns": ["a"], "rows": []}, "caption, columns and rows"),
        ({"caption": "c", "columns": ["a"], "rows": [[1, 2]]}, "1 columns, but the row"),
        ({"caption": "c", "columns": ["a"], "rows": [[None]]}, "neither a text nor a number"),
    ],
)
def test_a_malformed_table_is_refused(table: Any, told: str) -> None:
    with pytest.raises(TableError, match=told):
        numbers.tables({"check": "census", "numbers": {"table": table}})
