// MINE
const char *s = "OTHER"; int MINE2;
