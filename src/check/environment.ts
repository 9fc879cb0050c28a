import { type BackendInfo, type FailureRecord, VERSION } from "../core/mod.ts";
import { TFJS_VERSION } from "../kernels/mod.ts";

/** The versions of what computes traces here. */
export const VERSIONS: FailureRecord["versions"] = {
  steadfast: VERSION,
  tfjs: TFJS_VERSION,
  deno: Deno.version.deno,
};

/** What is otherwise here than where a record was made, each as `X in place of Y`; nothing if all is alike. */
export function environmentDifferences(
  { backend, versions }: Pick<FailureRecord, "backend" | "versions">,
  here: BackendInfo,
): string[] {
  const pairs = [
    ["backend", here.name, backend.name],
    ["adapter", here.adapter ?? "none", backend.adapter ?? "none"],
    ...(["steadfast", "tfjs", "deno"] as const).map((name) => [name, VERSIONS[name], versions[name]]),
  ];
  return pairs.filter(([, now, recorded]) => now !== recorded).map(([name, now, recorded]) =>
    `${name} ${now} in place of ${recorded}`
  );
}
