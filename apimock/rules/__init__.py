"""Rules that answer a call before the phone does: match on what is called, then reply."""

from apimock.rules.held import Held, HeldCall
from apimock.rules.matching import Hit, Rules
from apimock.rules.model import (
    OUTCOMES,
    Circumstances,
    End,
    FollowUp,
    Rule,
    RuleError,
    Scripted,
)
from apimock.rules.official import write_official
from apimock.rules.reading import LIMIT, files_beside, load_rules, read_outcome, read_rules
from apimock.rules.template import Template, TemplateError
from apimock.rules.writing import outcome_json, rule_json, write_rules

__all__ = [
    "LIMIT",
    "OUTCOMES",
    "Circumstances",
    "End",
    "FollowUp",
    "Held",
    "HeldCall",
    "Hit",
    "Rule",
    "RuleError",
    "Rules",
    "Scripted",
    "Template",
    "TemplateError",
    "files_beside",
    "load_rules",
    "outcome_json",
    "read_outcome",
    "read_rules",
    "rule_json",
    "write_official",
    "write_rules",
]
