/* The optional kernel: two functions in portable C on Python's stable ABI (3.11 and newer), nothing else needed.

   distinct_lines   the plain lines of a BLT body as columns of distinct papers, the other lines as they stand
   partition        piles of papers sorted by next continuing preference

   Both work on immutable bytes without holding the interpreter's lock, trust none of the numbers in them (every place
   and every candidate is checked against the length of what it points into), and count papers only.
   ../distinct_lines.py and kernel.py, which call them, say what for. */

#define PY_SSIZE_T_CLEAN
#include <Python.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#if defined(__GNUC__) || defined(__clang__)
#define PREFETCH(address) __builtin_prefetch(address)
#else
#define PREFETCH(address) ((void)0)
#endif

/* ---- growing arrays ------------------------------------------------------------------------------------------- */

typedef struct {
    void *at;
    size_t used, room; /* in items */
} Array;

/* Make room for `more` further items of `size` bytes; 0 where memory is short. */
static int reserve(Array *array, size_t more, size_t size)
{
    if (array->room - array->used >= more)
        return 1;
    size_t room = array->room ? array->room : 1024;
    while (room - array->used < more) {
        if (room > SIZE_MAX / 2 / size)
            return 0;
        room *= 2;
    }
    void *grown = realloc(array->at, room * size);
    if (!grown)
        return 0;
    array->at = grown;
    array->room = room;
    return 1;
}

/* ---- a set of texts, each a stretch of the file --------------------------------------------------------------- */

#define NO_ROW UINT32_MAX /* the text is no plain ranking */

typedef struct {
    const unsigned char *at;
    uint32_t length;
    uint32_t row;
} Text;

typedef struct {
    uint32_t hash;
    uint32_t number; /* of the text, from 1; 0: the slot is free */
} Slot;

typedef struct {
    Slot *slots;
    size_t mask; /* number of slots - 1, a power of two less one */
    Array texts;
} TextSet;

static uint64_t load8(const unsigned char *at)
{
    uint64_t word;
    memcpy(&word, at, 8);
    return word;
}

static uint64_t mix(uint64_t a, uint64_t b)
{
#ifdef __SIZEOF_INT128__
    unsigned __int128 product = (unsigned __int128)a * b;
    return (uint64_t)product ^ (uint64_t)(product >> 64);
#else
    a ^= b * UINT64_C(0x9E3779B97F4A7C15);
    a *= UINT64_C(0xD6E8FEB86659FD93);
    return a ^ (a >> 32);
#endif
}

static uint32_t hash_of(const unsigned char *at, size_t length, uint64_t seed)
{
    uint64_t hash = seed ^ length;
    size_t left = length;
    if (left >= 16) {
        for (; left > 16; left -= 16, at += 16)
            hash = mix(load8(at) ^ UINT64_C(0xA0761D6478BD642F), load8(at + 8) ^ hash);
        at -= 16 - left; /* the last 16 bytes, some of them once more */
        hash = mix(load8(at) ^ UINT64_C(0xE7037ED1A0B428DB), load8(at + 8) ^ hash);
    } else if (left >= 8) {
        hash = mix(load8(at) ^ UINT64_C(0xE7037ED1A0B428DB), load8(at + left - 8) ^ hash);
    } else {
        uint64_t word = 0;
        for (; left; left--)
            word = word << 8 | *at++;
        hash = mix(word ^ UINT64_C(0xE7037ED1A0B428DB), hash);
    }
    hash = mix(hash ^ UINT64_C(0x8EBC6AF09C88C6E3), seed ^ UINT64_C(0x589965CC75374CC3));
    return (uint32_t)(hash ^ (hash >> 32));
}

static int open_set(TextSet *set, size_t slots)
{
    set->slots = calloc(slots, sizeof(Slot));
    set->mask = slots - 1;
    return set->slots != NULL;
}

static void close_set(TextSet *set)
{
    free(set->slots);
    free(set->texts.at);
}

