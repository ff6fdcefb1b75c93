/** The SHA-256 of a file, read as a stream; whoever wants to look at the bytes sees them pass. */
import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";

export async function hashFile(file: string, see?: (bytes: Buffer) => void): Promise<string> {
  const hash = createHash("sha256");
  for await (const chunk of createReadStream(file, { highWaterMark: 1 << 20 })) {
    const bytes = chunk as Buffer;
    hash.update(bytes);
    see?.(bytes);
  }
  return hash.digest("hex");
}
