/* Settings by name: one table serves the ini file, the registry and the environment. */
#include "settings.h"

#include <ctype.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct setting {
    const char *name;
    size_t offset;
    bool text;
};

#define NUMBER(name, field)                                                                        \
    {                                                                                              \
        name, offsetof(struct recorder_settings, field), false                                     \
    }

static const struct setting settings_table[] = {
    NUMBER("LogPages", log_pages),
    NUMBER("VerboseOn", verbose_on),
    NUMBER("WppRecorder_PerBufferMinBytes", per_buffer_min_bytes),
    NUMBER("WppRecorder_PerBufferMaxBytes", per_buffer_max_bytes),
    NUMBER("WppRecorder_UseTimeStamp", use_timestamp),
    NUMBER("WppRecorder_PreciseTimeStamp", precise_timestamp),
    NUMBER("WppRecorder_Disable", disabled),
    NUMBER("WppRecorder_AllowCustomLogs", allow_custom_logs),
    NUMBER("WppRecorder_SharedSequence", shared_sequence),
    NUMBER("WppRecorder_Rings", rings),
    {"WppRecorder_LogDirectory", offsetof(struct recorder_settings, directory), true},
};
#define SETTINGS_COUNT (sizeof settings_table / sizeof settings_table[0])

const char *recorder_settings_name(unsigned index)
{
    return index < SETTINGS_COUNT ? settings_table[index].name : NULL;
}

static bool equal_ignoring_case(const char *left, const char *right)
{
    while (*left && tolower((unsigned char)*left) == tolower((unsigned char)*right))
        left++, right++;
    return *left == *right || tolower((unsigned char)*left) == tolower((unsigned char)*right);
}

static bool parse_number(const char *text, uint32_t *number)
{
    char *end;
    const bool hexadecimal = text[0] == '0' && (text[1] == 'x' || text[1] == 'X');
    const unsigned long long value = strtoull(text, &end, hexadecimal ? 16 : 10);
    if (!isdigit((unsigned char)text[0]) || *end != '\0' || value > UINT32_MAX)
        return false;
    *number = (uint32_t)value;
    return true;
}

bool recorder_settings_set(struct recorder_settings *settings, const char *name, const char *text)
{
    for (size_t i = 0; i < SETTINGS_COUNT; i++) {
        const struct setting *setting = &settings_table[i];
        if (!equal_ignoring_case(setting->name, name))
            continue;
        if (!setting->text)
            return parse_number(text, (uint32_t *)((char *)settings + setting->offset));
        if (strlen(text) >= RECORDER_DIRECTORY_MAX)
            return false;
        memcpy((char *)settings + setting->offset, text, strlen(text) + 1);
        return true;
    }
    return false;
}

/* WppRecorder_UseTimeStamp is asked for as WPPRECORDER_USETIMESTAMP, LogPages as
 * WPPRECORDER_LOGPAGES. */
static void load_environment(struct recorder_settings *settings)
{
    for (size_t i = 0; i < SETTINGS_COUNT; i++) {
        const char *name = settings_table[i].name;
        const char *rest = strncmp(name, "WppRecorder_", 12) == 0 ? name + 12 : name;
        char variable[64];
        snprintf(variable, sizeof variable, "WPPRECORDER_%s", rest);
        for (char *c = variable; *c; c++)
            *c = (char)toupper((unsigned char)*c);
        const char *value = getenv(variable);
        if (value)
            recorder_settings_set(settings, name, value);
    }
}

void recorder_settings_load(struct recorder_settings *settings, const char *service,
                            const char *registry_path)
{
    memset(settings, 0, sizeof *settings);
    settings->per_buffer_min_bytes = 256;
    settings->per_buffer_max_bytes = 8192;
    recorder_settings_load_system(settings, service, registry_path);
    load_environment(settings);
    if (settings->log_pages > 16)
        settings->log_pages = 16;
    if (settings->per_buffer_max_bytes < settings->per_buffer_min_bytes)
        settings->per_buffer_max_bytes = settings->per_buffer_min_bytes;
}
