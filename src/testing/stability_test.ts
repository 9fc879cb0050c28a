import { type CheckOptions, isClaimed } from "../check/mod.ts";
import { InputError } from "../core/mod.ts";
import { shellQuote } from "../report/mod.ts";
import { PROPERTIES } from "../stability/mod.ts";
import { assertStable } from "./assert_stable.ts";

/** What one property is checked with, in place of what the test says for all. */
export interface PropertyParameters
  extends Omit<CheckOptions, "properties" | "optimizer" | "module" | "name" | "like"> {
  /** Whether to leave it out: its step is shown as ignored. */
  skip?: boolean;
  /** Whether to leave out all that do not say so. */
  only?: boolean;
}

/** As for `checkStability`, but for the properties. */
export interface StabilityTestOptions extends Omit<CheckOptions, "properties"> {
  /** The names of the properties to check; or all are checked, those that are named here with parameters of their own. */
  properties?: readonly string[] | Record<string, PropertyParameters>;
}

/** Registers a test of stability. */
export interface StabilityTest {
  /**
   * Registers a `Deno.test` with a step for each property. It fails if a property is violated, and if it is inconclusive:
   * interrupted, vacuous, or with too many cases that say nothing. What is not claimed of the optimizer is ignored.
   *
   * @param name of the test
   * @param options the profile defaults to "ci", so the test gives the same answer every time
   * @throws {InputError} if there is no property of a name, none that would be checked, or an option is not what it must be
   */
  (name: string, options?: StabilityTestOptions): void;
  /** Likewise, and no other test of the run that does not say so is run. */
  only(name: string, options?: StabilityTestOptions): void;
  /** Registers it, but it is not run: the runner shows it as ignored. */
  skip(name: string, options?: StabilityTestOptions): void;
}

/**
 * Registers a test of stability, a step for each property.
 *
 * @example An optimizer of one's own
 * ```ts ignore
 * import { stabilityTest } from "@steadfast/core";
 *
 * stabilityTest("my optimizer is stable", {
 *   optimizer: ({ learningRate }) => new MyOptimizer(learningRate),
 *   properties: { learns: { runs: 20 }, "no-late-rise": { skip: true } },
 * });
 *
 * stabilityTest.skip("my other optimizer is stable", { module: import.meta.resolve("./other.ts") + "#make" });
 * ```
 */
export const stabilityTest: StabilityTest = Object.assign(
  (name: string, options?: StabilityTestOptions) => register(name, { options }),
  {
    only: (name: string, options?: StabilityTestOptions) => register(name, { options, only: true }),
    skip: (name: string, options?: StabilityTestOptions) => register(name, { options, ignore: true }),
  },
);

interface Registration {
  options?: StabilityTestOptions;
  only?: boolean;
  ignore?: boolean;
}

function register(name: string, { options = {}, ...how }: Registration): void {
  const steps = stepsOf(name, options);
  if (!how.ignore && steps.every(({ ignore }) => ignore)) {
    throw new InputError(
      name,
      "must check a property that is claimed of what is tested, and not skipped: there is none",
    );
  }
  Deno.test({
    name,
    ...how,
    fn: async (t) => {
      // No command can name a function, or arrays.
      const isGiven = options.optimizer ?? options.problem ?? options.data, again = isGiven && againLine(t);
      for (const { property, ignore, check } of steps) {
        await t.step({ name: property, ignore, fn: async () => void await assertStable(check, { again }) });
      }
    },
  });
}

/** A step for each property, in the order of the list or of all properties. */
function stepsOf(name: string, { properties, ...options }: StabilityTestOptions) {
  const own: Record<string, PropertyParameters> = isList(properties) ? {} : properties ?? {};
  // What is misspelt is refused by its name.
  const unknown = Object.keys(own).filter((key) => !PROPERTIES.some((property) => property.name === key));
  const names = isList(properties) ? properties : [...PROPERTIES.map(({ name }) => name), ...unknown];
  const isAnyOnly = Object.values(own).some(({ only }) => only);
  return names.map((property) => {
    const { skip = false, only = false, ...parameters } = own[property] ?? {};
    // A module's own name says how to load it again.
    const common = { profile: "ci", name: options.module ?? name, ...options } as const;
    const check: CheckOptions = { ...common, ...parameters, properties: [property] };
    return { property, check, ignore: skip || isAnyOnly && !only || !isClaimed(property, check) };
  });
}

function isList(properties: StabilityTestOptions["properties"]): properties is readonly string[] {
  return Array.isArray(properties);
}

/** The line that runs a test again. */
function againLine({ name, origin }: Deno.TestContext): string {
  const here = `file://${Deno.cwd()}/`, file = origin.startsWith(here) ? origin.slice(here.length) : origin;
  return ["deno test -A", shellQuote(decodeURI(file)), shellQuote(`--filter=${name}`)].join(" ");
}
