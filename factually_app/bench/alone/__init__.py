"""Programs that are run by their path and know nothing of Factually: yardsticks of start and memory."""