/* Room for one more text, with at least a third of the slots left free; 0 where memory is short or numbers run out. */
static int grow_set(TextSet *set)
{
    if (set->texts.used >= UINT32_MAX - 1 || !reserve(&set->texts, 1, sizeof(Text)))
        return 0;
    size_t slots = set->mask + 1;
    if ((set->texts.used + 1) * 3 < slots * 2)
        return 1;
    if (slots > SIZE_MAX / 4 / sizeof(Slot))
        return 0;
    Slot *wider = calloc(slots * 2, sizeof(Slot));
    if (!wider)
        return 0;
    size_t mask = slots * 2 - 1;
    for (size_t i = 0; i < slots; i++) {
        if (!set->slots[i].number)
            continue;
        size_t place = set->slots[i].hash & mask;
        while (wider[place].number)
            place = (place + 1) & mask;
        wider[place] = set->slots[i];
    }
    free(set->slots);
    set->slots = wider;
    set->mask = mask;
    return 1;
}

/* The slot that holds this text, or the free one where it belongs. */
static Slot *find_slot(const TextSet *set, const unsigned char *at, size_t length, uint32_t hash)
{
    const Text *texts = set->texts.at;
    for (size_t place = hash & set->mask;; place = (place + 1) & set->mask) {
        Slot *slot = set->slots + place;
        if (!slot->number)
            return slot;
        const Text *text = texts + (slot->number - 1);
        if (slot->hash == hash && text->length == length && !memcmp(text->at, at, length))
            return slot;
    }
}

/* Put a text that is not in the set into its free slot. Call grow_set before find_slot. */
static Text *put_text(TextSet *set, Slot *slot, const unsigned char *at, size_t length, uint32_t hash, uint32_t row)
{
    Text *text = (Text *)set->texts.at + set->texts.used++;
    *text = (Text){at, (uint32_t)length, row};
    *slot = (Slot){hash, (uint32_t)set->texts.used};
    return text;
}

/* ---- distinct lines ------------------------------------------------------------------------------------------- */

typedef struct {
    uint32_t times, line;
} OddLine;

typedef struct {
    uint32_t candidates;
    int wide;    /* preferences of two bytes instead of one */
    TextSet rankings, odd;
    Array preferences, starts, copies, lines, odd_lines;
    uint32_t *named; /* by candidate: the last ranking tried, counted from 1, that names them */
    uint64_t seed, papers, blank;
} Body;

typedef enum { DONE, UNFIT, NO_MEMORY } Outcome;

static int is_digit(unsigned char c) { return (unsigned char)(c - '0') < 10; }

/* Add the preferences of "3 1 2 0" as a new row. 1: done; 0: not a plain ranking, nothing added; -1: no memory. */
static int add_ranking(Body *body, const unsigned char *at, const unsigned char *end)
{
    size_t most = (size_t)(end - at) / 2 + 1; /* each preference takes a digit and a space */
    size_t size = body->wide ? 2 : 1;
    if (!reserve(&body->preferences, most, size) || !reserve(&body->starts, 1, 4) || !reserve(&body->copies, 1, 4)
        || !reserve(&body->lines, 1, 4))
        return -1;
    uint32_t tried = (uint32_t)body->rankings.texts.used + 1;
    uint8_t *narrow = (uint8_t *)body->preferences.at + body->preferences.used;
    uint16_t *wide = (uint16_t *)body->preferences.at + body->preferences.used;
    size_t found = 0;
    for (;;) {
        if (at == end || !is_digit(*at))
            return 0;
        uint32_t number = (uint32_t)(*at++ - '0');
        if (number == 0)
            break;
        for (; at != end && is_digit(*at); at++) {
            number = number * 10 + (uint32_t)(*at - '0');
            if (number > body->candidates)
                return 0;
        }
        if (number > body->candidates || body->named[number] == tried || at == end || *at++ != ' ')
            return 0;
        body->named[number] = tried;
        if (body->wide)
            wide[found++] = (uint16_t)(number - 1);
        else
            narrow[found++] = (uint8_t)(number - 1);
    }
    if (at != end)
        return 0;
    if (body->wide)
        wide[found++] = UINT16_MAX;
    else
        narrow[found++] = UINT8_MAX;
    ((uint32_t *)body->starts.at)[body->starts.used++] = (uint32_t)body->preferences.used;
    body->preferences.used += found;
    return 1;
}

