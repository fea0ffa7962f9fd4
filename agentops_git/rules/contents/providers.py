"""The forms of tokens, as those who issue them publish them."""

from collections.abc import Iterator
from typing import NamedTuple

_END = rb"(?![A-Za-z0-9_-])"


class Token(NamedTuple):
    """A token's form: ``pattern`` matches from ``keyword`` on.

    ``least`` is the fewest bits of entropy a byte must have. ``inside``: letters may stand
    before the keyword. ``anywhere``: the keyword may
    begin more than 16 bytes before a long word; of one byte, so that looking for it costs little.
    """

    kind: str
    keyword: bytes
    pattern: bytes
    least: float = 3.0
    inside: bool = False
    anywhere: bool = False


def _fixed(kind: str, prefix: str, alphabet: str, size: str, least: float = 3.0) -> Token:
    """A prefix, and so many characters of an alphabet."""
    keyword = prefix.encode()
    escaped = keyword.replace(b".", rb"\.")
    body = f"[{_ALPHABETS[alphabet]}]{{{size}}}".encode()
    return Token(kind, keyword, escaped + body + _END, least)


_ALPHABETS = {
    "alnum": "A-Za-z0-9",
    "hex": "0-9a-f",
    "anyhex": "0-9A-Fa-f",
    "lower": "a-z0-9",
    "upper": "A-Z0-9",
    "url": "A-Za-z0-9_-",
    "dots": "A-Za-z0-9_.-",
    "base64": "A-Za-z0-9+/=_-",
}

