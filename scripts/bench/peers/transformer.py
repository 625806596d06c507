"""Training steps of a small transformer in PyTorch, for comparison with Skein's.

Pre-normalised encoder blocks, learned positions, padding masked, mean over the letters, one logit; binary cross-
entropy, Adam. The best that a good engineer would write for a CPU: fused attention, one product for queries, keys and
values, fused Adam. `compile` runs the same step through torch.compile.

Speaks lines of JSON: {"vocabulary", "width", "heads", "blocks", "length", "batch", "threads", "compile", "steps"} in;
{"seconds", "processor", "loss"} out, seconds and processor seconds of one step, or {"error"}.
"""

import json
import sys
import time

import torch
from torch import nn
from torch.nn import functional as F


class Block(nn.Module):
    def __init__(self, width, heads):
        super().__init__()
        self.heads = heads
        self.first = nn.LayerNorm(width)
        self.qkv = nn.Linear(width, 3 * width)
        self.mix = nn.Linear(width, width)
        self.second = nn.LayerNorm(width)
        self.up = nn.Linear(width, 4 * width)
        self.down = nn.Linear(4 * width, width)

    def forward(self, x, mask):
        batch, length, width = x.shape
        qkv = self.qkv(self.first(x)).view(batch, length, 3, self.heads, width // self.heads)
        q, k, v = qkv.permute(2, 0, 3, 1, 4).unbind(0)
        seen = F.scaled_dot_product_attention(q, k, v, attn_mask=mask)
        x = x + self.mix(seen.transpose(1, 2).reshape(batch, length, width))
        return x + self.down(F.gelu(self.up(self.second(x)), approximate="tanh"))


class Transformer(nn.Module):
    def __init__(self, vocabulary, width, heads, blocks, length):
        super().__init__()
        self.letters = nn.Embedding(vocabulary, width)
        self.positions = nn.Parameter(torch.randn(length, width) * 0.02)
        self.blocks = nn.ModuleList(Block(width, heads) for _ in range(blocks))
        self.last = nn.LayerNorm(width)
        self.out = nn.Linear(width, 1)

    def forward(self, words):
        real = words != 0
        mask = real[:, None, None, :]
        x = self.letters(words) + self.positions
        for block in self.blocks:
            x = block(x, mask)
        weights = real.float()
        weights = weights / weights.sum(dim=1, keepdim=True)
        return self.out(torch.bmm(weights[:, None, :], self.last(x)).squeeze(1)).squeeze(1)


class Training:
    def __init__(self, job):
        torch.manual_seed(0)
        self.model = Transformer(job["vocabulary"], job["width"], job["heads"], job["blocks"], job["length"])
        self.adam = torch.optim.Adam(self.model.parameters(), lr=1e-3, fused=True)
        lengths = torch.randint(job["length"] // 2, job["length"] + 1, (job["batch"], 1))
        words = torch.randint(1, job["vocabulary"], (job["batch"], job["length"]))
        self.words = torch.where(torch.arange(job["length"]) < lengths, words, 0)
        self.labels = torch.randint(0, 2, (job["batch"],)).float()
        self.loss = torch.compile(self.forward) if job["compile"] else self.forward

    def forward(self, words, labels):
        return F.binary_cross_entropy_with_logits(self.model(words), labels)

    def step(self):
        loss = self.loss(self.words, self.labels)
        loss.backward()
        self.adam.step()
        self.adam.zero_grad(set_to_none=True)
        return loss


def main():
    trainings = {}
    for line in sys.stdin:
        job = json.loads(line)
        try:
            steps = job.pop("steps")
            torch.set_num_threads(job["threads"])
            name = json.dumps(job)
            if name not in trainings:
                trainings[name] = Training(job)
                for _ in range(3):
                    trainings[name].step()
            start, busy = time.perf_counter(), time.process_time()
            for _ in range(steps):
                loss = trainings[name].step()
            seconds = (time.perf_counter() - start) / steps
            processor = (time.process_time() - busy) / steps
            print(json.dumps({"seconds": seconds, "processor": processor, "loss": loss.item()}), flush=True)
        except Exception as error:
            print(json.dumps({"error": str(error).splitlines()[0]}), flush=True)


main()
