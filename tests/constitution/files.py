"""Constitutions as a person writes them."""

FULL = """\
---
agentops: 1
extends: seed
requires: ">=0.1"
people: warn
rules:
  T002: off
  M003: error
  G001: warn
trailers:
  required: [Intent, learning, Ticket]
  advised: [Impact]
  forbidden: [Session]
  by_type:
    docs: {required: [Intent]}
  min_words: 4
  none_accepted: false
  own: [Ticket]
subject:
  types: [feat, fix, docs, deps]
  max: 100
exempt:
  types: [deps]
  paths: [vendor/**]
  authors: ["*@mirror.invalid"]
  bots: no
  merges: [merge]
subtrees:
  - only: [team-a/**]
    trailers: {advised: []}
    subject: {max: 60}
    rules: {M003: off}
assisted_by: off
outputs: {patterns: docs/patterns, backlog: docs/BACKLOG.md}
since: 0123456
protected: [release/*]
trusted: [upstream/main]
guardrails:
  protected: [deploy/]
  generated: ["*.min.js"]
  limits: {files: 50, lines: 2000, deletions: 20, file_kib: 512}
  lockfiles: {"@app/app.lock": app.toml}
  homoglyphs: true
  secrets: {scanner: gitleaks, baseline: .gitleaks.json}
  rules:
    - code: G901
      match: 'print\\('
      message: left-over print
      level: warn
      scope: added
      paths: [src/**]
      suggestion: use the logger
gates:
  - name: unit-tests
    command: pytest -q 'tests/unit'
    when: {paths: ["*.py"], branches: [main], types: [feat, fix]}
    stage: pre-push
    timeout: 300
    level: error
approvers:
  people:
    - name: Ann
      principals: [ann@example.invalid]
      keys:
        - key: ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA ann
          valid_after: 2024-01-01
          valid_before: 2030-01-01
          revoked: false
  thresholds:
    - {gate: deploy, paths: [deploy/**], at_least: 1, by: [Ann], presence: true, expires_days: 7}
agents:
  - {name: Claude, may_touch: [src/**, tests/**], authors: ["claude*"]}
exemptions: {max_hours: 336, never: [G001]}
---
# Our law

Because.
"""


def law(*lines: str) -> str:
    """A file whose front matter holds these lines from line 3 on."""
    return "\n".join(["---", "agentops: 1", *lines, "---", "# Our law", ""])
