A("one");
A("two %d", 1);
