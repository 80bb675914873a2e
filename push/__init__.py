"""How a message reaches someone: each way takes a message and answers an outcome. It knows no table and no room."""
