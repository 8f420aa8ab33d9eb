"""Full-screen forms: what a person types about one thing, handed to one service method."""
