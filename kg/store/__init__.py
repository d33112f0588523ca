"""Graph stores: the graph of a workspace, loaded into an engine that answers Cypher; each a view that can be made anew."""
