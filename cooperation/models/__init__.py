from cooperation.models.agreements import Agreement, Party
from cooperation.models.commitments import Commitment
from cooperation.models.projects import Project, ProjectIndicator, ProjectStage

__all__ = ["Agreement", "Commitment", "Party", "Project", "ProjectIndicator", "ProjectStage"]
