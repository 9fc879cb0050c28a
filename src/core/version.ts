import manifest from "../../deno.json" with { type: "json" };

/** Steadfast's own version. */
export const VERSION: string = manifest.version;
