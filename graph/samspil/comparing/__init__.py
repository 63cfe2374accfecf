"""What is otherwise between two states of the data: in the model, and in the answers."""
