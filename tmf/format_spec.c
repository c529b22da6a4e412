/* printf specifications as they stand between exclamation marks: !04X!, !I64x!, !-10s!. Sizes are read and
 * forgotten, since the item type of the argument says how many bytes there are; a wrong one could only harm. */
#include "format_plan.h"

enum { WIDEST = 4096 }; /* a damaged format must not ask for a gigabyte of blanks */

static int number(struct text *t)
{
    int n = 0;
    for (; t->len && text_is_digit(t->at[0]); *t = text_skip(*t, 1))
        n = n < WIDEST ? n * 10 + (t->at[0] - '0') : WIDEST;
    return n < WIDEST ? n : WIDEST;
}

static void flags(struct format_spec *s, struct text *t)
{
    for (; t->len; *t = text_skip(*t, 1)) {
        switch (t->at[0]) {
        case '-': s->left = true; break;
        case '+': s->plus = true; break;
        case ' ': s->blank = true; break;
        case '#': s->alternate = true; break;
        case '0': s->zero = true; break;
        default: return;
        }
    }
}

static struct text skip_size(struct text t)
{
    static const struct text sizes[] = {TEXT_INIT("I64"), TEXT_INIT("I32"), TEXT_INIT("I"), TEXT_INIT("ll"),
                                        TEXT_INIT("l"), TEXT_INIT("hh"), TEXT_INIT("h"), TEXT_INIT("w"),
                                        TEXT_INIT("L"), TEXT_INIT("z"), TEXT_INIT("j"), TEXT_INIT("t")};
    for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++)
        if (text_starts(t, sizes[i]))
            return text_skip(t, sizes[i].len);
    return t;
}

struct format_spec format_spec_parse(struct text t)
{
    struct format_spec s = {.conversion = 's', .width = -1, .precision = -1};
    flags(&s, &t);
    if (t.len && text_is_digit(t.at[0]))
        s.width = number(&t);
    if (t.len && t.at[0] == '.') {
        t = text_skip(t, 1);
        s.precision = number(&t);
    }
    t = skip_size(t);
    if (t.len && text_find(TEXT("duxXocpeEfgGaA"), t.at[0]))
        s.conversion = t.at[0];
    else if (t.len && t.at[0] == 'i')
        s.conversion = 'd';
    s.plain = !(s.left || s.plus || s.blank || s.alternate || s.zero) && s.width < 0 && s.precision < 0;
    return s;
}