_PREFIXES = """\
AWS access key id|AKIA|upper|16
AWS temporary access key id|ASIA|upper|16
Alibaba Cloud access key id|LTAI|alnum|20
GitHub personal access token|ghp_|alnum|36
GitHub OAuth token|gho_|alnum|36
GitHub user token|ghu_|alnum|36
GitHub server token|ghs_|alnum|36
AWS STS service bearer token|ABIA|upper|16
AWS context-specific credential|ACCA|upper|16
Amazon Bedrock key|ABSKQmVkcm9ja0FQSUtleS|base64|86,120
GitHub refresh token|ghr_|alnum|36,76
GitHub fine-grained token|github_pat_|url|82
GitLab personal access token|glpat-|dots|20,300
GitLab deploy token|gldt-|dots|20,300
GitLab runner token|glrt-|dots|20,300
GitLab job token|glcbt-|dots|20,300
GitLab trigger token|glptt-|hex|40
GitLab feed token|glft-|dots|20,300
GitLab mail token|glimt-|dots|20,300
GitLab agent token|glagent-|dots|40,300
GitLab OAuth secret|gloas-|dots|40,300
GitLab SCIM token|glsoat-|dots|20,300
Slack app token|xapp-|url|30,200
Stripe live key|sk_live_|alnum|16,120
Stripe restricted key|rk_live_|alnum|16,120
Stripe test key|sk_test_|alnum|24,120
Stripe webhook secret|whsec_|base64|32,64
Anthropic API key|sk-ant-|url|80,120
OpenAI project key|sk-proj-|url|40,200
OpenAI service account key|sk-svcacct-|url|40,200
OpenAI admin key|sk-admin-|url|40,200
OpenRouter key|sk-or-v1-|hex|64
Google API key|AIza|url|35
Google OAuth client secret|GOCSPX-|url|28
Google OAuth access token|ya29.|url|40,400
Hugging Face token|hf_|alnum|34
Hugging Face organisation token|api_org_|alnum|34
npm token|npm_|alnum|36
PyPI token|pypi-AgE|url|50,300
RubyGems key|rubygems_|hex|48
crates.io token|cio|alnum|32
Docker access token|dckr_pat_|url|27
Docker organisation token|dckr_oat_|url|32
DigitalOcean token|dop_v1_|hex|64
DigitalOcean OAuth token|doo_v1_|hex|64
DigitalOcean refresh token|dor_v1_|hex|64
Cloudflare user token|cfut_|alnum|48
Cloudflare account token|cfat_|alnum|48
Cloudflare global key|cfk_|alnum|48
Vercel personal token|vcp_|alnum|56
Vercel integration token|vci_|alnum|56
Vercel app token|vca_|alnum|56
Vercel refresh token|vcr_|alnum|56
Vercel gateway key|vck_|alnum|56
Apify token|apify_api_|alnum|36
Bitbucket server token|BBDC-|base64|44
Mailgun key|key-|hex|32
Twilio API key|SK|hex|32
Atlassian token|ATATT3|base64|180,220
Atlassian app token|ATCTT3|base64|180,220
Shopify access token|shpat_|alnum|32,40
Shopify custom app token|shpca_|alnum|32,40
Shopify private app token|shppa_|alnum|32,40
Shopify shared secret|shpss_|alnum|32,40
Square access token|sq0atp-|url|22
Square secret|sq0csp-|url|43
Linear key|lin_api_|alnum|40
Notion token|ntn_|alnum|43,50
Notion integration token|secret_|alnum|43
Figma token|figd_|url|40
New Relic key|NRAK-|upper|27
Grafana cloud token|glc_eyJ|base64|40,400
Sentry organisation token|sntrys_eyJ|base64|40,400
Sentry user token|sntryu_|hex|64
Vault service token|hvs.|url|24,200
Vault batch token|hvb.|url|100,400
Doppler token|dp.pt.|alnum|43
Pulumi token|pul-|hex|40
Fly.io token|fm2_|base64|60,600
Netlify token|nfp_|alnum|36,40
PlanetScale token|pscale_tkn_|dots|32,64
PlanetScale password|pscale_pw_|dots|32,64
Supabase token|sbp_|hex|40
Supabase secret key|sb_secret_|url|31
Heroku key|HRKU-AA|url|58
age secret key|AGE-SECRET-KEY-1|upper|58
SonarQube project token|sqp_|hex|40
SonarQube user token|squ_|hex|40
SonarQube analysis token|sqa_|hex|40
Sourcegraph token|sgp_|anyhex|40
Cody gateway token|slk_|hex|64
NVIDIA API key|nvapi-|url|64
Groq key|gsk_|alnum|52
xAI key|xai-|alnum|80
Perplexity key|pplx-|alnum|40,56
Replicate token|r8_|alnum|37
Tailscale key|tskey-|url|20,100
Tavily key|tvly-|url|32,64
Typeform token|tfp_|dots|40,70
ReadMe key|rdme_|lower|70
Prefect key|pnu_|alnum|36
OpenShift token|sha256~|url|43
Facebook token|EAA|alnum|100,300
Dropbox token|sl.|url|120,1200
Artifactory key|AKCp|alnum|69
Contentful token|CFPAT-|url|43
Clojars token|CLOJARS_|hex|60
EasyPost key|EZAK|alnum|54
Adafruit key|aio_|alnum|28
Octopus key|API-|upper|26
Docker swarm join token|SWMTKN-1-|url|70,90
1Password service account token|ops_eyJ|base64|250,2000
Snyk token|snyk_uat.|dots|60,200
Buildkite agent token|bkua_|hex|40
CircleCI token|CCIPAT_|url|60,70
Brevo key|xkeysib-|url|81
Resend key|re_|url|32,36"""

