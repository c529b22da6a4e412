/*
 * Settings from an ini file: the file that WPPRECORDER_SETTINGS names, else /etc/wpprecorder.ini. A
 * section is a service name, [*] is for all services; the service's own section wins wherever it
 * stands.
 */
#include "settings.h"

#include <ini.h>
#include <stdlib.h>
#include <string.h>

struct reading {
    struct recorder_settings *settings;
    const char *section;
};

static int take_value(void *user, const char *section, const char *name, const char *value)
{
    const struct reading *reading = user;
    if (strcmp(section, reading->section) == 0)
        recorder_settings_set(reading->settings, name, value);
    return 1;
}

void recorder_settings_load_system(struct recorder_settings *settings, const char *service,
                                   const char *registry_path)
{
    (void)registry_path;
    const char *file = getenv("WPPRECORDER_SETTINGS");
    struct reading all = {settings, "*"}, own = {settings, service};
    if (!file)
        file = "/etc/wpprecorder.ini";
    ini_parse(file, take_value, &all);
    if (service[0] != '\0')
        ini_parse(file, take_value, &own);
}
