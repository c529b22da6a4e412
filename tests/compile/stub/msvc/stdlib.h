/* See string.h; nothing of it is needed to compile a test for Windows. */
