"""Signs of a map's legend in the very colours of the map. None calls st."""

import base64

# In pixels: as high as a capital letter.
SIDE = 12


def swatch(colour: str, *, is_filled: bool = True) -> str:
    """A disc, or a ring, as an image for Markdown that comes with the text itself.

    Args:
        colour: As ``#rrggbb``.
        is_filled: Whether it is a disc.
    """
    middle, width = SIDE / 2, 2
    svg = (
        f"<svg xmlns='http://www.w3.org/2000/svg' width='{SIDE}' height='{SIDE}'>"
        f"<circle cx='{middle}' cy='{middle}' r='{middle - width / 2}' stroke='{colour}'"
        f" stroke-width='{width}' fill='{colour if is_filled else 'none'}'/></svg>"
    )
    return f"![](data:image/svg+xml;base64,{base64.b64encode(svg.encode()).decode()})"
