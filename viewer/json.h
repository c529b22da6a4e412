/* A strict JSON writer: objects, texts, numbers. Bytes that are no UTF-8 become U+FFFD. */
#ifndef VIEWER_JSON_H
#define VIEWER_JSON_H

#include "buffer.h"

struct json {
    struct buffer *out;
    bool comma;       /* something stands before in the open object or array */
};

/* Opens '{' or '[', as the value of key or, with NULL, as an element or the whole text. */
void json_open(struct json *j, const char *key, char bracket);
void json_close(struct json *j, char bracket);
void json_text(struct json *j, const char *key, struct text value);
void json_number(struct json *j, const char *key, uint64_t value);
void json_bool(struct json *j, const char *key, bool value);

#endif
