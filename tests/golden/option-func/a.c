A(1, "a %d", 1);
B((2, "b %d", 2));
TraceEvent(3, "c");
Ifr(4, 5, ("d %d", 6));
