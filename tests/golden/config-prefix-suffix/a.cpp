Plain("plain %d", 1);
Pre(L, "  pre\n");
Both(L, "both %d \n", 2);
None("none");
OwnLeavesItOut("x");
If(status);
Group(L, ("group %d", 3));
