	TraceEvents(L,	F, "tab	%!BAD!", 1);
TraceEvents(L, F, "größe \"q\" \x41 %!BAD!", 1);
TraceEvents(L, F, "first "
                  L"second %!BAD! %d", 1, 2);
TraceEvents(L, F, "spliced \
    %!BAD!", 1);
TraceEvents(L, F, "%!B" "AD!", 1);
TraceEvents(L, F, R"(raw
  %!BAD!)", 1);
