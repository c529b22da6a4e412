/* The two hard points: a Windows build's paths on a case-sensitive system, and outputs that are either the
 * old file or the new one, never a part. What differs between the systems stands in file_posix.c and
 * file_windows.c behind file_system.h. */
#include "file.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "file_system.h"

static bool is_separator(char c) { return c == '/' || c == '\\'; }

struct text file_base_name(struct text path)
{
    size_t from = path.len;
    while (from && !is_separator(path.at[from - 1]) && !(from == 2 && path.at[1] == ':'))
        from--;
    return text_skip(path, from);
}

static bool has_drive(struct text path)
{
    char letter = path.len > 2 ? text_lower(path.at[0]) : 0;
    return letter >= 'a' && letter <= 'z' && path.at[1] == ':' && is_separator(path.at[2]);
}

bool file_is_absolute(struct text path)
{
    return (path.len && is_separator(path.at[0])) || has_drive(path);
}

struct text file_join(struct arena *a, struct text dir, struct text name)
{
    if (dir.len == 0 || file_is_absolute(name))
        return text_copy(a, name);
    while (dir.len > 1 && is_separator(dir.at[dir.len - 1]) && is_separator(dir.at[dir.len - 2]))
        dir.len--;
    const char *glue = is_separator(dir.at[dir.len - 1]) ? "" : "/";
    return text_format(a, "%.*s%s%.*s", TEXT_ARG(dir), glue, TEXT_ARG(name));
}

bool file_has_wildcard(struct text path)
{
    struct text name = file_base_name(path);
    return text_find(name, '*') || text_find(name, '?');
}

static bool matches(struct text pattern, struct text name)
{
    /* Greedy with one point to come back to: linear for the patterns people write, never exponential. */
    size_t p = 0, n = 0, star = SIZE_MAX, mark = 0;
    while (n < name.len) {
        if (p < pattern.len && pattern.at[p] == '*') {
            star = p++;
            mark = n;
        } else if (p < pattern.len &&
                   (pattern.at[p] == '?' || text_lower(pattern.at[p]) == text_lower(name.at[n]))) {
            p++;
            n++;
        } else if (star != SIZE_MAX) {
            p = star + 1;
            n = ++mark;
        } else {
            return false;
        }
    }
    while (p < pattern.len && pattern.at[p] == '*')
        p++;
    return p == pattern.len;
}

struct glob {
    struct arena *arena;
    struct text dir, pattern;
    ARENA_LIST(struct text) found;
};

static bool glob_entry(void *context, const char *name)
{
    struct glob *g = context;
    if (matches(g->pattern, text_from(name)))
        *(struct text *)ARENA_PUSH(g->arena, g->found) = text_join(g->arena, g->dir, text_from(name));
    return true;
}

static int by_text(const void *a, const void *b)
{
    return text_compare(*(const struct text *)a, *(const struct text *)b);
}

struct text *file_glob(struct arena *a, struct text pattern, size_t *count)
{
    struct text name = file_base_name(pattern);
    struct glob g = {.arena = a, .dir = {pattern.at, pattern.len - name.len}, .pattern = name};
    file_list_dir(g.dir.len ? file_resolve(a, g.dir).at : ".", glob_entry, &g);
    if (g.found.count)
        qsort(g.found.items, g.found.count, sizeof *g.found.items, by_text);
    *count = g.found.count;
    return g.found.items;
}

struct tree {
    struct arena *arena;
    struct text dir; /* the folder being listed, ends in a separator or is empty */
    ARENA_LIST(struct text) folders;
};

static bool tree_entry(void *context, const char *name)
{
    struct tree *t = context;
    struct text path = text_join(t->arena, t->dir, text_from(name));
    if (file_is_dir(path.at))
        *(struct text *)ARENA_PUSH(t->arena, t->folders) = text_join(t->arena, path, TEXT("/"));
    return true;
}

struct text *file_glob_tree(struct arena *a, struct text pattern, size_t *count)
{
    struct text name = file_base_name(pattern);
    struct tree t = {.arena = a};
    struct text top = {pattern.at, pattern.len - name.len};
    *(struct text *)ARENA_PUSH(a, t.folders) = top.len ? file_resolve(a, top) : top;
    ARENA_LIST(struct text) all = {0};
    for (size_t i = 0; i < t.folders.count; i++) { /* grows while it runs: every folder once */
        t.dir = t.folders.items[i];
        file_list_dir(t.dir.len ? t.dir.at : ".", tree_entry, &t);
        size_t n;
        struct text *found = file_glob(a, text_join(a, t.dir, name), &n);
        for (size_t k = 0; k < n; k++)
            *(struct text *)ARENA_PUSH(a, all) = found[k];
    }
    if (all.count)
        qsort(all.items, all.count, sizeof *all.items, by_text);
    *count = all.count;
    return all.items;
}

static bool make_folders(struct arena *a, const char *path)
{
    struct text whole = text_from(path);
    for (size_t i = 1; i < whole.len; i++)
        if (is_separator(whole.at[i]) && !is_separator(whole.at[i - 1]) && !(i == 2 && whole.at[1] == ':'))
            if (!file_make_dir(text_copy(a, (struct text){whole.at, i}).at))
                return false;
    return true;
}

bool file_stage(struct arena *a, const char *path, const struct text *parts, size_t count, struct file_staged *s,
                const char **why)
{
    *s = (struct file_staged){0};
    if (file_is_special(path))
        return file_write_through(path, parts, count, why);
    path = file_follow_links(a, path);
    if (!path) {
        *why = "Too many levels of symbolic links";
        return false;
    }
    s->target = text_from(path);
    s->temporary = text_format(a, "%s.%lu.tmp", path, file_process_id());
    bool ok = file_write(s->temporary.at, parts, count, why);
    if (!ok && errno == ENOENT && make_folders(a, path))
        ok = file_write(s->temporary.at, parts, count, why);
    if (!ok)
        file_discard(s);
    return ok;
}

bool file_commit(struct file_staged *s, const char **why)
{
    bool ok = !s->temporary.len || file_rename(s->temporary.at, s->target.at, why);
    if (!ok)
        file_discard(s);
    s->temporary.len = 0;
    return ok;
}

void file_discard(struct file_staged *s)
{
    if (s->temporary.len)
        file_remove(s->temporary.at);
    s->temporary.len = 0;
}

bool file_replace(struct arena *a, const char *path, const struct text *parts, size_t count, const char **why)
{
    struct file_staged s;
    return file_stage(a, path, parts, count, &s, why) && file_commit(&s, why);
}

bool file_update(struct arena *a, const char *path, struct text bytes, bool *changed, const char **why)
{
    struct buffer before = {0};
    *changed = !file_read(path, &before, why) || !text_equal(buffer_slice(&before), bytes);
    buffer_free(&before);
    return !*changed || file_replace(a, path, &bytes, 1, why);
}
