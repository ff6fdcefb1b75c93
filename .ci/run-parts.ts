/**
 * Runs scripts of `package.json` beside each other, as many as there are processors, in the order given. What a
 * script writes is shown when it ends, in one piece; a script that fails does not stop the others, so that one run
 * tells all that is wrong.
 */
import { spawn } from "node:child_process";
import { availableParallelism } from "node:os";

const names = process.argv.slice(2);
const failed: string[] = [];

function runScript(name: string): Promise<void> {
  const began = performance.now();
  const color = process.stdout.isTTY ? { FORCE_COLOR: "1" } : {};
  const child = spawn(process.execPath, ["--run", name], { env: { ...color, ...process.env } });
  const written: Buffer[] = [];
  child.stdout.on("data", (piece: Buffer) => written.push(piece));
  child.stderr.on("data", (piece: Buffer) => written.push(piece));
  return new Promise((resolve, reject) => {
    child.on("error", reject);
    child.on("close", (code) => {
      if (code !== 0) failed.push(name);
      const seconds = ((performance.now() - began) / 1000).toFixed(1);
      process.stdout.write(`${code === 0 ? "✓" : "✗"} ${name}, ${seconds} s\n`);
      process.stdout.write(Buffer.concat(written));
      resolve();
    });
  });
}

async function runNext(): Promise<void> {
  for (let name = names.shift(); name !== undefined; name = names.shift()) await runScript(name);
}

await Promise.all(Array.from({ length: availableParallelism() }, runNext));
if (failed.length > 0) {
  console.error(`✗ ${failed.join(", ")}`);
  process.exitCode = 1;
}
