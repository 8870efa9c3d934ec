"""What is asked and what is right: the exercises of the course, one folder a lesson."""
