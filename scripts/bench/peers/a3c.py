"""A3C that unknots, in PyTorch: the agent and the game of scripts/bench/a3c.ts.

The best that a good engineer would write: each process is an actor with several games; its policy and value are
evaluated for all games at once, in inference mode and by functions, as modules take longer to call than these layers to
compute (together a tenth of the time); the gradient of the t_max steps is taken in one batch; RMSProp
steps shared parameters in place by torch's fused list operations, without a lock (torch.multiprocessing). Games work
on lists, which for sixteen words of thirty letters are quicker than arrays; the collapse is the one pass of
environment.py. Reads a line of JSON with a job, answers with a line of JSON.
"""

import json
import random
import sys
import time

import numpy as np
import torch
import torch.multiprocessing as multiprocessing

from environment import smart_collapse

torch.set_num_threads(1)


def relation_1(word):
    for i in range(len(word) - 1):
        a, b = word[i], word[i + 1]
        if abs(abs(a) - abs(b)) > 1:
            return word[i + 2 :] + word[:i] + [b, a]
    return word


def relation_2(word):
    for i in range(len(word) - 2):
        a, b, c = word[i], word[i + 1], word[i + 2]
        g, h = abs(a), abs(b)
        if g == abs(c) and (g - h == 1 or h - g == 1) and ((a > 0) == (b > 0) or (c > 0) == (b > 0)):
            braided = [h if c > 0 else -h, g if b > 0 else -g, h if a > 0 else -h]
            return word[i + 3 :] + word[:i] + braided
    return word


class Game:
    def __init__(self, pool, letters, moves):
        self.pool, self.letters, self.limit = pool, letters, moves
        self.begin()

    def begin(self):
        self.word = random.choice(self.pool)
        self.strands = max(map(abs, self.word)) + 1
        self.moves = 0

    def step(self, action):
        """Reward, and whether the game ended: 0 no, 1 solved, 2 cut."""
        word = self.word
        reward = None
        if action == 0:
            word = word[1:] + word[:1]
        elif action == 1:
            word = word[-1:] + word[:-1]
        elif action == 2:
            word = relation_1(word)
        elif action == 3:
            word = relation_2(word)
        elif action == 4:
            word, self.strands = smart_collapse(word, self.strands)
        elif action - 4 < self.strands:
            if len(word) + 2 > 2 * self.letters:
                reward = -4 * self.letters
            else:
                word = [action - 4] + word + [4 - action]
        self.word = word
        self.moves += 1
        if reward is None:
            reward = -len(word)
        return reward, 1 if not word else 2 if self.moves == self.limit else 0


def network(features, hidden, outputs, gain):
    sizes = [features, *hidden, outputs]
    layers = []
    for i, (a, b) in enumerate(zip(sizes, sizes[1:])):
        layer = torch.nn.Linear(a, b)
        last = i == len(sizes) - 2
        torch.nn.init.normal_(layer.weight, std=(gain if last else 5 / 3) / a**0.5)
        torch.nn.init.zeros_(layer.bias)
        layers += [layer] if last else [layer, torch.nn.Tanh()]
    return torch.nn.Sequential(*layers)


