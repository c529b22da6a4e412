/* Private to the model room: trace GUIDs. */
#ifndef MODEL_GUID_H
#define MODEL_GUID_H

#include "model.h"

/* A GUID for unit u, made from the content of `count` units, or at random with -NoMD5. */
struct trace_guid *model_make_guid(struct model *m, const struct unit *u, struct unit *const *units, size_t count);
/* The same GUID in another unit. */
struct trace_guid *model_share_guid(struct model *m, const struct trace_guid *shared, const struct unit *u);
/* Makes g another GUID that depends on it and on 16 bytes more. */
void model_mix_guid(struct model *m, struct trace_guid *g, const unsigned char bytes[16]);
/* Manifest mode: sorts the run's messages under the control GUIDs and describes them. False: reported. */
bool model_finish_manifest(struct model *m);

#endif
