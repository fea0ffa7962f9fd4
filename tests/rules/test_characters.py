"""M005 and M007, and that the scripts of the world are ordinary text."""

import pytest

from tests.rules.judging import FINE, RECORD, codes, judged, only

ALIVE = {
    "Chinese": (
        "fix(解析器): 拒绝空的配置值",
        "Intent: 配置无法使用时立即报错\n"
        "Context: 本周三起工单都源于空的 DB_URL\n"
        "Learning: 不仅要检查值是否存在，还要检查值是否可用。\n",
    ),
    "Japanese": (
        "fix: 空の設定値を拒否する",
        "Intent: 使えない設定は起動時に失敗させる\n"
        "Context: 今週の問い合わせ三件は空の DB_URL が原因\n"
        "Learning: 値は存在だけでなく使えるかどうかも検証すること\n",
    ),
    "Korean": (
        "fix: 빈 설정값을 거부",
        "Intent: 잘못된 설정을 바로 알린다\n"
        "Context: 이번 주 문의 세 건의 원인이 빈 값\n"
        "Learning: 값의 존재뿐 아니라 사용 가능 여부도 검사한다\n",
    ),
    "Thai": (
        "fix: ปฏิเสธค่าคอนฟิกที่ว่างเปล่า",
        "Intent: แจ้งข้อผิดพลาดทันทีเมื่อคอนฟิกใช้ไม่ได้\n"
        "Context: สัปดาห์นี้มีสามเคสที่เกิดจากค่าว่าง\n"
        "Learning: ตรวจสอบว่าค่าใช้งานได้จริงไม่ใช่แค่มีอยู่\n",
    ),
    "Lao": (
        "fix: ປະຕິເສດຄ່າຫວ່າງ",
        "Intent: ແຈ້ງຂໍ້ຜິດພາດທັນທີ\nContext: ອາທິດນີ້ມີສາມກໍລະນີ\nLearning: ກວດວ່າຄ່າໃຊ້ໄດ້ແທ້\n",
    ),
    "Khmer": (
        "fix: បដិសេធតម្លៃទទេ",
        "Intent: ប្រាប់កំហុសភ្លាមៗ\nContext: សប្តាហ៍នេះមានបីករណី\nLearning: ពិនិត្យថាតម្លៃប្រើបាន\n",
    ),
    "Burmese": (
        "fix: ဗလာတန်ဖိုးများကိုငြင်းပယ်",
        "Intent: အမှားကိုချက်ချင်းပြောပါ\nContext: ဤအပတ်တွင်သုံးမှုရှိသည်\nLearning: တန်ဖိုးအသုံးဝင်မှုကိုစစ်ပါ\n",
    ),
    "Arabic": (
        "fix: رفض القيم الفارغة في الإعدادات",
        "Intent: الفشل بوضوح عند وجود إعداد لا يعمل\n"
        "Context: ثلاث شكاوى هذا الأسبوع سببها قيمة فارغة\n"
        "Learning: تحقق من أن القيمة صالحة للاستعمال وليس من وجودها فقط\n",
    ),
    "Persian": (
        "fix: مقدارهای خالی را نمی\u200cپذیریم",
        "Intent: خطای روشن هنگام پیکربندی نادرست\n"
        "Context: سه گزارش این هفته از مقدار خالی می\u200cآمد\n"
        "Learning: بودن مقدار کافی نیست، باید به\u200cدردبخور بودن آن را هم سنجید\n",
    ),
    "Hebrew": (
        "fix: דחיית ערכים ריקים \u2067בקובץ\u2069 ההגדרות",
        "Intent: להיכשל בקול כשההגדרה אינה שמישה\n"
        "Context: שלוש פניות השבוע נבעו מערך ריק\n"
        "Learning: לבדוק שהערך שמיש ולא רק שהוא קיים\n",
    ),
    "Hindi": (
        "fix: खाली कॉन्फ़िग मान अस्वीकार करें",
        "Intent: बेकार कॉन्फ़िग पर तुरंत विफल हों\n"
        "Context: इस सप्ताह तीन शिकायतें खाली मान से आईं\n"
        "Learning: मान का होना काफ़ी नहीं, उसका काम का होना भी जाँचें\n",
    ),
    "Russian": (
        "fix: не принимать пустые значения",
        "Intent: сразу сообщать о негодной настройке\n"
        "Context: три обращения за неделю из-за пустого DB_URL\n"
        "Learning: проверять пригодность значения, а не только его наличие\n",
    ),
    "German": (
        "fix: leere Konfigurationswerte ablehnen",
        "Intent: Fehlkonfiguration sofort melden\n"
        "Context: drei Supportfälle mit leerer DB_URL\n"
        "Learning: Brauchbarkeit prüfen, nicht nur Vorhandensein\n",
    ),
    "emoji": (
        "fix: 👩‍💻 reject empty values 🎉",
        "Intent: fail loudly 🔊 on a broken config\n"
        "Context: three cases 😱 this week ended there\n"
        "Learning: validate that a value ✅ is usable, not only present\n",
    ),
}


@pytest.mark.parametrize("language", ALIVE)
def test_a_message_of_any_language_that_is_right(language: str) -> None:
    subject, record = ALIVE[language]
    assert codes(f"{subject}\n\n{record}") == []


def test_tabs_and_line_ends_of_windows_are_ordinary() -> None:
    assert codes(f"fix: reject empty values\n\n\tindented\twith tabs\n\n{RECORD}") == []
    assert codes(FINE.replace("\n", "\r\n")) == []


@pytest.mark.parametrize(
    ("character", "name"),
    [
        ("\x1b[31m", "U+001B"),
        ("\x9b31m", "U+009B"),
        ("\x00", "U+0000"),
        ("\x07", "U+0007"),
        ("\x08", "U+0008"),
        ("\x7f", "U+007F"),
        ("\x85", "U+0085"),
        ("\r", "U+000D"),
        ("\u202e", "U+202E"),
        ("\u202d", "U+202D"),
        ("\u202b", "U+202B"),
        ("\u2067", "U+2067"),
    ],
)
def test_what_a_terminal_obeys_is_refused(character: str, name: str) -> None:
    found = judged(f"fix: reject {character}empty values\n\n{RECORD}")[0]
    assert (found.code, found.level, found.place.line) == ("M005", "error", 1)
    assert found.message == f"line 1 holds the invisible character {name}"
    assert found.suggestion == "fix: reject empty values"


def test_a_control_character_in_the_body_names_its_line() -> None:
    found = only(f"fix: reject empty values\n\nshown \x1b[8mhidden\x1b[0m\n\n{RECORD}")
    assert (found.code, found.place.line) == ("M005", 3)
    assert found.suggestion == "shown hidden"


def test_bytes_that_are_no_text_name_what_was_probably_meant() -> None:
    message = b"fix: serve the caf\xe9 page\n\n".decode("utf-8", "surrogateescape") + RECORD
    found = only(message)
    assert (found.code, found.level, found.place.line) == ("M007", "error", 1)
    assert found.suggestion == "fix: serve the café page"