/* Take note of a line that is not plain. */
static Outcome add_odd_line(Body *body, const unsigned char *at, size_t length, uint32_t line)
{
    if (length > UINT32_MAX)
        return UNFIT;
    if (!grow_set(&body->odd) || !reserve(&body->odd_lines, 1, sizeof(OddLine)))
        return NO_MEMORY;
    uint32_t hash = hash_of(at, length, body->seed);
    Slot *slot = find_slot(&body->odd, at, length, hash);
    if (slot->number) {
        OddLine *odd = (OddLine *)body->odd_lines.at + (slot->number - 1);
        if (odd->times == UINT32_MAX)
            return UNFIT;
        odd->times++;
        return DONE;
    }
    put_text(&body->odd, slot, at, length, hash, NO_ROW);
    ((OddLine *)body->odd_lines.at)[body->odd_lines.used++] = (OddLine){1, line};
    /* Where a good part of the lines is odd, whoever reads them one by one may as well read them all. */
    return body->odd_lines.used > 10000 + body->starts.used / 4 ? UNFIT : DONE;
}

typedef struct {
    const unsigned char *at, *end;       /* the line without its end */
    const unsigned char *ranking;        /* what follows the number of papers; NULL: not so written */
    uint32_t papers, hash, line;
} Line;

/* Add a line to the body. */
static Outcome add_line(Body *body, const Line *line)
{
    if (!line->ranking)
        return add_odd_line(body, line->at, (size_t)(line->end - line->at), line->line);
    size_t length = (size_t)(line->end - line->ranking);
    if (length == 1 && *line->ranking == '0') {
        if (body->blank > UINT64_MAX - line->papers)
            return UNFIT;
        body->blank += line->papers;
        return DONE;
    }
    if (length > UINT32_MAX || body->preferences.used > UINT32_MAX - length)
        return UNFIT;
    if (!grow_set(&body->rankings))
        return NO_MEMORY;
    Slot *slot = find_slot(&body->rankings, line->ranking, length, line->hash);
    uint32_t row;
    if (slot->number) {
        row = ((Text *)body->rankings.texts.at)[slot->number - 1].row;
    } else {
        int added = add_ranking(body, line->ranking, line->end);
        if (added < 0)
            return NO_MEMORY;
        row = added ? (uint32_t)body->starts.used - 1 : NO_ROW;
        put_text(&body->rankings, slot, line->ranking, length, line->hash, row);
        if (added) {
            ((uint32_t *)body->copies.at)[body->copies.used++] = 0;
            ((uint32_t *)body->lines.at)[body->lines.used++] = line->line;
        }
    }
    if (row == NO_ROW)
        return add_odd_line(body, line->at, (size_t)(line->end - line->at), line->line);
    uint32_t *copies = (uint32_t *)body->copies.at + row;
    if (*copies > UINT32_MAX - line->papers)
        return UNFIT;
    *copies += line->papers;
    body->papers += line->papers;
    return DONE;
}

static int is_blank(unsigned char c) { return c == ' ' || (c >= '\t' && c <= '\r'); }

/* Split a line "12 3 1 2 0" into 12 and "3 1 2 0". 0: the line begins with 0. */
static int split_line(const Body *body, Line *line)
{
    const unsigned char *at = line->at;
    line->ranking = NULL;
    if (at != line->end && *at >= '1' && *at <= '9') {
        uint32_t papers = 0;
        int digits = 0;
        for (; at != line->end && is_digit(*at) && digits < 9; at++, digits++)
            papers = papers * 10 + (uint32_t)(*at - '0');
        if (at != line->end && *at == ' ') {
            line->papers = papers;
            line->ranking = at + 1;
            line->hash = hash_of(line->ranking, (size_t)(line->end - line->ranking), body->seed);
        }
        return 1;
    }
    while (at != line->end && is_blank(*at))
        at++;
    return at == line->end || *at != '0';
}

#define BATCH 32

/* Add all lines from *at to the line that is 0; *at and *number move there. Unfit without one, or where another line
   begins with 0. */
