DoTraceMessage(F, "%!MINE! %!BIG! %!.*hs! %.*hs %!WITHMANIFEST!", a, b, c, d, e);
DoTraceMessage(F, "%!SAME! %!BLANKS! %!OTHER!", a, b, c);
DoTraceMessage(F, "%!irql! %!values! %!bits! %!STATE! %!old! %!WIDE! %!bool!", a, b, c, d, e, f, g);
