"""Agreements and programmes: row ↔ IATI."""

from website.iati.convert.came import laid_over, of_xml, to_xml
from website.iati.convert.going_out import Told, held_cells, published_of

__all__ = ["Told", "held_cells", "laid_over", "of_xml", "published_of", "to_xml"]
