/** One import in a file of the tree, as Deno itself resolves it. Paths are relative to the root, with `/`. */
export interface Import {
  from: string;
  /** From 1. */
  line: number;
  /** As it stands in the file. */
  specifier: string;
  /** The file of the tree that it leads to; null if it leads out of the tree. */
  to: string | null;
  /** `import type`, which is erased before the code runs. */
  typeOnly: boolean;
}

interface Resolution {
  specifier?: string;
  span: { start: { line: number } };
}

interface ModuleInfo {
  specifier: string;
  dependencies?: { specifier: string; code?: Resolution; type?: Resolution }[];
}

/**
 * The imports of the given files, from `deno info`.
 *
 * @param root the folder with deno.json, @param files paths relative to it
 * @throws {Error} if `deno info` fails
 */
export async function readImports(root: URL, files: string[]): Promise<Import[]> {
  // One module that imports every file: deno info takes one root only, and a file that nothing imports counts too.
  const roots = files.map((file) => `import ${JSON.stringify(new URL(file, root).href)};`).join("");
  const config = decodeURIComponent(new URL("deno.json", root).pathname);
  const command = new Deno.Command(Deno.execPath(), {
    args: [
      "info",
      "--json",
      "--no-lock",
      "--config",
      config,
      `data:application/typescript,${encodeURIComponent(roots)}`,
    ],
  });
  const { success, stdout, stderr } = await command.output();
  const [out, err] = [stdout, stderr].map((bytes) => new TextDecoder().decode(bytes));
  if (!success) throw new Error(`deno info must succeed: ${err}`);
  const modules: ModuleInfo[] = JSON.parse(out).modules;
  return modules.flatMap((module) => importsOf(module, root)).filter(({ from }) => files.includes(from));
}

function importsOf({ specifier: from, dependencies = [] }: ModuleInfo, root: URL): Import[] {
  const inTree = (url = "") => url.startsWith(root.href) ? decodeURIComponent(url.slice(root.href.length)) : null;
  return dependencies.flatMap(({ specifier, code, type }) => {
    const resolution = code ?? type, file = inTree(from);
    if (!resolution || file === null) return [];
    const line = resolution.span.start.line + 1;
    return { from: file, line, specifier, to: inTree(resolution.specifier), typeOnly: code === undefined };
  });
}

/**
 * The cycles among runtime imports, each as its files in order, the first one repeated at the end; one for every import
 * that closes a cycle. Imports of types alone are left out: they are erased, so nothing is loaded in the wrong order.
 */
export function findCycles(imports: Import[]): string[][] {
  const edges = imports.filter(({ typeOnly }) => !typeOnly);
  const targets = Map.groupBy(edges, ({ from }) => from);
  const done = new Set<string>();
  const cycles: string[][] = [];
  const visit = (file: string, path: string[]) => {
    if (path.includes(file)) cycles.push([...path.slice(path.indexOf(file)), file]);
    if (done.has(file) || path.includes(file)) return;
    for (const { to } of targets.get(file) ?? []) if (to !== null) visit(to, [...path, file]);
    done.add(file);
  };
  for (const file of targets.keys()) visit(file, []);
  return cycles;
}
