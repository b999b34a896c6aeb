"""Who is competent where: prefectures, their courts and their local time; countries."""
