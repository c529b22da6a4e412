TraceEvents(L, F, "%!STATUS! %!HRESULT! %!GUID! %!TIMESTAMP!", st, hr, &guid, &time);
TraceEvents(L, F, "%!FUNC! %!LEVEL! %!KEYWORDS! %!SPACE!|%!MOD!|%!STDPREFIX! %d", 1);
TraceEvents(L, F, "%!FILE!:%!LINE! [%!COMPNAME!] %d", 1);
TraceEvents(L, F, "%08!x! %-10!s! %#!x! %!bool!", 1, 2, 3, 4);
