Mine("%d", 1);
