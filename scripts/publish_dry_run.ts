/**
 * `deno publish --dry-run` of exactly what deno.json publishes: `deno task publish:dry-run`. It runs in a copy, with
 * the linked stand-ins beside the package. In place it would refuse them: they lie in the package's folder, modules
 * use them, and they are not published. For a real publication unlink them first, which needs JSR anyway.
 *
 * @module
 */
const root = new URL("../", import.meta.url);
const manifest = JSON.parse(await Deno.readTextFile(new URL("deno.json", root)));
const links: string[] = manifest.links ?? [];
const temporary = await Deno.makeTempDir({ prefix: "publish_" });
try {
  const folder = new URL(`file://${temporary}/package/`);
  for (const path of ["deno.lock", ...manifest.publish.include]) await copy(new URL(path, root), new URL(path, folder));
  for (const link of links) await copy(new URL(link, root), new URL(`../${link}`, folder));
  const copied = { ...manifest, links: links.map((link) => `../${link}`) };
  await Deno.writeTextFile(new URL("deno.json", folder), JSON.stringify(copied, null, 2));
  const args = ["publish", "--dry-run", "--allow-dirty"];
  const { code, stdout, stderr } = await new Deno.Command(Deno.execPath(), { args, cwd: folder }).output();
  const printed = [stdout, stderr].map((bytes) => new TextDecoder().decode(bytes)).join("");
  // The list of files is of use to whoever looks for one that should not be there, and hides the rest from all others.
  const counted = printed.replace(/(?: +file:\/\/.*\n)+/, (list) => `   ${list.trim().split("\n").length} files\n`);
  console.log((code === 0 ? counted : printed).trimEnd());
  Deno.exitCode = code;
} finally {
  await Deno.remove(temporary, { recursive: true });
}

async function copy(from: URL, to: URL): Promise<void> {
  await Deno.mkdir(new URL(".", to), { recursive: true });
  if ((await Deno.stat(from)).isFile) return await Deno.copyFile(from, to);
  for await (const { name } of Deno.readDir(from)) {
    await copy(new URL(`${from.href}/${name}`), new URL(`${to.href}/${name}`));
  }
}
