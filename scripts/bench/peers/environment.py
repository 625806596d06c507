"""The unknotting game of src/domain/rl/environment (actions `paper`) in NumPy: all games of a batch at once.

The best that a good engineer would write without leaving Python: shifts, relations and conjugations are array
operations over the games that chose them; so are rewards, ends and the mask of legal actions. SmartCollapse works on
one word after the other, on plain lists, by the same linear passes as ours: its steps depend on each other, and lists
are what Python is quickest with there.

Reads jobs from standard input, a line of JSON each, and answers each with a line:
  {"letters", "games", "steps", "share", "words"}   plays random actions; a share of them from the first five alone;
                                                    answers {"seconds", "steps", "solved"}
  {"letters", "words", "actions"}                   plays the given actions, [step][game], without new games;
                                                    answers {"words", "rewards"}
"""

import json
import sys
import time

import numpy as np

MOST_MOVES = 300


class Games:
    def __init__(self, letters, starts, games):
        self.n = letters
        self.capacity = 2 * letters
        self.starts = [np.array(word, np.int16) for word in starts]
        self.games = games
        self.words = np.zeros((games, self.capacity), np.int16)
        self.lengths = np.zeros(games, np.int64)
        self.strands = np.zeros(games, np.int64)
        self.moves = np.zeros(games, np.int64)
        self.begun = 0
        self.rewards = np.zeros(games, np.float32)
        self.ends = np.zeros(games, np.uint8)
        self.columns = np.arange(self.capacity)
        self.begin(np.arange(games))
        self.look()

    def begin(self, which):
        for game in which:
            word = self.starts[self.begun % len(self.starts)]
            self.begun += 1
            self.words[game] = 0
            self.words[game, : len(word)] = word
            self.lengths[game] = len(word)
            self.strands[game] = np.abs(word).max() + 1
        self.moves[which] = 0

    def look(self):
        """Observations, where relations fit first (-1: nowhere), and what is legal."""
        words, lengths = self.words, self.lengths
        self.observations = words.astype(np.float32)
        size = np.abs(words)
        inside = self.columns[None, :] < lengths[:, None]
        fits1 = (np.abs(size[:, :-1] - size[:, 1:]) > 1) & inside[:, 1:]
        a, b, c = words[:, :-2], words[:, 1:-1], words[:, 2:]
        fits2 = (size[:, :-2] == size[:, 2:]) & (np.abs(size[:, :-2] - size[:, 1:-1]) == 1) & inside[:, 2:]
        fits2 &= ((a > 0) == (b > 0)) | ((c > 0) == (b > 0))
        self.first1 = np.where(fits1.any(1), fits1.argmax(1), -1)
        self.first2 = np.where(fits2.any(1), fits2.argmax(1), -1)
        legal = np.zeros((self.games, self.n + 5), np.uint8)
        legal[:, 0] = legal[:, 1] = lengths > 1
        legal[:, 2] = self.first1 >= 0
        legal[:, 3] = self.first2 >= 0
        legal[:, 4] = 1
        j = np.arange(1, self.n + 1)
        legal[:, 5:] = (j[None, :] < self.strands[:, None]) & (lengths[:, None] + 2 <= self.capacity)
        self.legal = legal

    def rotate(self, which, by):
        """The first `by` letters of these games go to the end."""
        lengths = self.lengths[which][:, None]
        places = (self.columns[None, :] + by[:, None]) % np.maximum(lengths, 1)
        turned = np.take_along_axis(self.words[which], places, 1)
        self.words[which] = np.where(self.columns[None, :] < lengths, turned, 0)

    def step(self, actions, renew=True):
        words, lengths = self.words, self.lengths
        refused = np.zeros(self.games, bool)
        for action, by in ((0, 1), (1, -1)):
            which = np.flatnonzero((actions == action) & (lengths > 1))
            if len(which):
                self.rotate(which, np.full(len(which), by))
        which = np.flatnonzero((actions == 2) & (self.first1 >= 0))
        if len(which):
            at = self.first1[which]
            first = words[which, at].copy()
            words[which, at] = words[which, at + 1]
            words[which, at + 1] = first
            self.rotate(which, at + 2)
        which = np.flatnonzero((actions == 3) & (self.first2 >= 0))
        if len(which):
            at = self.first2[which]
            a, b, c = words[which, at].copy(), words[which, at + 1].copy(), words[which, at + 2].copy()
            i, j = np.abs(a), np.abs(b)
            words[which, at] = np.sign(c) * j
            words[which, at + 1] = np.sign(b) * i
            words[which, at + 2] = np.sign(a) * j
            self.rotate(which, at + 3)
        for game in np.flatnonzero(actions == 4):
            length = int(lengths[game])
            after, strands = smart_collapse(words[game, :length].tolist(), int(self.strands[game]))
            if len(after) < length:
                words[game, : len(after)] = after
                words[game, len(after) : length] = 0
                lengths[game] = len(after)
                self.strands[game] = strands
        letter = actions - 4
        asked = (letter >= 1) & (letter < self.strands)
        refused = asked & (lengths + 2 > self.capacity)
        which = np.flatnonzero(asked & ~refused)
        if len(which):
            grown = lengths[which]
            words[which, 1:] = words[which, :-1]
            words[which, 0] = letter[which]
            words[which, grown + 1] = -letter[which]
            lengths[which] += 2
        self.moves += 1
        self.rewards = np.where(refused, -4 * self.n, -lengths).astype(np.float32)
        solved = (lengths == 0) & (self.strands == 1)
        self.ends = np.where(solved, 1, np.where(self.moves >= MOST_MOVES, 2, 0)).astype(np.uint8)
        if renew:
            over = np.flatnonzero(self.ends)
            if len(over):
                self.begin(over)
        self.look()


