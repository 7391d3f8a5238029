"""The outcomes section of a brief: the model, what would hold, and what would change it."""

from tracktwo.brief.outcomes.build import outcomes_view
from tracktwo.brief.outcomes.view import OutcomesView
from tracktwo.brief.outcomes.work import Worked, work, work_draft

__all__ = ["OutcomesView", "Worked", "outcomes_view", "work", "work_draft"]
