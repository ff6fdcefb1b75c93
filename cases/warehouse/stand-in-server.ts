/** A server that says what it is told to say: for problems that a real one gives only when it is broken. */
import { createServer, type IncomingMessage, request } from "node:http";

export interface Rule {
  /** The first rule whose words are in the statement answers it. */
  readonly words: string;
  readonly status: number;
  readonly body: string;
}

export interface Listening {
  readonly port: number;
  readonly close: () => Promise<void>;
}

async function listen(
  answer: (
    message: IncomingMessage,
    body: string,
  ) => Promise<{ readonly status: number; readonly body: string }>,
): Promise<Listening> {
  const server = createServer((message, response) => {
    const chunks: Buffer[] = [];
    message.on("data", (chunk: Buffer) => chunks.push(chunk));
    message.on("end", () => {
      answer(message, Buffer.concat(chunks).toString("latin1")).then(
        ({ status, body }) => {
          response.writeHead(status, { "content-type": "application/json" });
          response.end(Buffer.from(body, "latin1"));
        },
        () => response.destroy(),
      );
    });
  });
  await new Promise<void>((resolve) => {
    server.listen(0, "127.0.0.1", resolve);
  });
  const at = server.address();
  return {
    port: typeof at === "object" && at !== null ? at.port : 0,
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}

/** What no rule speaks of goes well and says nothing. */
export function startStandIn(rules: readonly Rule[]): Promise<Listening> {
  return listen(async (message, body) => {
    const statement = decodeURIComponent((message.url ?? "").replaceAll("+", " ")) + body;
    return rules.find(({ words }) => statement.includes(words)) ?? { status: 200, body: "" };
  });
}

/** Passes everything on to a port, and counts the bytes of the answers. */
export async function startCounter(port: number): Promise<Listening & { readonly takeBytes: () => number }> {
  let bytes = 0;
  const listening = await listen(
    (message, body) =>
      new Promise((resolve, reject) => {
        const headers = { ...message.headers, "content-length": String(Buffer.byteLength(body, "latin1")) };
        delete (headers as Record<string, unknown>)["transfer-encoding"];
        const passed = request(
          { port, host: "127.0.0.1", method: message.method, path: message.url, headers },
          (answer) => {
            const chunks: Buffer[] = [];
            answer.on("data", (chunk: Buffer) => chunks.push(chunk));
            answer.on("end", () => {
              const all = Buffer.concat(chunks);
              bytes += all.length;
              resolve({ status: answer.statusCode ?? 500, body: all.toString("latin1") });
            });
          },
        );
        passed.on("error", reject);
        passed.end(Buffer.from(body, "latin1"));
      }),
  );
  return {
    ...listening,
    takeBytes: () => {
      const taken = bytes;
      bytes = 0;
      return taken;
    },
  };
}
