/** The SHA-256 of a file, read as a stream; whoever wants to look at the bytes sees them pass. */
import { createHash } from "node:crypto";
import { createReadStream, existsSync } from "node:fs";

export async function hashFile(file: string, see?: (bytes: Buffer) => void): Promise<string> {
  const hash = createHash("sha256");
  for await (const chunk of createReadStream(file, { highWaterMark: 1 << 20 })) {
    const bytes = chunk as Buffer;
    hash.update(bytes);
    see?.(bytes);
  }
  return hash.digest("hex");
}

/** Whether a file of facts is there and is the one that was recorded. */
export async function isFactsFileWhole(file: string, sha256: string): Promise<boolean> {
  return existsSync(file) && (await hashFile(file)) === sha256;
}
