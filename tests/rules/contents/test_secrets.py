"""Secrets in files: what is found, what is let by, and that none is ever shown."""

import base64
import json

import pytest

from agentops_git.rules.contents.model import Wanted
from agentops_git.rules.contents.providers import TOKENS
from agentops_git.rules.contents.search import search_message
from tests.rules.contents.made import ALNUM, HEX, URL, found, github, hits, noise, pem

UPPER = ALNUM[26:]

ISSUED = {
    "an AWS access key id": "AKIA" + noise(UPPER[:26] + "234567", 16),
    "a GitHub personal access token": github(),
    "a GitHub fine-grained token": "github" + "_pat_" + noise(ALNUM, 22) + "_" + noise(ALNUM, 59),
    "a GitLab personal access token": "glpat" + "-" + noise(URL, 20),
    "a Slack token": "xox" + "b-409128775512-561200987441-" + noise(ALNUM, 24),
    "a Stripe live key": "sk" + "_live_" + noise(ALNUM, 24),
    "an Anthropic API key": "sk-" + "ant-api03-" + noise(URL, 93) + "AA",
    "an OpenAI project key": "sk-" + "proj-" + noise(URL, 100),
    "a Google API key": "AIza" + noise(URL, 34) + "x",
    "a Hugging Face token": "hf" + "_" + noise(ALNUM, 34),
    "a npm token": "npm" + "_" + noise(ALNUM, 36),
    "a SendGrid key": "SG" + "." + noise(URL, 21) + "x." + noise(URL, 42) + "x",
    "a Telegram bot token": "812345678" + ":AA" + noise(ALNUM, 33),
    "a Mailchimp key": noise(HEX, 32) + "-us" + "12",
    "a Databricks token": "dapi" + noise(HEX, 32) + "-2",
    "a Cloudflare user token": "cfut" + "_" + noise(ALNUM, 48),
    "a Vercel personal token": "vcp" + "_" + noise(ALNUM, 56),
    "an Amazon Bedrock key": "ABSKQmVkcm9ja0FQSUtleS" + noise(ALNUM, 110),
    "a Vault service token": "hvs" + "." + noise(URL, 90),
    "a Slack webhook": "https://hooks."
    + "slack.com/services/T0A1B2C3D/B0A1B2C3D/"
    + noise(ALNUM, 24),
    "an Azure storage key": "AccountKey" + "=" + noise(ALNUM + "+/", 86) + "==",
    "an age secret key": "AGE-SECRET" + "-KEY-1" + noise(UPPER, 58),
    "a private key": pem(),
}


@pytest.mark.parametrize("kind", ISSUED)
def test_what_issuers_issue_is_found_by_its_form_wherever_it_stands(kind: str) -> None:
    text = f"first\nsecond {ISSUED[kind]}\n"
    for path in ("src/app.py", "README.md", "logo.png"):
        said = [one.split("this holds ")[1] for one in found(text, path)]
        assert kind in said


@pytest.mark.parametrize("kind", ISSUED)
def test_no_finding_shows_the_secret(kind: str) -> None:
    secret = ISSUED[kind]
    for hit in hits(f"a = '{secret}'"):
        shown = " ".join(map(str, hit))
        assert not any(secret[at : at + 12] in shown for at in range(0, len(secret) - 12, 4))


def test_every_form_is_told_from_the_others() -> None:
    assert len({token.pattern for token in TOKENS}) == len(TOKENS)
    assert all(token.keyword and token.kind for token in TOKENS)


def test_the_line_and_the_whole_answer() -> None:
    (hit,) = hits(f"import os\n\nTOKEN = '{github()}'\n", "app.py")
    assert (hit.code, hit.line) == ("G018", 3)
    assert hit.message == "this holds a GitHub personal access token"
    assert hit.suggestion.endswith("and revoke this one")


def test_a_secret_keeps_its_mark_where_it_moves_and_another_has_another() -> None:
    (first,), (moved,), (other,) = hits(github()), hits("\n\n" + github()), hits(github(2))
    assert first.mark == moved.mark != other.mark


