"""Token estimates: measured figures stand in docs/quality.md, real counts of a few texts here."""

import pytest

from agentops_git.message.tokens import estimate

COUNTED = {
    # a text: how many tokens cl100k_base makes of it
    "fix(parser): reject empty config values": 7,
    "Users saw silent failures when config.env had empty values.": 11,
    "Die Zwischenspeicherung der eingelesenen Einstellungen ist abgeschaltet.": 20,
    "Les valeurs vides sont refusées, et la clé est nommée.": 18,
    "def parse_config(path: str) -> dict[str, str]:\n    return {}\n": 16,
    "for (int i = 0; i < count; i++) {\n\tsum += values[i];\n}\n": 21,
    "缓存必须记录写入它的代码版本": 14,
    "設定ファイルの空の値を拒否する": 17,
    "빈 설정 값을 거부한다": 9,
}


@pytest.mark.parametrize("text", COUNTED)
def test_an_estimate_is_near_the_real_count_and_seldom_below(text: str) -> None:
    assert COUNTED[text] <= estimate(text) <= 1.25 * COUNTED[text] + 2


def test_nothing_costs_nothing_and_anything_costs_something() -> None:
    assert estimate("") == 0
    for text in (" ", "\n", "a", "1", ".", "中", "🎉", "\udcff", "\u200b"):
        assert estimate(text) >= 1


def test_parts_never_cost_less_than_the_whole_by_more_than_their_joints() -> None:
    lines = ["- keep the parsed config beside its file · `e8ff7957`\n", "## Goal\n\n", "빈 값\n"]
    assert estimate("".join(lines)) <= sum(map(estimate, lines))


@pytest.mark.parametrize(
    "text",
    ["a" * 1_000_000, "中" * 1_000_000, " " * 1_000_000, ".!" * 500_000, "aB" * 500_000],
    ids=["letters", "characters", "spaces", "punctuation", "humps"],
)
def test_a_megabyte_of_anything_is_estimated(text: str) -> None:
    assert 0 < estimate(text) < 2 * len(text)
