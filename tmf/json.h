/* A strict JSON writer: objects, arrays, texts, numbers. Bytes that are no UTF-8 become U+FFFD. Not a library,
 * because none that Debian has is packaged for MinGW too, and only writing is needed. */
#ifndef TMF_JSON_H
#define TMF_JSON_H

#include "buffer.h"

struct json {
    struct buffer *out;
    bool comma;       /* something stands before in the open object or array */
};

/* `key` names the value in the open object; NULL in an array, and for the whole text. */
void json_open(struct json *j, const char *key, char bracket); /* '{' or '[' */
void json_close(struct json *j, char bracket);                 /* '}' or ']' */
void json_text(struct json *j, const char *key, struct text value);
void json_number(struct json *j, const char *key, uint64_t value);
void json_bool(struct json *j, const char *key, bool value);

#endif
