Mine("m");
