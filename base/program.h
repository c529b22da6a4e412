/* How every command starts: with arguments in UTF-8, whatever the system's own form. A command defines
 * program_run and nothing called main; base has that. */
#ifndef BASE_PROGRAM_H
#define BASE_PROGRAM_H

/* Returns the exit status. argv[argc] is NULL. */
int program_run(int argc, char **argv);

#endif
