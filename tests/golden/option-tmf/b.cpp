namespace n { void c::m() const { DoTraceMessage(F, "method %d", 1); } }