static Outcome add_lines(Body *body, const unsigned char **at, const unsigned char *end, uint32_t *number)
{
    Line batch[BATCH];
    int more = 1;
    while (more && *at != end) {
        int lines = 0;
        for (; lines < BATCH && *at != end; lines++) {
            Line *line = batch + lines;
            const unsigned char *feed = memchr(*at, '\n', (size_t)(end - *at));
            line->at = *at;
            line->end = feed ? feed : end;
            line->line = *number;
            if (line->end != line->at && line->end[-1] == '\r')
                line->end--;
            if (!split_line(body, line)) {
                if (line->end - line->at != 1)
                    return UNFIT;
                more = 0;
                break;
            }
            if (line->ranking)
                PREFETCH(body->rankings.slots + (line->hash & body->rankings.mask));
            if (*number == UINT32_MAX)
                return UNFIT;
            ++*number;
            *at = feed ? feed + 1 : end;
        }
        const Text *texts = body->rankings.texts.at;
        for (int i = 0; i < lines; i++)
            if (batch[i].ranking) {
                uint32_t known = body->rankings.slots[batch[i].hash & body->rankings.mask].number;
                if (known)
                    PREFETCH(texts + (known - 1));
            }
        for (int i = 0; i < lines; i++)
            if (batch[i].ranking) {
                Slot slot = body->rankings.slots[batch[i].hash & body->rankings.mask];
                if (slot.number && slot.hash == batch[i].hash) {
                    PREFETCH(texts[slot.number - 1].at);
                    if (texts[slot.number - 1].row != NO_ROW)
                        PREFETCH((uint32_t *)body->copies.at + texts[slot.number - 1].row);
                }
            }
        for (int i = 0; i < lines; i++) {
            Outcome outcome = add_line(body, batch + i);
            if (outcome != DONE)
                return outcome;
        }
    }
    return more ? UNFIT : DONE;
}

static PyObject *bytes_of(Array *array, size_t size)
{
    PyObject *bytes = PyBytes_FromStringAndSize(array->at, (Py_ssize_t)(array->used * size));
    free(array->at);
    *array = (Array){NULL, 0, 0};
    return bytes;
}

static PyObject *odd_lines_of(const Body *body)
{
    PyObject *list = PyList_New((Py_ssize_t)body->odd_lines.used);
    const Text *texts = body->odd.texts.at;
    const OddLine *odd = body->odd_lines.at;
    for (size_t i = 0; list && i < body->odd_lines.used; i++) {
        PyObject *line = Py_BuildValue("y#II", texts[i].at, (Py_ssize_t)texts[i].length, (unsigned int)odd[i].line,
                                       (unsigned int)odd[i].times);
        if (!line || PyList_SetItem(list, (Py_ssize_t)i, line) < 0)
            Py_CLEAR(list);
    }
    return list;
}

PyDoc_STRVAR(distinct_lines_doc,
             "distinct_lines(data, start, line, candidates, seed, /)\n--\n\n"
             "The lines of a BLT body that stand from byte `start`, the first being line `line` of the file:\n"
             "(papers, preferences, starts, copies, lines, blank papers, [(odd line, line, times)], end, its line).\n"
             "None where no line is 0 or another begins with 0, numbers pass 32 bits, or lines are mostly odd.");

