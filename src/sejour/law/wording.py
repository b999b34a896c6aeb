"""What the law says, in the few words that several sentences share."""

from datetime import date

from sejour.law.tables import parameter


def limits_of_work(on: date) -> str:
    """Return what « within limits » means for work, in the words that follow « dans les limites … »."""
    return f"(pour un étudiant : {parameter('student_work_hours', on)} heures par an)"