_SPECIAL = (
    Token("GitLab registration token", b"GR1348941", rb"GR1348941[\w-]{20}" + _END),
    Token("Slack token", b"xox", rb"xox[abeoprs](?:\.xox[bp])?-[0-9A-Za-z-]{20,250}"),
    Token(
        "Slack webhook",
        b"hooks.slack.com",
        rb"hooks\.slack\.com/(?:services|workflows)/T[A-Z0-9]{8,12}/[A-Z0-9]{8,16}/[\w/]{20,60}",
    ),
    Token(
        "Discord webhook",
        b"discord.com/api/webhooks",
        rb"discord\.com/api/webhooks/[0-9]{17,20}/[\w-]{60,80}",
    ),
    Token(
        "Teams webhook",
        b".webhook.office.com",
        rb"\.webhook\.office\.com/webhookb2/[0-9a-f-]{36}@[0-9a-f-]{36}/IncomingWebhook/[0-9a-f]{32}",
        inside=True,
    ),
    Token(
        "Tines webhook",
        b".tines.com/webhook/",
        rb"\.tines\.com/webhook/[0-9a-f]{32}/[0-9a-f]{32}",
        inside=True,
    ),
    Token(
        "Azure storage key",
        b"AccountKey=",
        rb"AccountKey=[A-Za-z0-9+/]{86}==",
        inside=True,
    ),
    Token(
        "Azure client secret",
        b"~",
        rb"(?<=[\w~.-]{3}[0-9]Q)~[\w~.-]{31,34}(?![\w~.-])",
        inside=True,
        anywhere=True,
    ),
    Token("Databricks token", b"dapi", rb"dapi[0-9a-f]{32}(?:-[0-9]{1,2})?" + _END),
    Token(
        "GitHub server token",
        b"ghs_",
        rb"ghs_[0-9]{1,20}_eyJ[\w-]{14,1000}\.eyJ[\w-]{14,2000}\.[\w-]{20,1000}",
    ),
    Token("OpenAI key", b"sk-", rb"sk-[A-Za-z0-9]{20}T3BlbkFJ[A-Za-z0-9]{20}" + _END),
    Token("SendGrid key", b"SG.", rb"SG\.[\w-]{22}\.[\w-]{43}" + _END),
    Token("Telegram bot token", b":AA", rb"(?<=[0-9]{8}):AA[\w-]{32,33}" + _END, inside=True),
    Token("Mailchimp key", b"-us", rb"(?<=[0-9a-f]{32})-us[0-9]{1,2}" + _END, 0.0, inside=True),
    Token("Grafana service account token", b"glsa_", rb"glsa_[A-Za-z0-9]{32}_[0-9A-Fa-f]{8}"),
    Token("Dynatrace token", b"dt0", rb"dt0[a-z][0-9]{2}\.[A-Z0-9]{24}\.[A-Z0-9]{64}"),
    Token("Postman key", b"PMAK-", rb"PMAK-[0-9a-f]{24}-[0-9a-f]{34}"),
    Token("LangSmith key", b"lsv2_", rb"lsv2_(?:pt|sk)_[0-9a-f]{32}_[0-9a-f]{10}"),
    Token("Terraform Cloud token", b".atlasv1.", rb"\.atlasv1\.[\w=-]{60,70}", inside=True),
    Token("Airtable token", b"pat", rb"pat[A-Za-z0-9]{14}\.[0-9a-f]{64}" + _END),
    Token("Sourcegraph token", b"sgp_", rb"sgp_(?:local|[0-9A-Fa-f]{16})_[0-9A-Fa-f]{40}" + _END),
    Token("Cloudflare origin key", b"v1.0-", rb"v1\.0-[0-9a-f]{24}-[0-9a-f]{146}"),
    Token("Mapbox secret token", b"sk.eyJ", rb"sk\.eyJ[\w-]{60,100}\.[\w-]{20,30}"),
    Token("Okta token", b"SSWS 00", rb"SSWS 00[\w-]{40}" + _END),
    Token(
        "JSON Web Token",
        b"eyJ",
        rb"eyJ[\w-]{14,2000}\.eyJ[\w-]{14,8000}\.[\w-]{20,2000}",
        4.0,
    ),
)


def _listed() -> Iterator[Token]:
    for line in _PREFIXES.splitlines():
        kind, prefix, alphabet, size = line.split("|")
        yield _fixed(kind, prefix, alphabet, size)


TOKENS: tuple[Token, ...] = (*_listed(), *_SPECIAL)
