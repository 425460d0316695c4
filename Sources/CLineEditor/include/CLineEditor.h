#ifndef C_LINE_EDITOR_H
#define C_LINE_EDITOR_H

#include <stdbool.h>
#include <stddef.h>

/* What Swift cannot take from libedit as it is: variadic calls, and the C streams. */

typedef struct suan_editor suan_editor;

/* Why a read ended. */
typedef enum suan_line_end {
  suan_line_entered,     /* Return */
  suan_line_interrupted, /* ^C */
  suan_line_completing,  /* Tab: the line and its cursor are as typed so far */
  suan_line_searching,   /* ^R: likewise */
  suan_line_closed       /* ^D on an empty line, or the terminal is gone */
} suan_line_end;

/* An editor on the standard streams, or NULL where that is not possible. */
suan_editor *suan_editor_create(const char *program);
void suan_editor_destroy(suan_editor *editor);

/* Reads a line. `seed` stands in it from the start, as if typed, with the cursor `back`
   characters before its end. */
suan_line_end suan_editor_read(
    suan_editor *editor, const char *prompt, const char *seed, int back);

/* The line of the last read, UTF-8 without its newline, and the byte offset of its cursor. */
const char *suan_editor_text(const suan_editor *editor);
size_t suan_editor_cursor(const suan_editor *editor);

void suan_history_clear(suan_editor *editor);
void suan_history_add(suan_editor *editor, const char *line);

/* Interruption of work between reads: ^C sets a flag that work looks at. */
void suan_interrupt_install(void);
/* Where nothing goes on after ^C: the process ends with this status. */
void suan_interrupt_exit(int status);
void suan_interrupt_reset(void);
bool suan_interrupt_requested(void);

#endif
