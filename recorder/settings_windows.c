/* Settings from the registry: REG_DWORD and REG_SZ values under <registry path>\Parameters. */
#include "settings.h"

#include <windows.h>

#include <stdio.h>
#include <string.h>

/* A driver's registry path starts at the root of the object names; user mode opens it below
 * HKEY_LOCAL_MACHINE. */
#define MACHINE_ROOT "\\Registry\\Machine\\"

void recorder_settings_load_system(struct recorder_settings *settings, const char *service,
                                   const char *registry_path)
{
    (void)service;
    char key_name[512];
    const char *below = registry_path;
    if (_strnicmp(below, MACHINE_ROOT, strlen(MACHINE_ROOT)) != 0)
        return;
    below += strlen(MACHINE_ROOT);
    if (snprintf(key_name, sizeof key_name, "%s\\Parameters", below) >= (int)sizeof key_name)
        return;
    HKEY key;
    if (RegOpenKeyExA(HKEY_LOCAL_MACHINE, key_name, 0, KEY_READ, &key) != ERROR_SUCCESS)
        return;
    const char *name;
    for (unsigned i = 0; (name = recorder_settings_name(i)) != NULL; i++) {
        char text[RECORDER_DIRECTORY_MAX];
        DWORD type, number, size = sizeof text;
        if (RegGetValueA(key, NULL, name, RRF_RT_REG_DWORD | RRF_RT_REG_SZ, &type, text, &size)
            != ERROR_SUCCESS)
            continue;
        if (type == REG_DWORD) {
            memcpy(&number, text, sizeof number);
            snprintf(text, sizeof text, "%lu", number);
        }
        recorder_settings_set(settings, name, text);
    }
    RegCloseKey(key);
}
