import { expect, test } from "vitest";
import type { AuditReport } from "./audit.ts";
import { keepAudits } from "./keep-audits.ts";

const report = { model: "prova" } as AuditReport;

test("[P56] an audit is made once a version, shared by who asks meanwhile, and again after a failure", async () => {
  const answers = [
    { value: undefined, problems: [] },
    { value: report, problems: [] },
  ];
  let made = 0;
  const audits = keepAudits(2, undefined, async () => answers[Math.min(made++, 1)]!);
  const request = { directory: "" };
  expect((await audits.find("a", request)).value).toBeUndefined();
  const asked = await Promise.all([audits.find("a", request), audits.find("a", request)]);
  expect(asked.map(({ value }) => value)).toEqual([
    { report, version: "a" },
    { report, version: "a" },
  ]);
  expect(made).toBe(2);
  // The oldest of more versions than are held is made again.
  for (const version of ["b", "c", "a"]) await audits.find(version, request);
  expect(made).toBe(5);
  await audits.find("a", request);
  expect(made).toBe(5);
});

test("[P56] an audit that breaks is an error, and is made again", async () => {
  let made = 0;
  const audits = keepAudits(2, undefined, async () => {
    if (made++ === 0) throw new Error("rotta");
    return { value: report, problems: [] };
  });
  await expect(audits.find("a", { directory: "" })).rejects.toThrow("rotta");
  expect((await audits.find("a", { directory: "" })).value?.version).toBe("a");
});
