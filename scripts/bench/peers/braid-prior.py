"""RANDOMUNKNOT and RANDOMKNOT (2010.16263, algorithms 5 and 6) in Python: lists and the standard library.

COLLAPSE is `plain` or `quick`. `plain` is the algorithm as it is printed, each step a function that says what it says:
after a removal SmartCollapse looks for the next from the front of the word again, and strands are counted where they
are needed. `quick` is the best that a good engineer would write without leaving Python: the collapse, which takes nearly
all of the time, is the one pass of environment.py. Words are too short for NumPy's arrays to help.

Usage: braid-prior.py KIND LETTERS MOVES STRANDS SECONDS COLLAPSE
Prints JSON: {"words": how many were drawn, "seconds": of processor time}.
"""

import json
import random
import sys
import time


def strands(word):
    return max(map(abs, word), default=0) + 1


def random_markov_move(word):
    n = strands(word)
    if n > 1 and random.random() < 0.5:
        letter = random.randint(1, n - 1) * random.choice((1, -1))
        return [letter] + word + [-letter]
    return word + [n * random.choice((1, -1))]


def braid_relation_2(word, start):
    n = len(word)
    if n < 3:
        return word
    at, left = start, n
    while left > 0:
        p, q, r = at, (at + 1) % n, (at + 2) % n
        a, b, c = word[p], word[q], word[r]
        if abs(a) == abs(c) and abs(abs(a) - abs(b)) == 1 and ((a > 0) == (b > 0) or (c > 0) == (b > 0)):
            i, j = abs(a), abs(b)
            word[p] = j if c > 0 else -j
            word[q] = i if b > 0 else -i
            word[r] = j if a > 0 else -j
            at, left = (at + 3) % n, left - 3
        else:
            at, left = q, left - 1
    return word


def cancel_pair(word):
    n = len(word)
    for i in range(n):
        a = word[i]
        for step in range(1, n):
            j = (i + step) % n
            b = word[j]
            if b == -a:
                return [x for k, x in enumerate(word) if k != i and k != j]
            if abs(abs(b) - abs(a)) <= 1:
                break
    return None


def destabilise(word):
    generators = [abs(x) for x in word]
    for end, shift in ((max(generators), 0), (min(generators), 1)):
        if generators.count(end) == 1:
            del word[generators.index(end)]
            return [x - shift if x > 0 else x + shift for x in word]
    return None


def plain_collapse(word):
    while word:
        shorter = cancel_pair(word)
        if shorter is None:
            shorter = destabilise(word)
        if shorter is None:
            break
        word = shorter
    return word


def knotify(word):
    while True:
        n = strands(word)
        end = list(range(n))
        for x in reversed(word):
            i = abs(x)
            end[i - 1], end[i] = end[i], end[i - 1]
        component = [-1] * n
        for start in range(n):
            place = start
            while component[place] < 0:
                component[place] = start
                place = end[place]
        for i in range(1, n):
            if component[i - 1] != component[i]:
                word.append(i * random.choice((1, -1)))
                break
        else:
            return word


collapse = plain_collapse
if sys.argv[6:] == ["quick"]:
    # Wants NumPy beside it, which `plain` does not.
    from environment import smart_collapse

    def collapse(word):
        return smart_collapse(word, strands(word))[0]


def scramble(word, moves):
    for _ in range(moves):
        word = random_markov_move(word)
        word = braid_relation_2(word, random.randrange(len(word)))
    return collapse(word)


def random_unknot(letters, moves):
    word = []
    while len(word) != letters:
        if len(word) > letters:
            word = []
        word = scramble(word, moves)
    return word


def random_knot(letters, moves, n_strands):
    word = []
    while len(word) != letters:
        if len(word) > letters:
            word = []
        while len(word) < letters:
            word.append(random.randint(1, n_strands - 1) * random.choice((1, -1)))
        word = scramble(knotify(word), moves)
    return word


def main():
    kind = sys.argv[1]
    letters, moves, n_strands = map(int, sys.argv[2:5])
    limit = float(sys.argv[5])
    random.seed(1)
    begin = time.process_time()
    words = 0
    while time.process_time() - begin < limit:
        random_unknot(letters, moves) if kind == "unknot" else random_knot(letters, moves, n_strands)
        words += 1
    print(json.dumps({"words": words, "seconds": time.process_time() - begin}))


main()
