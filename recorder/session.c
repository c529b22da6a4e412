/*
 * Sessions without ETW. The hard point is stopping one while other threads send to it without a
 * lock: a sender counts itself in, then looks again whether the session is still the one of its
 * handle; the stopper takes the session away first and then waits for the count to fall to zero.
 */
#include "session.h"

#include "platform.h"

#include <string.h>

#define SESSIONS_MAX 8
#define PROVIDERS_MAX 64
#define WANTED_MAX 32
#define PARTS_MAX 64
#define MESSAGE_BYTES_MAX 8192 /* TRACE_MESSAGE_MAXIMUM_SIZE */

struct wanted {
    GUID guid;
    ULONG flags;
    UCHAR level;
};

struct wpp_host_session {
    uint32_t id; /* 0: free; else index + 1 in the low 4 bits and a generation above, 16 bits in
                    all; atomic */
    uint32_t generation;
    uint32_t senders;  /* atomic */
    uint32_t sequence; /* atomic */
    WPP_HOST_SINK sink;
    void *context;
    unsigned wanted_count;
    struct wanted wanted[WANTED_MAX];
};

struct provider {
    GUID guid;
    recorder_enable_callback callback; /* NULL: free */
    void *context;
    uint32_t session_id; /* that has it enabled, 0 = none */
};

/* The system's side of tracing, one per process like ETW itself. */
static struct {
    uint32_t locked;
    struct wpp_host_session sessions[SESSIONS_MAX];
    struct provider providers[PROVIDERS_MAX];
} host;

static void lock(void)
{
    while (__atomic_exchange_n(&host.locked, 1, __ATOMIC_ACQUIRE) != 0)
        recorder_yield();
}

static void unlock(void)
{
    __atomic_store_n(&host.locked, 0, __ATOMIC_RELEASE);
}

static bool same_guid(const GUID *left, const GUID *right)
{
    return memcmp(left, right, sizeof *left) == 0;
}

static struct wanted *find_wanted(struct wpp_host_session *session, const GUID *guid)
{
    for (unsigned i = 0; i < session->wanted_count; i++)
        if (same_guid(&session->wanted[i].guid, guid))
            return &session->wanted[i];
    return NULL;
}

/* Tells one provider, outside the lock. */
struct notice {
    recorder_enable_callback callback;
    void *context;
    GUID guid;
    ULONG64 handle;
};

static void tell(const struct notice *notice)
{
    if (notice->callback)
        notice->callback(notice->context, &notice->guid, notice->handle, notice->handle != 0);
}

ULONG64 recorder_provider_register(const GUID *guid, recorder_enable_callback callback,
                                   void *context)
{
    struct notice notice = {NULL, NULL, *guid, 0};
    ULONG64 registration = 0;
    lock();
    for (size_t i = 0; i < PROVIDERS_MAX && !registration; i++) {
        struct provider *provider = &host.providers[i];
        if (provider->callback)
            continue;
        *provider = (struct provider){*guid, callback, context, 0};
        registration = i + 1;
        for (size_t s = 0; s < SESSIONS_MAX; s++) {
            const struct wanted *wanted =
                host.sessions[s].id ? find_wanted(&host.sessions[s], guid) : NULL;
            if (wanted) {
                provider->session_id = host.sessions[s].id;
                notice = (struct notice){callback, context, *guid,
                                         recorder_handle_make((USHORT)host.sessions[s].id,
                                                              wanted->flags, wanted->level)};
            }
        }
    }
    unlock();
    tell(&notice);
    return registration;
}

bool recorder_provider_unregister(ULONG64 registration)
{
    bool known = false;
    lock();
    if (registration >= 1 && registration <= PROVIDERS_MAX
        && host.providers[registration - 1].callback) {
        memset(&host.providers[registration - 1], 0, sizeof host.providers[0]);
        known = true;
    }
    unlock();
    return known;
}

WPP_HOST_SESSION WppHostSessionStart(WPP_HOST_SINK sink, void *context)
{
    struct wpp_host_session *found = NULL;
    lock();
    for (uint32_t i = 0; i < SESSIONS_MAX && !found; i++) {
        struct wpp_host_session *session = &host.sessions[i];
        if (__atomic_load_n(&session->id, __ATOMIC_RELAXED)
            || __atomic_load_n(&session->senders, __ATOMIC_ACQUIRE))
            continue;
        session->sink = sink;
        session->context = context;
        session->wanted_count = 0;
        session->sequence = 0;
        session->generation = (session->generation + 1) & 0xFFF;
        __atomic_store_n(&session->id, (session->generation << 4) | (i + 1), __ATOMIC_RELEASE);
        found = session;
    }
    unlock();
    return found;
}

