"""The way from RDF to rows and back, without loss."""
