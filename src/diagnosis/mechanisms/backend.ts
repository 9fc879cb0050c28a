import type { BackendName } from "../../kernels/mod.ts";
import { type MechanismRule, refuted } from "../mechanism.ts";

/** Those that every machine has. */
const BACKENDS = ["wasm", "cpu"] as const satisfies BackendName[];

/** The same config with the same numbers holds on another backend. */
export const backend: MechanismRule = {
  name: "backend",
  async examine({ config, outcome }, lab) {
    const { trace } = outcome, own = trace.backend.name, others = BACKENDS.filter((name) => name !== own);
    if (own !== "webgpu" && trace.kernel === "fused" && config.optimizer.kind !== "subject") {
      return refuted("The backends cpu and wasm compute the same bits for it.", { backend: own });
    }
    const holding: BackendName[] = [];
    for (const name of others) if (!(await lab.run({ config, backend: name })).fails) holding.push(name);
    const evidence = {
      backend: own,
      others: others.join(", "),
      ...holding.length > 0 && { holdsOn: holding.join(", ") },
    };
    if (holding.length === 0) return refuted(`It fails in the same way on ${others.join(" and ")}.`, evidence);
    const says = `It fails on ${own} and holds on ${holding.join(" and ")}.`;
    const changes = holding.map((name) => ({
      intervention: "backend",
      change: `backend ${own} -> ${name}`,
      setup: { config, backend: name },
    }));
    return { plausible: true, says, evidence, changes };
  },
};
