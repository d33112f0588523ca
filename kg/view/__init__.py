"""HTML snapshots: a part of the graph, laid out beforehand, as one file that needs no network.

``select`` chooses what to show, ``layout`` gives it coordinates, ``page`` writes the file.
"""
