"""Names in IATI files: the namespace for what the standard lacks, and the codes of the lists."""

OURS = "urn:twinpact:iati:1"
"""The namespace of our own elements and attributes.

The standard allows "additional elements and attributes, but they must belong to an explicit XML
namespace" (schema of IATI 2.03).
"""

PREFIX = "twinpact"
OUR_CODE = f"{{{OURS}}}code"
LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"
VERSION = "2.03"
