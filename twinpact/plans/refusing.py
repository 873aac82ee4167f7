"""Why an act on a plan is refused: a named error with a sentence in the reader's language."""

from typing import ClassVar

from twinpact.vocabularies import label, sentence


class PlanRefusedError(ValueError):
    """The act is refused. ``code`` names the sentence in the list ``plan_refusals``."""

    code: ClassVar[str] = "update_step_unknown"

    def __init__(self, *, step: str = "", state: str = "", what: str = "") -> None:
        self.step, self.state, self.what = step, state, what
        told = " ".join(part for part in (step, state, what) if part)
        super().__init__(f"{self.code}: {told}" if told else self.code)

    def say(self, language: str) -> str:
        """The whole sentence, with the steps and states of updates as people call them."""
        values = {
            "step": _word("update_steps", self.step, language),
            "state": _word("update_states", self.state, language),
            "what": self.what,
        }
        return sentence(self.code, language, values, list_name="plan_refusals")


def _word(list_name: str, code: str, language: str) -> str:
    try:
        return label(list_name, code, language)
    except LookupError:
        return code
