"""A narrow space between thousands, which does not break."""

THOUSAND_SEPARATOR = "\u202f"
DATETIME_FORMAT = "j F Y, H:i"
SHORT_DATE_FORMAT = "j M Y"
SHORT_DATETIME_FORMAT = "j M Y, H:i"
