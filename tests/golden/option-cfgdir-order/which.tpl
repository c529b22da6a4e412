current
