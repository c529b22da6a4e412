/* What tracepdb writes: .tmf files (new or added to), .mof, .tmc, and the catalogue as JSON or CSV. */
#ifndef TMF_OUTPUT_H
#define TMF_OUTPUT_H

#include "tmf.h"

/* Where messages came from, for the two comment lines: the path as the user gave it and the file's time. */
struct output_origin { struct text path; int64_t time; }; /* nanoseconds since 1970, UTC */

struct output_count { size_t files, written, messages, known; }; /* written: files that changed */

/* Adds every message of the catalogue to dir/<guid>.tmf. A file that is there keeps what it has and gets the
 * messages it lacks behind comment lines of their own, as the genuine tool does; nothing new, and it is left
 * alone. A file there that is no .tmf is an error, and is not touched. */
bool output_tmf_files(const struct tmf_catalogue *c, struct text dir, struct output_origin from, struct diag *d,
                      struct output_count *count);
/* The same into one file for all trace GUIDs. */
bool output_tmf_file(const struct tmf_catalogue *c, struct text path, struct output_origin from, struct diag *d,
                     struct output_count *count);

/* dir/<module>.mof with a class for each control GUID; none, no file. The module is the origin's base name
 * without extension. The form of genuine files, plus the comma that theirs lack in DefineValues. */
bool output_mof(const struct tmf_catalogue *c, struct text dir, struct output_origin from, struct diag *d);
/* dir/<control guid>.tmc for each control GUID: the comment lines, "guid name", and "flag,0xbit" lines in
 * braces. Microsoft documents which facts a .tmc holds but not its form; this one follows #enumv. */
bool output_tmc(const struct tmf_catalogue *c, struct text dir, struct output_origin from, struct diag *d);

/* One JSON object: {"sources": [...], "controls": [...], "enums": [...], "annotations": [...]}. Bytes that are
 * not UTF-8 become U+FFFD. */
void output_json(const struct tmf_catalogue *c, struct buffer *out);
/* A header line and one line for each message; RFC 4180, CR LF. Pairs and arguments are joined with "; ". */
void output_csv(const struct tmf_catalogue *c, struct buffer *out);

/* Replaces path unless it has these bytes already; false: reported. *changed may be NULL. */
bool output_replace(struct arena *a, struct text path, struct text bytes, struct diag *d, bool *changed);
/* "2025-04-28:18:52:26:152", as the comment lines have it. */
struct text output_time(struct arena *a, int64_t ns);
/* The two comment lines. */
void output_comments(struct arena *a, struct output_origin from, struct buffer *out);

#endif
