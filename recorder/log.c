/* Laying out a log's region: header, ring table, data of the rings, each ring on cache lines of its
 * own. */
#include "log.h"

#include <string.h>

#define RING_BYTES_MIN 1024
#define GENERAL_RINGS_MAX (RECORD_RINGS_MAX - 1)
#define RING_BYTES_MAX (RECORD_RING_UNITS_MAX * RECORD_UNIT)

#if UINTPTR_MAX > UINT32_MAX
#define REGION_POINTER_SIZE 8
#else
#define REGION_POINTER_SIZE 4
#endif

#ifndef _WIN32
/* Defined by the stub headers in each traced file (wpp_windef.h), with the width of WCHAR there. */
extern const unsigned char wpp_recorder_wchar_size __attribute__((__weak__));
#endif

struct geometry {
    uint32_t general_bytes; /* of each general ring */
    uint32_t error_bytes;
    uint32_t general_rings;
};

uint8_t recorder_wchar_size(void)
{
#ifdef _WIN32
    return sizeof(wchar_t);
#else
    return &wpp_recorder_wchar_size ? wpp_recorder_wchar_size : sizeof(wchar_t);
#endif
}

static size_t aligned(size_t size)
{
    return (size + RECORD_REGION_ALIGNMENT - 1) & ~(size_t)(RECORD_REGION_ALIGNMENT - 1);
}

/* One general ring per processor as long as each keeps RING_BYTES_MIN; more where one ring could
 * not hold it. */
static struct geometry plan_rings(const struct recorder_log_plan *plan, uint32_t rings_wanted)
{
    struct geometry geometry;
    const uint32_t general = plan->total_bytes - plan->error_bytes;
    uint32_t rings = rings_wanted ? rings_wanted : recorder_processor_count();
    if (!rings_wanted && rings > general / RING_BYTES_MIN)
        rings = general / RING_BYTES_MIN;
    if (rings < (general + RING_BYTES_MAX - 1) / RING_BYTES_MAX)
        rings = (general + RING_BYTES_MAX - 1) / RING_BYTES_MAX;
    if (rings > GENERAL_RINGS_MAX)
        rings = GENERAL_RINGS_MAX;
    if (rings == 0)
        rings = 1;
    geometry.general_rings = rings;
    geometry.general_bytes = general / rings;
    geometry.error_bytes = plan->error_bytes;
    if (geometry.general_bytes > RING_BYTES_MAX)
        geometry.general_bytes = RING_BYTES_MAX;
    if (geometry.error_bytes > RING_BYTES_MAX)
        geometry.error_bytes = RING_BYTES_MAX;
    geometry.general_bytes -= geometry.general_bytes % RECORD_UNIT;
    geometry.error_bytes -= geometry.error_bytes % RECORD_UNIT;
    return geometry;
}

static void lay_out_rings(struct recorder_log *log, const struct geometry *geometry,
                          uint32_t ring_count)
{
    size_t data =
        aligned(sizeof(struct record_log_header) + ring_count * sizeof(struct record_ring));
    for (uint32_t i = 0; i < ring_count; i++) {
        struct record_ring *ring = &log->rings[i];
        const bool error = i == geometry->general_rings;
        const uint32_t bytes = error ? geometry->error_bytes : geometry->general_bytes;
        ring->units = bytes / RECORD_UNIT;
        ring->partition = error ? RECORD_PARTITION_ERROR : RECORD_PARTITION_GENERAL;
        ring->index = (uint16_t)i;
        ring->data = data;
        data += aligned(bytes);
    }
}

static size_t region_size(const struct geometry *geometry, uint32_t ring_count)
{
    return aligned(sizeof(struct record_log_header) + ring_count * sizeof(struct record_ring))
           + geometry->general_rings * aligned(geometry->general_bytes)
           + aligned(geometry->error_bytes);
}

