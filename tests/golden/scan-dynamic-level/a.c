TracePrint((a == b ? TRACE_LEVEL_INFORMATION : TRACE_LEVEL_WARNING, FLAG, "dynamic %p", p));
TracePrint((L, F, ("text %d\n"), x));
TracePrint ( ( L, F, "blanks" ) ) ;
