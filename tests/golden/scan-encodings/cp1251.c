// Комментарий
TraceEvents(L, F, "Ошибка %d", код);
