Once("m");
