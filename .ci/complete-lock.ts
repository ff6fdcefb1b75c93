/**
 * Completes `package-lock.json` with the optional packages of other platforms.
 *
 * A registry that does not carry the binaries of every platform makes npm leave them out of the lock, and
 * `npm ci` then refuses the lock as incomplete. Each optional dependency has an exact version and a name that
 * says its platform, so its entry can be written without asking anyone; only its integrity is not known, and
 * npm takes it from the registry on the platform that needs it. Run it after every change of dependencies.
 */
import { readFileSync, writeFileSync } from "node:fs";

interface LockEntry {
  readonly version?: string;
  readonly dev?: boolean;
  readonly optional?: boolean;
  readonly os?: readonly string[];
  readonly cpu?: readonly string[];
  readonly libc?: readonly string[];
  readonly optionalDependencies?: Readonly<Record<string, string>>;
}
interface Lock {
  readonly packages: Record<string, LockEntry>;
}

const systems = [
  "android",
  "darwin",
  "freebsd",
  "linux",
  "netbsd",
  "openbsd",
  "openharmony",
  "sunos",
  "win32",
  "aix",
];
const processors = [
  "arm64",
  "arm",
  "ia32",
  "loong64",
  "mips64el",
  "ppc64",
  "riscv64",
  "s390x",
  "x64",
  "wasm32",
];

/** `@oxlint/binding-linux-arm-musleabihf` → linux, arm, musl. */
function readPlatform(name: string): Pick<LockEntry, "os" | "cpu" | "libc"> {
  const words = (name.split("/").at(-1) ?? name).split("-");
  const system = systems.find((each) => words.includes(each));
  const processor = processors.find((each) => words.includes(each));
  if (processor === undefined || (system === undefined && processor !== "wasm32")) {
    throw new Error(`Dal nome ${name} non si capisce la piattaforma: aggiungi la voce a mano.`);
  }
  const libc = words.some((word) => word.startsWith("musl"))
    ? ["musl"]
    : words.some((word) => word.startsWith("gnu"))
      ? ["glibc"]
      : undefined;
  return {
    ...(libc === undefined ? {} : { libc }),
    ...(system === undefined ? {} : { os: [system] }),
    cpu: [processor],
  };
}

/** npm looks for a package beside its dependent and then in every folder above. */
function findEntry(lock: Lock, dependent: string, name: string): string | undefined {
  for (let from = dependent; ; from = from.slice(0, Math.max(0, from.lastIndexOf("node_modules/") - 1))) {
    const path = `${from === "" ? "" : `${from}/`}node_modules/${name}`;
    if (lock.packages[path] !== undefined) return path;
    if (from === "") return undefined;
  }
}

const file = new URL("../package-lock.json", import.meta.url);
const lock = JSON.parse(readFileSync(file, "utf8")) as Lock;
let added = 0;
for (const [path, entry] of Object.entries(lock.packages)) {
  for (const [name, version] of Object.entries(entry.optionalDependencies ?? {})) {
    if (findEntry(lock, path, name) !== undefined) continue;
    if (!/^\d+\.\d+\.\d+[\w.-]*$/.test(version)) {
      throw new Error(`${name}: la versione ${version} non è esatta, e il registro serve per risolverla.`);
    }
    const dev = entry.dev === true ? { dev: true } : {};
    lock.packages[`node_modules/${name}`] = { version, ...dev, optional: true, ...readPlatform(name) };
    added += 1;
  }
}
const sorted = Object.fromEntries(
  Object.entries(lock.packages).sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)),
);
writeFileSync(file, `${JSON.stringify({ ...lock, packages: sorted }, null, 2)}\n`);
console.log(`${added} pacchetti facoltativi di altre piattaforme aggiunti a package-lock.json`);