def smart_collapse(word, strands):
    while True:
        before = strands
        columns = [[] for _ in range(strands + 1)]
        last = [-1] * (strands + 1)
        alive = [True] * len(word)
        for at, letter in enumerate(word):
            g = letter if letter > 0 else -letter
            column = columns[g]
            if column:
                below = column[-1]
                if word[below] == -letter and last[g - 1] < below and last[g + 1] < below:
                    alive[below] = alive[at] = False
                    column.pop()
                    last[g] = column[-1] if column else -1
                    continue
            column.append(at)
            last[g] = at
        again = True
        while again:
            again = False
            for g in range(1, strands):
                column = columns[g]
                below, above = columns[g - 1], columns[g + 1]
                while len(column) > 1 and word[column[0]] == -word[column[-1]]:
                    front, back = column[0], column[-1]
                    if (below and (below[0] < front or below[-1] > back)) or (
                        above and (above[0] < front or above[-1] > back)
                    ):
                        break
                    alive[front] = alive[back] = False
                    columns[g] = column = column[1:-1]
                    again = True
        shift, high = 0, strands - 1
        while high >= 1 and len(columns[high]) == 1:
            alive[columns[high][0]] = False
            columns[high] = []
            strands -= 1
            high -= 1
        low = 1
        while low - shift < strands and low < len(columns) and len(columns[low]) == 1:
            alive[columns[low][0]] = False
            columns[low] = []
            strands -= 1
            shift += 1
            low += 1
        word = [x - shift if x > 0 else x + shift for x, stays in zip(word, alive) if stays]
        if strands == before:
            return word, strands


def measure(job):
    games = Games(job["letters"], job["words"], job["games"])
    size = job["letters"] + 5
    rng = np.random.default_rng(1)
    solved = 0
    start = time.perf_counter()
    for _ in range(job["steps"]):
        actions = rng.integers(0, size, job["games"])
        if job["share"] > 0:
            first = rng.integers(0, 5, job["games"])
            actions = np.where(rng.random(job["games"]) < job["share"], first, actions)
        games.step(actions)
        solved += int((games.ends == 1).sum())
    return {"seconds": time.perf_counter() - start, "steps": job["steps"] * job["games"], "solved": solved}


def replay(job):
    games = Games(job["letters"], job["words"], len(job["words"]))
    rewards = []
    for actions in job["actions"]:
        games.step(np.array(actions), renew=False)
        rewards.append(games.rewards.tolist())
    words = [games.words[k, : games.lengths[k]].tolist() for k in range(games.games)]
    return {"words": words, "rewards": rewards}


if __name__ == "__main__":
    for line in sys.stdin:
        job = json.loads(line)
        print(json.dumps(replay(job) if "actions" in job else measure(job)), flush=True)
