/** The program: words in, text out, an exit code. */
import { runCommand } from "./run-command.ts";

// A reader that closes the pipe early (`| head`) has had what it wanted.
process.stdout.on("error", (error: Error & { code?: string }) => {
  if (error.code === "EPIPE") process.exit(0);
  throw error;
});

process.exitCode = await runCommand(process.argv.slice(2), {
  write: (text) => process.stdout.write(text),
  warn: (text) => process.stderr.write(text),
});
