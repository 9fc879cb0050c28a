import type { Mechanism } from "../core/mod.ts";

/** What reports call a mechanism, and the theory of it in a sentence or two. */
export const MECHANISM_TEXTS: Record<Mechanism, { name: string; theory: string }> = {
  "backend": {
    name: "the backend",
    theory: "The same config holds on another backend: the fault is in what computes, not in what is computed.",
  },
  "optimizer-implementation": {
    name: "the optimizer's implementation",
    theory: "The updates are not those of the rule that the optimizer is named after.",
  },
  "label-mass": {
    name: "labels that do not sum to 1",
    theory: "A cross entropy that hands out softmax - labels as its gradient is wrong for a label row that sums to s " +
      "other than 1, where the gradient is s softmax - labels: each step goes down another function than the loss, at " +
      "any rate.",
  },
  "wrong-labels": {
    name: "wrong labels",
    theory:
      "What is wrong in the labels can only be learned by heart: until then the loss cannot fall below what they " +
      "cost, and learning them costs what was right.",
  },
  "unlearnable-task": {
    name: "a task that cannot be learned",
    theory: "The inputs tell nothing of the labels, so no optimizer can learn to tell them.",
  },
  "schedule": {
    name: "a schedule that raises the rate",
    theory:
      "The stability ratio is proportional to the rate: a schedule that raises it can lead a stable run over the " +
      "bound.",
  },
  "batches": {
    name: "the batches",
    theory:
      "A step goes down the loss of its own batch. Where batches differ much from each other, or are too small for " +
      "the rate, that is up the loss of the whole.",
  },
  "momentum": {
    name: "momentum",
    theory: "How much of the last step is carried on sets the stability bound: (2 + 2 b) / rate for heavy ball, " +
      "(2 + 2 beta1) / ((1 - beta1) rate) for Adam on its preconditioned curvature, and less with mini-batches.",
  },
  "epsilon-too-large": {
    name: "an epsilon too large",
    theory: "Epsilon outweighs the root mean square of the gradient that the step is divided by, so the steps shrink " +
      "with the gradient and lead nowhere.",
  },
  "vanishing-gradient": {
    name: "a vanishing gradient",
    theory: "Backpropagation multiplies by the recurrent kernel's derivative once a time step. Where that contracts, " +
      "early inputs leave nothing in the gradient, and what depends on them is not learned (Pascanu et al. 2013, arXiv " +
      "1211.5063).",
  },
  "exploding-gradient": {
    name: "an exploding gradient",
    theory:
      "Backpropagation multiplies by the recurrent kernel's derivative once a time step. Where that expands, the " +
      "loss has cliffs, and one step from the foot of a cliff throws the weights far away (Pascanu et al. 2013, arXiv " +
      "1211.5063).",
  },
  "preconditioner-decay": {
    name: "the decay of the preconditioner",
    theory:
      "Each step is divided by the root of v, a running mean of squared gradients. While the loss is low and the " +
      "gradients are small, v decays, so the steps grow with no change in the landscape, until rate x curvature passes " +
      "the stability bound (Bai et al., arXiv 2506.04805).",
  },
  "rate-above-bound": {
    name: "a rate above the stability bound",
    theory:
      "Where rate x curvature is above the optimizer's bound (2 for gradient descent), a step overshoots by more " +
      "than it was off, and the loss rises although the gradient is right: linear stability.",
  },
};
