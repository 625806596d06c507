"""A TRPO update in PyTorch, on the rows it is handed: a line of JSON in, a line of JSON out.

The best that a good engineer would write: one forward pass and one graph of the divergence serve all products.
Fisher-vector products by double backpropagation of the mean divergence, whose gradient is kept as a graph; conjugate
gradients; backtracking line search; then epochs of minibatch Adam, fused, on the value.
"""

import base64
import json
import sys
import time

import torch

torch.set_num_threads(1)


def tensor(text, shape, kind=torch.float32):
    return torch.frombuffer(bytearray(base64.b64decode(text)), dtype=kind).reshape(shape)


def net(sizes, weights):
    layers = []
    for inputs, outputs in zip(sizes, sizes[1:]):
        linear = torch.nn.Linear(inputs, outputs)
        weight, bias, weights = weights[: inputs * outputs], weights[inputs * outputs :][:outputs], weights[(inputs + 1) * outputs :]
        with torch.no_grad():
            linear.weight.copy_(weight.reshape(inputs, outputs).T)
            linear.bias.copy_(bias)
        layers += [linear, torch.nn.Tanh()]
    return torch.nn.Sequential(*layers[:-1])


def flat(tensors):
    return torch.cat([each.reshape(-1) for each in tensors])


def policy_update(policy, features, actions, advantages, setting):
    parameters = list(policy.parameters())
    former = torch.log_softmax(policy(features), -1)
    held = former.detach()
    taken = held.gather(1, actions[:, None])

    def judge():
        now = torch.log_softmax(policy(features), -1)
        ratio = torch.exp(now.gather(1, actions[:, None]) - taken)[:, 0]
        return (ratio * advantages).mean(), (held.exp() * (held - now)).sum(-1).mean()

    surrogate, divergence = judge()
    gradient = flat(torch.autograd.grad(surrogate, parameters, retain_graph=True))
    slope = flat(torch.autograd.grad(divergence, parameters, create_graph=True))

    def fisher(direction):
        product = torch.autograd.grad(slope @ direction, parameters, retain_graph=True)
        return flat(product) + setting["damping"] * direction

    x = torch.zeros_like(gradient)
    r = gradient.clone()
    p = gradient.clone()
    square = r @ r
    for _ in range(setting["iterations"]):
        product = fisher(p)
        alpha = square / (p @ product)
        x += alpha * p
        r -= alpha * product
        following = r @ r
        p = r + following / square * p
        square = following
    step = torch.sqrt(2 * setting["delta"] / (x @ (gradient - r))) * x
    before = flat(parameters).detach()
    with torch.no_grad():
        for k in range(setting["backtracks"] + 1):
            torch.nn.utils.vector_to_parameters(before + setting["shrink"] ** k * step, parameters)
            after, moved = judge()
            if moved <= setting["delta"] and after >= surrogate:
                return after.item(), moved.item()
    torch.nn.utils.vector_to_parameters(before, parameters)
    return surrogate.item(), 0.0


def value_fit(value, features, targets, fitting):
    optimiser = torch.optim.Adam(value.parameters(), lr=fitting["rate"], fused=True)
    for _ in range(fitting["epochs"]):
        for rows in torch.randperm(len(targets)).split(fitting["batch"]):
            optimiser.zero_grad(set_to_none=True)
            loss = 0.5 * ((value(features[rows])[:, 0] - targets[rows]) ** 2).mean()
            loss.backward()
            optimiser.step()
    with torch.no_grad():
        return 0.5 * ((value(features)[:, 0] - targets) ** 2).mean().item()


for line in sys.stdin:
    job = json.loads(line)
    rows, sizes = job["rows"], job["sizes"]
    features = tensor(job["features"], (rows, sizes[0]))
    actions = tensor(job["actions"], (rows,), torch.int32).long()
    advantages, targets = (tensor(job[name], (rows,)) for name in ("advantages", "targets"))
    policy = net(sizes, tensor(job["policy"], (-1,)))
    value = net(sizes[:-1] + [1], tensor(job["value"], (-1,)))
    start = time.perf_counter()
    surrogate, divergence = policy_update(policy, features, actions, advantages, job["setting"])
    middle = time.perf_counter()
    loss = value_fit(value, features, targets, job["fitting"])
    end = time.perf_counter()
    answer = {"policy": middle - start, "value": end - middle, "surrogate": surrogate, "divergence": divergence, "loss": loss}
    print(json.dumps(answer), flush=True)
