"""What changes things for many people at once: seen before, approved by two, undone if need be.

A change of law replaces one data file of the law package from the moment of its approval. Before,
the platform plays every undecided file under both texts and tells who gains and who loses what.
Missions, indicators and anomalies come here too.
"""
