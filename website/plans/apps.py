from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PlansConfig(AppConfig):
    name = "website.plans"
    verbose_name = "Programmes"

    def ready(self) -> None:
        """Let the rooms below know what programmes add to them; models are ready only now."""
        from website.desks.feeds import MORE_EVENTS  # noqa: PLC0415
        from website.plans.events import activity_events  # noqa: PLC0415
        from website.plans.happenings import evaluations_decided  # noqa: PLC0415
        from website.plans.serving import (  # noqa: PLC0415
            activities_that_point,
            programmes_that_feed,
        )
        from website.priorities.feeders import register_feeder  # noqa: PLC0415
        from website.priorities.pointers import PointerSource, register_pointers  # noqa: PLC0415
        from website.procedures.happenings import MORE_HAPPENINGS  # noqa: PLC0415

        MORE_EVENTS.append(activity_events)
        MORE_HAPPENINGS.append(evaluations_decided)
        register_pointers(PointerSource("activity", _("Activities"), activities_that_point))
        register_feeder(programmes_that_feed)
