"""The tables of slates, one module for each matter."""

from hustings_site.slates.models.bodies import Alliance, AlliedBody, Body, Charter
from hustings_site.slates.models.making import Slate

__all__ = ["Alliance", "AlliedBody", "Body", "Charter", "Slate"]
