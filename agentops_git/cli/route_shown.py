"""What ``agentops-git route`` prints, for people and for machines."""

from agentops_git.knowledge.route.calibration import Measured
from agentops_git.knowledge.route.routing import ENOUGH, Report, Route
from agentops_git.message.printable import one_line

_UNLIKELY = 0.05  # a chance that people need not read


def data(task: str, found: Route) -> dict[str, object]:
    """A route as JSON, version 1."""
    return {
        "version": 1, "task": task, "workflow": found.workflow,
        "confidence": round(found.confidence, 4), "verdict": found.verdict, "why": found.why,
        "alternatives": [
            {"workflow": name, "confidence": round(sure, 4)} for name, sure in found.alternatives
        ],
        "agent": found.agent._asdict() if found.agent else None,
    }  # fmt: skip


def text(found: Route) -> list[str]:
    """A route as lines for people."""
    sure = f"{found.confidence:.2f}"
    if found.verdict == "choose":
        rows = [(found.workflow, found.confidence), *found.alternatives]
        likely = [row for row in rows if row[1] >= _UNLIKELY]
        lines = [f"choose: nothing is sure ({found.why})"]
        lines += [f"  {chance:.2f}  {name}" for name, chance in likely]
    else:
        lines = [f"{found.workflow}  {sure}, {found.verdict}", f"  why: {one_line(found.why)}"]
    if found.agent:
        lines.append(f"  agent: {one_line(found.agent.name, 60)} ({found.agent.why})")
    return lines


def report_data(report: Report) -> dict[str, object]:
    """A report as JSON, version 1."""

    def plain(measured: Measured | None) -> dict[str, object] | None:
        if measured is None:
            return None
        return {**measured._asdict(), "bins": [one._asdict() for one in measured.bins]}

    return {
        "version": 1, "feedback": report.feedback, "commits": report.commits, "needed": ENOUGH,
        "measured": plain(report.measured), "rules": plain(report.rules),
        "typed": plain(report.typed), "temperature": round(report.temperature, 2),
        "fitted": report.fitted,
    }  # fmt: skip


def report_text(report: Report) -> list[str]:
    """A report as lines for people."""
    lines = _measured_text("feedback", "task", report.feedback, report.measured)
    if report.rules:
        lines.append(f"  the defaults alone: {report.rules.accuracy:.2f}")
    lines += _measured_text("commits, by their types", "commit", report.commits, report.typed)
    whose = "fitted on the feedback" if report.fitted else "the default"
    return [*lines, f"temperature {report.temperature:.2f} ({whose})"]


def _measured_text(name: str, what: str, count: int, found: Measured | None) -> list[str]:
    counted = f"{count} {what}{'' if count == 1 else 's'}"
    if found is None:
        return [f"{name}: {counted}, too few to measure (at least {ENOUGH})"]
    return [
        f"{name}: {found.accuracy:.2f} right of {counted}, each left out when it was routed "
        f"(always the most frequent: {found.baseline:.2f})",
        f"  log loss {found.log_loss:.2f}, calibration error {found.error:.2f}",
        *(
            f"  {one.verdict:<9}  {one.tasks:>4}  confidence {one.confidence:.2f}, "
            f"right {one.right:.2f}"
            for one in found.bins
            if one.tasks
        ),
    ]
