int x = MINE + OTHER;
