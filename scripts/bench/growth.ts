import type { Answer, Task } from "./_protocol.ts";

/** How the cost of a whole step grows with one number, all others as at size S. */
export interface Growth {
  what: "batch" | "length" | "features" | "units";
  points: { value: number; ms: number }[];
}

const BASE = { cell: "lstm", batch: 32, length: 20, features: 4, units: 16, classes: 4 } as const;
const VALUES = {
  batch: [8, 16, 32, 64, 128],
  length: [5, 10, 20, 40, 80],
  features: [1, 2, 4, 8, 16],
  units: [4, 8, 16, 32, 64],
};

/** Times whole steps of the LSTM along each axis. */
export async function growth(ask: (task: Task) => Promise<Answer>, seconds: number): Promise<Growth[]> {
  const all: Growth[] = [];
  for (const [what, values] of Object.entries(VALUES) as [Growth["what"], number[]][]) {
    const points = [];
    for (const value of values) {
      const { ms } = await ask({ ...BASE, [what]: value, side: "step", seconds });
      points.push({ value, ms });
    }
    all.push({ what, points });
  }
  return all;
}
