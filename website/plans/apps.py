from django.apps import AppConfig


class PlansConfig(AppConfig):
    name = "website.plans"
    verbose_name = "Programmes"

    def ready(self) -> None:
        from website.desks.feeds import MORE_EVENTS  # noqa: PLC0415 - models are ready only now
        from website.plans.events import activity_events  # noqa: PLC0415

        MORE_EVENTS.append(activity_events)
        from website.plans.happenings import evaluations_decided  # noqa: PLC0415
        from website.procedures.happenings import MORE_HAPPENINGS  # noqa: PLC0415

        MORE_HAPPENINGS.append(evaluations_decided)
