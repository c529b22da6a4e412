/* What mc.exe -um would make of provider.man, as far as provider.tpl uses it. Numbers are lines of main.c. */
#include <string.h>

static int registered, enabled = 1, last_event;
static long long last_number;
static char last_text[64];
static struct { int IsEnabled; } Product_Context = {1};
#define EventRegister_Product() (registered++)
#define EventUnregister_Product() (registered--)
#define McGenLevelKeywordEnabled(context, level, keyword) ((context)->IsEnabled && (level) && (keyword))
#define MCGEN_EVENT_ENABLED(name) EventEnabled##name()

static __inline__ ULONG keep(int event, long long number, const char *text)
{
    last_event = event;
    last_number = number;
    strcpy(last_text, text);
    return 1; /* stands for a status, so that the call's value shows */
}
#define EventEnabledmain_c8() enabled
#define EventWritemain_c8_AssumeEnabled(number, text) keep(8, number, text)
#define EventEnabledmain_c11() enabled
#define EventWritemain_c11_AssumeEnabled(number) keep(11, number, "")
#define EventEnabledmain_c13() enabled
#define EventWritemain_c13_AssumeEnabled(address, number) ((void)(address), keep(13, number, ""))
#define EventEnabledmain_c15() enabled
#define EventWritemain_c15_AssumeEnabled(text, number) keep(15, number, text)
#define EventEnabledmain_c19() enabled
#define EventWritemain_c19_AssumeEnabled(number) keep(19, number, "")
