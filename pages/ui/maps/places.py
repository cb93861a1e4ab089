"""Where projects lie, as paths of longitude and latitude."""

import numpy as np
import polars as pl
import shapely

# Degrees, about 700 m: what can't be told apart on a map of the whole city.
COARSE = 0.008
# Decimals of a degree: about 100 m on the map of the city, 10 m on that of a county.
DECIMALS = {True: 3, False: 4}
SCHEMA = pl.Schema(
    {
        "work_code": pl.String(),
        "is_line": pl.Boolean(),
        "is_schematic": pl.Boolean(),
        "path": pl.List(pl.List(pl.Float64())),
    }
)


def paths(places: pl.DataFrame, *, is_coarse: bool) -> pl.DataFrame:
    """Every part of every project's place, ready to be drawn.

    Args:
        places: work_code, geometry (WKT in degrees), is_schematic.
        is_coarse: Whether lines are simplified for a map of the whole city.

    Returns:
        One row per part, in the order of ``places``: work_code, is_line, is_schematic, path
        (longitude and latitude of each corner; a point or an area has one, its middle).
    """
    if places.is_empty():
        return pl.DataFrame(schema=SCHEMA)
    parts, owner = shapely.get_parts(
        shapely.from_wkt(places["geometry"].to_numpy()), return_index=True
    )
    is_line = np.isin(shapely.get_type_id(parts), (1, 2))
    shown = np.where(is_line, parts, shapely.centroid(parts))
    if is_coarse:
        shown = shapely.simplify(shown, COARSE)
    corners, index = shapely.get_coordinates(shown, return_index=True)
    rounded = corners.round(DECIMALS[is_coarse])
    path = (
        pl.DataFrame({"part": index, "lon": rounded[:, 0], "lat": rounded[:, 1]})
        .group_by("part", maintain_order=True)
        .agg(path=pl.concat_list("lon", "lat"))
    )
    told = places[owner.tolist()].select("work_code", "is_schematic")
    return told.with_columns(is_line=pl.Series(is_line), path=path["path"]).select(
        SCHEMA.names()
    )
