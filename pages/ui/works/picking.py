"""What is chosen on a page of works: a project or a village, never both."""

from collections.abc import Mapping, Sequence
from typing import Any

from pages.ui import choices
from pages.ui.maps import VILLAGES

WORK, VILLAGE = "work", "place"


Objects = Mapping[str, Sequence[Mapping[str, Any]]]


def put(objects: Objects, *, of_villages: bool = False) -> None:
    """Make what was clicked on a map the choice; nothing clicked lets go.

    Args:
        objects: Clicked objects by layer; a project without words has its code there.
        of_villages: Whether the works stand at their villages under the villages' codes.
    """
    work, village = clicked(objects, of_villages=of_villages)
    choices.put_all({WORK: [work] if work else [], VILLAGE: [village] if village else []})


def clicked(objects: Objects, *, of_villages: bool) -> tuple[str, str]:
    """Code of the project and of the village that were clicked; empty for none."""
    for layer, found in objects.items():
        if found:
            code = str(found[0].get("code") or found[0]["tip"])
            is_village = of_villages or layer.startswith(VILLAGES)
            return ("", code) if is_village else (code, "")
    return "", ""
