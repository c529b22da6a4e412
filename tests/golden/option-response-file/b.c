Mine("%d", 2);
