a\ b.txt \
c$$d.txt \
all.out: \
  ./defaultwpp.ini \
  ./more.ini \
  sub/trace.h \
  a\ b.c \
  c$$d.c \
  ./t.tpl \
  ./inner.tpl

./defaultwpp.ini:

./more.ini:

sub/trace.h:

a\ b.c:

c$$d.c:

./t.tpl:

./inner.tpl:
