"""`make bench-relevance`: how well search ranks, beside plain other engines on the same questions in the same run.

sets → collections of documents and judged queries; rivals, ours → ways to rank them; measures → figures with
their uncertainty; typed → how people type; steps → what each part of our analysis gains and costs.
"""