static PyObject *distinct_lines(PyObject *Py_UNUSED(module), PyObject *args)
{
    Py_buffer data;
    Py_ssize_t start;
    unsigned int number, candidates;
    unsigned long long seed;
    if (!PyArg_ParseTuple(args, "y*nIIK", &data, &start, &number, &candidates, &seed))
        return NULL;
    if (start < 0 || start > data.len || candidates >= UINT16_MAX) {
        PyErr_SetString(PyExc_ValueError, "no such place, or too many candidates");
        PyBuffer_Release(&data);
        return NULL;
    }
    Body body = {0};
    body.candidates = candidates;
    body.wide = candidates > 255;
    body.seed = seed;
    const unsigned char *begin = data.buf, *at = begin + start, *end = begin + data.len;
    Outcome outcome = NO_MEMORY;
    PyObject *result = NULL;
    uint32_t line = number;
    Py_BEGIN_ALLOW_THREADS
    body.named = calloc((size_t)candidates + 1, sizeof(uint32_t));
    if (body.named && open_set(&body.rankings, 1 << 12) && open_set(&body.odd, 1 << 8))
        outcome = add_lines(&body, &at, end, &line);
    close_set(&body.rankings);
    free(body.named);
    Py_END_ALLOW_THREADS
    if (outcome == NO_MEMORY) {
        PyErr_NoMemory();
    } else if (outcome == UNFIT) {
        result = Py_NewRef(Py_None);
    } else {
        PyObject *preferences = bytes_of(&body.preferences, body.wide ? 2 : 1), *starts = bytes_of(&body.starts, 4);
        PyObject *copies = bytes_of(&body.copies, 4), *lines = bytes_of(&body.lines, 4), *odd = odd_lines_of(&body);
        if (preferences && starts && copies && lines && odd)
            result = Py_BuildValue("KOOOOKOnI", (unsigned long long)body.papers, preferences, starts, copies,
                                   lines, (unsigned long long)body.blank, odd, (Py_ssize_t)(at - begin),
                                   (unsigned int)line);
        Py_XDECREF(preferences);
        Py_XDECREF(starts);
        Py_XDECREF(copies);
        Py_XDECREF(lines);
        Py_XDECREF(odd);
    }
    free(body.preferences.at);
    free(body.starts.at);
    free(body.copies.at);
    free(body.lines.at);
    free(body.odd_lines.at);
    close_set(&body.odd);
    PyBuffer_Release(&data);
    return result;
}

/* ---- partition ------------------------------------------------------------------------------------------------ */

typedef struct {
    uint32_t place;  /* in the column of preferences: where the paper is read on from */
    uint32_t papers;
} Paper;

typedef struct {
    const unsigned char *places, *papers; /* where the first paper's numbers stand */
    size_t step, entries;                 /* bytes from one paper's to the next one's, and how many papers */
} Pile;

typedef struct {
    const unsigned char *preferences; /* the last one is an end mark */
    size_t length;
    const unsigned char *skip; /* for every number that a preference can be: 1 or 0 */
    size_t candidates;         /* the target of that number stands for nobody */
    uint64_t *papers;
    size_t *entries;
    Paper *moved;
    uint16_t *targets;
    size_t done;
} Sorting;

/* The place of the lowest bit that is 0 in a number up to 255. */
static unsigned lowest_zero(unsigned bits)
{
#if defined(__GNUC__) || defined(__clang__)
    return (unsigned)__builtin_ctz(~bits);
#else
    unsigned place = 0;
    for (; bits & 1; bits >>= 1)
        place++;
    return place;
#endif
}

/* Read each paper of a pile on to its next continuing candidate. 0: a place or a candidate does not exist. Eight
   preferences are looked at together, for a guess after each would be wrong too often; an end mark is never skipped. */
#define DEFINE_READ_ON(NAME, NUMBER, END)                                                                              \
    static int NAME(Sorting *sorting, const Pile *pile)                                                                \
    {                                                                                                                  \
        const NUMBER *preferences = (const NUMBER *)(const void *)sorting->preferences;                                \
        const unsigned char *skip = sorting->skip;                                                                     \
        const size_t length = sorting->length, candidates = sorting->candidates;                                       \
        for (size_t i = 0; i < pile->entries; i++) {                                                                   \
            Paper paper;                                                                                               \
            memcpy(&paper.place, pile->places + i * pile->step, sizeof paper.place);                                   \
            memcpy(&paper.papers, pile->papers + i * pile->step, sizeof paper.papers);                                 \
            if (i + 16 < pile->entries) {                                                                              \
                uint32_t ahead;                                                                                        \
                memcpy(&ahead, pile->places + (i + 16) * pile->step, sizeof ahead);                                    \
                if (ahead < length)                                                                                    \
                    PREFETCH(preferences + ahead);                                                                     \
            }                                                                                                          \
            size_t place = paper.place;                                                                                \
            if (place >= length)                                                                                       \
                return 0;                                                                                              \
            while (length - place >= 8) {                                                                              \
                const NUMBER *next = preferences + place;                                                              \
                unsigned skipped = (unsigned)skip[next[0]] | (unsigned)skip[next[1]] << 1 | (unsigned)skip[next[2]] << 2 \
                                   | (unsigned)skip[next[3]] << 3 | (unsigned)skip[next[4]] << 4                       \
                                   | (unsigned)skip[next[5]] << 5 | (unsigned)skip[next[6]] << 6                       \
                                   | (unsigned)skip[next[7]] << 7;                                                     \
                place += lowest_zero(skipped);                                                                         \
                if (skipped != 255)                                                                                    \
                    break;                                                                                             \
            }                                                                                                          \
            while (skip[preferences[place]])                                                                           \
                place++;                                                                                               \
            size_t target = preferences[place];                                                                        \
            if (target >= candidates && target != END)                                                                 \
                return 0;                                                                                              \
            paper.place = (uint32_t)(place + (target != END));                                                         \
            target = target == END ? candidates : target;                                                              \
            sorting->papers[target] += paper.papers;                                                                   \
            sorting->entries[target]++;                                                                                \
            sorting->targets[sorting->done] = (uint16_t)target;                                                        \
            sorting->moved[sorting->done++] = paper;                                                                   \
        }                                                                                                              \
        return 1;                                                                                                      \
    }

