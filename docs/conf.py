"""How docs/ becomes a site: `make docs` writes it to build/site. No script or font of it comes from another host."""

from sayso.version import __version__

project = "sayso"
author = "The sayso founders"
copyright = "The sayso founders"
version = release = __version__
extensions = ["myst_parser"]
source_suffix = {".md": "markdown"}
exclude_patterns = ["decisions.md"]
myst_heading_anchors = 3
myst_enable_extensions = ["colon_fence"]
html_theme = "furo"
html_title = "sayso"
html_static_path: list[str] = []
html_show_sphinx = False
html_copy_source = False
html_theme_options = {"footer_icons": [], "navigation_with_keys": True}
pygments_style = "friendly"
# Outputs in docs are shown as they are printed; what is not a known language is not marked up.
suppress_warnings = ["misc.highlighting_failure"]
