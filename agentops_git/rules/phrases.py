"""Values that say nothing, in several languages; compared after ``text.fold``."""

from agentops_git.message.keys import CANONICAL, KEYS
from agentops_git.message.model import Entry
from agentops_git.rules.text import fold, word_set


def _phrases(text: str) -> frozenset[str]:
    return frozenset(phrase.strip() for line in text.splitlines() for phrase in line.split("|"))


NOTHING = _phrases(
    """none|n/a|na|n.a|nil|null|nothing|no|not applicable|not available
    无|暂无|没有|無|なし|無し|特になし|特に無し|該当なし|없음|없다|해당 없음
    нет|нет данных|ничего|отсутствует|н/д|немає
    keine|keines|keiner|nichts|entfällt|kein|aucun|aucune|rien|sans objet|néant
    ninguno|ninguna|nada|no aplica|nenhum|nenhuma|não se aplica|nessuno|nessuna|niente
    geen|niets|nvt|n.v.t|ingen|inget|brak|nie dotyczy|yok|ไม่มี|không có|không
    لا شيء|لا يوجد|هیچ|ندارد|אין|कुछ नहीं"""
)
"""Words for "none": an honest answer to what was left untested, and to nothing else."""

PLACEHOLDERS = NOTHING | _phrases(
    """todo|to do|tbd|tba|tbc|wip|fixme|fix me|xxx|later|work in progress|to be done
    to be determined|to be decided|to be defined|fill in|fill me in|fill this in|placeholder
    lorem ipsum|test|tests|testing|foo|bar|foo bar|baz|asdf|qwerty|blah|blah blah|bla|bla bla
    ok|okay|done|yes|y|dunno|idk|unknown|whatever|stuff|things|misc|various|etc
    fix|fixes|fixed|fix it|fix bug|fix bugs|fix the bug|bug fix|bugfix|update|updates|updated
    change|changes|changed|minor|minor changes|minor fix|cleanup|clean up|improvements
    same|same as above|as above|see above|above|see below|ditto|idem|see title|see subject
    see description|see pr|see diff|see code|see the code|see commit|self explanatory
    self-explanatory|obvious|as described|as the title says|string|text|value|description|reason
    待定|待办|待补充|同上|见上|见上文|略|测试|未定|未知|以后再说
    未定|後で|あとで|同上|上記参照|上記の通り|テスト|作業中
    추후|미정|위와 같음|테스트|할 일|см. выше|позже|тест|то же|потом
    siehe oben|später|offen|wie oben|dito|voir ci-dessus|à faire|à compléter|plus tard
    véase arriba|ver arriba|pendiente|por hacer|ver acima|a fazer|pendente|vedi sopra|da fare
    zie boven|senere|do zrobienia|لاحقا|بعدا"""
)

_VAGUE_WORDS = word_set(
    """a about after again all also always an and any are as at attention avoid aware awareness
    bad be because been before being best better bug bugs can care careful carefully caution
    cautious change changes check checking clean clear code coding communicate communication
    consistency consistent could crucial debug debugging design designing do document documentation
    documenting does doing don't dont double each easy edge error errors essential every everyday
    everything experience extra few first fix fixed fixing follow followed following for from future
    good great guidelines had hard has have helpful helps how i idea important improve improving in
    is issue issues it it's its just keep key kiss learn learned learning learnings lessons lesson
    learnt less life look lot lots maintainable make makes making many matter matters maybe me mind
    mistake mistakes more most much must my need needed needs never new next nice not of often on
    one ones or our ourselves pay people plan planning please practice practices principle
    principles problem problems process programming properly proper quality read readable reading
    really refactor refactoring remember review reviewing right robust rules sense should simple
    simpler simplicity simplify so software solid some something standards stuff take team teamwork
    test tested testing tests than that the their them then there these they thing things think
    thinking thorough thoroughly this those time times to today together too try trying understand
    understanding up us use useful using very want was way ways we well were what when while why
    will with work working works would write writing wrong yagni you your"""
)
"""A lesson made of these words alone could stand under any commit."""

_VAGUE_SENTENCES = _phrases(
    """遵循最佳实践|多测试|多写测试|要小心|小心一点|注意细节|学到了很多|写好代码|以后注意|认真测试
    仔细检查|代码要写好|ベストプラクティスに従う|気をつける|注意する|もっとテストする|テストは大事
    テストを書く|勉強になった|次は気をつける|丁寧に確認する|주의하자|더 테스트하자|많이 배웠다
    bessere tests schreiben|mehr testen|besser aufpassen|viel gelernt|immer testen|vorsichtig sein
    mehr tests schreiben|bewährte verfahren nutzen|suivre les bonnes pratiques|faire attention
    tester plus|j'ai beaucoup appris|plus de tests|seguir las buenas prácticas|tener cuidado
    probar más|aprendí mucho|usar buenas prácticas|seguir as boas práticas|ter cuidado
    testar mais|aprendi muito|следовать лучшим практикам|быть внимательнее|больше тестировать
    писать хороший код|узнал много нового|нужно больше тестов|dikkatli ol|ใช้แนวปฏิบัติที่ดี"""
)

_VAGUE_LENGTH = 120
AND_WHY, REASON = "<and what makes it so>", "<reason>"
"""Blanks that suggestions end with; pasted as they are they say nothing."""
_AROUND = ".,;:!?()\"'"

MEANINGS = frozenset(key.meaning for key in KEYS)
_LONGEST = max(map(len, PLACEHOLDERS)) + 8
"""Longer values are no stock phrase; the rest allows for punctuation around one."""


def short_ones(entries: tuple[Entry, ...]) -> tuple[Entry, ...]:
    """The entries of which ``says_nothing`` or ``is_none`` may hold; a cheap test."""
    return tuple(
        [
            entry
            for entry in entries
            if len(value := entry.value) <= _LONGEST
            or value[0] in "<nN"
            or value[-1] == ">"
            or value in MEANINGS
        ]
    )


def says_nothing(value: str, template: tuple[str, ...] = ()) -> bool:
    """Whether a value is a placeholder: stock phrase, ``<blank>``, the template's own text,
    or no letter and no figure at all."""
    if len(value) > _LONGEST:
        if value in MEANINGS or value in template:
            return True
        return _is_blank(value)
    folded = fold(value)
    return (
        folded in PLACEHOLDERS
        or (len(set(folded)) <= 1 and folded.isascii())
        or not any(map(str.isalnum, folded))
        or folded in CANONICAL
        or value in template
        or value in MEANINGS
        or _is_blank(value)
    )


def _is_blank(value: str) -> bool:
    """Whether a value is ``<what goes here>``, or ends with a blank of ours to fill in.

    An address in angle brackets is none.
    """
    if value[:1] == "<":
        inside, _, after = value.partition(">")
        return after.strip() in ("", "(advised)") and "://" not in inside and "@" not in inside
    return value[-1:] == ">" and value[value.rfind("<") :] in (AND_WHY, REASON)


def is_nothing(value: str) -> bool:
    """Whether a value is a word for "none"."""
    return len(value) <= 40 and fold(value) in NOTHING


def is_vague(lesson: str) -> bool:
    """Whether a lesson is too general to teach: stock words only, or a stock sentence."""
    if len(lesson) > _VAGUE_LENGTH:
        return False
    for word in lesson.lower().replace("’", "'").split():
        if word.strip(_AROUND) not in _VAGUE_WORDS:
            return fold(lesson) in _VAGUE_SENTENCES if len(lesson) <= 2 * _LONGEST else False
    return True