DEFINE_READ_ON(read_on_narrow, uint8_t, UINT8_MAX)
DEFINE_READ_ON(read_on_wide, uint16_t, UINT16_MAX)

/* ({candidate: pile}, {candidate: papers}) with empty piles of the right size; `into` points to where each is filled. */
static PyObject *open_piles(const Sorting *sorting, Paper **into)
{
    PyObject *piles = PyDict_New(), *papers = PyDict_New(), *result = NULL;
    int well = piles && papers;
    for (size_t target = 0; well && target <= sorting->candidates; target++) {
        if (!sorting->entries[target])
            continue;
        PyObject *key = PyLong_FromLong(target == sorting->candidates ? -1L : (long)target);
        PyObject *number = PyLong_FromUnsignedLongLong(sorting->papers[target]);
        PyObject *pile = PyBytes_FromStringAndSize(NULL, (Py_ssize_t)(sorting->entries[target] * sizeof(Paper)));
        well = key && number && pile && !PyDict_SetItem(piles, key, pile) && !PyDict_SetItem(papers, key, number);
        if (well)
            into[target] = (Paper *)(void *)PyBytes_AsString(pile); /* the dictionary keeps it */
        Py_XDECREF(key);
        Py_XDECREF(number);
        Py_XDECREF(pile);
    }
    if (well)
        result = PyTuple_Pack(2, piles, papers);
    Py_XDECREF(piles);
    Py_XDECREF(papers);
    return result;
}

/* A pile as Python holds it: bytes of pairs, or a tuple of two columns. 0: it is neither. */
static int open_pile(PyObject *given, Pile *pile)
{
    PyObject *places = given, *papers = NULL;
    if (PyTuple_Check(given) && !PyArg_ParseTuple(given, "SS", &places, &papers))
        return 0;
    Py_ssize_t size = PyBytes_Size(places);
    if (size < 0)
        return 0;
    pile->places = (const unsigned char *)PyBytes_AsString(places);
    if (papers && PyBytes_Size(papers) != size) {
        PyErr_SetString(PyExc_ValueError, "two columns of different length");
        return 0;
    }
    pile->papers = papers ? (const unsigned char *)PyBytes_AsString(papers) : pile->places + sizeof(uint32_t);
    pile->step = papers ? sizeof(uint32_t) : sizeof(Paper);
    pile->entries = (size_t)size / pile->step;
    return 1;
}

