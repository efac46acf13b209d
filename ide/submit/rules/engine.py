"""Runs the checks and says of every rule what came of it (no Qt)."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from ide.finding import Finding, Severity
from ide.i18n import tr
from ide.submit import fixes
from ide.submit.entries import entry_name
from ide.submit.rules import (
    abroad_checks,
    account_checks,
    api_checks,
    appearance_checks,
    code_checks,
    component_checks,
    content_checks,
    flow_checks,
    form_checks,
    handler_checks,
    licence_checks,
    navigation_checks,
    package_checks,
    privacy_checks,
    reference_checks,
    run_looks,
    run_speed,
    run_trace,
    setting_checks,
    sitemap_checks,
    style_checks,
    template_checks,
    theme_checks,
    unused_checks,
    weight_checks,
    word_checks,
)
from ide.submit.rules.flaws import Check, Facts, Flaw
from ide.submit.rules.table import Method, Rule, Status, rule_of, rules

_NAMED = {
    ("words-found", "topic"): "topic",
    **{
        (f"privacy-{code}", "category"): "personal_data"
        for code in ("data", "undeclared", "unused", "withdrawn", "without-purpose")
    },
}
"""Values that have names in the catalogues, by code."""
FILES: Mapping[str, tuple[Check, ...]] = {
    "P01": (package_checks.configuration, package_checks.pages),
    "P03": (weight_checks.limits,),
    "P04": (weight_checks.main_package, weight_checks.media, weight_checks.plugin),
    "P07": (setting_checks.loading, setting_checks.app_id),
    "P11": (api_checks.purpose_lengths,),
    "P15": (package_checks.url_check,),
    "P17": (package_checks.tab_bar,),
    "P38": (sitemap_checks.sitemap, sitemap_checks.private_pages),
    "P40": (theme_checks.theme_file, theme_checks.theme_variables),
    "P42": (licence_checks.licences,),
}
"""What needs the files only."""
SURVEY: Mapping[str, tuple[Check, ...]] = {
    "P02": (
        reference_checks.pictures,
        reference_checks.style_files,
        reference_checks.data_pictures,
    ),
    "P05": (unused_checks.sources, unused_checks.packages, unused_checks.resources),
    "P06": (
        component_checks.unused_components,
        component_checks.unused_plugins,
        component_checks.misplaced,
    ),
    "P07": (setting_checks.upload, setting_checks.translation),
    "P08": (style_checks.unmatched,),
    "P09": (api_checks.deprecated,),
    "P10": (privacy_checks.personal_data,),
    "P11": (api_checks.location, api_checks.purposes),
    "P12": (privacy_checks.limited,),
    "P13": (api_checks.background,),
    "P14": (code_checks.addresses, code_checks.plain_addresses),
    "P15": (code_checks.debugging,),
    "P16": (code_checks.secrets,),
    "P18": (code_checks.evaluated,),
    "P19": (template_checks.autoplay,),
    "P20": (navigation_checks.unreachable, navigation_checks.distances, handler_checks.missing),
    "P21": (template_checks.too_simple,),
    "P22": (word_checks.words,),
    "P23": (account_checks.test_account,),
    "P24": (account_checks.log_out,),
    "P25": (content_checks.content,),
    "P26": (flow_checks.tracking,),
    "P28": (flow_checks.asked_unasked,),
    "P29": (flow_checks.refusals, flow_checks.way_back),
    "P30": (flow_checks.taps,),
    "P31": (flow_checks.clipboard, flow_checks.screenshots),
    "P32": (content_checks.virtual_goods,),
    "P40": (
        theme_checks.dark_styles,
        abroad_checks.phone_numbers,
        abroad_checks.identity,
        abroad_checks.translation,
    ),
}
"""What needs the compiler's survey."""
FORM: Mapping[str, tuple[Check, ...]] = {
    "P36": (
        form_checks.items,
        form_checks.basic,
        form_checks.logo,
        form_checks.feedback,
        form_checks.enclosed,
        form_checks.declaration,
    ),
    "P37": (appearance_checks.names, appearance_checks.introduction, appearance_checks.logo),
    "P39": (form_checks.version, form_checks.description),
    "P41": (appearance_checks.contacts,),
}
"""What needs the person's entries."""


