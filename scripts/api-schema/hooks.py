"""What schemathesis has to be told about this API: how the lines of an import are sent."""

from typing import Any

import schemathesis


@schemathesis.serializer("application/x-ndjson")
def lines(_context: schemathesis.SerializationContext, value: Any) -> Any:
    """The lines are text already; anything else is sent as the bytes that it is."""
    return value if isinstance(value, bytes) else str(value).encode()
