"""Which flaw has which fix (no Qt)."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from ide.fix import Fix
from ide.submit.fixes import app_fixes, project_fixes, script_fixes, template_fixes
from ide.submit.rules.flaws import Facts, Flaw

Maker = Callable[[Facts, Flaw], Fix | None]

MAKERS: Mapping[str, Maker] = {
    "api-deprecated": script_fixes.successor,
    "autoplay": template_fixes.without_autoplay,
    "autoprefix-off": project_fixes.prefixes,
    "background-mode-missing": app_fixes.background_mode,
    "call-plain-http": script_fixes.called_securely,
    "component-unused": app_fixes.without_component,
    "debug-on": script_fixes.without_debug_panel,
    "debugger": script_fixes.without_debugger,
    "es6-differs": project_fixes.translated,
    "es6-off": project_fixes.translated,
    "file-unused": project_fixes.left_out,
    "folder-unused": project_fixes.folder_left_out,
    "json-invalid": app_fixes.plain,
    "lazy-loading-off": app_fixes.lazy_loading,
    "location-both": app_fixes.one_precision,
    "location-undeclared": app_fixes.declared,
    "minify-off": project_fixes.minified,
    "minify-unset": project_fixes.minified,
    "package-unused": project_fixes.left_out,
    "page-missing": app_fixes.complete_page,
    "page-twice": app_fixes.listed_once,
    "path-case": template_fixes.spelt,
    "permission-text-missing": app_fixes.purpose,
    "plain-http": script_fixes.written_securely,
    "plugin-unused": app_fixes.without_plugin,
    "private-info-unused": app_fixes.undeclared,
    "sitemap-missing": app_fixes.sitemap,
    "sitemap-page": app_fixes.without_sitemap_page,
    "source-map-off": project_fixes.source_maps,
    "url-check-off": project_fixes.url_check,
}


def fix_of(facts: Facts, flaw: Flaw) -> Fix | None:
    """Return what mends a flaw, None where nothing is certain to be wanted."""
    maker = MAKERS.get(flaw.code)
    return maker(facts, flaw) if maker is not None else None
