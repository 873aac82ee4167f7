"""A small world of twinned places, made for the tests: real towns, ties in patterns."""

from twinpact.matching import OwnPlace, Territories, Ties, only

PLACES = (
    OwnPlace("med", "Medellín", "CO", "Antioquia", 6.25, -75.56, 2_000_000),
    OwnPlace("bel", "Bello", "CO", "Antioquia", 6.33, -75.56, 500_000),
    OwnPlace("env", "Envigado", "CO", "Antioquia", 6.17, -75.58, 230_000),
    OwnPlace("cal", "Cali", "CO", "Valle", 3.44, -76.52, 2_200_000),
    OwnPlace("bar", "Barcelona", "ES", "Cataluña", 41.39, 2.16, 1_600_000),
    OwnPlace("bad", "Badalona", "ES", "Cataluña", 41.45, 2.25, 220_000),
    OwnPlace("bil", "Bilbao", "ES", "País Vasco", 43.26, -2.92, 345_000),
    OwnPlace("mdx", "Medellín", "ES", "Extremadura", 38.96, -5.95, 2_300),
    OwnPlace("mty", "Monterrey", "MX", "Nuevo León", 25.67, -100.31, 1_100_000),
    OwnPlace("gdl", "Guadalajara", "MX", "Jalisco", 20.67, -103.35, 1_400_000),
    OwnPlace("osa", "Osaka", "JP", "Osaka", 34.69, 135.5, 2_600_000),
    OwnPlace("pek", "Beijing", "CN", "Beijing", 39.9, 116.4, 18_900_000),
    OwnPlace("sha", "Shanghai", "CN", "Shanghai", 31.22, 121.46, 22_000_000),
    OwnPlace("nob", "Nobody Knows", "AO"),
)
LINKS = (
    ("bel", "bar"), ("env", "bad"), ("med", "bil"), ("med", "mty"), ("bar", "mty"),
    ("cal", "gdl"), ("osa", "sha"), ("bar", "gdl"), ("bil", "osa"),
)  # fmt: skip


def world() -> Territories:
    return only(PLACES)


def ties(territories: Territories, left_out: tuple[tuple[str, str], ...] = ()) -> Ties:
    find = territories.number
    return Ties(territories, [(find(a), find(b)) for a, b in LINKS if (a, b) not in left_out])
