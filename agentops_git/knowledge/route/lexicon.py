"""What the words of a task say about the workflow it wants, written down by what they mean.

The weights are in units of log odds against the other workflows. ``LEADS`` holds for the verb
that a task begins with, ``WORDS`` wherever a word stands, ``PHRASES`` for words in a row. A
word holds for every word of its stem; with ``=`` behind it, as it stands alone.
"""

QUICK, PLAN, DEPLOY = "quick-edit", "research-plan-implement", "validated-deployment"
DEBUG, DOCS, REFACTOR = "debug", "documentation", "refactor"

Weights = dict[str, dict[float, str]]
"""Workflow, weight, and the words that have it, separated by spaces (phrases: by commas)."""

LEADS: Weights = {
    QUICK: {
        3.0: "bump reword capitalize capitalise uncomment tweak pin unpin relabel hide reindent",
        2.2: "rename change set correct adjust increase decrease raise lower edit swap toggle "
             "flip shorten lengthen shrink widen align sort alphabetize insert append mark point",
        1.5: "update replace turn disable enable delete drop put comment show fill reset round",
        1.0: "remove use add fix switch make",
    },
    PLAN: {
        3.0: "design research evaluate explore prototype architect spike propose brainstorm "
             "assess ideate",
        2.5: "detect recommend build implement integrate develop plan choose decide compare "
             "generate=",
        2.0: "support create add allow let extend provide offer adopt investigate analyse analyze "
             "introduce study estimate benchmark survey",
        1.2: "make write port enable teach expose give connect train automate migrate rewrite "
             "set establish define sketch draft work find",
    },
    DEPLOY: {
        3.5: "deploy rotate failover rollback redeploy undeploy",
        3.0: "release promote roll ship drain decommission cutover launch canary",
        2.3: "provision renew restore upgrade publish apply migrate scale revoke patch backfill "
             "reboot restart resize",
        1.5: "push cut switch fail run install enable execute move retire shift ramp tag expire "
             "perform",
        0.8: "take bring put turn",
    },
    DEBUG: {
        3.5: "debug diagnose troubleshoot bisect reproduce repro triage",
        2.6: "investigate fix trace resolve isolate",
        1.6: "find figure track look stop prevent solve hunt repair check determine identify get "
             "chase handle recover understand",
    },
    DOCS: {
        3.8: "document explain describe summarize summarise annotate proofread illustrate "
             "paraphrase transcribe",
        2.4: "clarify outline translate record comment",
        1.8: "write draft list explaining compile publish note sketch cover",
        1.0: "add update create expand revise review improve start prepare give",
    },
    REFACTOR: {
        3.8: "refactor deduplicate dedupe decouple modularize modularise restructure encapsulate "
             "untangle hoist",
        3.0: "extract split simplify consolidate reorganize reorganise tidy unify inline clean "
             "flatten factor disentangle decompose",
        2.0: "shrink move merge break separate collapse generalize= generalise= pull isolate "
             "rewrite "
             "convert group invert normalize normalise standardize standardise modernize "
             "modernise streamline reshape rework",
        1.2: "rename replace remove turn reduce eliminate make delete port split lift centralize "
             "centralise share reuse retire trim",
    },
}  # fmt: skip

WORDS: Weights = {
    QUICK: {
        3.2: "typo misspelled misspelling misspelt spelling capitalization",
        2.2: "copyright wording whitespace indentation comma semicolon gitignore "
             "capitalized lowercase uppercase punctuation",
        1.6: "label tooltip placeholder colour color padding margin font favicon footer caption",
        1.1: "constant default icon text heading title year threshold string seconds pixels px "
             "trailing value button spacing banner emoji linter",
        0.7: "version link url timeout limit flag unused logo dependency line word parameter "
             "minutes header number comment hex column import",
    },
    PLAN: {
        2.0: "feasibility prototype architecture poc",
        1.5: "feature integration alternatives option options strategy approach proposal "
             "tradeoffs whether multitenant roadmap capability requirement",
        1.0: "new support system engine plugin dashboard webhook webhooks sso oauth notification "
             "notifications subscription recommendation recommendations offline realtime "
             "localization= internationalization sdk authentication authorization search "
             "importer exporter scheduler wizard marketplace algorithm model best",
        0.6: "service endpoint api users pipeline workflow framework cache caching export mode "
             "upload filter rate customizable configurable custom app bot cli command page "
             "event tenant queue limiting undo",
    },
    DEPLOY: {
        2.3: "pilot rollout rollback canary cutover failover downtime redeployment",
        1.7: "production= prod staging deployment fleet maintenance pypi gradually "
             "release live",
        1.2: "cluster certificate certificates credential credentials traffic region regions "
             "terraform helm kubernetes firmware node nodes replica primary secondary standby "
             "hotfix dns npm store gate gates ramp datacenter",
        0.7: "environment migration backup backups servers server database key keys secret "
             "secrets registry artifact approval tag instances schema primary data window "
             "certs cert k8s hosts balancer verify version",
    },
    DEBUG: {
        2.3: "crash flaky segfault intermittent intermittently sporadic sporadically deadlock "
             "traceback stacktrace oom freeze hang broken bug regression unresponsive garbled "
             "misbehave nullpointerexception stuck leak",
        1.7: "fail failing failure wrong wrongly incorrect incorrectly slow slower why unexpected "
             "unexpectedly disappear vanish corrupt corrupted exception mismatch sometimes "
             "occasionally randomly suddenly complain refuse timeouts",
        1.1: "error errors panic since cause twice never lost not yesterday outage incident "
             "undefined nan null blank stale race spike infinite nobody cannot nothing symptom "
             "longer anymore overnight endless late diverge jump jumps wobble skip locally= "
             "stutter jitter flicker",
        0.6: "missing duplicate duplicates duplicated loop latency empty after red truncated "
             "drop reject ignore throw throws return returns report although despite instead "
             "old reported only every negative show shows",
    },
    DOCS: {
        2.8: "readme docs documentation doc tutorial changelog docstring docstrings glossary faq "
             "wiki quickstart howto cookbook javadoc jsdoc walkthrough",
        2.2: "guide runbook handbook postmortem adr writeup newcomers "
             "onboarding whitepaper",
        1.6: "contributing= catalogue manual explanation diagram article blog contributors "
             "contributor newcomer "
             "instructions rationale prose",
        1.0: "example examples reference comments comment how section page troubleshooting "
             "overview notes beginners readers steps conventions description",
        0.5: "meaning team usage",
    },
    REFACTOR: {
        2.4: "duplication spaghetti boilerplate duplicated decoupled "
             "refactoring",
        1.8: "readability readable maintainable coupling coupled cleaner consistent "
             "consistently god testable "
             "mixin globals reusable unreachable polymorphism",
        1.3: "class classes helper helpers function functions method methods module modules "
             "nested interface inheritance composition callbacks abstraction shared common "
             "conditionals duplicate repeated singleton subclasses subclass",
        0.8: "package packages layer file files into separate same internals internal pattern "
             "naming hooks logic legacy structure types hierarchy component components parser "
             "controller handlers dead base enum dataclass constants utility utilities global",
    },
}  # fmt: skip

