/*
 * What a message costs. All numbers come from one run: each turn times a batch of every kind, one
 * after the other, so that a slow moment of the machine hits all; the median over the turns is
 * printed, with its ratio to the time-stamp read of the same turns. The calls have the shape of the
 * helpers in generated headers.
 */
#define _GNU_SOURCE
#include <windows.h>

#include <evntrace.h>
#include "WppRecorder.h"

#include "platform.h"
#ifdef BENCH_LTTNG
#include "bench_lttng.h"
#endif

#include <pthread.h>
#include <sched.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#define TURNS 301
#define BATCH 20000
#define SINGLE_CALLS 1000000

struct control {
    struct control *Next;
    TRACEHANDLE UmRegistrationHandle;
    TRACEHANDLE Logger;
    UCHAR FlagsLen;
    UCHAR Level;
    USHORT Options;
    ULONG Flags[1];
    LPCGUID ControlGuid;
    PVOID AutoLogContext;
    USHORT AutoLogVerboseEnabled;
    USHORT AutoLogAttachToMiniDump;
};

static struct control control_block;
static struct control *control = &control_block;
static const GUID guid = {0x12345678, 0x1234, 0x3234, {1, 2, 3, 4, 5, 6, 7, 8}};

NTSTATUS WppAutoLogTrace(PVOID, UCHAR, ULONG, LPGUID, USHORT, ...);
VOID WppAutoLogStart(struct control *, PVOID, PCUNICODE_STRING);

/* As WPP_RECORDER_SF_d and WPP_RECORDER_SF_s of a generated header. */
static __attribute__((noinline)) void trace_int(PVOID log, UCHAR level, ULONG flags, USHORT id,
                                                LPCGUID message, int value)
{
    if ((control->Flags[0] & 1u << ((flags - 1) & 31)) && control->Level >= level)
        TraceMessage(control->Logger, 0, message, id, &value, sizeof value, NULL);
    WppAutoLogTrace(log, level, flags, (LPGUID)message, id, &value, sizeof value, NULL);
}

static __attribute__((noinline)) void trace_text(PVOID log, UCHAR level, ULONG flags, USHORT id,
                                                 LPCGUID message, LPCSTR text)
{
    if ((control->Flags[0] & 1u << ((flags - 1) & 31)) && control->Level >= level)
        TraceMessage(control->Logger, 0, message, id, text, strlen(text) + 1, NULL);
    WppAutoLogTrace(log, level, flags, (LPGUID)message, id, text, strlen(text) + 1, NULL);
}

static double now(void)
{
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return (double)time.tv_sec * 1e9 + (double)time.tv_nsec;
}

static int compare(const void *left, const void *right)
{
    const double a = *(const double *)left, b = *(const double *)right;
    return (a > b) - (a < b);
}

static double quantile(double *values, size_t count, double part)
{
    qsort(values, count, sizeof *values, compare);
    return values[(size_t)((double)(count - 1) * part)];
}

static void batch_cycles(const void *unused)
{
    uint64_t sum = 0;
    (void)unused;
    for (int i = 0; i < BATCH; i++) {
        sum += recorder_cycles();
        __asm__ volatile("" : "+r"(sum));
    }
}

static void batch_ints(const void *unused)
{
    (void)unused;
    for (int i = 0; i < BATCH; i++)
        trace_int(control->AutoLogContext, TRACE_LEVEL_INFORMATION, 1, 10, &guid, i);
}

static void batch_text(const void *text)
{
    for (int i = 0; i < BATCH; i++)
        trace_text(control->AutoLogContext, TRACE_LEVEL_INFORMATION, 1, 11, &guid, text);
}

/* The condition of a verbose message while VerboseOn is 0, as WPP_RECORDER_LEVEL_FLAGS_FILTER asks
 * it. */
static void batch_disabled(const void *unused)
{
    (void)unused;
    for (int i = 0; i < BATCH; i++) {
        struct control *volatile *seen = (struct control *volatile *)&control;
        if ((*seen)->AutoLogVerboseEnabled)
            trace_int(control->AutoLogContext, TRACE_LEVEL_VERBOSE, 1, 12, &guid, i);
    }
}

#ifdef BENCH_LTTNG
static void batch_lttng_ints(const void *unused)
{
    (void)unused;
    bench_lttng_ints(BATCH);
}
#endif

static double per_call(void (*batch)(const void *), const void *argument)
{
    const double start = now();
    batch(argument);
    return (now() - start) / BATCH;
}

struct partner {
    pthread_t thread;
    pthread_barrier_t *barrier;
    unsigned processor;
    double times[TURNS];
};

