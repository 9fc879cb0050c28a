import { codeOf } from "../_source_text.ts";

/** A change of one place of a source file. */
export interface Mutant {
  /** The file, from the root. */
  file: string;
  /** The line of the place, from 1. */
  line: number;
  /** What was there, and what stands there now. */
  from: string;
  to: string;
  /** The whole source, changed. */
  source: string;
}

/** What is changed into what, one place at a time: signs, operations, roots, betas, corrections, epsilons, rates, memory. */
const OPERATORS: [pattern: RegExp, to: string][] = [
  [/ \+ /g, " - "],
  [/ - /g, " + "],
  [/ \* /g, " / "],
  [/ \/ /g, " * "],
  [/ === /g, " !== "],
  [/\btf\.add\(/g, "tf.sub("],
  [/\btf\.sub\(/g, "tf.add("],
  [/\btf\.mul\(/g, "tf.div("],
  [/\btf\.div\(/g, "tf.mul("],
  [/\bMath\.max\(/g, "Math.min("],
  [/\btf\.maximum\(/g, "tf.minimum("],
  // Missing roots, squares and magnitudes.
  [/\bMath\.sqrt\(/g, "("],
  [/\bMath\.abs\(/g, "("],
  [/\btf\.(sqrt|square|abs)\(/g, "tf.clone("],
  [/\bg \* g\b/g, "g"],
  // One beta for the other, and a mean without its complement.
  [/\bbeta1(?=\)| \*)/g, "beta2"],
  // Where the step is step.t, beta1 is not at hand.
  [/\bbeta2(?=\)| \*)(?! \*\* step)/g, "beta1"],
  [/\b1 - (beta1|beta2|rho|decay)\b(?! \*\*)/g, "$1"],
  // Bias corrections: dropped, or of the step before.
  [/\b1 - beta[12] \*\* (step\.)?t\b/g, "1"],
  [/(?<=\*\* )(step\.)?t\b/g, "($1t + 1)"],
  // Epsilons and rates that are dropped.
  [/(?<=\+ )epsilon\b|(?<=rootWith\()epsilon\b(?!:)|\bepsilon(?=[)\]])|(?<=\[)epsilon\b/g, "0"],
  [/(?<![.\w])(?:step\.)?rate \* |(?<=, )(?:step\.)?rate(?=\))/g, "1 * "],
  // What is remembered is forgotten.
  [/\bstate\.[a-z]\b/g, "0"],
  [/(?<=, )(beta1|beta2|rho|decay|momentum)(?=\))/g, "0"],
  [/\+\+steps/g, "steps"],
];

/** Every mutant of a source, in the order of its places. What stands in comments, strings and imports is left alone. */
export function mutantsOf(file: string, source: string): Mutant[] {
  const code = codeOf(source);
  return OPERATORS.flatMap(([pattern, to]) =>
    [...code.matchAll(pattern)].map((match): Mutant => {
      const from = match[0], at = match.index, changed = replacement(from, match, to);
      return {
        file,
        line: code.slice(0, at).split("\n").length,
        from: from.trim(),
        to: changed.trim(),
        source: source.slice(0, at) + changed + source.slice(at + from.length),
      };
    })
  ).filter(({ line, from, to }) => from !== to && !/^(import|export) (type )?[{*]/.test(code.split("\n")[line - 1]));
}

/** The rate in `tf.mul(x, rate)` becomes 1, that in `rate * x` goes. */
function replacement(from: string, match: RegExpMatchArray, to: string): string {
  if (to === "1 * ") return from.endsWith("* ") ? "" : "1";
  return to.replaceAll("$1", match[1] ?? "");
}
