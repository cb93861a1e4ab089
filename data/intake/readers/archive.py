"""A Shapefile in a ZIP archive, laid beside it under a name of our own."""

import zipfile
from pathlib import Path, PurePosixPath

from data.intake.readers.child import FileRefusedError
from data.intake.readers.guard import check_package

PARTS = (".shp", ".shx", ".dbf", ".prj", ".cpg")
NEEDED = (".shx", ".dbf")


def unpacked(archive: Path) -> Path:
    """The one Shapefile of an archive, in the archive's folder.

    Raises:
        FileRefusedError: A bomb, no archive, none or several Shapefiles, or one lacks a part.
    """
    check_package(archive)
    with zipfile.ZipFile(archive) as package:
        entries = {entry.filename: entry for entry in package.infolist() if not entry.is_dir()}
        shapes = [name for name in entries if name.lower().endswith(".shp")]
        if len(shapes) != 1:
            raise FileRefusedError("archive_of_layers", str(len(shapes)))
        stem = str(PurePosixPath(shapes[0]).with_suffix(""))
        parts = {
            suffix: entry
            for name, entry in entries.items()
            if (suffix := name[len(stem) :].lower()) in PARTS and name.startswith(stem)
        }
        for suffix in NEEDED:
            if suffix not in parts:
                raise FileRefusedError("shapefile_incomplete", suffix)
        for suffix, entry in parts.items():
            archive.with_name(f"unpacked{suffix}").write_bytes(package.read(entry))
    return archive.with_name("unpacked.shp")
