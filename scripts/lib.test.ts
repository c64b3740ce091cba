import { expect, test } from "vitest";
import { holdsPackages, isNodeNewEnough } from "./lib.mjs";
import { readSettings, shownDatabase, webAddress } from "./settings.mjs";
import { countPlaywright, countVitest, sum, withExitCode } from "./test-report.mjs";

test.each([
  ["20.20.2", false],
  ["22.14.9", false],
  ["22.15.0", true],
  ["v24.21.0", true],
])("Node %s is new enough: %s", (version, expected) => {
  expect(isNodeNewEnough(version)).toBe(expected);
});

test("node_modules is as the lock file says when nothing but optional packages is missing", () => {
  const wanted = { "": {}, "node_modules/a": { version: "1.0.0", integrity: "x" } };
  expect(holdsPackages(wanted, {})).toBe(false);
  expect(holdsPackages(wanted, { "node_modules/a": { version: "1.0.0", integrity: "x" } })).toBe(true);
  expect(holdsPackages(wanted, { "node_modules/a": { version: "1.0.1", integrity: "y" } })).toBe(false);
  expect(holdsPackages({ "node_modules/b": { version: "1.0.0", optional: true } }, {})).toBe(true);
});

test("without settings the product serves this machine at port 3000 from a file beside the project", () => {
  const settings = readSettings({});
  expect(settings).toMatchObject({ host: "127.0.0.1", port: 3000 });
  expect(settings.address).toBe("http://localhost:3000");
  expect(settings.databaseUrl).toMatch(/^file:\/.*\/data\/channelbook\.db$/);
});

test.each([
  ["file:/var/x.db", "file:/var/x.db"],
  ["file:///var/x.db", "file:/var/x.db"],
  ["postgres://u:p@h/d", "postgres://u:p@h/d"],
  ["postgresql://h/d", "postgresql://h/d"],
])("DATABASE_URL %s is read as %s", (given, expected) => {
  expect(readSettings({ DATABASE_URL: given }).databaseUrl).toBe(expected);
});

test("a relative file is taken from the project's folder", () => {
  expect(readSettings({ DATABASE_URL: "file:x.db" }).databaseUrl).toBe(`file:${process.cwd()}/x.db`);
});

test.each([
  [{ PORT: "0" }, /PORT is “0”/],
  [{ PORT: "65536" }, /PORT is “65536”; a whole number from 1 to 65535/],
  [{ PORT: "80x" }, /PORT is “80x”/],
  [{ DATABASE_URL: "mysql://h/d" }, /DATABASE_URL is “mysql:.*postgres:.* is allowed/],
])("%o is refused with what is allowed", (env, message) => {
  expect(() => readSettings(env)).toThrow(message);
});

test.each([
  ["127.0.0.1", "http://localhost:80"],
  ["localhost", "http://localhost:80"],
  ["::1", "http://localhost:80"],
  ["0.0.0.0", "http://localhost:80"],
  ["192.0.2.7", "http://192.0.2.7:80"],
  ["2001:db8::7", "http://[2001:db8::7]:80"],
])("people reach a server at %s at %s", (host, address) => {
  expect(webAddress(host, 80)).toBe(address);
});

test("a shown database address keeps its password to itself", () => {
  expect(shownDatabase("postgres://app:pass@h:5432/d")).toBe("postgres://app:…@h:5432/d");
  expect(shownDatabase("postgres://app@h/d")).toBe("postgres://app@h/d");
});

test("a test file that could not be loaded counts as a failure", () => {
  const testResults = [
    { status: "passed", assertionResults: [{ status: "passed" }, { status: "passed" }] },
    { status: "failed", assertionResults: [{ status: "failed" }] },
    { status: "failed", assertionResults: [] },
  ];
  const report = { numPassedTests: 2, numFailedTests: 1, testResults };
  expect(countVitest(report)).toEqual({ passed: 2, failed: 2 });
});

test("a test that passed only when repeated, and an error outside a test, count as failures", () => {
  const stats = { expected: 4, unexpected: 1, flaky: 1 };
  expect(countPlaywright({ stats, errors: [{}] })).toEqual({ passed: 4, failed: 3 });
});

test("counts add up, and a runner that failed without a failed test counts once", () => {
  const counts = [
    { passed: 1, failed: 0 },
    { passed: 2, failed: 3 },
  ];
  expect(sum(counts)).toEqual({ passed: 3, failed: 3 });
  expect(withExitCode({ passed: 5, failed: 0 }, 1)).toEqual({ passed: 5, failed: 1 });
  expect(withExitCode({ passed: 5, failed: 2 }, 1)).toEqual({ passed: 5, failed: 2 });
});
