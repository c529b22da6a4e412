/*
 * The WPP control block as generated headers declare it, both layouts (header-interface facts:
 * templates of WDK 10.0.18362 and later). Only the recorder's members, the chain and the control
 * GUID are used.
 */
#ifndef RECORDER_CONTROL_BLOCK_H
#define RECORDER_CONTROL_BLOCK_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct recorder_um_control_block {
    struct recorder_um_control_block *next;
    uint64_t registration_handle;
    uint64_t logger;
    uint8_t flags_length;
    uint8_t level;
    uint16_t options;
    uint32_t flags[1];
    const void *control_guid;
    void *auto_log_context;
    uint16_t auto_log_verbose_enabled;
    uint16_t auto_log_attach_to_mini_dump;
};

struct recorder_km_control_block {
    void *callback;
    const void *control_guid;
    struct recorder_km_control_block *next;
    int64_t logger;
    void *registry_path;
    uint8_t flags_length;
    uint8_t level;
    uint16_t reserved;
    uint32_t flags[1];
    uint32_t reserved_flags;
    uint64_t registration_handle;
    void *auto_log_context;
    uint16_t auto_log_verbose_enabled;
    uint16_t auto_log_attach_to_mini_dump;
};

#if UINTPTR_MAX > UINT32_MAX
_Static_assert(offsetof(struct recorder_um_control_block, control_guid) == 32,
               "user-mode control block");
_Static_assert(offsetof(struct recorder_um_control_block, auto_log_context) == 40,
               "user-mode control block");
_Static_assert(sizeof(struct recorder_um_control_block) == 56, "user-mode control block");
_Static_assert(offsetof(struct recorder_km_control_block, flags) == 44,
               "kernel-mode control block");
_Static_assert(offsetof(struct recorder_km_control_block, auto_log_context) == 64,
               "kernel-mode control block");
_Static_assert(sizeof(struct recorder_km_control_block) == 80, "kernel-mode control block");
#endif

/* The recorder's members of one block, whichever layout. */
struct recorder_control {
    void *next;
    const void *control_guid;
    void **auto_log_context;
    uint16_t *verbose_enabled;
    uint16_t *attach_to_mini_dump;
};

static inline struct recorder_control recorder_control_view(void *block, bool kernel)
{
    struct recorder_control view;
    if (kernel) {
        struct recorder_km_control_block *km = (struct recorder_km_control_block *)block;
        view.next = km->next;
        view.control_guid = km->control_guid;
        view.auto_log_context = &km->auto_log_context;
        view.verbose_enabled = &km->auto_log_verbose_enabled;
        view.attach_to_mini_dump = &km->auto_log_attach_to_mini_dump;
    } else {
        struct recorder_um_control_block *um = (struct recorder_um_control_block *)block;
        view.next = um->next;
        view.control_guid = um->control_guid;
        view.auto_log_context = &um->auto_log_context;
        view.verbose_enabled = &um->auto_log_verbose_enabled;
        view.attach_to_mini_dump = &um->auto_log_attach_to_mini_dump;
    }
    return view;
}

#endif