/* Both threads start each turn together, and each keeps its own time per call. */
static void *run_partner(void *argument)
{
    struct partner *partner = argument;
    cpu_set_t set;
    CPU_ZERO(&set);
    CPU_SET(partner->processor, &set);
    pthread_setaffinity_np(pthread_self(), sizeof set, &set);
    for (int turn = 0; turn < TURNS; turn++) {
        pthread_barrier_wait(partner->barrier);
        partner->times[turn] = per_call(batch_ints, NULL);
    }
    return NULL;
}

static double together(unsigned count)
{
    static struct partner partners[2];
    static double times[2 * TURNS];
    pthread_barrier_t barrier;
    pthread_barrier_init(&barrier, NULL, count);
    for (unsigned i = 0; i < count; i++) {
        partners[i].barrier = &barrier;
        partners[i].processor = i;
        pthread_create(&partners[i].thread, NULL, run_partner, &partners[i]);
    }
    for (unsigned i = 0; i < count; i++) {
        pthread_join(partners[i].thread, NULL);
        memcpy(times + i * TURNS, partners[i].times, sizeof partners[i].times);
    }
    return quantile(times, count * TURNS, 0.5);
}

/* Single calls between two time-stamp reads; what two reads cost by themselves is taken off. */
static void print_tail(double nanoseconds_per_cycle)
{
    static double costs[SINGLE_CALLS];
    double empty[1001];
    for (int i = 0; i < 1001; i++) {
        const uint64_t start = recorder_cycles();
        empty[i] = (double)(recorder_cycles() - start);
    }
    const double overhead = quantile(empty, 1001, 0.5);
    for (int i = 0; i < SINGLE_CALLS; i++) {
        const uint64_t start = recorder_cycles();
        trace_int(control->AutoLogContext, TRACE_LEVEL_INFORMATION, 1, 10, &guid, i);
        const double cost = (double)(recorder_cycles() - start) - overhead;
        costs[i] = cost < 0 ? 0 : cost * nanoseconds_per_cycle;
    }
    qsort(costs, SINGLE_CALLS, sizeof costs[0], compare);
    printf("single calls            p50 %.0f ns, p99 %.0f ns, p99.9 %.0f ns, p99.99 %.0f ns\n",
           costs[SINGLE_CALLS / 2], costs[SINGLE_CALLS / 100 * 99],
           costs[SINGLE_CALLS / 1000 * 999], costs[SINGLE_CALLS / 10000 * 9999]);
}

static double cycle_length(void)
{
    const double start = now();
    const uint64_t first = recorder_cycles();
    while (now() - start < 5e7)
        ;
    return (now() - start) / (double)(recorder_cycles() - first);
}

int main(void)
{
    static const size_t lengths[] = {0, 7, 15, 31, 63, 127, 255, 511};
    enum { KINDS = 4 + sizeof lengths / sizeof lengths[0] };
    static double times[KINDS][TURNS];
    static char texts[sizeof lengths / sizeof lengths[0]][512];
    control->ControlGuid = &guid;
    WppAutoLogStart(control, NULL, NULL);
    for (size_t i = 0; i < sizeof lengths / sizeof lengths[0]; i++)
        memset(texts[i], 'x', lengths[i]);
    for (int turn = 0; turn < TURNS; turn++) {
        times[0][turn] = per_call(batch_cycles, NULL);
        times[1][turn] = per_call(batch_ints, NULL);
        times[2][turn] = per_call(batch_disabled, NULL);
#ifdef BENCH_LTTNG
        if (bench_lttng_enabled())
            times[3][turn] = per_call(batch_lttng_ints, NULL);
#endif
        for (size_t i = 0; i < sizeof lengths / sizeof lengths[0]; i++)
            times[4 + i][turn] = per_call(batch_text, texts[i]);
    }
    const double cycles = quantile(times[0], TURNS, 0.5), call = quantile(times[1], TURNS, 0.5);
    const double lttng = quantile(times[3], TURNS, 0.5);
    printf("time-stamp read         %6.2f ns\n", cycles);
    printf("one int argument        %6.2f ns   %.2f times the read\n", call, call / cycles);
    if (lttng > 0)
        printf("LTTng-UST, snapshot     %6.2f ns   %.2f times the read; ours %.2f times LTTng\n",
               lttng, lttng / cycles, call / lttng);
    else
        printf("LTTng-UST, snapshot     no session\n");
    printf("disabled message        %6.2f ns\n", quantile(times[2], TURNS, 0.5));
    for (size_t i = 0; i < sizeof lengths / sizeof lengths[0]; i++)
        printf("string of %3zu bytes     %6.2f ns\n", lengths[i] + 1,
               quantile(times[4 + i], TURNS, 0.5));
    const double one = together(1), two = recorder_processor_count() > 1 ? together(2) : 0;
    printf("one thread, pinned      %6.2f ns per call\n", one);
    if (two > 0)
        printf("two threads, pinned     %6.2f ns per call   %.2f times one\n", two, two / one);
    print_tail(cycle_length());
    return 0;
}
