Mine("a");
