"""Exemptions in a job: what they cover is counted there, and refuses nothing."""

import time

from tests.enforcement.ci.hosting import Hosted, pull_request


def test_an_exempted_finding_is_a_notice(hosted: Hosted) -> None:
    until = time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime(time.time() + 3600))
    hosted.ann.git("switch", "-q", "-c", "topic")
    head = hosted.ann.commit(
        f"fix: stop the outage\n\nExemption: T001 until {until}: the site is down, words follow\n"
    )
    hosted.push("HEAD:refs/pull/7/head")
    done = hosted.runner(head).github("pull_request", pull_request(head))
    assert done.stdout.count("::notice title=T001 in ") == 3
    assert "::error" not in done.stdout
    assert done.stderr.rstrip().endswith("0 errors, 0 warnings, 3 exempted")