@pytest.mark.parametrize(
    "around",
    ["{}", "\x00\x01{}\x00", "x\\n{}\\n", "url=https%3A%2F%2F{}", "{}\r\n", "token:{};", "«{}»"],
)
def test_binary_data_escapes_and_encodings_hide_nothing(around: str) -> None:
    assert len(found(around.format(github()))) == 1


def test_text_in_utf_16_is_read_as_text() -> None:
    assert found(f"Key={github()}".encode("utf-16")) == [
        "G018 1: this holds a GitHub personal access token"
    ]


@pytest.mark.parametrize("name", ["utf-16-le", "utf-16-be"])
def test_a_piece_of_utf_16_has_no_mark(name: str) -> None:
    text = f"eins zwei drei\n# grün\ntoken {github()}\n".encode(name)
    assert found(text) == ["G018 3: this holds a GitHub personal access token"]
    assert found(b"\0\x01" * 8 + b"\0\0" + text) == []


def test_base64_of_base64_is_looked_into() -> None:
    once = base64.b64encode(f"the token is {github()}, keep it".encode())
    assert len(found(once)) == 1
    assert len(found(base64.b64encode(b"once more: " + once))) == 1


@pytest.mark.parametrize("kind", ["RSA ", "EC ", "OPENSSH ", "ENCRYPTED ", ""])
def test_private_keys_as_they_are_in_a_string_and_in_base64(kind: str) -> None:
    for text in (pem(kind), json.dumps({"key": pem(kind)}), base64.b64encode(pem(kind).encode())):
        assert any("private key" in one for one in found(text))


def test_a_public_key_a_certificate_and_a_header_alone_are_no_secrets() -> None:
    public = pem().replace("PRIVATE", "PUBLIC")
    header = pem().splitlines()[0]
    assert found(public + header + "\n...\n") == []


PASSWORD = "q8V" + "#tz!Lw29"

NAMED = {
    "settings.ini": f"password = {PASSWORD}",
    ".env": f"DB_PASSWORD={PASSWORD}",
    "app.py": f"login(password='{PASSWORD}')",
    "app.js": f'const apiKey = "{noise(ALNUM, 32)}"',
    "conf.json": json.dumps({"client_secret": noise(URL, 40)}),
    "pom.xml": f"<password>{PASSWORD}</password>",
    "deploy.sh": f"tool --token {noise(HEX, 40)} --verbose",
    "clone.md": f"git clone https://deploy:{PASSWORD}@git.example.org/a.git".replace("#", "%"),
    "call.sh": "curl -H 'Authorization: Bearer " + noise(URL, 60) + "'",
    "shadow": "root:$6$" + noise(ALNUM, 16) + "$" + noise(ALNUM + "./", 86) + ":19000::",
}


@pytest.mark.parametrize("path", NAMED)
def test_what_is_named_like_a_secret_and_looks_like_one_is_found(path: str) -> None:
    assert len(found(NAMED[path], path)) == 1


