DoTraceMessage(F, "%HRESULT %08xyz %!STATUS! %STATUSES %FUNC %d", hr, n, st, st2, i);
