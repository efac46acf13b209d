"""How a package is built, as the settings of project.config.json say."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

_SPACE = {"collapseWhitespace": True, "conservativeCollapse": False, "preserveLineBreaks": False}
"""What ``minifyWXMLSetting`` means where it is silent."""


@dataclass(frozen=True)
class BuildOptions:
    """The switches that count for an upload; one that a project does not set is off."""

    lower: bool = False
    """``es6`` or ``enhance``: nothing newer than ES2015 stays in the scripts."""
    minify_scripts: bool = False
    minify_templates: bool = False
    minify_styles: bool = False
    drop_unused: bool = False
    """``ignoreUploadUnusedFiles``: code that the app cannot come to stays out."""
    spaces: Mapping[str, Any] = field(default_factory=dict)
    """``minifyWXMLSetting``: options for all templates (``global``) or for one."""

    @classmethod
    def of(cls, setting: Mapping[str, Any]) -> BuildOptions:
        """Read ``setting`` of project.config.json."""
        spaces = setting.get("minifyWXMLSetting")
        return cls(
            lower=setting.get("es6") is True or setting.get("enhance") is True,
            minify_scripts=setting.get("minified") is True,
            minify_templates=setting.get("minifyWXML") is True,
            minify_styles=setting.get("minifyWXSS") is True,
            drop_unused=setting.get("ignoreUploadUnusedFiles") is True,
            spaces=spaces if isinstance(spaces, Mapping) else {},
        )

    def spaces_of(self, template: str) -> dict[str, bool]:
        """Return what becomes of the spaces of a template."""
        rows = (_SPACE, self.spaces.get("global"), self.spaces.get(template))
        merged = {k: v for row in rows if isinstance(row, Mapping) for k, v in row.items()}
        return {name: merged[name] is True for name in _SPACE}
