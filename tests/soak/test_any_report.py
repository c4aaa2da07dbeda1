"""The properties of every reading, on thousands of texts and parses: SAYSO_SOAK_EXAMPLES says how many, 3,000 without it."""

from __future__ import annotations

import os

from hypothesis import HealthCheck, given, settings

from tests.contracts.properties import PARSES, TEXTS
from tests.contracts.test_properties import any_parse, any_text

EXAMPLES = int(os.environ.get("SAYSO_SOAK_EXAMPLES", "3000"))
LONG = settings(max_examples=EXAMPLES, deadline=None, suppress_health_check=list(HealthCheck))

test_any_text = LONG(given(TEXTS)(any_text))
test_any_parse = LONG(given(PARSES)(any_parse))