def actor(job, nets, squares, counts, index, deadline):
    torch.set_num_threads(1)
    random.seed(index)
    torch.manual_seed(index)
    letters, games, horizon, unit = job["letters"], job["games"], job["horizon"], job["unit"]
    capacity = 2 * letters
    played = [Game(job["pool"], letters, job["moves"]) for _ in range(games)]
    parameters = [p for net in nets for p in net.parameters()]
    half = len(parameters) // 2

    def through(layers, x):
        for k in range(0, len(layers) - 2, 2):
            x = torch.tanh(torch.nn.functional.linear(x, layers[k], layers[k + 1]))
        return torch.nn.functional.linear(x, layers[-2], layers[-1])

    def policy(x, layers=parameters[:half]):
        return through(layers, x)

    def value(x, layers=parameters[half:]):
        return through(layers, x)

    def see(words):
        seen = np.zeros((len(words), capacity), np.float32)
        for row, word in zip(seen, words):
            row[: len(word)] = word
        return torch.from_numpy(seen).div_(letters)

    steps = 0
    begin = time.process_time()
    while time.time() < deadline:
        states, actions, rewards, ends, cuts = [], [], [], [], []
        for t in range(horizon):
            x = see([game.word for game in played])
            with torch.inference_mode():
                chosen = torch.multinomial(torch.softmax(policy(x), 1), 1).squeeze(1)
            states.append(x)
            actions.append(chosen)
            results = [game.step(action) for game, action in zip(played, chosen.tolist())]
            rewards.append([reward / unit for reward, _ in results])
            ends.append([end for _, end in results])
            for g, (game, (_, end)) in enumerate(zip(played, results)):
                if end:
                    if end == 2:
                        cuts.append((t, g, game.word))
                    game.begin()
        with torch.no_grad():
            follow = value(see([game.word for game in played] + [word for _, _, word in cuts])).squeeze(1).tolist()
        worth = {(t, g): follow[games + k] for k, (t, g, _) in enumerate(cuts)}
        returns, after = [None] * horizon, follow[:games]
        for t in reversed(range(horizon)):
            for g, end in enumerate(ends[t]):
                if end == 1:
                    after[g] = 0.0
                elif end == 2:
                    after[g] = worth[t, g]
            after = [reward + job["gamma"] * next for reward, next in zip(rewards[t], after)]
            returns[t] = after
        x, chosen = torch.cat(states), torch.cat(actions)
        target = torch.tensor(returns).flatten()
        logs = torch.log_softmax(policy(x), 1)
        v = value(x).squeeze(1)
        advantage = target - v.detach()
        taken = logs.gather(1, chosen.unsqueeze(1)).squeeze(1)
        loss = -(advantage * taken).sum() + job["entropy"] * (logs.exp() * logs).sum() + 0.5 * (target - v).pow(2).sum()
        gradient = torch.autograd.grad(loss / games, parameters)
        with torch.no_grad():
            norm = torch.sqrt(sum(g.pow(2).sum() for g in gradient)).item()
            if norm > job["clip"]:
                torch._foreach_mul_(gradient, job["clip"] / norm)
            torch._foreach_mul_(squares, job["alpha"])
            torch._foreach_addcmul_(squares, gradient, gradient, value=1 - job["alpha"])
            root = torch._foreach_add(squares, job["epsilon"])
            torch._foreach_sqrt_(root)
            torch._foreach_addcdiv_(parameters, gradient, root, value=-job["rate"])
        steps += games * horizon
    counts[2 * index] = steps
    counts[2 * index + 1] = time.process_time() - begin


def run(job):
    features, choices = 2 * job["letters"], job["letters"] + 5
    policy = network(features, job["hidden"], choices, 0.01).share_memory()
    value = network(features, job["hidden"], 1, 1).share_memory()
    squares = [torch.zeros_like(p).share_memory_() for p in [*policy.parameters(), *value.parameters()]]
    counts = torch.zeros(2 * job["threads"], dtype=torch.float64).share_memory_()
    begin = time.time()
    # Processes take a moment to start: all of them work from their own start to one deadline.
    deadline = begin + job["seconds"]
    others = [
        multiprocessing.Process(target=actor, args=(job, (policy, value), squares, counts, index, deadline))
        for index in range(1, job["threads"])
    ]
    for other in others:
        other.start()
    actor(job, (policy, value), squares, counts, 0, deadline)
    for other in others:
        other.join()
    return {"steps": counts[0::2].sum().item(), "seconds": time.time() - begin, "cpu": counts[1::2].sum().item()}


if __name__ == "__main__":
    multiprocessing.set_start_method("fork")
    for line in sys.stdin:
        print(json.dumps(run(json.loads(line))), flush=True)