@pytest.mark.parametrize(
    "text",
    [
        "password = os.environ['DB_PASSWORD']",
        'password = "changeme-please-42"',
        'token = "your-token-goes-here-1234"',
        'secret: "${VAULT_SECRET_V2}"',
        'api_key = "{{ api_key_2024 }}"',
        'api_key = "AKIAIOSFODNN7' + 'EXAMPLE"',
        'password_field = "user_password_2_input"',
        'SECRET_NAME = "prod-db-login-01"',
        'secretKeyRef = "A1b2C3d4E5f6G7h8"',
        'token = "xxxxxxxxxxxxxxxx1234"',
        'token_url = "https://login.example.org/oauth2/v2.0/token"',
        'public_api_key = "' + noise(ALNUM, 32) + '"',
        "https://user:password@example.org/",
        "https://${USER}:${TOKEN}@example.org/",
        "def check(token: str, secret: bytes = b'') -> None: ...",
        "imap://user:pass;option=2@mail.example.org/",
        "http://user:pass%20word@example.org/",
        "rabbit://bob:s3kret@broker/",
        'set(PROXYUSERPWD, "clark%20kent:superman")',
        'password = "my-federation-password-123!"',
        'new("test-api-key", "team-123")',
        'api_key = "sk-enterprise-key-12345"',
        "credential = '" + base64.b64encode(b"joe:secret-word").decode() + "'",
        "token = '" + base64.urlsafe_b64encode(b'{"alg":"none"}').decode() + "'",
        "STRIPE_API_KEY = 'pk" + "_live_" + noise(ALNUM, 24) + "'",
        "POSTHOG_API_KEY = 'phc" + "_" + noise(ALNUM, 43) + "'",
        "sha256 = '" + noise(HEX, 64) + "'",
        "ghp" + "_" + "x" * 36,
        'TOKEN = "ghp_‹36›"',
        'TOKEN = "ghp_1a2b3c…"',
        'environ.get("TOKENIZER", "cl100k_base")',
        "tokenizer: gpt2-Medium_v3",
    ],
)
def test_references_stand_ins_and_names_are_let_by(text: str) -> None:
    assert found(text, "app.py") == []
    assert found(text, "app.env") == []


def test_binary_data_after_a_name_is_no_value() -> None:
    assert found(b"password\t\x08\t\xf6\t\xe4k1k2k3\x04\x01G\x02\n", "cache.sqlite") == []
    assert found(b"token=\xe4\xf6k1\xffK2k3-9x\n", "cache.sqlite") == []


def test_what_an_issuer_prints_for_all_to_use_is_no_secret() -> None:
    published = "sk" + "_test_" + "4eC39HqLyjWD" + "arjtT1zdp7dc"
    assert found(f"key = '{published}'", "app.py") == []
    assert len(found("key = 'sk" + "_test_" + noise(ALNUM, 24) + "'", "app.py")) == 1


def test_every_value_of_a_kubernetes_secret_is_one() -> None:
    plain = base64.b64encode(b"Sommer-am-See").decode()
    secret = f"apiVersion: v1\nkind: Secret\nmetadata:\n  name: login\ndata:\n  entry: {plain}\n"
    assert found(secret, "login.yaml") == ["G018 6: this holds a Kubernetes secret"]
    assert found(secret.replace("Secret", "ConfigMap"), "login.yaml") == []


def json_web_token(**claims: object) -> str:
    parts = [json.dumps({"alg": "HS256", "typ": "JWT"}), json.dumps(claims)]
    encoded = [base64.urlsafe_b64encode(part.encode()).decode().rstrip("=") for part in parts]
    return ".".join([*encoded, noise(URL, 43)])


def test_a_web_token_that_lives_is_a_secret_and_one_of_an_hour_is_not() -> None:
    lasting = json_web_token(sub="deploy", iat=1700000000, exp=1800000000)
    assert found(lasting) == ["G018 1: this holds a JSON Web Token"]
    assert found(json_web_token(sub="deploy", iat=1700000000, exp=1700000600)) == []
    assert found(lasting[:-2]) == []


def test_messages_are_searched_as_files_are() -> None:
    (hit,) = search_message(f"fix: call\n\nIntent: use {github()} again\n", Wanted())
    assert (hit.code, hit.line) == ("G018", 3)
    assert search_message("fix: call\n\nIntent: nothing to see\n", Wanted()) == ()


def test_what_a_baseline_lists_is_passed_over() -> None:
    import hashlib

    known = frozenset([hashlib.sha1(github().encode(), usedforsecurity=False).hexdigest()])
    assert found(github(), wanted=Wanted(known=known)) == []
    assert len(found(github(2), wanted=Wanted(known=known))) == 1


@pytest.mark.parametrize(
    "unit",
    ["password=", "eyJ", "://a:", "$6$", "api_key='", "-----BEGIN RSA PRIVATE KEY-----", "A"],
)
def test_a_long_line_of_beginnings_ends(unit: str) -> None:
    assert found(unit * 20_000) == []
