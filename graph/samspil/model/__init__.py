"""The words of the model: namespaces, layers, and the rows of the property graph."""
