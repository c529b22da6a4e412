#define WPP_CONTROL_GUIDS \
    WPP_DEFINE_CONTROL_GUID(Name, (01234567,89ab,cdef,0123,456789abcdef), WPP_DEFINE_BIT(INIT))
void f(int status)
{
    TraceEvents(TRACE_LEVEL_ERROR, INIT, "failed %!STATUS! at %s", status, "here");
}
static int g(void) { return DoTraceMessage(INIT, "no arguments \"quoted\" %%\n"); }
