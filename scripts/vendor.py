"""The few files of other projects that the portal serves, copied to var/vendor."""

import re
import shutil

from scripts.console import ROOT, VAR, Failed

VENDOR = VAR / "vendor"
# Directory under vendor/: the package's directory with what is served from it.
SERVED = {
    "tabler": ("@tabler/core/dist", ["css/tabler.min.css"]),
}
# The maps are three times the size of what they describe; a reference to a file that is not
# there would stop collectstatic.
SOURCE_MAP = re.compile(
    rb"\s*(?://[#@]\s*sourceMappingURL=\S+|/\*[#@]\s*sourceMappingURL=.*?\*/)\s*$"
)


def without_source_map(content):
    """The same bytes without the closing comment that points to a source map."""
    return SOURCE_MAP.sub(b"\n", content)


def outputs():
    return [VENDOR / name / file for name, (_, files) in SERVED.items() for file in files]


def copy():
    """Bring var/vendor to exactly what SERVED names."""
    shutil.rmtree(VENDOR, ignore_errors=True)
    for name, (package, files) in SERVED.items():
        for file in files:
            source = ROOT / "node_modules" / package / file
            if not source.is_file():
                raise Failed(f"{source} is missing: has the package changed its layout?")
            target = VENDOR / name / file
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(without_source_map(source.read_bytes()))
