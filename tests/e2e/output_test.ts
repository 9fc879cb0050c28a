import { assertEquals } from "@std/assert";
import { denoArgs, inFolder, start } from "./_program.ts";

Deno.test("a reader that goes away is no fault", () =>
  inFolder(async (cwd) => {
    const child = start(["schema"], { cwd });
    await child.stdout.cancel();
    await child.stdin.close();
    const err = await new Response(child.stderr).text(), { code } = await child.status;
    assertEquals([code, err], [0, ""]);
  }));

Deno.test({
  name: "results that cannot be written, as on a full disk, are bad input",
  ignore: Deno.build.os !== "linux",
  fn: () =>
    inFolder(async (cwd) => {
      const args = ["-c", '"$0" "$@" >/dev/full', Deno.execPath(), ...denoArgs(["schema"])];
      const { code, stderr } = await new Deno.Command("sh", { args, cwd }).output();
      const fault = "steadfast: standard output: cannot be written: No space left on device (os error 28)\n";
      assertEquals([code, new TextDecoder().decode(stderr)], [2, fault]);
    }),
});