PHRASES: Weights = {
    QUICK: {
        2.0: "up to date with, one line, single line, one word, log level, license header, "
             "unused import, "
             "trailing whitespace, missing comma, missing semicolon, extra space, comment out, "
             "alt text, spelling mistake, line length",
        1.2: "to the list, make it",
        1.0: "feature flag, error message, page title, environment variable",
    },
    PLAN: {
        2.2: "a way for, a way to, set up, find out whether, find out if, proof of concept, "
             "from scratch, trade offs, be able to, as a user, options for, "
             "find a way, best way, look for a, which library, should we, new feature, "
             "come up with, work out how, figure out how to",
        1.3: "so that users, users can, instead of polling, end to end, support for",
    },
    DEPLOY: {
        2.6: "roll out, roll back, cut over, fail over, go live, blue green, zero downtime, "
             "without downtime, rolling back, rolled out, bring up, stand up, scale up, "
             "scale out, scale down, canary release, switch traffic, shift traffic, "
             "data center, data centre",
        2.0: "in production, to production, on production, production database, app store, "
             "over the weekend, at night, at midnight, without interruption, without an outage, "
             "in the field, to prod, in prod, maintenance window, all regions, health check, "
             "health checks, "
             "play store, percent of, smoke test, smoke tests, to staging, all customers",
        1.0: "dns records, load balancer, disaster recovery, api keys, api key, signing key",
    },
    DEBUG: {
        2.4: "no longer, not work, stopped working, off by one, time out, times out, timing out, "
             "timed out, out of memory, stack trace, root cause, find out why, figure out why, "
             "look into, stops working, not respond, not load, not start, not show, "
             "find what, run out of, runs out of, ran out of, not update, not appear, "
             "race condition, null pointer, use after free, "
             "goes missing, go missing, memory leak, track down, not found",
        1.4: "not being, since the, after the upgrade, instead of the, even though, once in a, "
             "what causes, cannot be, does not, takes too long, locked out, too many, even when, "
             "every time, up to date, grows until, keeps growing",
    },
    DOCS: {
        2.6: "spell out, cheat sheet, post mortem, release notes, write up, write down, "
             "explain how, describe how, how to, "
             "getting started, design doc, decision record, code comments, api reference, "
             "doc comments, man page, style guide, upgrade guide, migration guide, user guide, "
             "help page, help text",
        1.2: "how we, how the, what the, for newcomers, new hires, new developers, "
             "new contributors, new team, an example, step by step",
    },
    REFACTOR: {
        3.0: "without changing, no behaviour change, no behavior change, no functional change, "
             "same behaviour, same behavior, behaviour unchanged, behavior unchanged, "
             "keep behaviour, keep behavior, keeping the behaviour, keeping the behavior, "
             "dead code, magic numbers, technical debt, dependency injection, god object, "
             "god class, copy paste, keep the public",
        2.0: "get rid of, independent of, clean up, break up, pull out, one place, "
             "single place, into a module, into its own, "
             "into their own, type hints, base class, into smaller, into separate, into one, "
             "shared helper, list comprehension, early returns, split up, break the, break down, "
             "tests green, tests unchanged, circular import, circular dependency, feature envy, "
             "async await, common base",
        1.2: "out of the",
        1.0: "in one, if else, switch statement, three copies, use the same",
    },
}  # fmt: skip
