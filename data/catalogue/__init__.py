"""The policy as data: indicators, promises, works, offices, forms, settings; their one loader.

The files beside this module are edited by hand; whoever changes an owner, a threshold or a
wording touches no code. Each function reads its file once and names file, entry and field of a
mistake.
"""

from data.catalogue.forms_model import Field, FieldKind, Form
from data.catalogue.load_areas import CONDITIONS, area_groups
from data.catalogue.load_forms import forms
from data.catalogue.load_indicators import additive_codes, indicators, org_units
from data.catalogue.load_programme import programme
from data.catalogue.load_settings import settings
from data.catalogue.load_works import works
from data.catalogue.model import (
    AreaGroup,
    AreaLevel,
    Commitment,
    CommitmentScope,
    Indicator,
    Language,
    OrgUnit,
    Period,
    Programme,
    Text,
)
from data.catalogue.settings_model import Settings
from data.catalogue.works_model import WorkProgramme, Works, WorkSector, WorkState

__all__ = [
    "CONDITIONS",
    "AreaGroup",
    "AreaLevel",
    "Commitment",
    "CommitmentScope",
    "Field",
    "FieldKind",
    "Form",
    "Indicator",
    "Language",
    "OrgUnit",
    "Period",
    "Programme",
    "Settings",
    "Text",
    "WorkProgramme",
    "WorkSector",
    "WorkState",
    "Works",
    "additive_codes",
    "area_groups",
    "forms",
    "indicators",
    "org_units",
    "programme",
    "settings",
    "works",
]
