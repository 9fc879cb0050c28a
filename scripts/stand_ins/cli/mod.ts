/**
 * A local stand-in for `jsr:@std/cli@^1`, for machines that cannot reach JSR: `links` in the root's deno.json makes
 * the canonical specifier resolve to it, and `deno unlink ./scripts/stand_ins/cli` switches to the real one.
 * It has only what the project uses: take out what nothing imports, and add here, as published, what is missing.
 *
 * @module
 */
export { type Args, parseArgs, type ParseOptions } from "./parse_args.ts";
