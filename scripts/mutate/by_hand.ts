import type { Mutant } from "./operators.ts";

/** Changes that no operator makes: where an epsilon stands, what is kept, what is saved; file, from, to. Each is there once. */
const CHANGES: [file: string, from: string, to: string][] = [
  ["oracles/adadelta.ts", "Math.sqrt(s + epsilon)", "Math.sqrt(state.s + epsilon)"],
  ["oracles/adadelta.ts", "state: { s, u }", "state: { s, u: state.u + d * d }"],
  [
    "oracles/adamw.ts",
    "inner.step(gradient, { rate })",
    "inner.step(gradient.map((g, i) => g + weightDecay * (weights?.[i] ?? 0)), { rate })",
  ],
  ["oracles/amsgrad.ts", "state: { m, v, w }", "state: { m, v: w, w }"],
  ["oracles/nesterov.ts", ": rate * (g + b * v)", ": rate * v"],
  ["oracles/rmsprop.ts", "centered ? Math.max(0, s - m * m) : s", "s"],
  ["rules/adadelta.ts", "tf.sqrt(tf.add(squares, epsilon))", "tf.sqrt(tf.add(s, epsilon))"],
  ["rules/adadelta.ts", "tf.sqrt(tf.add(u, epsilon))", "tf.add(tf.sqrt(u), epsilon)"],
  ["rules/adamax.ts", "tf.abs(gradient))", "tf.add(tf.abs(gradient), epsilon))"],
  [
    "rules/adamw.ts",
    "tf.add(tf.sqrt(tf.div(v, 1 - beta2 ** step.t)), epsilon)",
    "tf.sqrt(tf.add(tf.div(v, 1 - beta2 ** step.t), epsilon))",
  ],
  ["rules/adamw.ts", "state: [m, v], update", "state: [v, m], update"],
  ["rules/amsgrad.ts", "state: [m, v, w]", "state: [m, w, w]"],
  ["rules/amsgrad.ts", "tf.maximum(step.state[2], v)", "v"],
  [
    "rules/amsgrad.ts",
    "tf.add(tf.sqrt(tf.div(w, 1 - beta2 ** step.t)), epsilon)",
    "tf.sqrt(tf.add(tf.div(w, 1 - beta2 ** step.t), epsilon))",
  ],
  ["rules/centered_rmsprop.ts", "tf.sqrt(tf.add(variance, epsilon))", "tf.add(tf.sqrt(variance), epsilon)"],
  ["rules/centered_rmsprop.ts", "tf.sub(gradient, m)", "gradient"],
  ["rules/stateful.ts", "this.#stateOf(name, variable.shape)", 'this.#stateOf("all", variable.shape)'],
  ["rules/stateful.ts", "this.incrementIterations();", ""],
  ["rules/stateful.ts", "if (tensor) this.#step(name, tensor);", "this.#step(name, tensor ?? tf.zeros([1]));"],
  ["rules/stateful.ts", "await this.extractIterations(weights)", "weights.slice(1)"],
  ["rules/stateful.ts", "tensor: state[k]", "tensor: state[0]"],
  ["rules/stateful.ts", "    this.dispose();\n", ""],
  ["rules/stateful.ts", "for (const state of this.#state.values()) tf.dispose(state);", ""],
  ["rules/stateful.ts", "{ learningRate: this.learningRate, ...this.numbers }", "{ learningRate: this.learningRate }"],
  ["rules/stateful.ts", "rate: this.learningRate,", "rate: this.learningRate ** 2,"],
];

/** The mutants that are made by hand, of sources by their files. */
export function mutantsByHand(sources: Map<string, string>): Mutant[] {
  return CHANGES.map(([name, from, to]) => {
    const file = `src/optimizers/${name}`, source = sources.get(file) ?? "", at = source.indexOf(from);
    if (at < 0 || source.includes(from, at + 1)) throw new Error(`${file} must have this once: ${from}`);
    const line = source.slice(0, at).split("\n").length;
    return { file, line, from: from.trim(), to, source: source.replace(from, () => to) };
  });
}
