"""The Equal Earth projection, 1000 units wide: areas stay true, no country looks too large.

Šavrič, Patterson and Jenny 2018, https://doi.org/10.1080/13658816.2018.1504949
"""

from math import asin, cos, radians, sin, sqrt

Point = tuple[float, float]  # longitude, latitude; degrees WGS84

WIDTH = 1000.0
HALF_WIDTH = 2.7066299836
HEIGHT = 486.8
HALF_HEIGHT = 1.3173627591
A1, A2, A3, A4 = 1.340264, -0.081106, 0.000893, 0.003796


def project(point: Point) -> tuple[float, float]:
    """Degrees (longitude, latitude) to the drawing's units, from the upper left corner."""
    theta = asin(sqrt(3) / 2 * sin(radians(point[1])))
    square = theta * theta
    sixth = square**3
    x = (2 * sqrt(3) * radians(point[0]) * cos(theta)) / (
        3 * (9 * A4 * sixth * square + 7 * A3 * sixth + 3 * A2 * square + A1)
    )
    y = theta * (A4 * sixth * square + A3 * sixth + A2 * square + A1)
    scale = WIDTH / (2 * HALF_WIDTH)
    return (x + HALF_WIDTH) * scale, (HALF_HEIGHT - y) * scale
