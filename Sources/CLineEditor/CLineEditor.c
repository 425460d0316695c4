#include "CLineEditor.h"

#include <histedit.h>
#include <langinfo.h>
#include <locale.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

struct suan_editor {
  EditLine *line;
  History *history;
  const char *prompt;
  char *text;
  size_t cursor;
  suan_line_end end;
  /* How far the cursor stood from the end when a key ended the read. */
  size_t after;
};

static char *prompt(EditLine *line) {
  suan_editor *editor = NULL;
  el_get(line, EL_CLIENTDATA, &editor);
  return (char *)editor->prompt;
}

/* Ends the read as Return does, which puts the terminal's cursor below the line, but
   remembers which key it was. */
static unsigned char leave(EditLine *line, suan_line_end end) {
  suan_editor *editor = NULL;
  el_get(line, EL_CLIENTDATA, &editor);
  const LineInfo *info = el_line(line);
  editor->after = (size_t)(info->lastchar - info->cursor);
  editor->end = end;
  el_cursor(line, (int)(info->lastchar - info->buffer));
  if (end == suan_line_interrupted) el_insertstr(line, "^C");
  el_push(line, "\n");
  return CC_REFRESH;
}

static unsigned char interrupt(EditLine *line, int key) {
  (void)key;
  return leave(line, suan_line_interrupted);
}

static unsigned char complete(EditLine *line, int key) {
  (void)key;
  return leave(line, suan_line_completing);
}

static unsigned char search(EditLine *line, int key) {
  (void)key;
  return leave(line, suan_line_searching);
}

/* libedit takes the terminal's bytes by the locale; without UTF-8 Chinese arrives empty. */
static void take_utf8_locale(void) {
  setlocale(LC_CTYPE, "");
  if (strcmp(nl_langinfo(CODESET), "UTF-8") != 0) setlocale(LC_CTYPE, "C.UTF-8");
}

/* With these strings libedit shifts the rest of a row, and is wrong by the width of wide
   characters where the line wraps; without them it draws the row anew. */
static void blank_shifting_strings(EditLine *line) {
  static const char *const names[] = {"dc", "DC", "ic", "IC", "im"};
  for (size_t i = 0; i < sizeof names / sizeof *names; i++)
    el_set(line, EL_SETTC, names[i], "", NULL);
}

static void bind_keys(EditLine *line) {
  el_set(line, EL_EDITOR, "emacs");
  /* ^C and the like reach the editor as keys, not as signals. */
  el_set(line, EL_SETTY, "-d", "-isig", NULL);
  /* What is typed while a statement runs is drawn by the next read. */
  el_set(line, EL_SETTY, "-x", "-echo", NULL);
  el_set(line, EL_ADDFN, "suan-interrupt", "Drop the line", interrupt);
  el_set(line, EL_ADDFN, "suan-complete", "Complete the word", complete);
  el_set(line, EL_ADDFN, "suan-search", "Search the history", search);
  el_set(line, EL_BIND, "^C", "suan-interrupt", NULL);
  el_set(line, EL_BIND, "^I", "suan-complete", NULL);
  el_set(line, EL_BIND, "^R", "suan-search", NULL);
  el_set(line, EL_BIND, "^W", "ed-delete-prev-word", NULL);
  el_set(line, EL_BIND, "\\e[3~", "ed-delete-next-char", NULL);
  el_set(line, EL_BIND, "\\e[1;5C", "em-next-word", NULL);
  el_set(line, EL_BIND, "\\e[1;5D", "ed-prev-word", NULL);
}

suan_editor *suan_editor_create(const char *program) {
  take_utf8_locale();
  suan_editor *editor = calloc(1, sizeof *editor);
  if (!editor) return NULL;
  editor->prompt = "";
  editor->history = history_init();
  editor->line = el_init(program, stdin, stdout, stderr);
  if (!editor->history || !editor->line) {
    suan_editor_destroy(editor);
    return NULL;
  }
  HistEvent event;
  history(editor->history, &event, H_SETSIZE, 5000);
  el_set(editor->line, EL_CLIENTDATA, editor);
  el_set(editor->line, EL_PROMPT, prompt);
  el_set(editor->line, EL_HIST, history, editor->history);
  el_set(editor->line, EL_SIGNAL, 1);
  bind_keys(editor->line);
  blank_shifting_strings(editor->line);
  return editor;
}

void suan_editor_destroy(suan_editor *editor) {
  if (editor->line) el_end(editor->line);
  if (editor->history) history_end(editor->history);
  free(editor->text);
  free(editor);
}

enum { control_b = 'B' - '@', control_v = 'V' - '@' };

/* Characters typed beforehand: the seed, its newlines quoted so that they do not end the
   read, then the cursor keys that walk back in it. */
static void push_seed(EditLine *line, const char *seed, int back) {
  if (*seed == '\0') return;
  char *keys = malloc(2 * strlen(seed) + (size_t)back + 1);
  if (!keys) return;
  char *end = keys;
  for (; *seed; seed++) {
    if (*seed == '\n') *end++ = control_v;
    *end++ = *seed;
  }
  memset(end, control_b, (size_t)back);
  end[back] = '\0';
  el_push(line, keys);
  free(keys);
}

static void keep(suan_editor *editor, const char *text, size_t length) {
  free(editor->text);
  editor->text = malloc(length + 1);
  if (!editor->text) return;
  memcpy(editor->text, text, length);
  editor->text[length] = '\0';
}

suan_line_end suan_editor_read(
    suan_editor *editor, const char *text, const char *seed, int back) {
  int count = 0;
  editor->prompt = text;
  editor->end = suan_line_entered;
  editor->after = 0;
  /* The window may have changed while no line was read. */
  el_resize(editor->line);
  /* libedit writes the prompt before it takes the terminal over; keys that come in between
     would be echoed and then drawn again. */
  el_set(editor->line, EL_PREP_TERM, 1);
  push_seed(editor->line, seed, back);
  const char *line = el_gets(editor->line, &count);
  if (!line || count <= 0) {
    keep(editor, "", 0);
    editor->cursor = 0;
    return suan_line_closed;
  }
  size_t length = strlen(line);
  while (length > 0 && (line[length - 1] == '\n' || line[length - 1] == '\r')) length--;
  keep(editor, line, length);
  editor->cursor = editor->after < length ? length - editor->after : 0;
  return editor->end;
}

const char *suan_editor_text(const suan_editor *editor) {
  return editor->text ? editor->text : "";
}

size_t suan_editor_cursor(const suan_editor *editor) { return editor->cursor; }

void suan_history_clear(suan_editor *editor) {
  HistEvent event;
  history(editor->history, &event, H_CLEAR);
}

void suan_history_add(suan_editor *editor, const char *line) {
  HistEvent event;
  history(editor->history, &event, H_ENTER, line);
}

static volatile sig_atomic_t interrupted;

static void note_interrupt(int signal) {
  (void)signal;
  interrupted = 1;
}

void suan_interrupt_install(void) {
  struct sigaction action;
  memset(&action, 0, sizeof action);
  action.sa_handler = note_interrupt;
  sigaction(SIGINT, &action, NULL);
}

static int exit_status;

static void leave_process(int signal) {
  (void)signal;
  _exit(exit_status);
}

void suan_interrupt_exit(int status) {
  struct sigaction action;
  memset(&action, 0, sizeof action);
  action.sa_handler = leave_process;
  exit_status = status;
  sigaction(SIGINT, &action, NULL);
}

void suan_interrupt_reset(void) { interrupted = 0; }

bool suan_interrupt_requested(void) { return interrupted != 0; }
