#include "checks.h"

#define MODEL_CHECK_DEFINE(id, name, number, level, off) \
    const struct diag_kind CHECK_##id = {name, number, level, off};
MODEL_CHECKS(MODEL_CHECK_DEFINE)

#define MODEL_CHECK_ADDRESS(id, name, number, level, off) &CHECK_##id,
static const struct diag_kind end = {0};
const struct diag_kind *const model_checks[] = {MODEL_CHECKS(MODEL_CHECK_ADDRESS) &end};
