FromFlags("%STATUS", s);
