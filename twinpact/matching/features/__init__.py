"""The reasons to suggest a partner, one family a file; this is the list of them."""

from twinpact.matching.features.capital import BOTH_CAPITALS, ONE_CAPITAL
from twinpact.matching.features.climate import LATITUDE
from twinpact.matching.features.country_ties import (
    COUNTRY_CROWD,
    COUNTRY_TIES,
    COUNTRY_TIES_BACK,
)
from twinpact.matching.features.feature import Feature, Gaps, Motivation
from twinpact.matching.features.former_state import FORMER_STATE
from twinpact.matching.features.friends import ANY_FRIEND, FRIENDS, THREE_STEPS
from twinpact.matching.features.habit import (
    OWN_HABIT,
    OWN_HABIT_SHARE,
    THEIR_HABIT,
    THEIR_HABIT_SHARE,
)
from twinpact.matching.features.language import COMMON_LANGUAGE, COMMON_OFFICIAL
from twinpact.matching.features.level import BOTH_REGIONS, ONE_REGION, SAME_LEVEL
from twinpact.matching.features.namesake import SAME_NAME, SIMILAR_NAME
from twinpact.matching.features.nearness import CLOSE, DISTANCE
from twinpact.matching.features.neighbours import (
    NEAR_PARTNER,
    NEAR_PARTNER_CLOSE,
    NEIGHBOURS_STEPS,
    OWN_PARTNER,
    OWN_PARTNER_CLOSE,
    PARTNER_CLOSE,
    PARTNER_WIDE,
    REGION_PARTNER,
)
from twinpact.matching.features.openness import REGION_OPENNESS, TIED, TIES, TIES_GAP, TIES_OF_BOTH
from twinpact.matching.features.partner_countries import PARTNER_COUNTRIES
from twinpact.matching.features.region_of_world import (
    COMMON_BORDER,
    SAME_CONTINENT,
    SAME_SUBREGION,
    SAME_UNION,
)
from twinpact.matching.features.region_ties import REGION_LIFT, REGION_LIFT_BACK, REGION_TIES
from twinpact.matching.features.shared_themes import SHARED_THEMES
from twinpact.matching.features.size import (
    LIKE_ROLE,
    LIKE_SIZE,
    MILLIONS,
    PEOPLE_UNKNOWN,
    POPULATION,
    SIZE_BEYOND,
)
from twinpact.matching.features.size_habit import OWN_SIZE_HABIT, THEIR_SIZE_HABIT

FEATURES: tuple[Feature, ...] = (
    # historical
    COMMON_LANGUAGE, COMMON_OFFICIAL, SAME_NAME, SIMILAR_NAME, FORMER_STATE, COUNTRY_TIES,
    COUNTRY_TIES_BACK, COUNTRY_CROWD, REGION_LIFT, REGION_LIFT_BACK, REGION_TIES, OWN_HABIT,
    OWN_HABIT_SHARE, THEIR_HABIT, THEIR_HABIT_SHARE,
    # social
    SHARED_THEMES, LATITUDE,
    # economic
    DISTANCE, CLOSE, COMMON_BORDER, SAME_CONTINENT, SAME_SUBREGION, SAME_UNION,
    # strategic
    POPULATION, LIKE_SIZE, SIZE_BEYOND, MILLIONS, LIKE_ROLE, PEOPLE_UNKNOWN, BOTH_CAPITALS,
    ONE_CAPITAL, BOTH_REGIONS, ONE_REGION, SAME_LEVEL, TIES, TIES_OF_BOTH, TIED, REGION_OPENNESS,
    FRIENDS, ANY_FRIEND, THREE_STEPS, PARTNER_CLOSE, PARTNER_WIDE, NEAR_PARTNER_CLOSE,
    NEAR_PARTNER, OWN_PARTNER_CLOSE, OWN_PARTNER, NEIGHBOURS_STEPS, REGION_PARTNER,
    OWN_SIZE_HABIT, THEIR_SIZE_HABIT, TIES_GAP, PARTNER_COUNTRIES,
)  # fmt: skip
"""What the score adds up, in the order of the four motivations."""

__all__ = ["FEATURES", "Feature", "Gaps", "Motivation"]