static void fill_header(struct recorder_log *log, const struct recorder_log_plan *plan,
                        const struct geometry *geometry, uint32_t ring_count, size_t size)
{
    struct record_log_header *header = recorder_log_header(log);
    header->version = RECORD_VERSION;
    header->header_size = sizeof *header;
    header->region_size = size;
    header->address = (uint64_t)(uintptr_t)header;
    header->ring_count = (uint16_t)ring_count;
    header->general_rings = (uint16_t)geometry->general_rings;
    header->ring_header_size = sizeof(struct record_ring);
    header->pointer_size = REGION_POINTER_SIZE;
    header->wchar_size = recorder_wchar_size();
    header->total_buffer_size = plan->total_bytes;
    header->error_partition_size = plan->error_bytes;
    header->order = (uint8_t)RECORDER_GATE_ORDER(log->gate);
    header->options = plan->options;
    header->kind = (uint8_t)plan->kind;
    header->state = RECORD_LOG_LIVE;
    header->log_tag = plan->log_tag;
    header->created = recorder_filetime(true);
}

bool recorder_log_open(struct recorder_log *log, const struct recorder_log_plan *plan,
                       const struct record_driver_context *context,
                       struct recorder_counter *counter, const struct recorder_settings *settings)
{
    const struct geometry geometry = plan_rings(plan, settings->rings);
    const uint32_t ring_count = geometry.general_rings + (geometry.error_bytes != 0);
    const size_t size = region_size(&geometry, ring_count);
    if (!recorder_memory_take(&log->memory, size, plan->path))
        return false;
    log->region = log->memory.base;
    log->rings = (struct record_ring *)(log->region + sizeof(struct record_log_header));
    log->general_rings = (uint16_t)geometry.general_rings;
    log->processor_place = recorder_processor_place();
    log->has_error_ring = geometry.error_bytes != 0;
    const bool cycles = !settings->shared_sequence && recorder_cycles_usable();
    const uint64_t gate = RECORDER_GATE(RECORDER_LOG_OFF, plan->options,
                                        cycles ? RECORD_ORDER_CYCLES : RECORD_ORDER_COUNTER);
    __atomic_store_n(&log->gate, gate, __ATOMIC_RELAXED);
    lay_out_rings(log, &geometry, ring_count);
    fill_header(log, plan, &geometry, ring_count, size);
    struct record_log_header *header = recorder_log_header(log);
    header->driver = *context;
    recorder_log_identify(log, plan->identifier, plan->identifier_length);
    recorder_log_set_counter(log, counter);
    header->check = record_header_check(header);
    /* The magic goes last: whoever finds it finds a complete header. */
    __atomic_thread_fence(__ATOMIC_RELEASE);
    memcpy(header->magic, RECORD_MAGIC, RECORD_MAGIC_SIZE);
    __atomic_store_n(&log->gate, gate | RECORDER_GATE(RECORDER_LOG_OPEN, 0, 0), __ATOMIC_RELEASE);
    return true;
}

void recorder_log_close(struct recorder_log *log, enum recorder_log_state state)
{
    __atomic_store_n(&log->gate, RECORDER_GATE(state, 0, 0), __ATOMIC_RELEASE);
    if (!log->region)
        return;
    __atomic_store_n(&recorder_log_header(log)->state, RECORD_LOG_DELETED, __ATOMIC_RELEASE);
    recorder_memory_release(&log->memory);
    log->region = NULL;
    log->rings = NULL;
}

void recorder_log_identify(struct recorder_log *log, const char *identifier, size_t length)
{
    struct record_log_header *header = recorder_log_header(log);
    size_t used = 0;
    while (identifier && used < length && used < RECORD_IDENTIFIER_MAX && identifier[used] != '\0')
        used++;
    memset(header->identifier, 0, sizeof header->identifier);
    if (used)
        memcpy(header->identifier, identifier, used);
    header->identifier_length = (uint32_t)used;
}

void recorder_log_set_options(struct recorder_log *log, uint32_t options)
{
    const uint64_t gate = log->gate;
    __atomic_store_n(&log->gate,
                     RECORDER_GATE(RECORDER_GATE_STATE(gate), options, RECORDER_GATE_ORDER(gate)),
                     __ATOMIC_RELAXED);
    recorder_log_header(log)->options = options;
}

void recorder_log_set_counter(struct recorder_log *log, struct recorder_counter *counter)
{
    __atomic_store_n(&log->counter, counter, __ATOMIC_RELEASE);
    recorder_log_header(log)->counter_id = (uint64_t)(uintptr_t)counter;
}