RUN: Mapping[str, tuple[Check, ...]] = {
    "P27": (run_trace.forced_login,),
    "P28": (run_trace.asked_on_open,),
    "P30": (run_trace.taps,),
    "P33": (
        run_looks.contrast,
        run_looks.tap_areas,
        run_looks.picture_ratios,
        run_looks.bars,
        run_looks.touches,
        run_looks.momentum,
        run_looks.sizes,
    ),
    "P34": (
        run_speed.trees,
        run_speed.data_sizes,
        run_speed.data_rates,
        run_speed.times,
        run_speed.requests,
        run_speed.picture_requests,
        run_speed.picture_sizes,
    ),
    "P35": (run_trace.ends, run_trace.troubles, run_trace.failed_requests),
}
"""What needs a smoke run."""
RUN_AND_SURVEY: Mapping[str, tuple[Check, ...]] = {
    "P34": (run_speed.unshown_data,),
}
"""What compares a run with the compiler's survey."""


class State(StrEnum):
    """What came of a rule."""

    FOUND = "found"
    CLEAN = "clean"
    UNSEEN = "unseen"
    """Something it looks at is not there yet: the survey, the form, or a run."""
    HUMAN = "human"
    """Only a person can tell."""
    OPEN = "open"
    """The check is not built."""


@dataclass(frozen=True)
class Verdict:
    """A rule, what came of it, and where it is broken."""

    rule: Rule
    state: State
    findings: tuple[Finding, ...] = ()


def examine(facts: Facts) -> tuple[Verdict, ...]:
    """Run all checks; one verdict a rule, in the order of the table."""
    return tuple(verdicts(facts))


def verdicts(facts: Facts, wanted: Collection[str] | None = None) -> Iterator[Verdict]:
    """Run the checks rule by rule, all or the ``wanted`` ones, for who says how far they are."""
    return (
        _verdict(rule, facts) for rule in rules().values() if wanted is None or rule.id in wanted
    )


def check(facts: Facts) -> list[Finding]:
    """Run all checks and return what they found: errors first, then by place."""
    order = list(Severity)
    found = [finding for verdict in examine(facts) for finding in verdict.findings]
    return sorted(found, key=lambda item: (order.index(item.severity), item.file, item.line))


def _verdict(rule: Rule, facts: Facts) -> Verdict:
    if rule.status is Status.OPEN:
        human = rule.method is Method.HUMAN
        return Verdict(rule, State.HUMAN if human else State.OPEN)
    surveyed, ran = facts.survey is not None, facts.run is not None
    given = (
        (FILES, True),
        (SURVEY, surveyed),
        (FORM, facts.form is not None),
        (RUN, ran),
        (RUN_AND_SURVEY, ran and surveyed),
    )
    checks = [one for table, ready in given if ready for one in table.get(rule.id, ())]
    findings = [_finding(flaw, facts) for one in checks for flaw in one(facts)]
    if facts.survey is not None:
        rows = facts.survey.diagnostics
        told = (row for row in rows if row["code"] in rule.diagnostics)
        findings += [Finding.from_json(row) for row in told]
    complete = all(ready for table, ready in given if rule.id in table)
    complete &= facts.survey is not None or not rule.diagnostics
    state = State.FOUND if findings else State.CLEAN if complete else State.UNSEEN
    return Verdict(rule, state, tuple(findings))


def _finding(flaw: Flaw, facts: Facts) -> Finding:
    rule, spot = rule_of(flaw.code), flaw.spot
    message, hint = worded(flaw.code, flaw.values)
    return Finding(
        severity=rule.codes[flaw.code],
        message=message,
        file=spot.file,
        line=spot.line,
        column=spot.column,
        end_line=spot.end_line or spot.line,
        end_column=spot.end_column or spot.column,
        code=flaw.code,
        hint=hint,
        field=str(flaw.values.get("field", "")),
        values=flaw.values,
        fix=flaw.fix or fixes.fix_of(facts, flaw),
    )


def worded(code: str, values: Mapping[str, object]) -> tuple[str, str]:
    """Return what a flaw's text and its remedy say, in the language in use."""
    named = {name: _said(code, name, value) for name, value in values.items()}
    return tr(f"rule.{code}", **named), tr(f"fix.{code}", **named)


def _said(code: str, name: str, value: object) -> object:
    """Return a value as it stands in a text: entries, topics, categories and entries have names."""
    if name == "field":
        return entry_name(str(value))
    if name == "entry":
        return tr(str(value))
    table = _NAMED.get((code, name))
    return tr(f"{table}.{value}") if table else value
