"""Where the graph lives while it is asked: the embedded engine, or Neo4j over Bolt."""