static PyObject *sort_piles(Sorting *sorting, PyObject *given, int wide)
{
    Py_ssize_t number = PyTuple_Size(given);
    size_t targets = sorting->candidates + 1, entries = 0;
    PyObject *result = NULL;
    Pile *piles = malloc(((size_t)number + 1) * sizeof *piles);
    Paper **into = calloc(targets, sizeof *into);
    sorting->papers = calloc(targets, sizeof *sorting->papers);
    sorting->entries = calloc(targets, sizeof *sorting->entries);
    if (!piles || !into || !sorting->papers || !sorting->entries) {
        PyErr_NoMemory();
        goto done;
    }
    for (Py_ssize_t i = 0; i < number; i++) {
        if (!open_pile(PyTuple_GetItem(given, i), piles + i))
            goto done;
        entries += piles[i].entries;
    }
    sorting->moved = malloc((entries + 1) * sizeof *sorting->moved);
    sorting->targets = malloc((entries + 1) * sizeof *sorting->targets);
    if (!sorting->moved || !sorting->targets) {
        PyErr_NoMemory();
        goto done;
    }
    int well = 1;
    Py_BEGIN_ALLOW_THREADS
    for (Py_ssize_t i = 0; well && i < number; i++)
        well = wide ? read_on_wide(sorting, piles + i) : read_on_narrow(sorting, piles + i);
    Py_END_ALLOW_THREADS
    if (!well) {
        PyErr_SetString(PyExc_ValueError, "a paper names a candidate, or stands at a place, that does not exist");
        goto done;
    }
    result = open_piles(sorting, into);
    if (result) {
        Py_BEGIN_ALLOW_THREADS
        for (size_t i = 0; i < sorting->done; i++)
            *into[sorting->targets[i]]++ = sorting->moved[i];
        Py_END_ALLOW_THREADS
    }
done:
    free(piles);
    free(into);
    free(sorting->papers);
    free(sorting->entries);
    free(sorting->moved);
    free(sorting->targets);
    return result;
}

PyDoc_STRVAR(partition_doc,
             "partition(preferences, wide, piles, skip, /)\n--\n\n"
             "Sort piles by next preference: ({candidate: pile}, {candidate: papers}), by ascending candidate, -1 last.\n"
             "A pile holds for each paper its place in `preferences` and its number, both unsigned 32-bit: as pairs in\n"
             "bytes, which is how piles come out, or as a tuple of two columns.");

static PyObject *partition(PyObject *Py_UNUSED(module), PyObject *args)
{
    PyObject *preferences, *given;
    int wide;
    Py_buffer passed;
    if (!PyArg_ParseTuple(args, "SpOy*", &preferences, &wide, &given, &passed))
        return NULL;
    Sorting sorting = {0};
    PyObject *piles = PySequence_Tuple(given), *result = NULL;
    unsigned char *skip = calloc(wide ? UINT16_MAX + 1 : UINT8_MAX + 1, 1);
    size_t size = wide ? 2 : 1, bytes = (size_t)PyBytes_Size(preferences);
    sorting.preferences = (const unsigned char *)PyBytes_AsString(preferences);
    sorting.length = bytes / size;
    sorting.candidates = (size_t)passed.len;
    sorting.skip = skip;
    const unsigned char *last = sorting.preferences + bytes;
    if (!piles) {
        /* the error is set */
    } else if (!skip) {
        PyErr_NoMemory();
    } else if (sorting.candidates > (wide ? UINT16_MAX : UINT8_MAX) || bytes % size
               || (bytes && (last[-1] != UINT8_MAX || (wide && last[-2] != UINT8_MAX)))) {
        PyErr_SetString(PyExc_ValueError, "too many candidates, or no end mark behind the last paper");
    } else {
        for (size_t i = 0; i < sorting.candidates; i++)
            skip[i] = ((const char *)passed.buf)[i] != 0;
        result = sort_piles(&sorting, piles, wide);
    }
    free(skip);
    Py_XDECREF(piles);
    PyBuffer_Release(&passed);
    return result;
}

/* ---- the module ----------------------------------------------------------------------------------------------- */

static PyMethodDef functions[] = {
    {"distinct_lines", distinct_lines, METH_VARARGS, distinct_lines_doc},
    {"partition", partition, METH_VARARGS, partition_doc},
    {NULL, NULL, 0, NULL},
};

static PyModuleDef_Slot slots[] = {{0, NULL}};

static struct PyModuleDef definition = {
    PyModuleDef_HEAD_INIT,
    .m_name = "_kernel",
    .m_doc = "Distinct lines and partition, in C.",
    .m_methods = functions,
    .m_slots = slots,
};

PyMODINIT_FUNC PyInit__kernel(void)
{
    return PyModuleDef_Init(&definition);
}
