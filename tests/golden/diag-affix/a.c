A("one");
A("two");
B("three");
B("four");
