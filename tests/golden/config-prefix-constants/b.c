
A("three");