/* The next provider of `guid` from *index on that the notice is for; under the lock. With
 * `only_mine` those that this session has enabled. */
static bool next_provider(const GUID *guid, uint32_t only_mine, size_t *index)
{
    for (; *index < PROVIDERS_MAX; ++*index) {
        const struct provider *provider = &host.providers[*index];
        if (provider->callback && same_guid(&provider->guid, guid)
            && (!only_mine || provider->session_id == only_mine))
            return true;
    }
    return false;
}

static void tell_all(uint32_t id, const GUID *guid, ULONG64 handle)
{
    for (size_t i = 0;; i++) {
        struct notice notice = {NULL, NULL, *guid, handle};
        lock();
        if (next_provider(guid, handle ? 0 : id, &i)) {
            struct provider *provider = &host.providers[i];
            provider->session_id = handle ? id : 0;
            notice.callback = provider->callback;
            notice.context = provider->context;
        }
        unlock();
        if (!notice.callback)
            return;
        tell(&notice);
    }
}

bool WppHostEnable(WPP_HOST_SESSION session, const GUID *control_guid, ULONG flags, UCHAR level)
{
    lock();
    const uint32_t id = session->id;
    struct wanted *wanted = find_wanted(session, control_guid);
    if (!wanted && session->wanted_count < WANTED_MAX)
        wanted = &session->wanted[session->wanted_count++];
    if (wanted)
        *wanted = (struct wanted){*control_guid, flags, level};
    unlock();
    if (!wanted)
        return false;
    tell_all(id, control_guid, recorder_handle_make((USHORT)id, flags, level));
    return true;
}

void WppHostDisable(WPP_HOST_SESSION session, const GUID *control_guid)
{
    lock();
    const uint32_t id = session->id;
    struct wanted *wanted = find_wanted(session, control_guid);
    if (wanted)
        *wanted = session->wanted[--session->wanted_count];
    unlock();
    if (wanted)
        tell_all(id, control_guid, 0);
}

void WppHostSessionStop(WPP_HOST_SESSION session)
{
    while (session->wanted_count) {
        const GUID guid = session->wanted[0].guid;
        WppHostDisable(session, &guid);
    }
    __atomic_store_n(&session->id, 0, __ATOMIC_SEQ_CST);
    while (__atomic_load_n(&session->senders, __ATOMIC_SEQ_CST) != 0)
        recorder_yield();
}

enum recorder_send recorder_send(ULONG64 handle, ULONG options, const GUID *guid, USHORT number,
                                 const struct wpp_host_part *parts, unsigned part_count)
{
    const uint32_t id = (uint32_t)handle & 0xFFFFu, index = (id & 0xFu) - 1;
    enum recorder_send result = RECORDER_NO_SESSION;
    if (index >= SESSIONS_MAX)
        return RECORDER_NO_SESSION;
    struct wpp_host_session *session = &host.sessions[index];
    if (__atomic_load_n(&session->id, __ATOMIC_ACQUIRE) != id)
        return RECORDER_NO_SESSION; /* the usual stale handle; it must not keep a stopping session
                                       waiting */
    __atomic_fetch_add(&session->senders, 1, __ATOMIC_SEQ_CST);
    if (__atomic_load_n(&session->id, __ATOMIC_SEQ_CST) == id) {
        const struct wpp_host_message message = {
            .logger = handle,
            .time = recorder_filetime(true),
            .options = options,
            .guid = guid,
            .number = number,
            .sequence = __atomic_add_fetch(&session->sequence, 1, __ATOMIC_RELAXED),
            .part_count = part_count,
            .parts = parts,
        };
        session->sink(session->context, &message);
        result = RECORDER_SENT;
    }
    __atomic_fetch_sub(&session->senders, 1, __ATOMIC_SEQ_CST);
    return result;
}

enum recorder_send recorder_send_va(ULONG64 handle, ULONG options, const GUID *guid, USHORT number,
                                    va_list pairs)
{
    struct wpp_host_part parts[PARTS_MAX];
    unsigned count = 0;
    size_t bytes = 0;
    const void *data;
    while ((data = va_arg(pairs, const void *)) != NULL) {
        const size_t size = va_arg(pairs, SIZE_T);
        if (count == PARTS_MAX || size > MESSAGE_BYTES_MAX - bytes)
            return RECORDER_TOO_LARGE;
        bytes += size;
        parts[count++] = (struct wpp_host_part){data, size};
    }
    return recorder_send(handle, options, guid, number, parts, count);
}
